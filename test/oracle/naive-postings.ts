// What an order is worth becomes points of its member, in the second implementation.
import { releaseOf } from "./naive-order.ts";
import type { Paid } from "./naive-order.ts";
import { worthNow } from "./naive-points.ts";
import { isSame } from "./naive-thresholds.ts";
import type { Units } from "./naive-thresholds.ts";
import { fill } from "./naive-write-offs.ts";

interface News extends Paid {
  /** Whether it asks for more of a limit. */
  readonly isAsking: boolean;
  /** What tiers have counted of it; null where there are none. */
  readonly counted: Units | null;
}

/** What is left of the order is what it gives: the difference is posted. */
export function post(
  { orderId, program, order, newest, member, isAsking, counted }: News,
  zone: string,
  now: number,
): void {
  if (!order.granted) return;
  const { points, units } = worthNow(order, program, order.granted);
  const difference = points - order.posted;
  order.posted = points;
  if (difference < 0n) member.settle(now);
  const releasesAt = releaseOf(order, program.pending, zone);
  const isPending = releasesAt === null || releasesAt > now;
  const isRetimed = order.lot !== null && order.lot.releasesAt !== releasesAt;
  const isCountedAnew = counted !== null && !isSame(counted, units);
  // News that change nothing leave what is due to the night.
  const isNews = isAsking || isRetimed || isCountedAnew || difference !== 0n;
  const reachedFrom = order.lot?.releasesAt ?? null;
  if (order.lot) order.lot.releasesAt = releasesAt;
  if (difference < 0n && order.lot) {
    member.takeBack(order.lot, -difference, program.shortfallPolicy, now);
    order.gaps.push({ points: -difference, at: now });
  }
  if (isNews && !isPending && order.lot && order.lot.pending > 0n) {
    member.release(order.lot, releasesAt, now);
  }
  if (difference <= 0n) return;
  order.lot ??= member.newLot(orderId, newest.placedAt, now);
  order.lot.releasesAt = releasesAt;
  const payer = { orderId, gaps: order.gaps, reachedFrom };
  const paid = fill(payer, difference, member.writeOffs);
  order.lot[isPending ? "pending" : "available"] += difference - paid;
  const happenedAt = order.hasEntries ? newest.at : newest.placedAt;
  order.hasEntries = true;
  if (!isPending) member.arrive([order.lot], happenedAt, now);
}
