// Refunds that name what nobody has seen.
import type { OrderState } from "./order-state.ts";

/**
 * Whether a refund names a line that the newest payload of its order does not show: it may have
 * come with an edit that is not known yet. The points of that line would stay in silence, so
 * Shopify must be asked. While the order itself is not known, its payload will tell.
 */
export function namesUnknownLine({
  newest,
  refunds,
}: Pick<OrderState, "newest" | "refunds">): boolean {
  if (!newest || refunds.length === 0) return false;
  const known = new Set(newest.lines.map(({ id }) => id));
  return refunds.some(({ lines }) => lines.some(({ lineId }) => !known.has(lineId)));
}
