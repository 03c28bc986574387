// Campaigns of one program that run at the same time and may meet in one order, or in the price of
// one reward: no mistake, but something a merchant should know before it happens.
import type { Campaign, CampaignTimes } from "../program/campaign-terms.ts";
import type { Conditions } from "../program/conditions.ts";
import type { ProgramDocument } from "../program/document.ts";
import type { RewardCampaign } from "../program/reward-campaign-terms.ts";
import { MINUTES_PER_DAY, dateTimeOf, minuteOf, openingsBetween } from "./openings.ts";

/** Weekdays and hours repeat after a week; hours over midnight reach into one more day. */
const DAYS_THAT_TELL = 9;

export type CampaignOverlap =
  | {
      readonly kind: "earning";
      readonly one: Campaign;
      readonly other: Campaign;
      /** The first minute in which both run, on the shop's clock: 2026-03-07T18:00. */
      readonly firstAt: string;
    }
  | {
      readonly kind: "price";
      readonly one: RewardCampaign;
      readonly other: RewardCampaign;
      readonly firstAt: string;
    };

type Terms = Pick<ProgramDocument, "campaigns" | "rewardCampaigns">;

/**
 * Every two campaigns of the same kind that run in one minute after `since` and leave room for an
 * order, or a reward, that both are for; the earliest first. What only Shopify knows (tags,
 * collections, segments) is taken to leave room. Rule: docs/campaigns.md.
 */
export function campaignOverlaps(
  { campaigns, rewardCampaigns }: Terms,
  since: string,
): CampaignOverlap[] {
  const earning = pairsOf(campaigns).flatMap(([one, other]): CampaignOverlap[] => {
    if (!mayMeet(one.conditions, other.conditions)) return [];
    const firstAt = firstMinuteOfBoth(one, other, since);
    return firstAt === null ? [] : [{ kind: "earning", one, other, firstAt }];
  });
  const price = pairsOf(rewardCampaigns).flatMap(([one, other]): CampaignOverlap[] => {
    if (!mayShare(one.rewardIds, other.rewardIds)) return [];
    const firstAt = firstMinuteOfBoth(one, other, since);
    return firstAt === null ? [] : [{ kind: "price", one, other, firstAt }];
  });
  return [...earning, ...price].toSorted((a, b) =>
    a.firstAt < b.firstAt ? -1 : a.firstAt > b.firstAt ? 1 : 0,
  );
}

/** The first minute, from `since` on, in which both run; null where there is none. */
export function firstMinuteOfBoth(
  one: CampaignTimes,
  other: CampaignTimes,
  since: string,
): string | null {
  const from = Math.max(...[since, one.startsAt, other.startsAt].map(minuteOf));
  const until = Math.min(...[one.endsAt, other.endsAt].map(minuteOf));
  if (from >= until) return null;
  const firstDay = Math.floor(from / MINUTES_PER_DAY) - 1;
  const [mine, theirs] = [one, other].map((times) =>
    openingsBetween(times, firstDay, firstDay + DAYS_THAT_TELL),
  );
  let first: number | null = null;
  for (const a of mine ?? []) {
    for (const b of theirs ?? []) {
      const begin = Math.max(a.from, b.from, from);
      if (begin >= Math.min(a.until, b.until, until)) continue;
      if (first === null || begin < first) first = begin;
    }
  }
  return first === null ? null : dateTimeOf(first);
}

/** Whether an order, and a line of it, can meet both. */
function mayMeet(one: Conditions, other: Conditions): boolean {
  if (!mayShare(one.channels, other.channels) || !mayShare(one.tiers, other.tiers)) return false;
  const [mine, theirs] = [one.products, other.products];
  const areNumbered = [mine, theirs].every(
    ({ collectionIds, tags }) => collectionIds.length + tags.length === 0,
  );
  const areAlike = ({ productIds, variantIds }: typeof mine): boolean =>
    productIds.length > 0 && variantIds.length === 0;
  if (!areNumbered || ![mine, theirs].every(areAlike)) return true;
  return mayShare(mine.productIds, theirs.productIds);
}

/** Empty lists are for everything. */
function mayShare(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 || other.length === 0 || one.some((each) => other.includes(each));
}

function pairsOf<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((one, index) =>
    items.slice(index + 1).map((other): [Item, Item] => [one, other]),
  );
}
