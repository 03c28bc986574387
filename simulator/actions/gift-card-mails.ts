// What Shopify writes to those who get a gift card: at once, or on the day that was asked for. Mails
// that have come due are written when somebody looks into the mail box.

import type { Customer, GiftCard, Shop } from "../model.ts";
import { formatMinor } from "../money.ts";
import { newId, type World } from "../world.ts";

export function sendDueGiftCardMails(world: World): void {
  for (const shop of world.state.shops.values()) {
    for (const card of shop.giftCards.values()) {
      if (card.notifiedAt !== null || card.deactivatedAt !== null) continue;
      const reader = readerOf(shop, card);
      if (reader && isDue(world, card)) writeTo(world, shop, card, reader, dueAt(card));
    }
  }
}

/** Writes once more, at somebody's wish. */
export function sendGiftCardMail(world: World, shop: Shop, card: GiftCard, to: Customer): void {
  writeTo(world, shop, card, to, world.now().toISOString());
}

/** A recipient hears of a card instead of the customer who has it made. */
function readerOf(shop: Shop, card: GiftCard): Customer | null {
  const id = card.recipient?.customerId ?? card.customerId;
  const customer = id === null ? undefined : shop.customers.get(id);
  return customer?.email ? customer : null;
}

function dueAt(card: GiftCard): string {
  return card.recipient?.sendNotificationAt ?? card.createdAt;
}

function isDue(world: World, card: GiftCard): boolean {
  return Date.parse(dueAt(card)) <= world.now().getTime();
}

function writeTo(world: World, shop: Shop, card: GiftCard, to: Customer, at: string): void {
  const name = card.recipient?.preferredName ?? to.firstName;
  const worth = `${formatMinor(card.balanceMinor, card.currency)} ${card.currency}`;
  const lines = [
    `Hello${name ? ` ${name}` : ""},`,
    `here is a gift card of ${shop.name} worth ${worth}.`,
    ...(card.recipient?.message ? [card.recipient.message] : []),
    `Its code is ${grouped(card.code)}. Enter it at the checkout.`,
    ...(card.expiresOn === null ? [] : [`It is good until ${card.expiresOn}.`]),
  ];
  card.notifiedAt = at;
  world.state.mails.push({
    id: newId(world),
    from: shop.contactEmail,
    to: [to.email ?? ""],
    subject: `Your gift card of ${shop.name}`,
    text: lines.join("\n\n"),
    html: null,
    headers: {},
    receivedAt: at,
  });
}

function grouped(code: string): string {
  return code.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ");
}
