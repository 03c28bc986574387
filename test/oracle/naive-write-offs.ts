// What was written off because an order's points were missing, in the second implementation.

/** Points that were taken from an order and are still gone. */
export interface NaiveGap {
  points: bigint;
  readonly at: number;
}

/** Below zero: what an order, or a voucher (null), paid for what was written off. */
export interface NaiveWriteOff {
  readonly at: number;
  readonly orderId: string | null;
  readonly points: bigint;
}

/**
 * Fills an order's latest gaps first; answers how many points pay what was written off since each.
 */
export function fill(
  orderId: string,
  gaps: readonly NaiveGap[],
  points: bigint,
  writeOffs: readonly NaiveWriteOff[],
): bigint {
  let coming = points;
  let paid = 0n;
  for (const gap of gaps.toReversed()) {
    const back = coming < gap.points ? coming : gap.points;
    const open = openSince(orderId, writeOffs, gap.at) - paid;
    if (open > 0n) paid += back < open ? back : open;
    gap.points -= back;
    coming -= back;
  }
  return paid;
}

/** Others paid the oldest first; the order itself paid only for what was written off since. */
function openSince(orderId: string, writeOffs: readonly NaiveWriteOff[], since: number): bigint {
  let [old, open] = [0n, 0n];
  for (const { at, orderId: of, points } of writeOffs) {
    if (at < since) old += points;
    else if (points > 0n || of === orderId) open += points;
  }
  for (const { at, orderId: of, points } of writeOffs) {
    if (at >= since && points < 0n && of !== orderId) old += points;
  }
  return old < 0n ? open + old : open;
}
