// One member and the tiers of a program: orders and nights in any sequence, decided by core alone.
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { LocalDate } from "../../app/core/calendar/local-date.ts";
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { instantOfLocal, localDateOf, startOfDay } from "../../app/core/calendar/local-time.ts";
import type { TimeZone } from "../../app/core/calendar/time-zone.ts";
import { tiers } from "../../app/core/program/tier-terms.ts";
import type { Requirement, TierTerms } from "../../app/core/program/tier-terms.ts";
import { NO_SUMS, addSums } from "../../app/core/tiers/counters.ts";
import type { CounterSums } from "../../app/core/tiers/counters.ts";
import { decideUpgrade } from "../../app/core/tiers/decide-upgrade.ts";
import { noticeDays } from "../../app/core/tiers/next-review.ts";
import { reviewMoments } from "../../app/core/tiers/review-moments.ts";
import type { TierReading } from "../../app/core/tiers/review-moments.ts";
import { reviewTier } from "../../app/core/tiers/review-tier.ts";
import type { TierReview } from "../../app/core/tiers/review-tier.ts";
import { NO_TIER, standingAfter } from "../../app/core/tiers/standing.ts";
import type { TierChange, TierStanding } from "../../app/core/tiers/standing.ts";
import { foreseeFall, noticeDue } from "../../app/core/tiers/tier-notice.ts";
import { windowSpan, windowStart } from "../../app/core/tiers/window.ts";
import type { UnitSpan } from "../../app/core/tiers/window.ts";

export interface TestUnit {
  readonly at: Instant;
  readonly units: Partial<CounterSums>;
}

/** Thresholds of one counter, all with the same name as their amounts. */
export function atLeast(counter: keyof CounterSums, amount: number | string): Requirement {
  return { anyOf: [{ allOf: [{ counter, atLeast: BigInt(amount) }] }] };
}

export const EVERYBODY: Requirement = { anyOf: [{ allOf: [] }] };

/** Tiers with everything by default that is not given. */
export function tierTerms(input: object): TierTerms {
  return tiers.parse(input);
}

/** A ladder: Base for everybody, then each name at its amount of the counter. */
export function ladder(
  counter: keyof CounterSums,
  steps: Readonly<Record<string, number>>,
  terms: object = {},
): TierTerms {
  const earned = Object.entries(steps).map(([id, amount]) => ({
    id,
    name: id,
    enter: atLeast(counter, amount),
  }));
  return tierTerms({ list: [{ id: "base", name: "Base", enter: EVERYBODY }, ...earned], ...terms });
}

export interface ModelOptions {
  readonly terms: TierTerms;
  readonly timeZone?: TimeZone;
  readonly enrolledAt?: Instant;
  readonly standing?: TierStanding;
}

export class TierModel {
  terms: TierTerms | null;
  readonly timeZone: TimeZone;
  readonly enrolledAt: Instant;
  standing: TierStanding;
  beforeByHand: TierStanding | null = null;
  givenBehind: readonly TierStanding[] = [];
  balance = 0n;
  nextReviewAt: Instant | null = null;
  readonly changes: TierChange[] = [];
  readonly #units: TestUnit[] = [];

  constructor({ terms, timeZone = "Europe/Berlin", enrolledAt, standing }: ModelOptions) {
    this.terms = terms;
    this.timeZone = timeZone;
    this.enrolledAt = enrolledAt ?? instantOfLocal("2024-01-01T00:00", timeZone, "earlier");
    this.standing = standing ?? NO_TIER;
  }

  at(text: string): Instant {
    return instantOfLocal(text, this.timeZone, "earlier");
  }

  /** What happened at a time of the shop's clock, recorded at once or at another. */
  record(text: string, units: Partial<CounterSums>, recordedAt = text): this {
    return this.recordAt(this.at(text), units, this.at(recordedAt));
  }

