// Why an order's points changed, in the values that shopper and merchant are told.
import type { Instant } from "../calendar/instant.ts";
import type { EarnSnapshot } from "../earning/earn-snapshot.ts";
import type { OrderStanding } from "../earning/order-standing.ts";
import type { Target } from "../earning/target-points.ts";
import type { Explanation } from "../explanations/explanation.ts";
import { formatAmount } from "../money/money.ts";
import type { AmountMinor } from "../money/money.ts";
import type { OrderHead, OrderState } from "../orders/order-state.ts";
import type { Points } from "../points/points.ts";
import { ZERO, maximum, shortDecimalFromRational, subtract } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";

/** Rates have at most four decimals. */
const RATE_DECIMALS = 4;

export interface AccrualFacts {
  readonly orderName: string;
  readonly snapshot: EarnSnapshot;
  readonly base: AmountMinor;
  readonly points: Points;
  readonly extraNames: readonly string[];
}

/**
 * "40.00 EUR of order #1001 at 2 points, with Gold": the amount that counts, the rate, what added
 * to it when the order was first counted, and the points of this entry.
 */
export function explainAccrual(
  key: "order_earned" | "order_edited",
  { orderName, snapshot, base, points, extraNames }: AccrualFacts,
): Explanation {
  const params = {
    order: orderName,
    amount: formatAmount(base, snapshot.currency),
    currency: snapshot.currency,
    rate: shortDecimalFromRational(snapshot.rate, RATE_DECIMALS),
    points: points.toString(),
  };
  if (key === "order_edited" || extraNames.length === 0) return { key, params };
  return { key: "order_earned_with", params: { ...params, extras: extraNames.join(", ") } };
}

export interface ClawbackFacts {
  readonly state: OrderState;
  readonly head: OrderHead;
  readonly currency: string;
  readonly rate: Rational;
  readonly target: Target;
  readonly before: OrderStanding;
  readonly points: Points;
}

/**
 * The cause of a clawback and its moment: the cancellation, else a refund that was not known
 * before, else the edit. The amount is what stopped counting; after an edit, what still counts.
 */
export function explainClawback(facts: ClawbackFacts): {
  readonly occurredAt: Instant;
  readonly explanation: Explanation;
} {
  const { head, currency } = facts;
  const params = { order: head.name, points: facts.points.toString() };
  if (head.cancelledAt !== null) {
    return { occurredAt: head.cancelledAt, explanation: { key: "order_cancelled", params } };
  }
  const refundedAt = newRefundAt(facts);
  if (refundedAt !== null) {
    const amount = formatAmount(lostBase(facts), currency);
    const explanation = { key: "order_refunded", params: { ...params, amount, currency } } as const;
    return { occurredAt: refundedAt, explanation };
  }
  const amount = formatAmount(facts.target.base, currency);
  const rate = shortDecimalFromRational(facts.rate, RATE_DECIMALS);
  const explanation = {
    key: "order_edited",
    params: { ...params, amount, currency, rate },
  } as const;
  return { occurredAt: head.updatedAt, explanation };
}

function lostBase({ before, target }: ClawbackFacts): AmountMinor {
  return maximum(subtract(before.target?.base ?? target.base, target.base), ZERO);
}

/** The latest refund that is news; the payload's moment where only its status says so. */
function newRefundAt({ state, head, before }: ClawbackFacts): Instant | null {
  const known = new Set(before.state.refunds.map(({ id }) => id));
  const news = state.refunds.filter(({ id }) => !known.has(id));
  if (news.length > 0) return Math.max(...news.map(({ createdAt }) => createdAt));
  const { newest } = before.state;
  const turned = head.financialStatus === "refunded" && newest?.financialStatus !== "refunded";
  return turned ? head.updatedAt : null;
}
