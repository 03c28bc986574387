// Campaigns that never run, or never give what they promise.
import { dayNumberOf } from "../calendar/local-date.ts";
import { instantOfLocal } from "../calendar/local-time.ts";
import { isTimeZone } from "../calendar/time-zone.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { type Opening, dateTimeOf, openingsBetween } from "../campaigns/openings.ts";
import type { Campaign, CampaignTimes } from "./campaign-terms.ts";
import { conditionProblems } from "./condition-problems.ts";
import { type DocumentProblem, indexesOfRepeated, repeatedIds } from "./document-problem.ts";
import type { ProgramDocument } from "./document.ts";
import { bonusOf, effectAboveLimit } from "./earning-problems.ts";

const DAYS_PER_WEEK = 7;

/**
 * One sentence for each campaign that ends before it starts, never meets its weekdays and hours,
 * promises more than its limits or an order's allow, or asks for tiers that do not exist. Times are
 * compared as the shop's calendar and clock show them; where its zone is given, also with what its
 * clocks skip, and a zone that is not known is one problem more.
 */
export function campaignProblems(
  { campaigns, earning }: Pick<ProgramDocument, "campaigns" | "earning">,
  tierIds: ReadonlySet<string>,
  timeZone: TimeZone | null = null,
): DocumentProblem[] {
  if (campaigns.length > 0 && timeZone !== null && !isTimeZone(timeZone)) {
    const message = `The store’s time zone ${timeZone} is not known, so no campaign has its dates`;
    const others = campaignProblems({ campaigns, earning }, tierIds);
    return [{ path: "campaigns", message }, ...others];
  }
  return [
    ...repeatedIds("campaigns", campaigns),
    ...campaigns.flatMap((campaign, index) => {
      const path = `campaigns.${index}`;
      return [
        ...campaignTimeProblems(path, campaign, timeZone),
        ...limitProblems(path, campaign),
        ...effectAboveLimit(`${path}.effect`, campaign.effect, earning),
        ...conditionProblems(`${path}.conditions`, campaign.conditions, tierIds),
      ];
    }),
  ];
}

/** `path` leads to what runs at these times; the zone is null where it is not known. */
export function campaignTimeProblems(
  path: string,
  campaign: CampaignTimes,
  timeZone: TimeZone | null,
): DocumentProblem[] {
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
  if (problems.length > 0 || everRuns(campaign, timeZone)) return problems;
  if (everRuns(campaign, null)) {
    const field = campaign.hours === null ? "endsAt" : "hours";
    return [{ path: `${path}.${field}`, message: "The store’s clocks skip all of this time" }];
  }
  const message = "None of these weekdays and hours is between start and end";
  return [{ path: `${path}.${campaign.weekdays.length > 0 ? "weekdays" : "hours"}`, message }];
}

/**
 * Whether a weekday and its hours ever meet the dates, and clocks show that time. Two weeks tell:
 * no clocks skip a time twice in them.
 */
function everRuns(times: CampaignTimes, timeZone: TimeZone | null): boolean {
  const firstDay = dayNumberOf(times.startsAt) - 1;
  return openingsBetween(times, firstDay, firstDay + 2 * DAYS_PER_WEEK + 1).some((opening) =>
    isShown(opening, timeZone),
  );
}

/** Whether clocks show any of the time between two minutes of the calendar. */
function isShown({ from, until }: Opening, timeZone: TimeZone | null): boolean {
  if (timeZone === null) return true;
  const [first, last] = [from, until].map((minute) =>
    instantOfLocal(dateTimeOf(minute), timeZone, "earlier"),
  );
  return first !== undefined && last !== undefined && first < last;
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
