// Which payments of an order, and which refunds, went through gift cards or store credit.
import { ZERO, add, divide, isZero } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";

/** How Shopify names payments that programs may leave out. */
const GIFT_CARD_GATEWAY = "gift_card";
const STORE_CREDIT_GATEWAYS: ReadonlySet<string> = new Set([
  "shopify_store_credit",
  "store_credit",
]);

/** Money that moved, in any one currency. */
export interface MovedMoney {
  readonly gateway: string;
  readonly amount: Rational;
}

/** Whether a payment came from a gift card of the shop. */
export function isGiftCard(gateway: string): boolean {
  return gateway === GIFT_CARD_GATEWAY;
}

/** Whether a payment came from, or a refund went to, store credit of the customer. */
export function isStoreCredit(gateway: string): boolean {
  return STORE_CREDIT_GATEWAYS.has(gateway);
}

/** The part of all that moved which went through such gateways: 0 to 1, and 0 where none moved. */
export function shareThrough(
  moved: readonly MovedMoney[],
  isMeant: (gateway: string) => boolean,
): Rational {
  const all = moved.reduce((sum, { amount }) => add(sum, amount), ZERO);
  if (isZero(all)) return ZERO;
  const meant = moved.filter(({ gateway }) => isMeant(gateway));
  return divide(
    meant.reduce((sum, { amount }) => add(sum, amount), ZERO),
    all,
  );
}
