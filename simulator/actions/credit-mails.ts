// What Shopify writes to those who get a gift card, at once or on the day that was asked for, and
// to those who are given store credit. Mails that have come due are written when somebody looks
// into the mail box.

import type { CreditAccount, Customer, GiftCard, Shop } from "../model.ts";
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

/** An app that gives store credit may ask for this. */
export function sendCreditMail(
  world: World,
  shop: Shop,
  to: Customer | undefined,
  account: Pick<CreditAccount, "balanceMinor" | "currency">,
): void {
  if (!to?.email) return;
  const balance = worthOf(account.balanceMinor, account.currency);
  send(world, shop, to.email, world.now().toISOString(), `Your store credit at ${shop.name}`, [
    `Hello${to.firstName ? ` ${to.firstName}` : ""},`,
    `you have ${balance} of store credit at ${shop.name}. Sign in to use it at the checkout.`,
  ]);
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
  const worth = worthOf(card.balanceMinor, card.currency);
  const lines = [
    `Hello${name ? ` ${name}` : ""},`,
    `here is a gift card of ${shop.name} worth ${worth}.`,
    ...(card.recipient?.message ? [card.recipient.message] : []),
    `Its code is ${grouped(card.code)}. Enter it at the checkout.`,
    ...(card.expiresOn === null ? [] : [`It is good until ${card.expiresOn}.`]),
  ];
  card.notifiedAt = at;
  send(world, shop, to.email ?? "", at, `Your gift card of ${shop.name}`, lines);
}

function send(
  world: World,
  shop: Shop,
  to: string,
  receivedAt: string,
  subject: string,
  lines: string[],
): void {
  world.state.mails.push({
    id: newId(world),
    from: shop.contactEmail,
    to: [to],
    subject,
    text: lines.join("\n\n"),
    html: null,
    headers: {},
    receivedAt,
  });
}

function worthOf(minor: number, currency: string): string {
  return `${formatMinor(minor, currency)} ${currency}`;
}

function grouped(code: string): string {
  return code.toUpperCase().replace(/(.{4})(?=.)/g, "$1 ");
}
