// Whether a member still faces the fall of which they are to be told, and what would keep the tier.
import type { Instant } from "../../core/calendar/instant.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import { indexOfTier } from "../../core/tiers/decide-upgrade.ts";
import { reviewMoments } from "../../core/tiers/review-moments.ts";
import type { TierStanding } from "../../core/tiers/standing.ts";
import { isByHand } from "../../core/tiers/standing.ts";
import { missingToKeep } from "../../core/tiers/tier-progress.ts";
import type { TierProgress } from "../../core/tiers/tier-progress.ts";
import { fallOn } from "../../core/tiers/validity.ts";
import { windowSpan, yearlyPeriod } from "../../core/tiers/window.ts";
import type { UnitSpan } from "../../core/tiers/window.ts";
import type { Sql } from "../../db/pool.ts";
import { loadStandingsBehind } from "./standings-behind.ts";
import { foreseeFalls } from "./notify-of-falls.ts";
import { readSums } from "./read-sums.ts";

export interface StandingOf {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly terms: TierTerms;
  readonly standing: TierStanding;
  readonly available: bigint;
  readonly enrolledAt: Instant;
  readonly timeZone: string;
  readonly now: Instant;
}

export interface ForeseenFall {
  readonly fallsOn: LocalDate;
  readonly toTierId: string | null;
  /** What would keep the tier; no ways where nothing does. */
  readonly ways: TierProgress["ways"];
}

/** Null where the member keeps the tier as things stand, or holds none that ends. */
export async function foreseeFallOf(sql: Sql, of: StandingOf): Promise<ForeseenFall | null> {
  const { shopId, memberId: id, terms, standing, available } = of;
  const tier = terms.list[indexOfTier(terms, standing.tierId)];
  if (!tier || standing.until === null) return null;
  const byHand = isByHand(standing);
  const { date: fallsOn } = fallOn(terms, { until: standing.until, byHand }, of);
  const behind = await loadStandingsBehind(sql, [{ shopId, id, tier: standing }]);
  const input = { ...of, ...behind(id) };
  const member = { shopId, id };
  const [fall] = await foreseeFalls(sql, [{ member, available, input, fallsOn }]);
  if (!fall) return null;
  const [sums] = await readSums(sql, [
    { member, terms, available, spans: [decidingSpan(of, fallsOn)] },
  ]);
  const reached = sums?.[0];
  const ways = reached && !byHand ? missingToKeep(tier, reached) : [];
  return { fallsOn, toTierId: fall.toTierId, ways };
}

/** The window in which the member can still do something: this year's, or the one at the fall. */
function decidingSpan(of: StandingOf, fallsOn: LocalDate): UnitSpan {
  const { terms, now: at } = of;
  const isYearly = yearlyPeriod(terms.window, fallsOn, of) !== null;
  const [atFall] = reviewMoments({ ...of, night: fallsOn });
  return !isYearly && atFall ? atFall : windowSpan(terms.window, { ...of, at });
}
