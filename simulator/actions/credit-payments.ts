// Paying with what a customer has with the shop, and giving it back: a gift card pays no more than
// it holds, store credit pays all that is left of it.

import { addCredit, creditAccount, creditAccountOf, takeCredit } from "./store-credit.ts";
import { moveGiftCard, requireGiftCard, unusableBecause } from "./gift-cards.ts";
import type { CreditAccount, CreditEvent, GiftCard, Order, Shop, Transaction } from "../model.ts";
import { refuse, type World } from "../world.ts";

/** Where the money of a payment comes from, besides a buyer's bank. */
export type CreditSource = { card: GiftCard } | { account: CreditAccount };

export type SourceInput = {
  gateway?: string;
  giftCardId?: string;
  fromAccount?: boolean;
  authorize?: boolean;
};

/** Null: the money comes from outside, and nobody here keeps its balance. */
export function sourceOf(
  world: World,
  shop: Shop,
  order: Order,
  input: SourceInput,
): CreditSource | null {
  const { giftCardId, fromAccount = false } = input;
  if (giftCardId === undefined && !fromAccount) return null;
  if (input.authorize) refuse("Gift cards and store credit pay at once: nothing is set aside");
  if (giftCardId !== undefined) return { card: cardFor(world, shop, order, giftCardId) };
  if (order.customerId === null) refuse("Store credit belongs to a customer, and this is a guest");
  const { customerId, presentmentCurrency } = order;
  const account = creditAccountOf(world, shop, customerId, presentmentCurrency);
  if (!account || account.balanceMinor === 0) {
    refuse(`This customer has no store credit in ${presentmentCurrency}`);
  }
  return { account };
}

export function gatewayOf(source: CreditSource): string {
  return "card" in source ? "gift_card" : "shopify_store_credit";
}

/** What a source holds. */
export function heldBy(source: CreditSource): number {
  return "card" in source ? source.card.balanceMinor : source.account.balanceMinor;
}

/** Takes a recorded payment out of its source, and notes the source in it. */
export function takeFrom(
  world: World,
  source: CreditSource,
  order: Order,
  transaction: Transaction,
): void {
  const amountMinor = transaction.amount.presentment;
  if ("card" in source) {
    transaction.giftCardId = source.card.id;
    moveGiftCard(world, source.card, { amountMinor: -amountMinor, orderId: order.id });
    return;
  }
  transaction.creditAccountId = source.account.id;
  const origin = { orderId: order.id, transactionId: transaction.id };
  takeCredit(world, source.account, { amountMinor, event: "ORDER_PAYMENT", origin });
}

/** Puts refunded money back where its payment came from. */
export function giveBack(
  world: World,
  shop: Shop,
  order: Order,
  transaction: Transaction,
  event: CreditEvent,
): void {
  const amountMinor = transaction.amount.presentment;
  if (amountMinor === 0) return;
  const card = shop.giftCards.get(transaction.giftCardId ?? "");
  if (card) moveGiftCard(world, card, { amountMinor, orderId: order.id });
  const account = creditAccount(world, shop, transaction.creditAccountId ?? "");
  const origin = { orderId: order.id, transactionId: transaction.id };
  if (account) addCredit(world, account, { amountMinor, event, origin });
}

/** Several payments of one checkout hold together: one that is refused undoes the others. */
export function allOrNothing(shop: Shop, work: () => void): void {
  const holders: object[] = [...shop.giftCards.values(), ...shop.creditAccounts.values()];
  const before = holders.map((holder) => structuredClone(holder));
  try {
    work();
  } catch (error) {
    holders.forEach((holder, index) => Object.assign(holder, before[index]));
    throw error;
  }
}

function cardFor(world: World, shop: Shop, order: Order, id: string): GiftCard {
  const card = requireGiftCard(shop, id);
  const finding = unusableBecause(world, shop, card);
  if (finding) refuse(finding);
  if (card.currency !== order.presentmentCurrency) {
    refuse(`A gift card in ${card.currency} pays no order in ${order.presentmentCurrency}`);
  }
  return card;
}
