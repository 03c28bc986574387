// The nightly look at one member's tier. Rule: a tier ends only here, never before its validity and
// the grace period are over; nights that were missed are reviewed one after the other.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { Tier, TierTerms } from "../program/tier-terms.ts";
import type { CounterSums } from "./counters.ts";
import { decideUpgrade, indexOfTier, isFall } from "./decide-upgrade.ts";
import { asksNothing, entersBy, keepsBy } from "./requirement.ts";
import { nextReview } from "./next-review.ts";
import type { TierReading } from "./review-moments.ts";
import { NO_TIER, isByHand, standingAfter } from "./standing.ts";
import type { TierChange, TierReason, TierStanding } from "./standing.ts";
import { canFall, fallOn, validityEnd } from "./validity.ts";
import type { WindowContext } from "./window.ts";

export interface ReviewInput extends WindowContext {
  /** Null where the program has no tiers. */
  readonly terms: TierTerms | null;
  readonly standing: TierStanding;
  /** What the member held before the tier was given by hand; null where it was not. */
  readonly beforeByHand: TierStanding | null;
  /** What people gave before counters or a merger led elsewhere; none behind what people gave. */
  readonly givenBehind: readonly TierStanding[];
  /** The local day at whose beginning the review looks. */
  readonly night: LocalDate;
  /** For the moments of `reviewMoments`, the night's own first. */
  readonly readings: readonly TierReading[];
  /** The window as of `now`, with all units that are known; null where that does not matter. */
  readonly latest: CounterSums | null;
  readonly now: Instant;
}

export interface TierReview {
  /** In the order in which they take effect; mostly none. */
  readonly changes: readonly TierChange[];
  /**
   * After them. Its `until` may differ without a change: a tier that is no longer met begins to
   * end.
   */
  readonly standing: TierStanding;
  /** When to look again; null: not before something happens. */
  readonly nextReviewAt: Instant | null;
}

/** The input of a program that has tiers, with the instant at which the night begins. */
interface Review extends ReviewInput {
  readonly terms: TierTerms;
  readonly start: Instant;
}

/**
 * Renews the tier where its threshold for keeping is met, lets the member fall where validity and
 * grace are over, maps a tier that the program no longer has to the best that the member enters,
 * and raises whoever meets more by now. Looking twice, or more often than needed, changes nothing.
 * Sums are in the counters' units; dates are days of the shop's calendar. Rule: docs/engine.md §6.
 */
export function reviewTier(input: ReviewInput): TierReview {
  const { terms } = input;
  if (!terms) return withoutTiers(input);
  const start = startOfDay(input.night, input.timeZone);
  const changes: TierChange[] = [];
  let review: Review = { ...input, terms, start };
  const take = (change: TierChange | null): void => {
    if (!change) return;
    changes.push(change);
    review = { ...review, standing: standingAfter(review.standing, change) };
  };
  take(replaceRemoved(review));
  review = { ...review, standing: withEnd(review) };
  take(endValidity(review));
  take(raise(review, review.readings[0]?.sums ?? null, start));
  take(raise(review, review.latest, review.now));
  const { standing } = review;
  return { changes, standing, nextReviewAt: nextReview({ ...review, after: input.night }) };
}

function withoutTiers({ standing, night, timeZone }: ReviewInput): TierReview {
  if (standing.tierId === null) return { changes: [], standing: NO_TIER, nextReviewAt: null };
  const start = startOfDay(night, timeZone);
  const change: TierChange = {
    fromTierId: standing.tierId,
    toTierId: null,
    reason: "program_changed",
    effectiveAt: Math.max(start, standing.since ?? start),
    until: null,
  };
  return { changes: [change], standing: standingAfter(standing, change), nextReviewAt: null };
}

/** A tier that a new version took away becomes the best that the member enters. */
function replaceRemoved(review: Review): TierChange | null {
  const { terms, standing, start } = review;
  if (standing.tierId === null || indexOfTier(terms, standing.tierId) >= 0) return null;
  const best = bestOf(review, terms.list, entersBy);
  return {
    fromTierId: standing.tierId,
    toTierId: best?.tier.id ?? null,
    reason: "program_changed",
    effectiveAt: Math.max(start, standing.since ?? start),
    until: best?.until ?? null,
  };
}

/**
 * The standing with the end that its terms give it now. Kept while it is met: the end of the year's
 * window or none, until a night finds it unmet: then it ends. A tier without an end under terms
 * that give one (they are new) is valid from now on as though just entered.
 */
function withEnd(review: Review): TierStanding {
  const { terms, standing, start, night } = review;
  const tier = terms.list[indexOfTier(terms, standing.tierId)];
  const isEntered = standing.since === null || standing.since < start;
  if (!tier || isByHand(standing) || !isEntered || tier.entry !== "earned") return standing;
  if (!canFall(terms) || asksNothing(tier)) return { ...standing, until: null };
  const { until } = standing;
  if (until !== null && until <= start) return standing;
  if (terms.validity.kind === "while_met") {
    const kept = keptUntil(review, tier, keepsBy);
    return { ...standing, until: kept ? kept.until : start };
  }
  return until === null
    ? { ...standing, until: validityEnd(terms, tier, night, review) }
    : standing;
}

