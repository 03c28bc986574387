// What of a program's rewards the night issues to a member by itself.
import { addDaysTo, dayOfYear, yearOf } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { leastPoints } from "../points/points.ts";
import type { Points } from "../points/points.ts";
import type { AutoIssueTerms } from "../program/auto-issue-terms.ts";

/** So many in one night, so that no night of one member is endless: the rest follows later. */
export const MOST_PER_NIGHT = 20;
/** What Shopify refused is not asked for again before so many days have passed. */
const DAYS_AFTER_REFUSAL = 7;

/** A reward that was issued by itself, in the night of a day of the shop's calendar. */
export interface AutoIssued {
  readonly rewardId: string;
  readonly date: LocalDate;
  /** `refused` by Shopify, `given_up` by the member. */
  readonly outcome: "issued" | "refused" | "given_up";
}

export interface AutoIssueReward {
  readonly rewardId: string;
  readonly terms: AutoIssueTerms;
  /** What the member would pay. */
  readonly points: Points;
}

/** A member in a night. */
export interface AutoIssueStanding {
  readonly date: LocalDate;
  /** What the member can spend. */
  readonly available: Points;
  /** In the order in which they are looked at: that of the program. */
  readonly rewards: readonly AutoIssueReward[];
  /** Of this year, and of the days before that `firstDayThatCounts` tells. */
  readonly issued: readonly AutoIssued[];
}

/**
 * The reward that is issued next; null where none is, any more. What the night has issued so far
 * stands among `issued`, with its points taken. Rule: docs/rewards.md, Rewards that issue
 * themselves.
 */
export function nextAutoIssue(standing: AutoIssueStanding): AutoIssueReward | null {
  const { date, rewards, issued } = standing;
  if (issued.filter((one) => one.date === date).length >= MOST_PER_NIGHT) return null;
  return rewards.find((reward) => isDue(reward, standing)) ?? null;
}

/** The standing once the reward is issued. */
export function afterAutoIssue(
  standing: AutoIssueStanding,
  { rewardId, points }: AutoIssueReward,
): AutoIssueStanding {
  const { date, available, issued } = standing;
  return {
    ...standing,
    available: available - points,
    issued: [...issued, { rewardId, date, outcome: "issued" }],
  };
}

/** What was issued on days before this one decides about nothing in the night. */
export function firstDayThatCounts(date: LocalDate): LocalDate {
  const refusals = addDaysTo(date, 1 - DAYS_AFTER_REFUSAL);
  const year = dayOfYear(yearOf(date), "01-01");
  return refusals < year ? refusals : year;
}

/**
 * Whether the night issues the reward at all, whoever the member is: always where a number of
 * points decides, else on the days of the program. 29 February is the 28th in years without it.
 */
export function isIssuedOn(terms: AutoIssueTerms, date: LocalDate): boolean {
  if (terms.kind === "threshold") return true;
  return terms.dates.some((monthDay) => dayOfYear(yearOf(date), monthDay) === date);
}

/** The fewest points of any member to whom the night can issue one of the rewards. */
export function leastAutoIssuePoints(
  rewards: readonly Pick<AutoIssueReward, "terms" | "points">[],
): Points | null {
  return rewards
    .map(({ terms, points }) => points + keptBy(terms))
    .reduce<Points | null>((least, one) => (least === null ? one : leastPoints(least, one)), null);
}

function isDue({ rewardId, terms, points }: AutoIssueReward, standing: AutoIssueStanding): boolean {
  const { date, available, issued } = standing;
  if (!isIssuedOn(terms, date) || available < points + keptBy(terms)) return false;
  const own = issued.filter((one) => one.rewardId === rewardId);
  const given = own.filter(({ outcome }) => outcome !== "refused");
  const inYear = given.filter((one) => yearOf(one.date) === yearOf(date));
  if (inYear.some(({ outcome }) => outcome === "given_up")) return false;
  if (terms.mostPerYear !== null && inYear.length >= terms.mostPerYear) return false;
  const tonight = given.filter((one) => one.date === date);
  if (terms.kind === "dates" && terms.most !== null && tonight.length >= terms.most) return false;
  const waitsFrom = addDaysTo(date, 1 - DAYS_AFTER_REFUSAL);
  return own.every((one) => one.outcome !== "refused" || one.date < waitsFrom);
}

function keptBy(terms: AutoIssueTerms): Points {
  return terms.kind === "threshold" ? terms.keep : 0n;
}
