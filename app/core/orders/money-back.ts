// Money of an order that went back: for shipping, and without naming anything.
import type { AmountMinor } from "../money/money.ts";
import {
  ONE,
  ZERO,
  add,
  compare,
  divide,
  isZero,
  maximum,
  multiply,
  rational,
  subtract,
} from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type { OrderHead, OrderState, Refund, RefundMoney } from "./order-state.ts";
import { paidFor } from "./paid-amounts.ts";
import { unitsGoneUnpaid } from "./remaining.ts";

/** Shipping given back so far, in shop minor units at the order's own exchange rate. */
export function refundedShipping(state: OrderState, keepsStoreCredit = false): AmountMinor {
  return maximum(
    sumOf(state, keepsStoreCredit, ({ shipping }) => shipping),
    ZERO,
  );
}

/**
 * Money given back that names neither line nor shipping, in shop minor units at the order's own
 * exchange rate. Never below zero: that a merchant kept a part of a returned line does not make the
 * rest worth more. Nor does it count as far as it pays for what had left the order without money of
 * its own: units that an edit took off, or a return that is paid out later. With
 * `keepsStoreCredit`, here as above, less what was paid as store credit.
 */
export function refundedUnnamed(state: OrderState, keepsStoreCredit = false): AmountMinor {
  if (state.refunds.length === 0) return ZERO;
  const counted = sumOf(state, keepsStoreCredit, unnamedOf);
  if (compare(counted, ZERO) <= 0) return ZERO;
  const owed = owedForUnits(state);
  if (isZero(owed)) return counted;
  const beyond = subtract(sumOf(state, false, unnamedOf), owed);
  return maximum(compare(beyond, counted) < 0 ? beyond : counted, ZERO);
}

/**
 * Whether it takes Shopify's word on what was received: money went back that names nothing, of an
 * order that had lost units without money of their own. Were those ever paid for, the money is
 * theirs; else, as with units that were taken off before anything was paid, it is for the rest.
 */
export function awaitsReceived(state: OrderState): boolean {
  const { refunds, newest } = state;
  if (refunds.length === 0 || !newest || newest.received !== null) return false;
  return compare(sumOf(state, false, unnamedOf), ZERO) > 0 && !isZero(owedForUnits(state));
}

/** What was paid for units and shipping that left the order without money of their own. */
function owedForUnits(state: OrderState): AmountMinor {
  const { paid, refunds } = state;
  if (!paid) return ZERO;
  const gone = unitsGoneUnpaid(state);
  let worth = ZERO;
  for (const line of paid.lines) {
    const units = gone(line.id, line.quantity);
    if (units === 0) continue;
    const share = rational(BigInt(units), BigInt(line.quantity));
    worth = add(worth, multiply(paidFor(line, paid), share));
  }
  for (const { movedMoney, shipping } of refunds) {
    if (!movedMoney) worth = add(worth, inOrdersExchange(state, shipping));
  }
  return isZero(worth) ? ZERO : maximum(subtract(worth, neverPaid(state, paid)), ZERO);
}

/** What of the order as it was ordered nobody ever paid; zero while Shopify was not asked. */
function neverPaid(state: OrderState, paid: OrderHead): AmountMinor {
  const received = state.received?.money;
  if (!received) return ZERO;
  const ordered = [...paid.lines, paid.shipping].map((part) => paidFor(part, paid)).reduce(add);
  return maximum(subtract(ordered, inOrdersExchange(state, received)), ZERO);
}

function unnamedOf({ unnamed }: Refund): RefundMoney {
  return unnamed;
}

function sumOf(
  state: OrderState,
  keepsStoreCredit: boolean,
  part: (refund: Refund) => RefundMoney,
): Rational {
  let sum = ZERO;
  for (const refund of state.refunds) {
    const amount = inOrdersExchange(state, part(refund));
    const counted = keepsStoreCredit ? subtract(ONE, refund.storeCreditShare) : ONE;
    sum = add(sum, counted === ONE ? amount : multiply(amount, counted));
  }
  return sum;
}

function inOrdersExchange(state: OrderState, money: RefundMoney): AmountMinor {
  const exchange = (state.paid ?? state.newest)?.exchange;
  if (!exchange || isZero(exchange.presentment)) return money.shop;
  const presentment =
    money.currency === exchange.presentmentCurrency ? money.shop : money.presentment;
  if (presentment === null) return money.shop;
  return multiply(presentment, divide(exchange.shop, exchange.presentment));
}