function endValidity(review: Review): TierChange | null {
  const { terms, standing, start } = review;
  const { until } = standing;
  const current = indexOfTier(terms, standing.tierId);
  const tier = terms.list[current];
  if (!tier || until === null || until > start) return null;
  const kept = keptUntil(review, tier, staysBy(terms));
  if (kept) return changeTo(review, tier, kept.until);
  if (fallOn(terms, { until, byHand: isByHand(standing) }, review).at > start) return null;
  const landing = landingOf(review, current, until);
  const change = changeTo(review, landing?.tier ?? null, landing?.until ?? null);
  return landing?.reason ? { ...change, reason: landing.reason } : change;
}

function changeTo(review: Review, tier: Tier | null, until: Instant | null): TierChange {
  const { terms, standing, start } = review;
  const toTierId = tier?.id ?? null;
  const ends = { fromTierId: standing.tierId, toTierId };
  const reason = isFall(terms, ends) ? "fell" : "earned";
  const effectiveAt = Math.max(start, standing.since ?? start);
  return { ...ends, reason, effectiveAt, until };
}

/** A tier and until when it is valid. */
interface Landing {
  readonly tier: Tier;
  readonly until: Instant | null;
  /** Where a person gave it: it stands as theirs again. */
  readonly reason?: TierReason;
}

/** Where a member lands; null: in no tier. */
function landingOf(review: Review, current: number, until: Instant): Landing | null {
  const { terms, standing } = review;
  const lower = terms.list.slice(0, current).filter(({ entry }) => entry === "earned");
  const earned = bestOf(review, lower, staysBy(terms));
  if (isByHand(standing)) return higherOf(terms, earned, heldBefore(review));
  const step = lower.at(-1);
  const isStep = terms.downgrade === "one_step" && step && earned?.tier !== step;
  const fallen = isStep ? { tier: step, until: stepUntil(review, step, until) } : earned;
  return givenBehind(review, current).reduce((a, b) => higherOf(terms, a, b), fallen);
}

/** Lower tiers of which a person said that the member has them, where that is not over yet. */
function givenBehind({ terms, givenBehind: given, start }: Review, current: number): Landing[] {
  return given.flatMap(({ tierId, until, reason }) => {
    const tier = terms.list.slice(0, current).find(({ id }) => id === tierId);
    return tier && reason && (until === null || until > start) ? [{ tier, until, reason }] : [];
  });
}

/**
 * One step down is valid as though it had been met on the last day of the tier above; where that is
 * over already, from this night on.
 */
function stepUntil(review: Review, step: Tier, until: Instant): Instant | null {
  const { terms, start, night, timeZone } = review;
  const lastDay = addDaysTo(localDateOf(until, timeZone), -1);
  const end = validityEnd(terms, step, lastDay, review);
  return end === null || end > start ? end : validityEnd(terms, step, night, review);
}

/** What the member held before the merchant's hand, if that would still be valid. */
function heldBefore({ terms, beforeByHand, start }: Review): Landing | null {
  const tier = terms.list[indexOfTier(terms, beforeByHand?.tierId ?? null)];
  const until = beforeByHand?.until ?? null;
  return tier && (until === null || until > start) ? { tier, until } : null;
}

function higherOf(terms: TierTerms, a: Landing | null, b: Landing | null): Landing | null {
  if (!a || !b) return a ?? b;
  const above = indexOfTier(terms, a.tier.id) - indexOfTier(terms, b.tier.id);
  if (above !== 0) return above > 0 ? a : b;
  return laterEnd(a.until, b.until) === b.until ? b : a;
}

type Meets = (tier: Tier, sums: CounterSums) => boolean;

/** Where nobody falls, only who has entered a tier is in it. */
function staysBy(terms: TierTerms): Meets {
  return canFall(terms) ? keepsBy : entersBy;
}

/** The highest of the tiers that any reading meets and from which it is still valid. */
function bestOf(review: Review, tiers: readonly Tier[], met: Meets): Landing | null {
  for (const tier of tiers.toReversed()) {
    const kept = keptUntil(review, tier, met);
    if (kept) return { tier, until: kept.until };
  }
  return null;
}

/**
 * The latest end of the tier's validity by any reading that meets it; null where none does. Months
 * go on from the last day that was counted, so that a renewal ends on the same day of the month.
 */
function keptUntil(review: Review, tier: Tier, met: Meets): { until: Instant | null } | null {
  const { terms } = review;
  const ends = review.readings
    .filter(({ sums }) => met(tier, sums))
    .map(({ metOn, lastDay }) =>
      validityEnd(terms, tier, terms.validity.kind === "months" ? lastDay : metOn, review),
    )
    .filter((end) => end === null || end > review.start);
  return ends.length === 0 ? null : { until: ends.reduce(laterEnd) };
}

function laterEnd(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? null : Math.max(a, b);
}

/**
 * What a person gave is left to counters only when they next grow. A tier that ends in a later
 * night is left to that one, however late this one is looked at.
 */
function raise(review: Review, sums: CounterSums | null, at: Instant): TierChange | null {
  const { standing, start } = review;
  if (!sums || isByHand(standing)) return null;
  const isOver = standing.until !== null && standing.until <= start;
  const held = isOver ? standing : { ...standing, until: null };
  return decideUpgrade({ ...review, standing: held, sums, at });
}
