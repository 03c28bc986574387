// What was written off because an order's points were missing, in the second implementation.

/** Points that were taken from an order and are still gone. */
export interface NaiveGap {
  points: bigint;
  readonly at: number;
}

/** Below zero: what was paid for what was written off. */
export interface NaiveWriteOff {
  readonly at: number;
  readonly points: bigint;
}

/** Fills the latest gaps first; answers how many points pay what was written off since each. */
export function fill(
  gaps: readonly NaiveGap[],
  points: bigint,
  writeOffs: readonly NaiveWriteOff[],
): bigint {
  let coming = points;
  let paid = 0n;
  for (const gap of gaps.toReversed()) {
    const back = coming < gap.points ? coming : gap.points;
    const since = writeOffs.filter(({ at }) => at >= gap.at);
    const open = since.reduce((all, each) => all + each.points, 0n) - paid;
    if (open > 0n) paid += back < open ? back : open;
    gap.points -= back;
    coming -= back;
  }
  return paid;
}
