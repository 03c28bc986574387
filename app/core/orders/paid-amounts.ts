// What was paid for a part of an order: one line, or all of its shipping.
import type { AmountMinor } from "../money/money.ts";
import { ZERO, add, isZero, maximum, subtract } from "../points/rational.ts";
import type { OrderHead, OrderShipping } from "./order-state.ts";

/** After discounts, in minor units of the shop's currency; includes tax where the prices do. */
export function netOf(part: OrderShipping): AmountMinor {
  if (isZero(part.discount)) return part.gross;
  return maximum(subtract(part.gross, part.discount), ZERO);
}

/**
 * What the customer paid for all units as ordered, tax included in any case, in minor units of the
 * shop's currency: refunds of an amount are shares of it.
 */
export function paidFor(
  part: OrderShipping,
  { taxesIncluded }: Pick<OrderHead, "taxesIncluded">,
): AmountMinor {
  return taxesIncluded ? netOf(part) : add(netOf(part), part.tax);
}
