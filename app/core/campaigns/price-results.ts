// What was redeemed at the prices of a price campaign.
import type { Instant } from "../calendar/instant.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { localDateOf } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { Points } from "../points/points.ts";
import { versionInForce } from "../program/version-in-force.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";
import { campaignOfPrice } from "../rewards/reward-price.ts";

export interface Redeemed {
  readonly memberId: string;
  readonly rewardId: string;
  readonly points: Points;
  readonly requestedAt: Instant;
}

export interface DayOfPrices {
  readonly day: LocalDate;
  readonly points: Points;
  readonly redemptions: number;
}

export interface PriceFigures {
  /** What was spent at its prices. */
  readonly points: Points;
  readonly members: number;
  readonly redemptions: number;
  /** The days with a redemption, the earliest first. */
  readonly days: readonly DayOfPrices[];
}

interface PriceTerms {
  readonly campaignId: string;
  readonly periods: readonly ProgramPeriod[];
  readonly timeZone: TimeZone;
}

/**
 * Counts what was redeemed at the price of this campaign: not where another one that ran took off
 * more. What the campaign said is what the version in force at the moment said. Rule:
 * docs/campaigns.md.
 */
export class PriceResults {
  readonly #terms: PriceTerms;
  readonly #members = new Set<string>();
  readonly #days = new Map<LocalDate, { points: Points; redemptions: number }>();

  constructor(terms: PriceTerms) {
    this.#terms = terms;
  }

  add({ memberId, rewardId, points, requestedAt }: Redeemed): void {
    const { campaignId, periods, timeZone } = this.#terms;
    const version = versionInForce(periods, requestedAt);
    if (!version) return;
    const campaigns = version.document.rewardCampaigns;
    const running = campaignOfPrice(rewardId, { now: requestedAt, timeZone, campaigns });
    if (running?.id !== campaignId) return;
    const day = localDateOf(requestedAt, timeZone);
    const sum = this.#days.get(day) ?? { points: 0n, redemptions: 0 };
    this.#days.set(day, {
      points: sum.points + points,
      redemptions: sum.redemptions + 1,
    });
    this.#members.add(memberId);
  }

  get figures(): PriceFigures {
    const days = [...this.#days].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      points: days.reduce((sum, [, { points }]) => sum + points, 0n),
      members: this.#members.size,
      redemptions: days.reduce((sum, [, { redemptions }]) => sum + redemptions, 0),
      days: days.map(([day, sum]) => ({ day, ...sum })),
    };
  }
}
