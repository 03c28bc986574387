// The days of a campaign's results as bars: each day, or each week where there are many.
import { addDaysTo, daysBetween, weekdayOf } from "../../core/calendar/local-date.ts";
import type { DayFigures } from "./campaign-answers.ts";

export interface CampaignBarFigures {
  startsOn: string;
  points: number;
  count: number;
}

export interface CampaignBars {
  unit: "day" | "week";
  bars: CampaignBarFigures[];
}

/** More bars than this cannot be told apart on a phone. */
const MAX_DAYS = 31;
const DAYS_PER_WEEK = 7;

/** From the first day with something to the last one; days with nothing are bars of no height. */
export function chartBars(days: readonly DayFigures[]): CampaignBars {
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  if (first === undefined || last === undefined) return { unit: "day", bars: [] };
  const unit = daysBetween(first, last) < MAX_DAYS ? "day" : "week";
  const startOf = (day: string) => (unit === "day" ? day : addDaysTo(day, 1 - weekdayOf(day)));
  const step = unit === "day" ? 1 : DAYS_PER_WEEK;
  const bars = new Map<string, CampaignBarFigures>();
  for (let start = startOf(first); start <= last; start = addDaysTo(start, step)) {
    bars.set(start, { startsOn: start, points: 0, count: 0 });
  }
  for (const { day, points, count } of days) {
    const bar = bars.get(startOf(day));
    if (!bar) continue;
    bar.points += Number(points);
    bar.count += count;
  }
  return { unit, bars: [...bars.values()] };
}
