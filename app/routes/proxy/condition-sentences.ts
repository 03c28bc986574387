// What a shopper is told who cannot have a reward now: what is missing, in their language. Said
// here and not in the panel, which would carry every language of what few shoppers ever read.
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import {
  formatDay,
  formatMoment,
  formatPoints,
  type PointsName,
} from "../../adapters/email/format.ts";
import type { UnmetCondition } from "../../core/rewards/unmet-condition.ts";
import { type ConditionTexts, conditionTexts } from "./condition-texts.ts";

/** Of the page, as whoever asked wrote it, then of the shop. */
export type Locales = readonly (string | null)[];

/** In the first of the languages that we speak, else in English. */
export function conditionSentence(condition: UnmetCondition, locales: Locales): string {
  const { locale, texts } = chosen(locales);
  switch (condition.reason) {
    case "sold_out": {
      const { opensAt } = condition;
      const more = opensAt === null ? "" : ` ${texts.moreFrom(formatMoment(opensAt, locale))}`;
      return `${texts.soldOut}${more}`;
    }
    case "not_on_sale": {
      const { opensAt } = condition;
      return opensAt === null ? texts.over : texts.opens(formatMoment(opensAt, locale));
    }
    case "limit_reached": {
      const { next } = condition;
      return next === null ? texts.limitForGood : texts.limit(formatDay(next, locale));
    }
    case "too_late":
      return texts.over;
    case "wrong_tier":
      return texts.tiersOnly(listed(condition.tiers, locale));
    case "wrong_customer":
      return texts.someOnly;
    case "paused":
      return texts.paused;
    case "audience_unknown":
      return texts.notNow;
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
export function audienceSentence({ tiers, isLookedUp }: AudienceShown, locales: Locales): string {
  const { locale, texts } = chosen(locales);
  const sentences = [
    ...(tiers.length > 0 ? [texts.tiersOnly(listed(tiers, locale))] : []),
    ...(isLookedUp ? [texts.lookedUp] : []),
  ];
  return sentences.join(" ");
}

/** How many points are missing. */
export function missingSentence(missing: bigint, name: PointsName, locales: Locales): string {
  const { locale, texts } = chosen(locales);
  return texts.missing(formatPoints(missing, name, locale));
}

/** What it costs at other times, beside what it costs now. */
export function usualSentence(usual: bigint, name: PointsName, locales: Locales): string {
  const { locale, texts } = chosen(locales);
  return texts.insteadOf(formatPoints(usual, name, locale));
}

function chosen(locales: Locales): { locale: string; texts: ConditionTexts } {
  const { locale } = chooseTexts(locales);
  return { locale, texts: conditionTexts(new Intl.Locale(locale).language) };
}

function listed(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "disjunction" }).format(names);
}
