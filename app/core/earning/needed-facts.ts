// What must be asked of Shopify before an order can be evaluated, because its program names things
// that no payload tells.
import type { TimeZone } from "../calendar/time-zone.ts";
import { channelOf } from "../orders/channel.ts";
import type { OrderFacts, PaymentFacts } from "../orders/order-facts.ts";
import type { OrderHead } from "../orders/order-state.ts";
import { isGiftCard, isStoreCredit } from "../orders/payments.ts";
import { ONE, ZERO, add, rationalToText, subtract } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { ProgramVersion } from "../program/document.ts";
import type { EarningTerms } from "../program/earning-terms.ts";
import { compileProgram } from "./compile-program.ts";
import type { CompiledExtra, CompiledProgram } from "./compile-program.ts";

/** An order that is fully paid, with what is known beside its payload. */
export interface PaidOrder {
  /** A payload in which nothing was outstanding. */
  readonly head: OrderHead;
  readonly facts: OrderFacts | null;
}

/** Questions about one order. Lists are sorted and name only what the program asks about. */
export interface FactsNeeded {
  /** Products of the order about which nothing is known yet. */
  readonly productIds: readonly string[];
  /** In lower case. */
  readonly productTags: readonly string[];
  readonly collectionIds: readonly string[];
  /** Null where nothing needs to be asked about the customer. */
  readonly buyer: {
    readonly customerId: string;
    /** In lower case. */
    readonly tags: readonly string[];
    readonly segmentIds: readonly string[];
  } | null;
  /** The worth of the order whose payments are asked about; null where they are not. */
  readonly paymentsOfWorth: string | null;
}

/**
 * What is still to be asked before `evaluateOrder` may be called; null where all is known, or
 * nothing matters. `customerId` is the order's customer. Campaigns that did not run when the order
 * was placed ask nothing. What was asked once is not asked again: the order keeps what was true
 * when it qualified. Payments are asked about anew only when an edit has changed what the order
 * comes to.
 */
export function neededFacts(
  { head, facts }: PaidOrder,
  customerId: string | null,
  { document }: ProgramVersion,
  timeZone: TimeZone,
): FactsNeeded | null {
  const program = compileProgram(document);
  const paymentsOfWorth = unknownPayments(head, facts, document.earning);
  if (!program.asksShopify && paymentsOfWorth === null) return null;
  const extras = program.extras.filter(
    ({ window, channels }) =>
      (window === null || window(head.placedAt, timeZone)) &&
      (channels === null || channels.has(channelOf(head.sourceName))),
  );
  const { productTags, collectionIds } = productInterests(program, extras);
  const aboutProducts = productTags.length + collectionIds.length > 0;
  const productIds = aboutProducts ? unknownProducts(head, facts) : [];
  const buyer = facts?.buyer ? null : buyerInterests(extras, customerId);
  if (productIds.length === 0 && buyer === null && paymentsOfWorth === null) return null;
  return { productIds, productTags, collectionIds, buyer, paymentsOfWorth };
}

/**
 * The share of the order that counts: one, less what gift cards and store credit paid where the
 * program leaves that out. Where it cannot be known, everything counts.
 */
export function countedShare({ head, facts }: PaidOrder, earning: EarningTerms): Rational {
  if (!leavesPaymentsOut(head, earning)) return ONE;
  const known = paymentsOf(head, facts);
  if (!known) return ONE;
  const giftCards = earning.giftCardPaymentsIncluded ? ZERO : known.giftCardShare;
  const storeCredit = earning.storeCreditPaymentsIncluded ? ZERO : known.storeCreditShare;
  const counted = subtract(ONE, add(giftCards, storeCredit));
  return counted.n > 0n ? counted : ZERO;
}

/**
 * What an order comes to as it was ordered, as exact text in minor units of the shop's currency: it
 * names the payments that belong to it. Refunds do not change it, edits do.
 */
export function paidWorth({ lines, shipping, taxesIncluded }: OrderHead): string {
  let worth = ZERO;
  for (const part of [...lines, shipping]) {
    worth = subtract(add(worth, part.gross), part.discount);
    if (!taxesIncluded) worth = add(worth, part.tax);
  }
  return rationalToText(worth);
}

function unknownPayments(
  head: OrderHead,
  facts: OrderFacts | null,
  earning: EarningTerms,
): string | null {
  if (!leavesPaymentsOut(head, earning) || paymentsOf(head, facts)) return null;
  return paidWorth(head);
}

function paymentsOf(head: OrderHead, facts: OrderFacts | null): PaymentFacts | null {
  if (!facts || facts.payments.length === 0) return null;
  const worth = paidWorth(head);
  return facts.payments.find((payments) => payments.worth === worth) ?? null;
}

function leavesPaymentsOut({ paymentGateways }: OrderHead, earning: EarningTerms): boolean {
  return paymentGateways.some(
    (gateway) =>
      (isGiftCard(gateway) && !earning.giftCardPaymentsIncluded) ||
      (isStoreCredit(gateway) && !earning.storeCreditPaymentsIncluded),
  );
}

function unknownProducts({ lines }: OrderHead, facts: OrderFacts | null): string[] {
  const known = new Set(facts?.products.map(({ productId }) => productId));
  const asked = lines.flatMap(({ productId, kind }) =>
    productId === null || kind === "tip" || known.has(productId) ? [] : [productId],
  );
  return [...new Set(asked)].toSorted();
}

function productInterests(program: CompiledProgram, extras: readonly CompiledExtra[]) {
  const matchers = [
    program.excludedProducts,
    ...program.multipliers.map(({ products }) => products),
    ...extras.flatMap(({ products, excludedProducts }) => [products, excludedProducts]),
  ].filter((matcher) => matcher !== null);
  return {
    productTags: sorted(matchers.flatMap(({ tags }) => [...tags])),
    collectionIds: sorted(matchers.flatMap((matcher) => [...matcher.collectionIds])),
  };
}

function buyerInterests(
  extras: readonly CompiledExtra[],
  customerId: string | null,
): FactsNeeded["buyer"] {
  const tags = sorted(extras.flatMap(({ customerTags }) => customerTags ?? []));
  const segmentIds = sorted(extras.flatMap((extra) => extra.segmentIds ?? []));
  if (customerId === null || tags.length + segmentIds.length === 0) return null;
  return { customerId, tags, segmentIds };
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted();
}
