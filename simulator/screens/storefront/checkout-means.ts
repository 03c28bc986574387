// What a shopper pays with besides a bank's card: gift cards that were entered, and all of the
// store credit that the shopper wants to use, as Shopify's checkout has it.
import { findGiftCard, unusableBecause } from "../../actions/gift-cards.ts";
import type { PayInput } from "../../actions/order-payments.ts";
import { creditAccountOf } from "../../actions/store-credit.ts";
import type { GiftCard } from "../../model.ts";
import { addCode } from "./cart-page.ts";
import type { CheckoutDraft } from "./checkout.ts";
import type { StorefrontPage } from "./page.ts";

export interface CheckoutMeans {
  readonly cards: readonly { readonly card: GiftCard; readonly amountMinor: number }[];
  /** What the signed-in customer could use; null without any. */
  readonly creditMinor: number | null;
  readonly usedCreditMinor: number;
  /** What is left for the button to pay. */
  readonly restMinor: number;
}

export function checkoutMeans(
  page: StorefrontPage,
  draft: CheckoutDraft,
  totalMinor: number,
): CheckoutMeans {
  let restMinor = totalMinor;
  const cards = draft.giftCardIds.flatMap((id) => {
    const card = page.shop.giftCards.get(id);
    if (!card || unusableBecause(page.context, page.shop, card)) return [];
    const amountMinor = Math.min(card.balanceMinor, restMinor);
    restMinor -= amountMinor;
    return [{ card, amountMinor }];
  });
  const creditMinor = creditOf(page);
  const usedCreditMinor = draft.usesCredit ? Math.min(creditMinor ?? 0, restMinor) : 0;
  return { cards, creditMinor, usedCreditMinor, restMinor: restMinor - usedCreditMinor };
}

/** Only who is signed in has store credit, and only what is in the currency of the store. */
export function creditOf({ context, shop, customer }: StorefrontPage): number | null {
  const account = customer && creditAccountOf(context, shop, customer.id, shop.currency);
  return account && account.balanceMinor > 0 ? account.balanceMinor : null;
}

export function paymentsOf({ cards, usedCreditMinor, restMinor }: CheckoutMeans): PayInput[] {
  const own: PayInput[] = [
    ...cards
      .filter(({ amountMinor }) => amountMinor > 0)
      .map(({ card, amountMinor }) => ({ giftCardId: card.id, amountMinor })),
    ...(usedCreditMinor > 0 ? [{ fromAccount: true, amountMinor: usedCreditMinor }] : []),
  ];
  return restMinor > 0 || own.length === 0 ? [...own, {}] : own;
}

/** One field takes both: what is no gift card is kept as a discount code. */
export function enterCode(
  page: StorefrontPage,
  draft: CheckoutDraft,
  text: string,
): CheckoutDraft["refusals"][number] | null {
  const card = text.trim() === "" ? undefined : findGiftCard(page.shop, text);
  if (!card) {
    addCode(page.cart, text);
    return null;
  }
  const finding = unusableBecause(page.context, page.shop, card);
  if (finding) return { code: shortCode(card), message: finding };
  if (!draft.giftCardIds.includes(card.id)) draft.giftCardIds.push(card.id);
  return null;
}

export function removeGiftCard(draft: CheckoutDraft, id: string): void {
  draft.giftCardIds = draft.giftCardIds.filter((candidate) => candidate !== id);
}

/** Drops gift cards that can no longer pay and keeps why, so that nobody pays unawares. */
export function settleGiftCards(page: StorefrontPage, draft: CheckoutDraft): boolean {
  const findings = draft.giftCardIds.flatMap((id) => {
    const card = page.shop.giftCards.get(id);
    const message = card && unusableBecause(page.context, page.shop, card);
    return card && message ? [{ id, code: shortCode(card), message }] : [];
  });
  for (const { id, code, message } of findings) {
    removeGiftCard(draft, id);
    draft.refusals.push({ code, message });
  }
  return findings.length === 0;
}

/** As much of a card's code as others may see. */
export function shortCode(card: GiftCard): string {
  return `•••• ${card.code.slice(-4).toUpperCase()}`;
}
