// What was written off because an order's points were missing is owed again when they come back:
// else every refund that an edit makes good would leave a gift.
import type { Instant } from "../calendar/instant.ts";
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";

/** What one entry changed, in the order in which entries were written. */
export interface OrderStep {
  /** What the order received; below zero what was taken back. */
  readonly points: Points;
  readonly recordedAt: Instant;
  /** Whether the order left its member with this entry: nothing of before comes back to another. */
  readonly isMove: boolean;
}

/** What was written off for the member; below zero what was paid for that, or is owed again. */
export interface WriteOff {
  readonly points: Points;
  /** The order that went down or came back with it; null for vouchers. */
  readonly orderId: string | null;
  readonly recordedAt: Instant;
}

/** Points that were taken from the order and are still gone. */
interface Gap {
  readonly points: Points;
  readonly since: Instant;
}

/**
 * How many of the `points` that an order is about to receive pay what was written off for its
 * member. Points that were there before come back, those that were taken last first; had they never
 * been taken, so much less would have been written off since. Points that the order never had are
 * new and pay nothing. `steps` are the order's, `writeOffs` all of its member's. In points, never
 * below zero. Rule: the same order ends in the same points, whatever it was in between
 * (docs/engine.md §3).
 */
export function owedAgain(
  orderId: string,
  steps: readonly OrderStep[],
  writeOffs: readonly WriteOff[],
  points: Points,
): Points {
  let coming = points;
  let owed = 0n;
  for (const gap of gapsOf(steps).toReversed()) {
    const back = leastPoints(coming, gap.points);
    const open = openSince(orderId, writeOffs, gap.since) - owed;
    if (open > 0n) owed += leastPoints(back, open);
    coming -= back;
  }
  return owed;
}

/** Whether something that the member had of the order is gone. */
export function isMissing(steps: readonly OrderStep[]): boolean {
  return gapsOf(steps).length > 0;
}

/** The earliest first. */
function gapsOf(steps: readonly OrderStep[]): Gap[] {
  let gaps: Gap[] = [];
  for (const { points, recordedAt, isMove } of steps) {
    if (isMove) gaps = [];
    else if (points < 0n) gaps.push({ points: -points, since: recordedAt });
    else gaps = filled(gaps, points);
  }
  return gaps;
}

/** The latest gaps are filled first. */
function filled(gaps: readonly Gap[], points: Points): Gap[] {
  let left = points;
  return gaps
    .toReversed()
    .map((gap) => {
      const back = leastPoints(left, gap.points);
      left -= back;
      return { ...gap, points: gap.points - back };
    })
    .filter((gap) => gap.points > 0n)
    .toReversed();
}

/**
 * What was written off from an instant on and is not paid. Others are taken to have paid the oldest
 * first, the order itself only for what was written off since.
 */
function openSince(orderId: string, writeOffs: readonly WriteOff[], since: Instant): Points {
  const sumOf = (wanted: (each: WriteOff) => boolean): Points =>
    writeOffs.filter(wanted).reduce((sum, { points }) => sum + points, 0n);
  const isPayment = ({ points, orderId: of }: WriteOff): boolean => points < 0n && of !== orderId;
  const before = sumOf(({ recordedAt }) => recordedAt < since);
  const own = sumOf((each) => each.recordedAt >= since && !isPayment(each));
  const left = before + sumOf((each) => each.recordedAt >= since && isPayment(each));
  return left < 0n ? own + left : own;
}
