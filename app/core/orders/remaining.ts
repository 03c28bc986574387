// What is left of an order as far as we know now: units, and money that went back without naming a
// line.
import type { AmountMinor } from "../money/money.ts";
import { ZERO, add, divide, isZero, maximum, multiply } from "../points/rational.ts";
import type { OrderState, Refund, RefundMoney } from "./order-state.ts";

/** Units that the customer keeps of a line of which `ordered` were ordered. */
export type UnitsLeft = (lineId: string, ordered: number) => number;

/**
 * Counts what is left: what the newest payload says, less refunds that it did not know yet. Between
 * zero and what was ordered; a line that the newest payload does not show counts as whole until
 * refunds name it.
 */
export function unitsLeft(state: OrderState): UnitsLeft {
  const current = new Map(state.newest?.lines.map((line) => [line.id, line.currentQuantity]));
  const refunded = unitsRefundedSince(state);
  return (lineId, ordered) => {
    const left = (current.get(lineId) ?? ordered) - (refunded.get(lineId) ?? 0);
    return Math.min(Math.max(left, 0), ordered);
  };
}

function unitsRefundedSince(state: OrderState): ReadonlyMap<string, number> {
  const known = new Set(state.newest?.refundIds);
  const units = new Map<string, number>();
  for (const refund of state.refunds) {
    if (known.has(refund.id)) continue;
    for (const { lineId, quantity } of refund.lines) {
      units.set(lineId, (units.get(lineId) ?? 0) + quantity);
    }
  }
  return units;
}

/** Shipping given back so far, in shop minor units at the order's own exchange rate. */
export function refundedShipping(state: OrderState): AmountMinor {
  return refundedMoney(state, ({ shipping }) => shipping);
}

/**
 * Money given back that names neither line nor shipping, in shop minor units at the order's own
 * exchange rate. Never below zero: that a merchant kept a part of a returned line does not make the
 * rest worth more.
 */
export function refundedUnnamed(state: OrderState): AmountMinor {
  return refundedMoney(state, ({ unnamed }) => unnamed);
}

function refundedMoney(state: OrderState, part: (refund: Refund) => RefundMoney): AmountMinor {
  const amounts = state.refunds.map((refund) => inOrdersExchange(state, part(refund)));
  return maximum(amounts.reduce(add, ZERO), ZERO);
}

function inOrdersExchange(state: OrderState, money: RefundMoney): AmountMinor {
  const exchange = (state.paid ?? state.newest)?.exchange;
  if (!exchange || isZero(exchange.presentment)) return money.shop;
  const presentment =
    money.currency === exchange.presentmentCurrency ? money.shop : money.presentment;
  if (presentment === null) return money.shop;
  return multiply(presentment, divide(exchange.shop, exchange.presentment));
}
