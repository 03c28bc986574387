// What was written off because an order's points were missing, in the second implementation.

/** Points that were taken from an order and are still gone. */
export interface NaiveGap {
  points: bigint;
  readonly at: number;
}

export interface NaiveWriteOff {
  readonly at: number;
  /** The order whose points were missing; null for a voucher. */
  readonly orderId: string | null;
  /** Whether nothing but the order's own points would have been taken. */
  readonly isOwnOnly: boolean;
  /** What of it is not paid yet. */
  open: bigint;
}

/** An order whose points come back; others could have had them from their release on. */
export interface NaivePayer {
  readonly orderId: string;
  readonly gaps: readonly NaiveGap[];
  readonly reachedFrom: number | null;
}

/** Fills the order's latest gaps first; answers how many points pay what was written off. */
export function fill(
  { orderId, gaps, reachedFrom }: NaivePayer,
  points: bigint,
  writeOffs: readonly NaiveWriteOff[],
): bigint {
  let coming = points;
  let paid = 0n;
  for (const gap of gaps.toReversed()) {
    const back = coming < gap.points ? coming : gap.points;
    const own = writeOffs.filter((each) => each.orderId === orderId && each.at >= gap.at);
    const others = writeOffs.filter(
      (each) =>
        each.orderId !== orderId &&
        !each.isOwnOnly &&
        reachedFrom !== null &&
        each.at >= Math.max(gap.at, reachedFrom),
    );
    paid += payOff([...own, ...others], back);
    gap.points -= back;
    coming -= back;
  }
  return paid;
}

/** The oldest first; answers how much. */
export function payOff(writeOffs: readonly NaiveWriteOff[], most: bigint): bigint {
  let left = most;
  for (const each of writeOffs) {
    const paid = left < each.open ? left : each.open;
    each.open -= paid;
    left -= paid;
  }
  return most - left;
}

/** An order that was given to another customer, and how much of it was spent by then. */
export interface NaiveDeparture {
  readonly orderId: string;
  readonly order: { readonly posted: bigint; readonly member: unknown };
  readonly spent: bigint;
  readonly at: number;
}

/** What is owed for orders that others have now, as far as those are worth something to them. */
export function heldBack(departures: readonly NaiveDeparture[], member: unknown): bigint {
  const latest = new Map(departures.map((each) => [each.orderId, each]));
  return [...latest.values()]
    .filter(({ order }) => order.member !== member)
    .reduce((sum, { order, spent }) => sum + (spent < order.posted ? spent : order.posted), 0n);
}
