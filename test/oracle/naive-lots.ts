// Lots of the second implementation.
import type { ProgramDocument } from "../../app/core/program/document.ts";

/** What the voucher costs that members ask for. */
export const VOUCHER_POINTS = 100n;
/** Unused ones of one member. */
export const MAX_OPEN_VOUCHERS = 5;

export interface NaiveLot {
  /** Null for what a tier gave. */
  readonly orderId: string | null;
  readonly earnedAt: number;
  /** Of the program, counted from the first; its terms end the points. */
  readonly version: number;
  endsAt: number | null;
  /** Whether it got that end because its order was heard of when the balance had ended. */
  hasLateEnd: boolean;
  releasesAt: number | null;
  pending: bigint;
  available: bigint;
  expired: bigint;
}

/** What of which lot went into it, and when; its program says what becomes of debts and returns. */
export interface NaiveVoucher {
  readonly key: string;
  readonly takenAt: number;
  readonly program: Pick<ProgramDocument, "shortfallPolicy" | "returnSpentPoints">;
  readonly parts: readonly (readonly [NaiveLot, bigint])[];
  /** The first order that carried its code; null before one did. */
  usedBy: string | null;
}

/** Points that ended with a whole balance. */
export interface NaiveEnding {
  readonly at: number;
  readonly lot: NaiveLot;
  readonly points: bigint;
  isReversed: boolean;
}

/** What was taken back of it meanwhile stays gone. */
function reverse(ending: NaiveEnding): void {
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

/** It has no end of its own any more, and what ended with that is there again. */
function live(lot: NaiveLot): void {
  lot.endsAt = null;
  lot.hasLateEnd = false;
  lot.available += lot.expired;
  lot.expired = 0n;
}

/** All that ended although the balance was kept alive from one moment to another. */
export function bringBack(
  endings: readonly NaiveEnding[],
  heardLate: readonly NaiveLot[],
  { since, until, now }: { since: number; until: number; now: number },
): NaiveLot[] {
  const open = endings.filter(({ isReversed }) => !isReversed);
  const gone = new Set(open.filter(({ at }) => at <= since).map(({ lot }) => lot));
  const back = open.filter(({ at, lot }) => since < at && at < until && !gone.has(lot));
  for (const ending of back) reverse(ending);
  const late = heardLate.filter(
    ({ endsAt, earnedAt }) =>
      endsAt !== null && endsAt <= now && earnedAt >= since && earnedAt < until,
  );
  for (const lot of late) live(lot);
  return [...back.map(({ lot }) => lot), ...late];
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
