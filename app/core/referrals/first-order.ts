// The friend's first order: which it is, and whether it is enough. Both follow from the orders as
// they are known now, so that the sequence in which news of them arrive does not matter.
import { addDays } from "../calendar/instant.ts";
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { AmountMinor } from "../money/money.ts";
import { paidForGoodsLeft } from "../orders/goods-left.ts";
import { refundedUnnamed } from "../orders/money-back.ts";
import type { OrderHead, OrderLine, OrderState } from "../orders/order-state.ts";
import { ZERO, compare, isZero, maximum, rational, subtract } from "../points/rational.ts";
import type { ReferralTerms } from "../program/referral-terms.ts";
import { normaliseVoucherCode } from "../rewards/voucher-code.ts";

export interface FriendOrders {
  /** All that name the friend, in any sequence. */
  readonly orders: readonly OrderState[];
  /** When the friend asked for the voucher. */
  readonly claimedAt: Instant;
  readonly voucherCode: string;
  /** Null where the friend got none: then the order may come whenever it likes. */
  readonly voucherEndsAt: Instant | null;
  readonly terms: ReferralTerms;
  readonly zone: TimeZone;
}

export type FirstOrder =
  /** Nothing was bought yet. */
  | { readonly kind: "none" }
  /**
   * `too_late`: the voucher had ended. `without_code`: only the code, which was mailed, proves that
   * the address is the friend's. `too_small`: less than the minimum is left of it.
   */
  | {
      readonly kind: "not_enough";
      readonly orderId: string;
      readonly reason: "too_late" | "without_code" | "too_small";
    }
  /** The reward falls due at the first instant of that day. */
  | {
      readonly kind: "qualifies";
      readonly orderId: string;
      readonly placedAt: Instant;
      readonly dueAt: Instant;
    };

type PaidOrder = OrderState & { readonly paid: OrderHead };

/**
 * How the friend's first order stands. The first is the earliest paid one since the claim that is
 * no test and was not cancelled; it must be placed while the voucher works, with the code where
 * that was mailed, and the goods that are left of it, after discounts, must come to the minimum and
 * to more than nothing. What is refunded or cancelled after the window does not count. The reward
 * is due so many days of the shop's calendar after the payment; with no delay at the payment
 * itself. Rule: docs/referrals.md, "The way of a friend".
 */
export function firstOrderOf(friend: FriendOrders): FirstOrder {
  const { terms, claimedAt, voucherEndsAt, zone } = friend;
  const order = friend.orders
    .filter(isPaid)
    .filter(({ paid }) => !paid.test && paid.placedAt >= claimedAt)
    .map((state) => withinWindow(state, terms))
    .filter(({ newest }) => (newest?.cancelledAt ?? null) === null)
    .toSorted(bySequence)[0];
  if (order === undefined) return { kind: "none" };
  const { orderId, paid } = order;
  if (voucherEndsAt !== null && paid.placedAt >= voucherEndsAt)
    return { kind: "not_enough", orderId, reason: "too_late" };
  if (terms.friendVoucher.handOver === "email" && !carries(order, friend.voucherCode)) {
    return { kind: "not_enough", orderId, reason: "without_code" };
  }
  const left = goodsLeft(order);
  if (isZero(left) || compare(left, rational(terms.minimumOrderMinor)) < 0) {
    return { kind: "not_enough", orderId, reason: "too_small" };
  }
  const paidAt = order.paidAt ?? paid.placedAt;
  const dueAt =
    terms.delayDays === 0
      ? paidAt
      : startOfDay(addDaysTo(localDateOf(paidAt, zone), terms.delayDays), zone);
  return { kind: "qualifies", orderId, placedAt: paid.placedAt, dueAt };
}

function carries({ paid, newest }: PaidOrder, voucherCode: string): boolean {
  const codes = [...paid.discountCodes, ...(newest?.discountCodes ?? [])];
  return codes.some((code) => normaliseVoucherCode(code) === normaliseVoucherCode(voucherCode));
}

/** Whether the friend had bought before the claim. Rule: referrals bring new customers. */
export function hasBoughtBefore(orders: readonly OrderState[], claimedAt: Instant): boolean {
  return orders.filter(isPaid).some(({ paid, newest }) => {
    return !paid.test && paid.placedAt < claimedAt && (newest?.cancelledAt ?? null) === null;
  });
}

function isPaid(state: OrderState): state is PaidOrder {
  return state.paid !== null;
}

function bySequence(one: PaidOrder, other: PaidOrder): number {
  if (one.paid.placedAt !== other.paid.placedAt) return one.paid.placedAt - other.paid.placedAt;
  return one.orderId < other.orderId ? -1 : 1;
}

/** The order as if nobody had given anything back after the window. */
function withinWindow(state: PaidOrder, { refundWindowDays }: ReferralTerms): PaidOrder {
  const { newest, refunds, paid } = state;
  if (refundWindowDays === null || newest === null) return state;
  const endsAt = addDays(paid.placedAt, refundWindowDays);
  const late = refunds.filter(({ createdAt }) => createdAt >= endsAt);
  const isCancelledLate = newest.cancelledAt !== null && newest.cancelledAt >= endsAt;
  if (late.length === 0 && !isCancelledLate) return state;
  const known = new Set(newest.refundIds);
  const units = new Map<string, number>();
  for (const { lines } of late.filter(({ id }) => known.has(id))) {
    for (const { lineId, quantity } of lines) {
      units.set(lineId, (units.get(lineId) ?? 0) + quantity);
    }
  }
  const lateIds = new Set(late.map(({ id }) => id));
  return {
    ...state,
    refunds: refunds.filter(({ id }) => !lateIds.has(id)),
    newest: {
      ...newest,
      cancelledAt: isCancelledLate ? null : newest.cancelledAt,
      refundIds: newest.refundIds.filter((id) => !lateIds.has(id)),
      lines: newest.lines.map((line) => withUnits(line, units.get(line.id) ?? 0)),
    },
  };
}

function withUnits(line: OrderLine, units: number): OrderLine {
  return { ...line, currentQuantity: Math.min(line.currentQuantity + units, line.quantity) };
}

/** What was paid for goods that the friend keeps. Gift cards and tips are no goods. */
function goodsLeft(state: PaidOrder): AmountMinor {
  const goods = paidForGoodsLeft(state, state.paid, ({ kind }) => kind === "product");
  return maximum(subtract(goods, refundedUnnamed(state)), ZERO);
}