  recordAt(at: Instant, units: Partial<CounterSums>, now: Instant = at): this {
    this.#units.push({ at, units });
    // What is heard of late counts at all later moments, too.
    const later = this.#units.map((unit) => unit.at).filter((other) => other > at);
    const moments = new Set([at, ...later, now].toSorted((a, b) => a - b));
    for (const moment of moments) this.#rise(moment, now);
    return this;
  }

  #rise(at: Instant, now: Instant): void {
    const { terms, standing } = this;
    if (!terms) return;
    const sums = this.sums(windowSpan(terms.window, { ...this.#context, at }));
    this.take(decideUpgrade({ ...this.#context, terms, standing, sums, at, now }));
  }

  take(change: TierChange | null): void {
    if (!change) return;
    this.changes.push(change);
    this.standing = standingAfter(this.standing, change);
  }

  /**
   * The review of one night. Nobody has heard of anything since its beginning, unless `now` says
   * so.
   */
  night(night: LocalDate, now: Instant = startOfDay(night, this.timeZone)): TierReview {
    const review = reviewTier({
      ...this.#context,
      terms: this.terms,
      standing: this.standing,
      beforeByHand: this.beforeByHand,
      givenBehind: this.givenBehind,
      night,
      readings: this.#readings(night),
      latest: this.#latest(now),
      now,
    });
    this.changes.push(...review.changes);
    this.standing = review.standing;
    this.nextReviewAt = review.nextReviewAt;
    return review;
  }

  /** All nights from one to another, each reviewed. */
  nights(first: LocalDate, last: LocalDate): this {
    for (let night = first; night <= last; night = addDaysTo(night, 1)) this.night(night);
    return this;
  }

  /** What members hear in a night, after its review. */
  notice(
    noticedUntil: LocalDate,
    night: LocalDate,
  ): { fallsOn: LocalDate; to: string | null } | null {
    const { terms, standing } = this;
    if (!terms) return null;
    const day = noticeDue({ ...this.#context, terms, standing, noticedUntil, night });
    if (!day) return null;
    const fall = foreseeFall({
      ...this.#context,
      terms,
      standing,
      beforeByHand: this.beforeByHand,
      givenBehind: this.givenBehind,
      night: day.fallsOn,
      readings: this.#readings(day.fallsOn),
      now: startOfDay(night, this.timeZone),
    });
    return fall && { fallsOn: day.fallsOn, to: fall.toTierId };
  }

  get noticeDates(): LocalDate[] {
    const { terms, standing } = this;
    return terms ? noticeDays({ ...this.#context, terms, standing }).map(({ date }) => date) : [];
  }

  get tier(): string | null {
    return this.standing.tierId;
  }

  /** The last day of the tier's validity on the shop's calendar. */
  get validThrough(): LocalDate | null {
    const { until } = this.standing;
    return until === null ? null : localDateOf(until - 1, this.timeZone);
  }

  /** Tier by tier, with the day on which each was entered. */
  get story(): string[] {
    return this.changes
      .filter(({ fromTierId, toTierId }) => fromTierId !== toTierId)
      .map(({ toTierId, effectiveAt }) => `${localDateOf(effectiveAt, this.timeZone)} ${toTierId}`);
  }

  sums({ from, before }: UnitSpan): CounterSums {
    return this.#units
      .filter(({ at }) => (from === null || at >= from) && (before === null || at < before))
      .reduce((sums, { units }) => addSums(sums, units), { ...NO_SUMS, balance: this.balance });
  }

  get #context() {
    return { enrolledAt: this.enrolledAt, timeZone: this.timeZone };
  }

  #readings(night: LocalDate): TierReading[] {
    const { terms, standing } = this;
    if (!terms) return [];
    return reviewMoments({ ...this.#context, terms, standing, night }).map((moment) => ({
      ...moment,
      sums: this.sums(moment),
    }));
  }

  #latest(now: Instant): CounterSums | null {
    if (!this.terms) return null;
    const from = windowStart(this.terms.window, { ...this.#context, at: now });
    return this.sums({ from, before: null });
  }
}
