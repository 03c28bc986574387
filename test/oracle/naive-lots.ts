// Lots of the second implementation.

export interface NaiveLot {
  /** Null for what a tier gave. */
  readonly orderId: string | null;
  readonly earnedAt: number;
  endsAt: number | null;
  releasesAt: number | null;
  pending: bigint;
  available: bigint;
  expired: bigint;
}

/** What of which lot went into it. */
export interface NaiveVoucher {
  readonly key: string;
  readonly parts: readonly (readonly [NaiveLot, bigint])[];
}

/** Points that ended with a whole balance. */
export interface NaiveEnding {
  readonly at: number;
  readonly lot: NaiveLot;
  readonly points: bigint;
  isReversed: boolean;
}

/** What was taken back of it meanwhile stays gone. */
export function reverse(ending: NaiveEnding): void {
  const { lot, points } = ending;
  const back = points < lot.expired ? points : lot.expired;
  ending.isReversed = true;
  lot.expired -= back;
  lot.available += back;
}

export function isDue({ pending, releasesAt }: NaiveLot, now: number): boolean {
  return pending > 0n && releasesAt !== null && releasesAt <= now;
}

export function end(lot: NaiveLot): void {
  lot.expired += lot.available;
  lot.available = 0n;
}

/** The one that ends first, then the oldest; what never ends comes last. */
export function inLine(lots: readonly NaiveLot[]): NaiveLot[] {
  const endOf = ({ endsAt }: NaiveLot): number => endsAt ?? Number.MAX_SAFE_INTEGER;
  return lots.toSorted((a, b) => endOf(a) - endOf(b) || a.earnedAt - b.earnedAt);
}

export function takeFrom(
  lots: readonly NaiveLot[],
  account: "pending" | "available" | "expired",
  wanted: bigint,
): bigint {
  let taken = 0n;
  for (const lot of lots) {
    const points = lot[account] < wanted - taken ? lot[account] : wanted - taken;
    lot[account] -= points;
    taken += points;
  }
  return taken;
}
