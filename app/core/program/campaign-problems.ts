// Campaigns that never run, or never give what they promise.
import { dayNumberOf, weekdayOfDayNumber } from "../calendar/local-date.ts";
import type { Campaign } from "./campaign-terms.ts";
import { conditionProblems } from "./condition-problems.ts";
import { type DocumentProblem, indexesOfRepeated, repeatedIds } from "./document-problem.ts";
import type { ProgramDocument } from "./document.ts";
import { bonusOf, effectAboveLimit } from "./earning-problems.ts";

const MINUTES_PER_DAY = 1_440;
const DAYS_PER_WEEK = 7;

/**
 * One sentence for each campaign that ends before it starts, never meets its weekdays and hours,
 * promises more than its limits or an order's allow, or asks for tiers that do not exist. Times are
 * compared as the shop's calendar and clock show them, whatever its zone.
 */
export function campaignProblems(
  { campaigns, earning }: ProgramDocument,
  tierIds: ReadonlySet<string>,
): DocumentProblem[] {
  return [
    ...repeatedIds("campaigns", campaigns),
    ...campaigns.flatMap((campaign, index) => {
      const path = `campaigns.${index}`;
      return [
        ...timeProblems(path, campaign),
        ...limitProblems(path, campaign),
        ...effectAboveLimit(`${path}.effect`, campaign.effect, earning),
        ...conditionProblems(`${path}.conditions`, campaign.conditions, tierIds),
      ];
    }),
  ];
}

function timeProblems(path: string, campaign: Campaign): DocumentProblem[] {
  const problems: DocumentProblem[] = indexesOfRepeated(campaign.weekdays.map(String)).map(
    (index) => ({ path: `${path}.weekdays.${index}`, message: "Name each weekday once" }),
  );
  if (campaign.hours !== null && campaign.hours.from === campaign.hours.until) {
    const message = "The hours end when they begin: for the whole day, leave them out";
    problems.push({ path: `${path}.hours.until`, message });
  }
  if (campaign.endsAt <= campaign.startsAt) {
    const message =
      campaign.endsAt < campaign.startsAt
        ? "The campaign ends before it starts"
        : "The campaign ends when it starts";
    problems.push({ path: `${path}.endsAt`, message });
  }
  if (problems.length > 0 || everRuns(campaign)) return problems;
  const message = "None of these weekdays and hours is between start and end";
  return [{ path: `${path}.${campaign.weekdays.length > 0 ? "weekdays" : "hours"}`, message }];
}

/** Whether a weekday and its hours ever meet the dates. Hours over midnight belong to their day. */
function everRuns({ startsAt, endsAt, weekdays, hours }: Campaign): boolean {
  const [start, end] = [minuteOf(startsAt), minuteOf(endsAt)];
  const firstDay = dayNumberOf(startsAt) - 1;
  const from = hours === null ? 0 : minuteOfDay(hours.from);
  const until = hours === null ? MINUTES_PER_DAY : minuteOfDay(hours.until);
  const lasting = until > from ? until - from : until - from + MINUTES_PER_DAY;
  for (let day = firstDay; day <= firstDay + DAYS_PER_WEEK + 1; day += 1) {
    if (weekdays.length > 0 && !weekdays.includes(weekdayOfDayNumber(day))) continue;
    const opens = day * MINUTES_PER_DAY + from;
    if (Math.max(start, opens) < Math.min(end, opens + lasting)) return true;
  }
  return false;
}

function limitProblems(path: string, campaign: Campaign): DocumentProblem[] {
  const { budget, perMemberLimit } = campaign;
  const bonus = bonusOf(campaign.effect);
  const problems: DocumentProblem[] = [];
  if (budget !== null && perMemberLimit !== null && perMemberLimit > budget) {
    const message = `The campaign gives at most ${budget} points to all together`;
    problems.push({ path: `${path}.perMemberLimit`, message });
  }
  const limits = [
    ["perMemberLimit", perMemberLimit],
    ["budget", budget],
  ] as const;
  for (const [field, limit] of limits) {
    if (limit === null || bonus <= limit) continue;
    problems.push({ path: `${path}.${field}`, message: `One bonus is already ${bonus} points` });
  }
  return problems;
}

function minuteOf(dateTime: string): number {
  return dayNumberOf(dateTime) * MINUTES_PER_DAY + minuteOfDay(dateTime.slice(11));
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
