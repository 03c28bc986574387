// What a reward asks for, in words.
import type {
  LimitPeriod,
  RewardAudience,
  RewardDrop,
  RewardLimit,
  TierPrice,
} from "../../core/program/reward-condition-terms.ts";
import { formatNumber } from "../format.ts";
import { segmentWords, tiersWords } from "./rule-sentences.ts";
import { type Words, listed, momentWords, quoted } from "./words.ts";

const periodWords: Readonly<Record<LimitPeriod, string>> = {
  day: "a day",
  week: "a week",
  month: "a month",
  year: "a year",
  ever: "ever",
};

/** `once a day and 5 times ever`; empty without limits. */
export function limitWords(limits: readonly RewardLimit[]): string {
  return listed(limits.map(({ count, period }) => `${timesWords(count)} ${periodWords[period]}`));
}

function timesWords(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** `from Mar 1, 2026 at 09:00 until Mar 2, 2026 at 00:00 (20 of them)`; empty for always. */
export function dropWords(drops: readonly RewardDrop[]): string {
  return listed(
    drops.map(({ opensAt, closesAt, stock }) => {
      const end = closesAt === null ? "on" : `until ${momentWords(closesAt)}`;
      const places = stock === null ? "" : ` (${formatNumber(stock)} of them)`;
      return `from ${momentWords(opensAt)} ${end}${places}`;
    }),
  );
}

/** `for members in Gold and for customers tagged “vip”`; empty for everyone. */
export function audienceWords(
  { tierIds, customerTags, segmentIds }: RewardAudience,
  words: Words,
): string {
  return listed([
    ...(tierIds.length > 0 ? [`for members in ${tiersWords(tierIds, words)}`] : []),
    ...(customerTags.length > 0
      ? [`for customers tagged ${listed(quoted(customerTags), "or")}`]
      : []),
    ...(segmentIds.length > 0 ? [`for customers in ${segmentWords(segmentIds, words)}`] : []),
  ]);
}

/** `80 Stars in Gold and 90 Stars in Silver`. */
export function tierPriceWords(prices: readonly TierPrice[], words: Words): string {
  return listed(
    prices.map(({ tierId, points }) => `${words.points(points)} in ${words.tier(tierId)}`),
  );
}
