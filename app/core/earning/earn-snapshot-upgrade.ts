// Snapshots as the first version of the engine wrote them: a rate for everything, and no extras.
import { rationalFromText } from "../points/rational.ts";
import type { EarnSnapshot, SnapshotLine } from "./earn-snapshot.ts";
import { ratePerMinor } from "./rate-per-minor.ts";

type FirstStoredLine = [
  lineId: string,
  quantity: number,
  paid: string,
  base: string,
  points: string,
  exclusion?: "gift_card" | "tip",
];

export interface FirstStoredSnapshot {
  readonly v: 1;
  readonly programVersionId: string;
  readonly currency: string;
  readonly rate: string;
  readonly rounding: EarnSnapshot["rounding"];
  readonly minimumMinor?: string;
  readonly perOrderCap?: string;
  readonly lines: readonly FirstStoredLine[];
  readonly shipping?: readonly [paid: string, base: string, points: string];
}

const NO_EXTRAS: readonly number[] = [];

/**
 * The same worth in today's form. The points of a first line are its base times the one rate, so
 * they are not read.
 */
export function upgradeFirstSnapshot(stored: FirstStoredSnapshot): EarnSnapshot {
  const rate = rationalFromText(stored.rate);
  const perMinor = ratePerMinor(rate, stored.currency);
  const part = (paid: string, base: string) => ({
    paid: rationalFromText(paid),
    base: rationalFromText(base),
    rate: perMinor,
    extras: NO_EXTRAS,
  });
  const readLine = ([
    lineId,
    quantity,
    paid,
    base,
    ,
    exclusion,
  ]: FirstStoredLine): SnapshotLine => ({
    lineId,
    quantity,
    ...part(paid, base),
    exclusion: exclusion ?? null,
  });
  return {
    programVersionId: stored.programVersionId,
    currency: stored.currency,
    timeZone: null,
    tierId: null,
    rate,
    rounding: stored.rounding,
    stacking: "best",
    minimumMinor: BigInt(stored.minimumMinor ?? "0"),
    perOrderCap: stored.perOrderCap === undefined ? null : BigInt(stored.perOrderCap),
    qualifiesByBase: false,
    keepsStoreCredit: false,
    joined: [],
    memberDays: null,
    lines: stored.lines.map(readLine),
    shipping: stored.shipping ? part(stored.shipping[0], stored.shipping[1]) : null,
    extras: [],
    placedOn: null,
    limits: { perDay: null, perYear: null, programBudget: null },
    granted: null,
  };
}
