// Which reward a member is shown first, and why: always for a reason that can be said.
import { daysBetween } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { roundPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import { ZERO, compare, divide, rational, rationalFromDecimal } from "../points/rational.ts";
import type { Reward } from "../program/reward-terms.ts";
import { rewardsByPoints } from "./next-reward.ts";
import { leastOffer } from "./offer.ts";

export interface BestRewardInput {
  /** At what this member pays now. */
  readonly rewards: readonly Reward[];
  /** What each costs at other times, by its id. */
  readonly usual: ReadonlyMap<string, Points>;
  /** Whether it cannot be had now, however many points there are. */
  readonly isBarred: (rewardId: string) => boolean;
  readonly available: Points;
  /** Earned, and not to be spent yet. */
  readonly pending: Points;
  /** Points that end next; null where none do. */
  readonly ending: { readonly points: Points; readonly lastDay: LocalDate } | null;
  /** What this member's orders earn for each whole unit of the currency, as decimal text. */
  readonly pointsPerUnit: string;
  /** The day of the shop's calendar. */
  readonly today: LocalDate;
}

export type WhyBest =
  /** Points end after that day, and it is the most that all of them bring. */
  | { readonly why: "ending"; readonly points: Points; readonly lastDay: LocalDate }
  /** It costs so much less than usual. */
  | { readonly why: "cheaper"; readonly points: Points }
  /** It is out of reach by a tenth of its price at most. */
  | { readonly why: "nearly" }
  | { readonly why: "most" }
  /** What is pending is enough for what is missing. */
  | { readonly why: "coming" }
  /** The nearest; orders of so many whole units of the currency earn what is missing, about. */
  | { readonly why: "spend"; readonly units: bigint }
  /** The nearest, where orders earn nothing. */
  | { readonly why: "nearest" };

export type BestReward = WhyBest & { readonly rewardId: string };

/** Missing points below this share of a price are worth waiting for. */
const NEARLY_ONE_OF = 10n;
/** What ends later is no reason yet. */
const SOON_DAYS = 30;

/**
 * The first that applies: points end soon and something is in reach, the dearest of it; something
 * in reach costs less than usual, the one that saves most; the next one is nearly reached;
 * something is in reach, the dearest of it; the cheapest of the others. Of a slider its least
 * counts. Whole units are rounded up, at the rate of the member's tier: what rules add, and what is
 * excluded, is not known of orders to come. Null where no reward can be had. Rule:
 * docs/storefront.md.
 */
export function bestReward(input: BestRewardInput): BestReward | null {
  const { available, isBarred } = input;
  const ending = endingSoon(input);
  const open = rewardsByPoints(input.rewards).filter(({ id }) => !isBarred(id));
  const inReach = open.filter((reward) => priceOf(reward) <= available);
  const next = open.find((reward) => priceOf(reward) > available);
  const dearest = inReach.at(-1);
  if (dearest && ending) return { rewardId: dearest.id, why: "ending", ...ending };
  const cheaper = cheapened(inReach, input);
  if (cheaper) return cheaper;
  if (next && dearest && (priceOf(next) - available) * NEARLY_ONE_OF <= priceOf(next)) {
    return { rewardId: next.id, why: "nearly" };
  }
  if (dearest) return { rewardId: dearest.id, why: "most" };
  return next ? { rewardId: next.id, ...whyNearest(priceOf(next) - available, input) } : null;
}

function endingSoon({ ending, today }: BestRewardInput): BestRewardInput["ending"] {
  return ending && daysBetween(today, ending.lastDay) <= SOON_DAYS ? ending : null;
}

function cheapened(rewards: readonly Reward[], { usual }: BestRewardInput): BestReward | null {
  return rewards.reduce<(BestReward & { points: Points }) | null>((best, reward) => {
    const points = (usual.get(reward.id) ?? 0n) - priceOf(reward);
    const isMore = points > 0n && points > (best?.points ?? 0n);
    return isMore ? { rewardId: reward.id, why: "cheaper", points } : best;
  }, null);
}

function whyNearest(missing: Points, { pending, pointsPerUnit }: BestRewardInput): WhyBest {
  if (missing <= pending) return { why: "coming" };
  const rate = rationalFromDecimal(pointsPerUnit) ?? ZERO;
  if (compare(rate, ZERO) <= 0) return { why: "nearest" };
  return { why: "spend", units: roundPoints(divide(rational(missing), rate), "ceiling") };
}

function priceOf(reward: Reward): Points {
  return leastOffer(reward).points;
}
