// Turns the Admin API's refund into what a webhook would have told of it.
import type { AmountMinor } from "../../../core/money/money.ts";
import type { Refund, RefundMoney } from "../../../core/orders/order-state.ts";
import { isStoreCredit, shareThrough } from "../../../core/orders/payments.ts";
import { type Rational, ZERO, maximum, subtract } from "../../../core/points/rational.ts";
import type { RefundAnswer } from "./order-refund.ts";
import { amount, numericId, sumOf } from "./read-money.ts";

/** Throws an UnreadableAmount where one cannot be counted in. */
export function readRefund(refund: RefundAnswer): Refund {
  const units = new Map<string, number>();
  for (const { lineItem, quantity } of refund.lines) {
    const lineId = numericId(lineItem.id);
    units.set(lineId, (units.get(lineId) ?? 0) + quantity);
  }
  return {
    id: numericId(refund.id),
    createdAt: Date.parse(refund.createdAt ?? refund.processedAt),
    lines: [...units]
      .map(([lineId, quantity]) => ({ lineId, quantity }))
      .toSorted((a, b) => (a.lineId < b.lineId ? -1 : 1)),
    shipping: sumOf(refund.shippingLines.map((line) => line.subtotalAmountSet)),
    unnamed: unnamedMoney(refund),
    storeCreditShare: storeCreditShareOf(refund),
    movedMoney: isExplained(refund) || refund.transactions.some(isPaidBack),
  };
}

/** Money that is still on its way counts as paid back; should it fail, a newer answer says so. */
function isPaidBack({ kind, status }: RefundAnswer["transactions"][number]): boolean {
  return kind === "REFUND" && (status === "SUCCESS" || status === "PENDING");
}

/** Whether there is nothing to pay for, or the refund itself says what was not paid back. */
function isExplained({ lines, shippingLines, adjustments }: RefundAnswer): boolean {
  return lines.length + shippingLines.length === 0 || adjustments.some(isDiscrepancy);
}

function storeCreditShareOf({ transactions }: RefundAnswer): Rational {
  const moved = transactions.filter(isPaidBack).map(({ gateway, amountSet }) => ({
    gateway: gateway ?? "",
    amount: amount(amountSet.presentmentMoney),
  }));
  return shareThrough(moved, isStoreCredit);
}

/** Discrepancies are written below zero when more is given back than the lines say. */
function unnamedMoney(refund: RefundAnswer): RefundMoney {
  const { lines, shippingLines, adjustments } = refund;
  if (adjustments.length > 0 || lines.length > 0) {
    const discrepancies = adjustments.filter(isDiscrepancy);
    return negated(sumOf(discrepancies.flatMap((part) => [part.amountSet, part.taxAmountSet])));
  }
  return shippingLines.length > 0 ? sumOf([]) : paidBack(refund);
}

/**
 * A refund that explains itself only by the money that moved. Duties are never in what counts, so
 * that giving them back takes nothing of it.
 */
function paidBack({ transactions, duties }: RefundAnswer): RefundMoney {
  const moved = sumOf(transactions.filter(isPaidBack).map(({ amountSet }) => amountSet));
  const taken = sumOf((duties ?? []).map(({ amountSet }) => amountSet));
  return {
    shop: maximum(subtract(moved.shop, taken.shop), ZERO),
    presentment:
      moved.presentment && maximum(subtract(moved.presentment, taken.presentment ?? ZERO), ZERO),
  };
}

/** Refunded shipping has lines of its own: all adjustments are that, but rounding to coins. */
function isDiscrepancy({ reason }: RefundAnswer["adjustments"][number]): boolean {
  return !/rounding/i.test(reason ?? "");
}

function negated({ shop, presentment }: RefundMoney): RefundMoney {
  const opposite = ({ n, d }: AmountMinor) => ({ n: -n, d });
  return { shop: opposite(shop), presentment: presentment && opposite(presentment) };
}
