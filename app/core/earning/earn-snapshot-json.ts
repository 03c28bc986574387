// Earn snapshots as JSON for storage: exact values become text, lines become lists, and what is
// usual is left out. Reading trusts what we wrote ourselves.
import { rationalFromText, rationalToText } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";
import type {
  CampaignLimits,
  EarnSnapshot,
  Exclusion,
  ExtraEffect,
  SnapshotExtra,
  SnapshotLimits,
  SnapshotLine,
  SnapshotShipping,
} from "./earn-snapshot.ts";
import { upgradeFirstSnapshot } from "./earn-snapshot-upgrade.ts";
import type { FirstStoredSnapshot } from "./earn-snapshot-upgrade.ts";
import { ratePerMinor } from "./rate-per-minor.ts";

/**
 * `base` is null where it is what was paid, `rate` where it is the snapshot's own; the tail is left
 * out while it is null.
 */
type StoredLine = [
  lineId: string,
  quantity: number,
  paid: string,
  base?: string | null,
  exclusion?: Exclusion | null,
  rate?: string | null,
  extras?: readonly number[] | null,
];

type StoredShipping = [paid: string, base: string, extras?: readonly number[]];

type StoredEffect =
  | ["multiplier" | "bonus_per_unit", exact: string]
  | ["bonus_per_item", points: string]
  | ["bonus_per_order", points: string, per: "minor" | "item", share: string];

interface StoredExtra {
  readonly source: SnapshotExtra["source"];
  readonly id: string;
  readonly effect: StoredEffect;
  readonly minimumMinor?: string;
  readonly budget?: string;
  readonly perMember?: string;
  readonly granted?: string;
}

interface StoredSnapshot {
  readonly v: 2;
  readonly programVersionId: string;
  readonly currency: string;
  readonly timeZone?: string;
  readonly tierId?: string;
  readonly rate: string;
  readonly rounding: EarnSnapshot["rounding"];
  readonly stacking?: EarnSnapshot["stacking"];
  readonly minimumMinor?: string;
  readonly perOrderCap?: string;
  readonly qualifiesByBase?: true;
  readonly keepsStoreCredit?: true;
  readonly joined?: readonly string[];
  readonly memberDays?: readonly [sinceJoined: number, sinceOrder: number];
  readonly lines: readonly StoredLine[];
  readonly shipping?: StoredShipping;
  readonly extras?: readonly StoredExtra[];
  readonly placedOn?: string;
  readonly perDay?: string;
  readonly perYear?: string;
  readonly programBudget?: string;
  readonly granted?: string;
}

const NO_EXTRAS: readonly number[] = [];
const NO_CAMPAIGNS: readonly string[] = [];

/** JSON text of the whole snapshot, always in the latest form. */
export function earnSnapshotToJson(snapshot: EarnSnapshot): string {
  const { minimumMinor, perOrderCap, shipping, limits, granted, extras, memberDays } = snapshot;
  const rate = ratePerMinor(snapshot.rate, snapshot.currency);
  const stored: StoredSnapshot = {
    v: 2,
    programVersionId: snapshot.programVersionId,
    currency: snapshot.currency,
    ...(snapshot.timeZone !== null && { timeZone: snapshot.timeZone }),
    ...(snapshot.tierId !== null && { tierId: snapshot.tierId }),
    rate: rationalToText(snapshot.rate),
    rounding: snapshot.rounding,
    ...(snapshot.stacking !== "best" && { stacking: snapshot.stacking }),
    ...(minimumMinor > 0n && { minimumMinor: minimumMinor.toString() }),
    ...(perOrderCap !== null && { perOrderCap: perOrderCap.toString() }),
    ...(snapshot.qualifiesByBase && { qualifiesByBase: true }),
    ...(snapshot.keepsStoreCredit && { keepsStoreCredit: true }),
    ...(snapshot.joined.length > 0 && { joined: snapshot.joined }),
    ...(memberDays && { memberDays: [memberDays.sinceJoined, memberDays.sinceOrder] as const }),
    lines: snapshot.lines.map((line) => storeLine(line, rate)),
    ...(shipping && { shipping: storeShipping(shipping) }),
    ...(extras.length > 0 && { extras: extras.map(storeExtra) }),
    ...(snapshot.placedOn !== null && { placedOn: snapshot.placedOn }),
    ...(limits.perDay !== null && { perDay: limits.perDay.toString() }),
    ...(limits.perYear !== null && { perYear: limits.perYear.toString() }),
    ...(limits.programBudget !== null && { programBudget: limits.programBudget.toString() }),
    ...(granted !== null && { granted: granted.toString() }),
  };
  return JSON.stringify(stored);
}

/** Reads parsed JSON that `earnSnapshotToJson` wrote. Throws on a version it does not know. */
export function earnSnapshotFromJson(json: unknown): EarnSnapshot {
  const versioned = json as FirstStoredSnapshot | StoredSnapshot;
  if (versioned.v === 1) return upgradeFirstSnapshot(versioned);
  if (versioned.v !== 2) throw new RangeError("This earn snapshot was written by a newer version");
  return readSnapshot(versioned);
}

