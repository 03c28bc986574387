// Which units of an order are left as far as we know now.
import {
  ONE,
  ZERO,
  add,
  isZero,
  maximum,
  multiply,
  rational,
  subtract,
} from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { OrderState, Refund } from "./order-state.ts";

/** Units that the customer keeps of a line of which `ordered` were ordered. */
export type UnitsLeft = (lineId: string, ordered: number) => number;

/**
 * Counts what is left: what the newest payload says, less refunds that it did not know yet. Between
 * zero and what was ordered; a line that the newest payload does not show counts as whole until
 * refunds name it.
 */
export function unitsLeft(state: OrderState): UnitsLeft {
  const lines = state.newest?.lines ?? [];
  const refunded = state.refunds.length > 0 ? unitsRefundedSince(state) : null;
  return (lineId, ordered) => {
    const current = lines.find(({ id }) => id === lineId)?.currentQuantity ?? ordered;
    return Math.min(Math.max(current - (refunded?.get(lineId) ?? 0), 0), ordered);
  };
}

/**
 * As `unitsLeft`, exactly: with `keepsStoreCredit` the share of a refund that was paid as store
 * credit counts as left, and may be a fraction of a unit.
 */
export function unitsKept(
  state: OrderState,
  keepsStoreCredit: boolean,
): (lineId: string, ordered: number) => Rational {
  const left = unitsLeft(state);
  if (!isPartlyKept(state, keepsStoreCredit)) {
    return (lineId, ordered) => rational(BigInt(left(lineId, ordered)));
  }
  const removed = unitsRemoved(state);
  const paidBack = unitsPaidBack(state.refunds);
  return (lineId, ordered) => {
    const units = rational(BigInt(left(lineId, ordered)));
    const stayed = rational(BigInt(ordered - removed(lineId, ordered)));
    return maximum(units, subtract(stayed, paidBack.get(lineId) ?? ZERO));
  };
}

/** Units that left without money: an edit took them off, or a refund that moved none names them. */
export function unitsGoneUnpaid(state: OrderState): UnitsLeft {
  const removed = unitsRemoved(state);
  const unpaid = unitsOf(state.refunds.filter(({ movedMoney }) => !movedMoney));
  return (lineId, ordered) =>
    Math.min(removed(lineId, ordered) + (unpaid.get(lineId) ?? 0), ordered);
}

/** Units that an edit took off, as far as the newest payload tells: those that no refund names. */
function unitsRemoved({ newest, refunds }: OrderState): UnitsLeft {
  const known = new Set(newest?.refundIds);
  const named = unitsOf(refunds.filter(({ id }) => known.has(id)));
  return (lineId, ordered) => {
    const line = newest?.lines.find(({ id }) => id === lineId);
    if (!line) return 0;
    return Math.max(ordered - line.currentQuantity - (named.get(lineId) ?? 0), 0);
  };
}

/** Units given back for money that was no store credit. */
function unitsPaidBack(refunds: readonly Refund[]): ReadonlyMap<string, Rational> {
  const units = new Map<string, Rational>();
  for (const { lines, storeCreditShare } of refunds) {
    const share = subtract(ONE, storeCreditShare);
    for (const { lineId, quantity } of lines) {
      const paidBack = multiply(rational(BigInt(quantity)), share);
      units.set(lineId, add(units.get(lineId) ?? ZERO, paidBack));
    }
  }
  return units;
}

function unitsRefundedSince({ newest, refunds }: OrderState): ReadonlyMap<string, number> {
  const known = new Set(newest?.refundIds);
  return unitsOf(refunds.filter(({ id }) => !known.has(id)));
}

function unitsOf(refunds: readonly Refund[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { lines } of refunds) {
    for (const { lineId, quantity } of lines) {
      units.set(lineId, (units.get(lineId) ?? 0) + quantity);
    }
  }
  return units;
}

/** Whether a part of the order that was refunded counts as kept. */
export function isPartlyKept({ refunds }: OrderState, keepsStoreCredit: boolean): boolean {
  return keepsStoreCredit && refunds.some(({ storeCreditShare }) => !isZero(storeCreditShare));
}
