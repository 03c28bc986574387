// What an order may earn, from what was ordered and paid. Never looks at what is left: refunds do
// not change it.
import type { AmountMinor } from "../money/money.ts";
import { knownMinorDigits } from "../money/currency.ts";
import type { OrderHead, OrderLine, OrderShipping } from "../orders/order-state.ts";
import {
  ZERO,
  add,
  divide,
  maximum,
  multiply,
  rational,
  rationalFromDecimal,
  subtract,
} from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { ProgramVersion } from "../program/document.ts";
import type { EarningTerms } from "../program/earning-terms.ts";
import type { EarnSnapshot, Exclusion, SnapshotLine, SnapshotShipping } from "./earn-snapshot.ts";

/**
 * The exact worth of each line under the version that was in force when the order was placed.
 * `head` must be a fully paid payload. The base of a line is its price after all discounts, so what
 * a voucher took off does not earn; tax and shipping count as the version says. Nothing is rounded
 * here.
 */
export function evaluateOrder(head: OrderHead, version: ProgramVersion): EarnSnapshot {
  const { earning, rounding } = version.document;
  const rate = rateOf(earning);
  const minorPerUnit = rational(10n ** BigInt(knownMinorDigits(head.currency)));
  const pointsPerMinor = divide(rate, minorPerUnit);
  return {
    programVersionId: version.id,
    currency: head.currency,
    rate,
    rounding,
    minimumMinor: earning.minimumOrderMinor,
    perOrderCap: earning.perOrderCap,
    lines: head.lines.map((line) => evaluateLine(line, head, earning, pointsPerMinor)),
    shipping: earning.shippingIncluded ? evaluateShipping(head, earning, pointsPerMinor) : null,
  };
}

/** Points for one major unit of the currency. */
export function rateOf(earning: EarningTerms): Rational {
  const rate = rationalFromDecimal(earning.pointsPerUnit);
  if (!rate) throw new RangeError("A program document holds a rate that is no decimal");
  return rate;
}

function evaluateLine(
  line: OrderLine,
  head: OrderHead,
  earning: EarningTerms,
  pointsPerMinor: Rational,
): SnapshotLine {
  const exclusion = exclusionOf(line, earning);
  const base = exclusion ? ZERO : baseOf(line, head, earning);
  return {
    lineId: line.id,
    quantity: line.quantity,
    paid: paidFor(line, head),
    base,
    points: multiply(base, pointsPerMinor),
    exclusion,
  };
}

function evaluateShipping(
  head: OrderHead,
  earning: EarningTerms,
  pointsPerMinor: Rational,
): SnapshotShipping {
  const base = baseOf(head.shipping, head, earning);
  return { paid: paidFor(head.shipping, head), base, points: multiply(base, pointsPerMinor) };
}

function exclusionOf(line: OrderLine, earning: EarningTerms): Exclusion | null {
  if (line.kind === "tip") return "tip";
  if (line.kind === "gift_card" && !earning.giftCardsIncluded) return "gift_card";
  return null;
}

function baseOf(part: OrderShipping, head: OrderHead, earning: EarningTerms): AmountMinor {
  const net = netOf(part);
  if (earning.taxIncluded === head.taxesIncluded) return net;
  return earning.taxIncluded ? add(net, part.tax) : maximum(subtract(net, part.tax), ZERO);
}

/** What the customer paid, tax included in any case: refunds of an amount are shares of it. */
function paidFor(part: OrderShipping, head: OrderHead): AmountMinor {
  return head.taxesIncluded ? netOf(part) : add(netOf(part), part.tax);
}

function netOf(part: OrderShipping): AmountMinor {
  return maximum(subtract(part.gross, part.discount), ZERO);
}