function readSnapshot(stored: StoredSnapshot): EarnSnapshot {
  const terms = { currency: stored.currency, rate: rationalFromText(stored.rate) };
  const reader = new LineReader(ratePerMinor(terms.rate, terms.currency));
  return {
    programVersionId: stored.programVersionId,
    ...terms,
    timeZone: stored.timeZone ?? null,
    tierId: stored.tierId ?? null,
    rounding: stored.rounding,
    stacking: stored.stacking ?? "best",
    minimumMinor: BigInt(stored.minimumMinor ?? "0"),
    perOrderCap: readWhole(stored.perOrderCap),
    qualifiesByBase: stored.qualifiesByBase ?? false,
    keepsStoreCredit: stored.keepsStoreCredit ?? false,
    joined: stored.joined ?? NO_CAMPAIGNS,
    memberDays: readMemberDays(stored),
    lines: stored.lines.map((line) => reader.line(line)),
    shipping: stored.shipping ? reader.shipping(stored.shipping) : null,
    extras: (stored.extras ?? []).map(readExtra),
    placedOn: stored.placedOn ?? null,
    limits: readLimits(stored),
    granted: readWhole(stored.granted),
  };
}

function readMemberDays({ memberDays }: StoredSnapshot): EarnSnapshot["memberDays"] {
  if (memberDays === undefined) return null;
  const [sinceJoined, sinceOrder] = memberDays;
  return { sinceJoined, sinceOrder };
}

function storeLine(line: SnapshotLine, rate: Rational): StoredLine {
  const { paid, base, extras } = line;
  const tail = [
    isSame(paid, base) ? null : rationalToText(base),
    line.exclusion,
    isSame(line.rate, rate) ? null : rationalToText(line.rate),
    extras.length === 0 ? null : extras,
  ];
  const used = tail.findLastIndex((part) => part !== null) + 1;
  const start = [line.lineId, line.quantity, rationalToText(paid)];
  return [...start, ...tail.slice(0, used)] as StoredLine;
}

function storeShipping({ paid, base, extras }: SnapshotShipping): StoredShipping {
  const [paidText, baseText] = [rationalToText(paid), rationalToText(base)];
  return extras.length === 0 ? [paidText, baseText] : [paidText, baseText, extras];
}

/** Lines mostly share their terms: equal ones become one object, by which lines are grouped. */
class LineReader {
  readonly #rate: Rational;
  readonly #rates = new Map<string, Rational>();
  readonly #extras = new Map<string, readonly number[]>();

  constructor(rate: Rational) {
    this.#rate = rate;
  }

  line([lineId, quantity, paidText, base, exclusion, rate, extras]: StoredLine): SnapshotLine {
    const paid = rationalFromText(paidText);
    return {
      lineId,
      quantity,
      paid,
      base: base ? rationalFromText(base) : paid,
      rate: this.#shared(rate),
      extras: this.#sharedExtras(extras),
      exclusion: exclusion ?? null,
    };
  }

  shipping([paid, base, extras]: StoredShipping): SnapshotShipping {
    return {
      paid: rationalFromText(paid),
      base: rationalFromText(base),
      rate: this.#rate,
      extras: this.#sharedExtras(extras),
    };
  }

  #shared(text: string | null | undefined): Rational {
    if (!text) return this.#rate;
    const rate = this.#rates.get(text) ?? rationalFromText(text);
    this.#rates.set(text, rate);
    return rate;
  }

  #sharedExtras(list: readonly number[] | null | undefined): readonly number[] {
    if (!list) return NO_EXTRAS;
    const text = list.join();
    const extras = this.#extras.get(text) ?? list;
    this.#extras.set(text, extras);
    return extras;
  }
}

function storeExtra({ source, id, effect, minimumMinor, limits, granted }: SnapshotExtra) {
  const stored: StoredExtra = {
    source,
    id,
    effect: storeEffect(effect),
    ...(minimumMinor > 0n && { minimumMinor: minimumMinor.toString() }),
    ...(limits && limits.budget !== null && { budget: limits.budget.toString() }),
    ...(limits && limits.perMember !== null && { perMember: limits.perMember.toString() }),
    ...(granted !== null && { granted: granted.toString() }),
  };
  return stored;
}

function readExtra(stored: StoredExtra): SnapshotExtra {
  const limits: CampaignLimits = {
    budget: readWhole(stored.budget),
    perMember: readWhole(stored.perMember),
  };
  return {
    source: stored.source,
    id: stored.id,
    effect: readEffect(stored.effect),
    minimumMinor: BigInt(stored.minimumMinor ?? "0"),
    limits: limits.budget === null && limits.perMember === null ? null : limits,
    granted: readWhole(stored.granted),
  };
}

function storeEffect(effect: ExtraEffect): StoredEffect {
  switch (effect.kind) {
    case "multiplier":
      return [effect.kind, rationalToText(effect.multiplier)];
    case "bonus_per_unit":
      return [effect.kind, rationalToText(effect.perMinor)];
    case "bonus_per_item":
      return [effect.kind, effect.points.toString()];
    case "bonus_per_order": {
      const { kind, points, per, share } = effect;
      return [kind, points.toString(), per, rationalToText(share)];
    }
  }
}

function readEffect(stored: StoredEffect): ExtraEffect {
  switch (stored[0]) {
    case "multiplier":
      return { kind: stored[0], multiplier: rationalFromText(stored[1]) };
    case "bonus_per_unit":
      return { kind: stored[0], perMinor: rationalFromText(stored[1]) };
    case "bonus_per_item":
      return { kind: stored[0], points: BigInt(stored[1]) };
    case "bonus_per_order": {
      const [kind, points, per, share] = stored;
      return { kind, points: BigInt(points), per, share: rationalFromText(share) };
    }
  }
}

function readLimits(stored: StoredSnapshot): SnapshotLimits {
  return {
    perDay: readWhole(stored.perDay),
    perYear: readWhole(stored.perYear),
    programBudget: readWhole(stored.programBudget),
  };
}

function readWhole(text: string | undefined): bigint | null {
  return text === undefined ? null : BigInt(text);
}

function isSame(a: Rational, b: Rational): boolean {
  return a === b || (a.n === b.n && a.d === b.d);
}
