// A month of campaigns as weeks from Monday to Sunday, each with its campaigns as bars in lanes.
import {
  type LocalDate,
  addDaysTo,
  addMonths,
  dayNumberOf,
  dateOfDayNumber,
  weekdayOf,
} from "../../core/calendar/local-date.ts";
import { daysItRuns } from "../../core/campaigns/openings.ts";
import type { CampaignTimes } from "../../core/program/campaign-terms.ts";

export const DAYS_PER_WEEK = 7;

/** Days in a row of one week on which a campaign runs. */
export interface CalendarBar<Entry> {
  entry: Entry;
  /** From Monday, 0, to Sunday, 6. */
  column: number;
  days: number;
  firstDay: LocalDate;
  lastDay: LocalDate;
}

export interface CalendarWeek<Entry> {
  /** Monday to Sunday; those of other months are among them. */
  days: LocalDate[];
  /** Bars of one lane stand beside each other. */
  lanes: CalendarBar<Entry>[][];
}

/** `month` such as 2026-03. Every week that holds a day of it is whole. */
export function calendarWeeks<Entry extends { times: CampaignTimes }>(
  month: string,
  entries: readonly Entry[],
): CalendarWeek<Entry>[] {
  const first = `${month}-01`;
  const last = addDaysTo(addMonths(first, 1), -1);
  const weeks: CalendarWeek<Entry>[] = [];
  let monday = dayNumberOf(addDaysTo(first, 1 - weekdayOf(first)));
  for (; monday <= dayNumberOf(last); monday += DAYS_PER_WEEK) {
    const start = monday;
    const days = Array.from({ length: DAYS_PER_WEEK }, (_day, at) => dateOfDayNumber(start + at));
    weeks.push({ days, lanes: inLanes(entries.flatMap((entry) => barsOf(entry, start))) });
  }
  return weeks;
}

function barsOf<Entry extends { times: CampaignTimes }>(
  entry: Entry,
  monday: number,
): CalendarBar<Entry>[] {
  const bars: CalendarBar<Entry>[] = [];
  for (const day of daysItRuns(entry.times, monday, monday + DAYS_PER_WEEK - 1)) {
    const before = bars.at(-1);
    const column = day - monday;
    const date = dateOfDayNumber(day);
    if (before && before.column + before.days === column) {
      before.days += 1;
      before.lastDay = date;
    } else {
      bars.push({ entry, column, days: 1, firstDay: date, lastDay: date });
    }
  }
  return bars;
}

/** All bars of a campaign stand in one lane, so that a Tuesday and a Thursday of it are in line. */
function inLanes<Entry>(bars: readonly CalendarBar<Entry>[]): CalendarBar<Entry>[][] {
  const lanes: CalendarBar<Entry>[][] = [];
  for (const entry of new Set(bars.map((bar) => bar.entry))) {
    const own = bars.filter((bar) => bar.entry === entry);
    const free = lanes.find((lane) =>
      lane.every((taken) => own.every((bar) => isApart(bar, taken))),
    );
    if (free) free.push(...own);
    else lanes.push([...own]);
  }
  return lanes.map((lane) => lane.toSorted((a, b) => a.column - b.column));
}

type Place = Pick<CalendarBar<unknown>, "column" | "days">;

function isApart(one: Place, other: Place): boolean {
  return one.column + one.days <= other.column || other.column + other.days <= one.column;
}
