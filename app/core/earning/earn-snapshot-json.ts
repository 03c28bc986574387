// Earn snapshots as JSON for storage: exact values become text. Reading trusts what we wrote
// ourselves.
import { rationalFromText, rationalToText } from "../points/rational.ts";
import type { EarnSnapshot, Exclusion, SnapshotLine, SnapshotShipping } from "./earn-snapshot.ts";

interface StoredWorth {
  readonly paid: string;
  readonly base: string;
  readonly points: string;
}

interface StoredLine extends StoredWorth {
  readonly lineId: string;
  readonly quantity: number;
  readonly exclusion?: Exclusion;
}

interface StoredSnapshot {
  readonly v: 1;
  readonly programVersionId: string;
  readonly currency: string;
  readonly rate: string;
  readonly rounding: EarnSnapshot["rounding"];
  readonly minimumMinor: string;
  readonly perOrderCap: string | null;
  readonly lines: readonly StoredLine[];
  readonly shipping: StoredWorth | null;
}

export function earnSnapshotToJson(snapshot: EarnSnapshot): string {
  const stored: StoredSnapshot = {
    v: 1,
    programVersionId: snapshot.programVersionId,
    currency: snapshot.currency,
    rate: rationalToText(snapshot.rate),
    rounding: snapshot.rounding,
    minimumMinor: snapshot.minimumMinor.toString(),
    perOrderCap: snapshot.perOrderCap?.toString() ?? null,
    lines: snapshot.lines.map(storeLine),
    shipping: snapshot.shipping && storeWorth(snapshot.shipping),
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
    minimumMinor: BigInt(stored.minimumMinor),
    perOrderCap: stored.perOrderCap === null ? null : BigInt(stored.perOrderCap),
    lines: stored.lines.map(readLine),
    shipping: stored.shipping && readWorth(stored.shipping),
  };
}

function storeLine(line: SnapshotLine): StoredLine {
  const stored = { lineId: line.lineId, quantity: line.quantity, ...storeWorth(line) };
  return line.exclusion ? { ...stored, exclusion: line.exclusion } : stored;
}

function readLine(line: StoredLine): SnapshotLine {
  const { lineId, quantity, exclusion = null } = line;
  return { lineId, quantity, exclusion, ...readWorth(line) };
}

function storeWorth({ paid, base, points }: SnapshotShipping): StoredWorth {
  return {
    paid: rationalToText(paid),
    base: rationalToText(base),
    points: rationalToText(points),
  };
}

function readWorth({ paid, base, points }: StoredWorth): SnapshotShipping {
  return {
    paid: rationalFromText(paid),
    base: rationalFromText(base),
    points: rationalFromText(points),
  };
}
