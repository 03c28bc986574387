// What a price campaign would have spared members of what they redeemed lately.
import { addDaysTo } from "../calendar/local-date.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { type CampaignWindow, campaignWindow } from "../earning/campaign-window.ts";
import type { Points } from "../points/points.ts";
import { floor, rational } from "../points/rational.ts";
import type { RewardCampaign } from "../program/reward-campaign-terms.ts";
import type { PreviewPeriod } from "./preview-campaign.ts";
import type { Redeemed } from "./price-results.ts";

export interface PricePreviewFigures {
  /** What members would have kept. */
  readonly spared: Points;
  readonly members: number;
  /** Redemptions that would have cost less, and those that were looked at. */
  readonly redemptions: number;
  readonly looked: number;
}

const WHOLE_PERCENT = 100n;

/**
 * The campaign runs from the first day of the period to the last, on its own weekdays and hours.
 * What was paid is lowered by its percentage and rounded up, as prices are; whether another one had
 * lowered it already is not looked at. Rule: docs/campaigns.md.
 */
export class PricePreview {
  readonly #campaign: RewardCampaign;
  readonly #timeZone: TimeZone;
  readonly #runs: CampaignWindow;
  readonly #members = new Set<string>();
  #spared = 0n;
  #redemptions = 0;
  #looked = 0;

  constructor(campaign: RewardCampaign, period: PreviewPeriod, timeZone: TimeZone) {
    this.#campaign = campaign;
    this.#timeZone = timeZone;
    this.#runs = campaignWindow({
      ...campaign,
      startsAt: `${period.firstDay}T00:00`,
      endsAt: `${addDaysTo(period.lastDay, 1)}T00:00`,
    });
  }

  add({ memberId, rewardId, points, requestedAt }: Redeemed): void {
    this.#looked += 1;
    const { rewardIds, percentOff } = this.#campaign;
    if (rewardIds.length > 0 && !rewardIds.includes(rewardId)) return;
    if (!this.#runs(requestedAt, this.#timeZone)) return;
    const left = WHOLE_PERCENT - BigInt(percentOff);
    const price = -floor(rational(-points * left, WHOLE_PERCENT));
    if (price >= points) return;
    this.#spared += points - price;
    this.#redemptions += 1;
    this.#members.add(memberId);
  }

  get figures(): PricePreviewFigures {
    return {
      spared: this.#spared,
      members: this.#members.size,
      redemptions: this.#redemptions,
      looked: this.#looked,
    };
  }
}
