// What was paid for the goods of an order that the customer keeps.
import type { AmountMinor } from "../money/money.ts";
import { ZERO, add, multiply, rational } from "../points/rational.ts";
import type { OrderHead, OrderLine, OrderState } from "./order-state.ts";
import { paidFor } from "./paid-amounts.ts";
import { unitsLeft } from "./remaining.ts";

/**
 * Minor units, exact, as the order was paid: each line in proportion to the units that are left of
 * it, tax included. Money that was given back without naming goods is not taken off. `isMeant`
 * chooses the lines. Rule: docs/engine.md §3.
 */
export function paidForGoodsLeft(
  state: OrderState,
  head: OrderHead,
  isMeant: (line: OrderLine) => boolean,
): AmountMinor {
  const left = unitsLeft(state);
  return head.lines
    .filter((line) => isMeant(line) && line.quantity > 0)
    .map((line) => {
      const share = rational(BigInt(left(line.id, line.quantity)), BigInt(line.quantity));
      return multiply(paidFor(line, head), share);
    })
    .reduce(add, ZERO);
}
