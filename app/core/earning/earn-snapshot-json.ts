// Earn snapshots as JSON for storage: exact values become text, lines become lists, and what is
// usual is left out. Reading trusts what we wrote ourselves.
import { rationalFromText, rationalToText } from "../points/rational.ts";
import type { EarnSnapshot, Exclusion, SnapshotLine, SnapshotShipping } from "./earn-snapshot.ts";

type StoredWorth = [paid: string, base: string, points: string];

type StoredLine = [
  lineId: string,
  quantity: number,
  paid: string,
  base: string,
  points: string,
  exclusion?: Exclusion,
];

interface StoredSnapshot {
  readonly v: 1;
  readonly programVersionId: string;
  readonly currency: string;
  readonly rate: string;
  readonly rounding: EarnSnapshot["rounding"];
  readonly minimumMinor?: string;
  readonly perOrderCap?: string;
  readonly lines: readonly StoredLine[];
  readonly shipping?: StoredWorth;
}

export function earnSnapshotToJson(snapshot: EarnSnapshot): string {
  const { minimumMinor, perOrderCap, shipping } = snapshot;
  const stored: StoredSnapshot = {
    v: 1,
    programVersionId: snapshot.programVersionId,
    currency: snapshot.currency,
    rate: rationalToText(snapshot.rate),
    rounding: snapshot.rounding,
    ...(minimumMinor > 0n && { minimumMinor: minimumMinor.toString() }),
    ...(perOrderCap !== null && { perOrderCap: perOrderCap.toString() }),
    lines: snapshot.lines.map(storeLine),
    ...(shipping && { shipping: storeWorth(shipping) }),
  };
  return JSON.stringify(stored);
}

/** Reads parsed JSON that `earnSnapshotToJson` wrote. Throws on a version it does not know. */
export function earnSnapshotFromJson(json: unknown): EarnSnapshot {
  const stored = json as StoredSnapshot;
  if (stored.v !== 1) throw new RangeError("This earn snapshot was written by a newer version");
  return {
    programVersionId: stored.programVersionId,
    currency: stored.currency,
    rate: rationalFromText(stored.rate),
    rounding: stored.rounding,
    minimumMinor: BigInt(stored.minimumMinor ?? "0"),
    perOrderCap: stored.perOrderCap === undefined ? null : BigInt(stored.perOrderCap),
    lines: stored.lines.map(readLine),
    shipping: stored.shipping ? readWorth(stored.shipping) : null,
  };
}

function storeLine(line: SnapshotLine): StoredLine {
  const [paid, base, points] = storeWorth(line);
  const stored: StoredLine = [line.lineId, line.quantity, paid, base, points];
  if (line.exclusion) stored.push(line.exclusion);
  return stored;
}

function readLine([lineId, quantity, paid, base, points, exclusion]: StoredLine): SnapshotLine {
  return { lineId, quantity, exclusion: exclusion ?? null, ...readWorth([paid, base, points]) };
}

function storeWorth({ paid, base, points }: SnapshotShipping): StoredWorth {
  return [rationalToText(paid), rationalToText(base), rationalToText(points)];
}

function readWorth([paid, base, points]: StoredWorth): SnapshotShipping {
  return {
    paid: rationalFromText(paid),
    base: rationalFromText(base),
    points: rationalFromText(points),
  };
}
