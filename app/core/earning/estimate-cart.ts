// What a cart would earn as an order: worked out by the functions that count orders, and said no
// surer than it is.
import type { Instant } from "../calendar/instant.ts";
import type { AmountMinor } from "../money/money.ts";
import type { OrderHead, OrderLine } from "../orders/order-state.ts";
import type { Points } from "../points/points.ts";
import { ZERO, add, compare, divide, isZero, multiply, subtract } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { ProgramVersion } from "../program/document.ts";
import type { EarningTerms } from "../program/earning-terms.ts";
import { compileProgram } from "./compile-program.ts";
import { type EarnContext, evaluateOrder } from "./evaluate-order.ts";
import { type RoomLeft, grantRooms } from "./grant-rooms.ts";
import type { PaidOrder } from "./needed-facts.ts";
import { targetOf } from "./target-points.ts";
import { wholeOrder } from "./what-is-left.ts";

export interface CartDiscount {
  /** Null where no code gave it. */
  readonly code: string | null;
  readonly amount: AmountMinor;
}

/** All amounts of a cart are in minor units of the shop's currency. */
export interface CartLine {
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly quantity: number;
  /** For all units, after the discounts of the line. */
  readonly total: AmountMinor;
  readonly discounts: readonly CartDiscount[];
  /** Gift cards are not sent, and nothing else tells them apart here. */
  readonly isSent: boolean;
}

export interface Cart {
  readonly currency: string;
  readonly lines: readonly CartLine[];
  /** Discounts of the whole cart, which its lines share. */
  readonly discounts: readonly CartDiscount[];
  /** After discounts; null while it is not known. */
  readonly shipping: AmountMinor | null;
  /** Null while it is not known. */
  readonly tax: AmountMinor | null;
  /** What is to be paid by all means; null where nobody says. */
  readonly total: AmountMinor | null;
  readonly isPaidByGiftCard: boolean;
}

/** Who buys, and when. */
export interface Buying {
  /** Null for a guest. */
  readonly customerId: string | null;
  readonly now: Instant;
  /** Whether the shop's prices contain their tax; null where nobody knows. */
  readonly taxesIncluded: boolean | null;
}

export interface CartEstimate {
  readonly points: Points;
  /** What cannot be told before the order is there may add to them, or take from them. */
  readonly certainty: "exact" | "at_least" | "up_to";
}

/**
 * The cart as the order that it becomes when it is placed and paid now, online. Discounts of the
 * whole cart are shared among its lines by what they cost. Tax is left out: only its sum is known.
 */
export function orderOfCart(cart: Cart, { customerId, now, taxesIncluded }: Buying): PaidOrder {
  const codes = [...cart.discounts, ...cart.lines.flatMap(({ discounts }) => discounts)];
  const head: OrderHead = {
    updatedAt: now,
    fetchedAt: null,
    name: "",
    placedAt: now,
    cancelledAt: null,
    test: false,
    financialStatus: "paid",
    fullyPaid: true,
    customerId,
    currency: cart.currency,
    exchange: null,
    taxesIncluded: taxesIn(cart) ?? taxesIncluded ?? false,
    sourceName: "web",
    discountCodes: [...new Set(codes.flatMap(({ code }) => code ?? []))],
    paymentGateways: [],
    fulfilledAt: null,
    deliveredAt: null,
    lines: linesOf(cart),
    shipping: {
      gross: cart.shipping ?? ZERO,
      discount: ZERO,
      codeDiscounts: [],
      tax: ZERO,
    },
    refundIds: [],
    received: null,
  };
  return { head, facts: null };
}

/**
 * What it would earn under the version, within what is left of the limits. `order` is that of
 * `orderOfCart`, with the facts that were asked for. Null where nothing can be said: no point, or
 * something that may add and something that may take away. Throws as `evaluateOrder` does. Rule:
 * docs/storefront.md, "At checkout".
 */
export function estimateCart(
  cart: Cart,
  { order, buying }: { readonly order: PaidOrder; readonly buying: Buying },
  version: ProgramVersion,
  { context, left }: { readonly context: EarnContext; readonly left: RoomLeft },
): CartEstimate | null {
  const { snapshot } = grantRooms(evaluateOrder(order, version, context), null, left);
  const { points } = targetOf(snapshot, wholeOrder(snapshot));
  const certainty = certaintyOf(cart, buying, version);
  return points === 0n || certainty === null ? null : { points, certainty };
}

/**
 * Whether the prices contain their tax, by what is to be paid: null where there is no tax yet, or
 * something else is paid, too.
 */
function taxesIn({ lines, discounts, shipping, tax, total }: Cart): boolean | null {
  if (shipping === null || tax === null || total === null || isZero(tax)) return null;
  const goods = subtract(sumOf(lines.map((line) => line.total)), amountOf(discounts));
  const withoutTax = add(goods, shipping);
  if (compare(withoutTax, total) === 0) return true;
  return compare(add(withoutTax, tax), total) === 0 ? false : null;
}

function linesOf({ lines, discounts }: Cart): OrderLine[] {
  const whole = sumOf(lines.map(({ total }) => total));
  return lines.map((line, place) => {
    const share = isZero(whole) ? ZERO : divide(line.total, whole);
    const all = [...line.discounts, ...discounts.map((one) => shared(one, share))];
    return {
      id: String(place + 1),
      productId: line.productId,
      variantId: line.variantId,
      kind: "product",
      quantity: line.quantity,
      currentQuantity: line.quantity,
      gross: add(line.total, amountOf(line.discounts)),
      discount: amountOf(all),
      codeDiscounts: all.flatMap(({ code, amount }) => (code === null ? [] : [{ code, amount }])),
      tax: ZERO,
    };
  });
}

function shared({ code, amount }: CartDiscount, share: Rational): CartDiscount {
  return { code, amount: multiply(amount, share) };
}

function certaintyOf(
  cart: Cart,
  buying: Buying,
  { document }: ProgramVersion,
): CartEstimate["certainty"] | null {
  const { earning } = document;
  const tax = taxLeftOut(cart, buying, earning);
  const isMore =
    tax === "adds" ||
    (earning.shippingIncluded && cart.shipping === null) ||
    (buying.customerId === null && compileProgram(document).extras.some(asksOfBuyer));
  const isLess =
    tax === "takes" ||
    (!earning.giftCardsIncluded && cart.lines.some(({ isSent }) => !isSent)) ||
    (!earning.giftCardPaymentsIncluded && cart.isPaidByGiftCard);
  if (isMore) return isLess ? null : "at_least";
  return isLess ? "up_to" : "exact";
}

/** What the tax that is not counted here would do to what counts. */
function taxLeftOut(
  cart: Cart,
  { taxesIncluded }: Buying,
  { taxIncluded }: EarningTerms,
): "adds" | "takes" | "nothing" {
  if (cart.tax !== null && isZero(cart.tax)) return "nothing";
  if ((taxesIn(cart) ?? taxesIncluded) === taxIncluded) return "nothing";
  return taxIncluded ? "adds" : "takes";
}

function asksOfBuyer(extra: { customerTags: unknown; segmentIds: unknown }): boolean {
  return extra.customerTags !== null || extra.segmentIds !== null;
}

function amountOf(discounts: readonly CartDiscount[]): AmountMinor {
  return sumOf(discounts.map(({ amount }) => amount));
}

function sumOf(amounts: readonly AmountMinor[]): AmountMinor {
  return amounts.reduce(add, ZERO);
}
