// What a reward costs a member now: its usual price or that of the member's tier, less what a price
// campaign takes off.
import type { Instant } from "../calendar/instant.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { type CampaignWindow, campaignWindow } from "../earning/campaign-window.ts";
import type { Points } from "../points/points.ts";
import { floor, rational } from "../points/rational.ts";
import type { RewardCampaign } from "../program/reward-campaign-terms.ts";
import type { Reward } from "../program/reward-terms.ts";

const WHOLE_PERCENT = 100n;

/** For whom and when. */
export interface PriceContext {
  /** Null for who is in no tier, and for guests. */
  readonly tierId: string | null;
  readonly now: Instant;
  readonly timeZone: TimeZone;
  readonly campaigns: readonly RewardCampaign[];
}

type Priced = Pick<Reward, "id" | "points" | "tierPrices">;

/**
 * In whole points, of one step where the reward has steps. The price of the tier takes the place of
 * the usual one; of the campaigns that run, the one that takes off most counts, once. What is left
 * is rounded up to whole points, so it is never less than one. Throws a RangeError for an unknown
 * zone. Rule: docs/rewards.md.
 */
export function priceOf(reward: Priced, context: PriceContext): Points {
  const price = lastingPriceOf(reward, context.tierId);
  const most = BigInt(campaignOfPrice(reward.id, context)?.percentOff ?? 0);
  return -floor(rational(-price * (WHOLE_PERCENT - most), WHOLE_PERCENT));
}

/**
 * The campaign whose price a reward has at a moment: of those that run and name it, the one that
 * takes off most, and of equals the first in the program. Null where none runs. Throws a RangeError
 * for an unknown zone. Rule: docs/rewards.md.
 */
export function campaignOfPrice(
  rewardId: string,
  { now, timeZone, campaigns }: Omit<PriceContext, "tierId">,
): RewardCampaign | null {
  return campaigns
    .filter(({ rewardIds }) => rewardIds.length === 0 || rewardIds.includes(rewardId))
    .filter((campaign) => windowOf(campaign)(now, timeZone))
    .reduce<RewardCampaign | null>(
      (most, one) => (most === null || one.percentOff > most.percentOff ? one : most),
      null,
    );
}

/** Campaigns of a kept program are asked again and again, for each of its rewards. */
const windows = new WeakMap<RewardCampaign, CampaignWindow>();

function windowOf(campaign: RewardCampaign): CampaignWindow {
  const known = windows.get(campaign);
  if (known) return known;
  const window = campaignWindow(campaign);
  windows.set(campaign, window);
  return window;
}

/**
 * What it costs whatever campaign runs, in whole points: what can be promised to somebody who reads
 * of it later. Rule: docs/rewards.md.
 */
export function lastingPriceOf({ points, tierPrices }: Priced, tierId: string | null): Points {
  return tierPrices.find((price) => price.tierId === tierId)?.points ?? points;
}

/** The reward as it stands for this member now: what it costs is what they pay. */
export function pricedFor<One extends Reward>(reward: One, context: PriceContext): One {
  return { ...reward, points: priceOf(reward, context) };
}
