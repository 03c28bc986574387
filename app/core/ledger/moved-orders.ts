// What a member spent of an order that is somebody else's now. Rule: it stays owed, because the
// points are not gone: another has them.
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";

/** An order when it left a member, and as it is now. */
export interface MovedOrder {
  readonly orderId: string;
  /** What was taken for it from other points of the member, and what they owed for it. */
  readonly spent: Points;
  /** What it is worth to whoever has it now; zero where the member has it again. */
  readonly worthElsewhere: Points;
}

/**
 * How many of a member's points stay owed under every policy, whatever else is written off: what
 * they had spent of orders that left them, as far as those are still worth something to another. In
 * points. `moved` has what is known of each departure, in the order in which they were written: of
 * an order that left twice the latest counts. Rule: docs/engine.md §3.
 */
export function pointsHeldBack(moved: readonly MovedOrder[]): Points {
  const latest = new Map(moved.map((order) => [order.orderId, order]));
  return [...latest.values()].reduce(
    (sum, { spent, worthElsewhere }) => sum + leastPoints(spent, worthElsewhere),
    0n,
  );
}
