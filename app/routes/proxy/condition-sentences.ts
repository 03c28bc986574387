// What a shopper is told who cannot have a reward now: what is missing, in their language. Said
// here and not in the panel, which would carry every language of what few shoppers ever read.
import {
  formatDay,
  formatMoment,
  formatPoints,
  type PointsName,
} from "../../adapters/email/format.ts";
import type { UnmetCondition } from "../../core/rewards/unmet-condition.ts";
import type { Voice } from "./voice.ts";

/** Of the page, as whoever asked wrote it, then of the shop. */
export type Locales = readonly (string | null)[];

/** In the first of the languages that we speak, else in English. */
export function conditionSentence(condition: UnmetCondition, { locale, say }: Voice): string {
  switch (condition.reason) {
    case "sold_out": {
      const { opensAt } = condition;
      const soldOut = say("condition_sold_out");
      if (opensAt === null) return soldOut;
      const moment = formatMoment(opensAt, locale);
      return `${soldOut} ${say("condition_more_from", { moment })}`;
    }
    case "not_on_sale": {
      const { opensAt } = condition;
      if (opensAt === null) return say("condition_over");
      return say("condition_opens", { moment: formatMoment(opensAt, locale) });
    }
    case "limit_reached": {
      const { next } = condition;
      if (next === null) return say("condition_limit_for_good");
      return say("condition_limit", { day: formatDay(next, locale) });
    }
    case "too_late":
      return say("condition_over");
    case "wrong_tier":
      return say("condition_tiers_only", { tiers: listed(condition.tiers, locale) });
    case "wrong_customer":
      return say("condition_some_only");
    case "paused":
      return say("condition_paused");
    case "audience_unknown":
      return say("condition_not_now");
  }
}

/** For whom a reward is, as far as it can be told beforehand. */
export interface AudienceShown {
  /** Names of tiers; none where it is for members in any, or in none. */
  readonly tiers: readonly string[];
  /** Whether Shopify is asked about the customer when they redeem. */
  readonly isLookedUp: boolean;
}

/** Empty for a reward that is for everyone. */
export function audienceSentence(
  { tiers, isLookedUp }: AudienceShown,
  { locale, say }: Voice,
): string {
  const sentences = [
    ...(tiers.length > 0 ? [say("condition_tiers_only", { tiers: listed(tiers, locale) })] : []),
    ...(isLookedUp ? [say("condition_looked_up")] : []),
  ];
  return sentences.join(" ");
}

/** How many points are missing. */
export function missingSentence(missing: bigint, name: PointsName, { locale, say }: Voice): string {
  return say("condition_missing", { points: formatPoints(missing, name, locale) });
}

/** What it costs at other times, beside what it costs now. */
export function usualSentence(usual: bigint, name: PointsName, { locale, say }: Voice): string {
  return say("condition_instead_of", { points: formatPoints(usual, name, locale) });
}

function listed(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "disjunction" }).format(names);
}
