// When points end under the versions of the program and the tiers that a member held, in the second
// implementation: by the words of docs/engine.md §5.
import { isDeepStrictEqual } from "node:util";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { ExpiryPolicy, ExpiryTerms } from "../../app/core/program/expiry-terms.ts";
import { endByAge, endByInactivity, movedEnd } from "./naive-calendar.ts";

/** A tier that was entered at a moment. */
export interface TierLine {
  readonly at: number;
  readonly tierId: string | null;
}

/** Points that were earned under a version, counted from the first. */
export interface EarnedPoints {
  readonly earnedAt: number;
  readonly version: number;
}

const NEVER: ExpiryPolicy = { kind: "never" };

/** How points of the shop end, version for version. */
export class NaiveEnds {
  readonly zone: string;
  readonly #versions: { readonly from: number; readonly expiry: ExpiryTerms }[];

  /** Of the latest version, from the lowest up. */
  #tierIds: readonly string[] = [];

  constructor({ expiry, tiers }: Pick<ProgramDocument, "expiry" | "tiers">, zone: string) {
    this.zone = zone;
    this.#rank(tiers);
    this.#versions = [{ from: Number.NEGATIVE_INFINITY, expiry }];
  }

  /** Another version follows; answers whether points end otherwise by it. */
  change({ expiry, tiers }: Pick<ProgramDocument, "expiry" | "tiers">, from: number): boolean {
    this.#rank(tiers);
    const isOther = !isDeepStrictEqual(this.#versions.at(-1)?.expiry, expiry);
    this.#versions.push({ from, expiry });
    return isOther;
  }

  #rank(tiers: ProgramDocument["tiers"]): void {
    this.#tierIds = (tiers?.list ?? []).map(({ id }) => id);
  }

  /** Points of who was two people end by the higher of their tiers. */
  highest(tierIds: readonly (string | null)[]): string | null {
    const rankOf = (id: string): number => this.#tierIds.indexOf(id);
    return tierIds.reduce((held, other) => {
      if (held === null || other === null) return held ?? other;
      return rankOf(other) > rankOf(held) ? other : held;
    }, null);
  }

  get dependOnTier(): boolean {
    return this.#versions.some(({ expiry }) => expiry.byTier.length > 0);
  }

  /** The version in force at a moment. */
  versionAt(at: number): number {
    return this.#versions.findLastIndex(({ from }) => from <= at);
  }

  /** Points keep the terms under which they were earned, unless a later version is for all. */
  policyOfPoints(version: number, tierId: string | null, at: number): ExpiryPolicy {
    const own = this.#versions[version]?.expiry;
    const known = this.#versions.filter(({ from }) => from <= at);
    const all = known.findLastIndex(({ expiry }) => expiry.appliesTo === "all_points");
    return policyFor(all > version ? known[all]?.expiry : own, tierId);
  }

  /** A balance ends by the latest version that ends any, unless a later one is for all points. */
  policyOfBalance(tierId: string | null, at: number): ExpiryPolicy {
    const known = this.#versions.filter(({ from }) => from <= at);
    for (const { expiry } of known.toReversed()) {
      if (expiry.policy.kind === "inactivity") return policyFor(expiry, tierId);
      if (expiry.appliesTo === "all_points") return NEVER;
    }
    return NEVER;
  }

  /** The end that points have by their age, as those who earn them have known it. */
  endOf({ earnedAt, version }: EarnedPoints, tierId: string | null): number | null {
    return endByAge(policyFor(this.#versions[version]?.expiry, tierId), earnedAt, this.zone);
  }

  /** As though they had been heard of in time: under one tier and version after the other. */
  endHeardLate(points: EarnedPoints, tiers: readonly TierLine[], now: number): number | null {
    const { earnedAt, version } = points;
    const tierId = tierAt(tiers, earnedAt);
    const first = this.policyOfPoints(version, tierId, earnedAt);
    const endsAt = endByAge(first, earnedAt, this.zone);
    return this.endAfter({ ...points, endsAt }, tiers, { after: earnedAt, now });
  }

  /** The end that a lot has after all that changed since. */
  endAfter(
    { earnedAt, version, endsAt }: EarnedPoints & { endsAt: number | null },
    tiers: readonly TierLine[],
    time: Since,
  ): number | null {
    return this.#changes(tiers, time).reduce((end, { at, tierId }) => {
      const anew = endByAge(this.policyOfPoints(version, tierId, at), earnedAt, this.zone);
      return movedEnd(end, anew, at, this.zone);
    }, endsAt);
  }

  /** The end of a whole balance, likewise. Where inactivity ends nothing, no clock runs. */
  clockAfter(
    { activeAt, endsAt }: { activeAt: number; endsAt: number | null },
    tiers: readonly TierLine[],
    time: Since,
  ): number | null {
    return this.#changes(tiers, time).reduce((end, { at, tierId }) => {
      const anew = endByInactivity(this.policyOfBalance(tierId, at), activeAt, this.zone);
      return anew === null ? null : movedEnd(end, anew, at, this.zone);
    }, endsAt);
  }

  /** Tiers that were entered and versions that came into force, each with the tier by then. */
  #changes(tiers: readonly TierLine[], { after, now }: Since): TierLine[] {
    const moments = [...tiers.map(({ at }) => at), ...this.#versions.map(({ from }) => from)];
    return moments
      .filter((at) => at > after && at <= now)
      .toSorted((a, b) => a - b)
      .map((at) => ({ at, tierId: tierAt(tiers, at) }));
  }
}

interface Since {
  readonly after: number;
  readonly now: number;
}

function policyFor(expiry: ExpiryTerms | undefined, tierId: string | null): ExpiryPolicy {
  const own = expiry?.byTier.find((each) => each.tierId === tierId);
  return own?.policy ?? expiry?.policy ?? NEVER;
}

/** The first one also before its moment. */
function tierAt(tiers: readonly TierLine[], at: number): string | null {
  return (tiers.findLast((line) => line.at <= at) ?? tiers[0])?.tierId ?? null;
}
