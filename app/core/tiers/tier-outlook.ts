// What is ahead of a member among the tiers: the next one, and what keeps the present one. For the
// panel and the theme, which tell it before a night decides.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { Tier, TierTerms } from "../program/tier-terms.ts";
import type { CounterSums } from "./counters.ts";
import { indexOfTier } from "./decide-upgrade.ts";
import { asksNothing, keepsBy } from "./requirement.ts";
import { reviewMoments } from "./review-moments.ts";
import type { TierMoment } from "./review-moments.ts";
import { isByHand } from "./standing.ts";
import type { TierStanding } from "./standing.ts";
import { missingToKeep, progressToNext } from "./tier-progress.ts";
import type { TierProgress } from "./tier-progress.ts";
import { fallOn, validityEnd } from "./validity.ts";
import { countsThrough, windowSpan } from "./window.ts";
import type { UnitSpan, WindowContext } from "./window.ts";

export interface OutlookInput extends WindowContext {
  readonly terms: TierTerms;
  readonly standing: TierStanding;
  readonly now: Instant;
}

/** What becomes of the present tier. */
export interface KeepOutlook {
  /** The last day on which the member has it for sure, days of grace included. */
  readonly lastDay: LocalDate;
  /**
   * What is enough to keep it for longer: any of the ways, `through` that day. No ways where it is
   * kept as things stand. Null where nothing that is done now counts for it.
   */
  readonly asks: {
    readonly through: LocalDate;
    readonly ways: TierProgress["ways"];
  } | null;
}

export interface TierOutlook {
  /** Null for who is in none. */
  readonly tier: Tier | null;
  /** Null at the top. `through`: the last day that counts; null where no day is known. */
  readonly next: (TierProgress & { readonly through: LocalDate | null }) | null;
  /** Null for who is in none, and where nothing ends the tier. */
  readonly keep: KeepOutlook | null;
}

/** The windows that `tierOutlook` reads: that of the next tier first, then those that keep. */
export function outlookSpans(input: OutlookInput): readonly UnitSpan[] {
  const { terms, now: at } = input;
  return [windowSpan(terms.window, { ...input, at }), ...keepingMoments(input)];
}

/**
 * `sums` of the spans that `outlookSpans` names, in the counters' units. What keeps a tier is told
 * as things stand: what is refunded later, and another program, change it. Rule: docs/engine.md §6.
 */
export function tierOutlook(input: OutlookInput, sums: readonly CounterSums[]): TierOutlook {
  const { terms, standing, now: at } = input;
  const [current, ...keeping] = sums;
  if (!current) throw new RangeError("The sums of the present window are missing");
  const tier = tierOf(input);
  const next = progressToNext(terms, standing.tierId, current);
  const through = countsThrough(terms.window, { ...input, at });
  return { tier, next: next && { ...next, through }, keep: keepOutlook(input, keeping) };
}

function tierOf({ terms, standing }: OutlookInput): Tier | null {
  return terms.list[indexOfTier(terms, standing.tierId)] ?? null;
}

function keepOutlook(input: OutlookInput, sums: readonly CounterSums[]): KeepOutlook | null {
  const tier = tierOf(input);
  const fallsOn = fallOf(input);
  if (!tier || fallsOn === null) return null;
  const lastDay = addDaysTo(fallsOn, -1);
  const readings = keepingMoments(input).map((moment, place) => ({ moment, sums: sums[place] }));
  const isKept = readings.some((reading) => reading.sums && keepsBy(tier, reading.sums));
  if (isKept) return { lastDay, asks: { through: lastDay, ways: [] } };
  const open = readings.find(({ moment: { before } }) => before === null || before > input.now);
  if (!open?.sums) return { lastDay, asks: null };
  const { before } = open.moment;
  const windowEnds = before === null ? lastDay : localDateOf(before - 1, input.timeZone);
  const through = windowEnds < lastDay ? windowEnds : lastDay;
  return { lastDay, asks: { through, ways: missingToKeep(tier, open.sums) } };
}

/** The day on which the member falls as long as nothing renews the tier; null where none is. */
function fallOf(input: OutlookInput): LocalDate | null {
  const { terms, standing, now } = input;
  const { until } = standing;
  const tier = tierOf(input);
  if (!tier || until === null || asksNothing(tier)) return null;
  const { date, at } = fallOn(terms, { until, byHand: isByHand(standing) }, input);
  // Overdue: the night that decides is late.
  return at > now ? date : null;
}

/** What the night of the fall will read, and would renew the tier, as far as it has begun. */
function keepingMoments(input: OutlookInput): readonly TierMoment[] {
  const { terms, standing, now, timeZone } = input;
  const tier = tierOf(input);
  const night = fallOf(input);
  if (tier?.entry !== "earned" || night === null || isByHand(standing)) return [];
  const start = startOfDay(night, timeZone);
  return reviewMoments({ ...input, night }).filter(({ from, metOn, lastDay }) => {
    const day = terms.validity.kind === "months" ? lastDay : metOn;
    const renewed = validityEnd(terms, tier, day, input);
    return (from === null || from <= now) && (renewed === null || renewed > start);
  });
}
