// Whether an order was given back as a whole, for what a voucher that it used cost.
import type { AmountMinor } from "../money/money.ts";
import type { OrderHead, OrderState } from "../orders/order-state.ts";
import { paidForGoodsLeft } from "../orders/goods-left.ts";
import { refundedShipping, refundedUnnamed } from "../orders/money-back.ts";
import { netOf } from "../orders/paid-amounts.ts";
import { unitsLeft } from "../orders/remaining.ts";
import { ZERO, compare, isZero, maximum, subtract } from "../points/rational.ts";
import type { ProgramDocument } from "../program/document.ts";

/**
 * Whether the points of a voucher come back that the order used. `on_full_refund`: Shopify calls it
 * refunded, or it was cancelled before anything was paid, or refunds reach all of its goods and its
 * shipping. `on_full_refund_without_shipping`: refunds reach all of its goods; shipping and tips
 * may stay with the store. Money that names neither goods nor shipping counts for either. Rule:
 * docs/engine.md §3.
 */
export function isRefundedInFull(
  state: OrderState,
  policy: ProgramDocument["returnSpentPoints"],
): boolean {
  const { newest, paid } = state;
  if (policy === "never" || !newest) return false;
  if (newest.financialStatus === "refunded") return true;
  if (!paid) return newest.cancelledAt !== null;
  const goods = paidForGoodsLeft(state, paid, ({ kind }) => kind !== "tip");
  const unnamed = refundedUnnamed(state);
  const hasUnits = unitsAreLeft(state, paid);
  const goodsAreBack = !hasUnits || (!isZero(unnamed) && compare(goods, unnamed) <= 0);
  if (!goodsAreBack) return false;
  if (policy === "on_full_refund_without_shipping") return true;
  const rest = maximum(subtract(unnamed, goods), ZERO);
  return compare(shippingLeft(state, paid), rest) <= 0;
}

function unitsAreLeft(state: OrderState, { lines }: OrderHead): boolean {
  const left = unitsLeft(state);
  return lines.some(({ id, kind, quantity }) => kind !== "tip" && left(id, quantity) > 0);
}

function shippingLeft(state: OrderState, { shipping }: OrderHead): AmountMinor {
  return maximum(subtract(netOf(shipping), refundedShipping(state)), ZERO);
}
