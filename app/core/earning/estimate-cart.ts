// What a cart would earn as an order: worked out by the functions that count orders, and said no
// surer than it is.
import type { Instant } from "../calendar/instant.ts";
import type { OrderHead, OrderLine } from "../orders/order-state.ts";
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { ZERO, add, divide, isZero, multiply } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { ProgramVersion } from "../program/document.ts";
import type { EarningTerms } from "../program/earning-terms.ts";
import { indexOfTier } from "../tiers/decide-upgrade.ts";
import { compileProgram } from "./compile-program.ts";
import { type EarnContext, evaluateOrder } from "./evaluate-order.ts";
import { type Cart, type CartDiscount, amountOf, readSums, sumOf } from "./cart-sums.ts";
import { type Grants, type RoomLeft, grantRooms } from "./grant-rooms.ts";
import type { PaidOrder } from "./needed-facts.ts";
import { targetOf } from "./target-points.ts";
import { wholeOrder } from "./what-is-left.ts";

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
 * whole cart are shared among its lines by what they cost, those of its shipping apart. Tax is left
 * out: only its sum is known.
 */
export function orderOfCart(cart: Cart, buying: Buying): PaidOrder {
  const { customerId, now, taxesIncluded } = buying;
  const sums = readSums(cart, taxesIncluded);
  const discounts = sums?.discounts ?? cart.discounts;
  const codes = [...cart.discounts, ...cart.lines.flatMap((line) => line.discounts)];
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
    taxesIncluded: sums?.taxesIncluded ?? false,
    sourceName: "web",
    discountCodes: [...new Set(codes.flatMap(({ code }) => code ?? []))],
    paymentGateways: [],
    fulfilledAt: null,
    deliveredAt: null,
    lines: linesOf(cart, discounts),
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
  const sums = readSums(cart, buying.taxesIncluded);
  if (sums === null) return null;
  // Whether a guest is new, or has stayed away, nobody knows before they say who they are.
  const told = buying.customerId === null ? { ...context, memberDays: null } : context;
  const pointsOf = (known: PaidOrder): Worth => {
    const granted = tiersOfOrder(version, context.tierId).map((tierId) => {
      const evaluated = evaluateOrder(known, version, { ...told, tierId });
      return grantRooms(evaluated, null, left);
    });
    const all = granted.map(({ snapshot }) => targetOf(snapshot, wholeOrder(snapshot)).points);
    const points = all.reduce(leastPoints);
    const isMore = all.some((one) => one !== points);
    return { points, isMore, isLimited: granted.some(takesOwnRoom) };
  };
  const asGoods = pointsOf(order);
  const asCards = cart.lines.every(({ isSent }) => isSent)
    ? asGoods
    : pointsOf(withGiftCards(order, cart));
  const { points } = asCards.points > asGoods.points ? asCards : asGoods;
  const isMore = asGoods.isMore || asCards.isMore;
  // A guest may be a member who has had a part of what one may have.
  const isLimited = buying.customerId === null && (asGoods.isLimited || asCards.isLimited);
  const isLess = isLimited || asCards.points !== asGoods.points;
  const known = { ...buying, ...sums, isMore, isLess };
  const certainty = certaintyOf(cart, known, version);
  return points === 0n || certainty === null ? null : { points, certainty };
}

interface Worth {
  readonly points: Points;
  /** Whether another tier would make it more. */
  readonly isMore: boolean;
  /** Whether limits that each member has would be used for it. */
  readonly isLimited: boolean;
}

function takesOwnRoom({ taken }: Grants): boolean {
  return taken.some(({ room }) => room.scope === "member");
}

/** At whose terms the order may earn: the tier that is held, and those that it may reach. */
function tiersOfOrder(
  { document: { tiers } }: ProgramVersion,
  tierId: string | null,
): [string | null, ...(string | null)[]] {
  if (!tiers?.crossingOrderEarnsNewRate) return [tierId];
  const above = tiers.list.slice(indexOfTier(tiers, tierId) + 1);
  return [tierId, ...above.filter(({ entry }) => entry === "earned").map(({ id }) => id)];
}

/** The same order, if all that is not sent were gift cards. */
function withGiftCards({ head, facts }: PaidOrder, { lines }: Cart): PaidOrder {
  const told = head.lines.map((line, place): OrderLine => {
    return lines[place]?.isSent === false ? { ...line, kind: "gift_card" } : line;
  });
  return { head: { ...head, lines: told }, facts };
}

function linesOf({ lines }: Cart, discounts: readonly CartDiscount[]): OrderLine[] {
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

interface Known extends Buying {
  /** Whether a tier that the order may reach would make it more. */
  readonly isMore: boolean;
  /** Whether gift cards among the lines, or limits that a guest used up, would make it less. */
  readonly isLess: boolean;
}

function certaintyOf(
  cart: Cart,
  buying: Known,
  { document }: ProgramVersion,
): CartEstimate["certainty"] | null {
  const { earning } = document;
  const tax = taxLeftOut(cart, buying, earning);
  const isMore =
    tax === "adds" ||
    buying.isMore ||
    (earning.shippingIncluded && cart.shipping === null) ||
    (buying.customerId === null && compileProgram(document).extras.some(asksOfBuyer));
  const isLess =
    tax === "takes" ||
    buying.isLess ||
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
  if (taxesIncluded === taxIncluded) return "nothing";
  return taxIncluded ? "adds" : "takes";
}

function asksOfBuyer(extra: Record<"customerTags" | "segmentIds" | "members", unknown>): boolean {
  const { customerTags, segmentIds, members } = extra;
  return customerTags !== null || segmentIds !== null || members !== null;
}
