// Which warnings before an expiry a night has to send. Rule: each warning once, on its day; after
// nights without work what was missed is said once, with the right date, and nothing is said of
// points that have ended meanwhile.
import type { Instant } from "../calendar/instant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import { startOfDay } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";

export interface WarningNight {
  /** The day on which the warnings are sent. */
  readonly night: LocalDate;
  /** The latest day before it on which warnings were sent. */
  readonly after: LocalDate;
}

/** Points that end from `from` on, and before `until`, are warned of. */
export interface WarningWindow {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * The times of expiry that the night warns of, in order and apart from each other, so that nothing
 * is warned of twice. `warningDays` are days before the first day on which the points no longer can
 * be spent.
 */
export function warningWindows(
  warningDays: readonly number[],
  { night, after }: WarningNight,
  zone: TimeZone,
): readonly WarningWindow[] {
  const windows: { from: LocalDate; until: LocalDate }[] = [];
  for (const days of warningDays.toSorted((a, b) => a - b)) {
    // What ends tonight or before is gone.
    const from = laterOf(addDaysTo(after, days + 1), addDaysTo(night, 1));
    const until = addDaysTo(night, days + 1);
    const latest = windows.at(-1);
    if (from >= until) continue;
    if (latest && from <= latest.until) latest.until = laterOf(latest.until, until);
    else windows.push({ from, until });
  }
  return windows.map(({ from, until }) => ({
    from: startOfDay(from, zone),
    until: startOfDay(until, zone),
  }));
}

/**
 * Whether all days on which the program warns of an end are past, while the end is not: where the
 * end has moved close, nobody would hear of it.
 */
export function isPastWarning(
  warningDays: readonly number[],
  endsOn: LocalDate,
  today: LocalDate,
): boolean {
  if (warningDays.length === 0 || endsOn <= today) return false;
  return warningDays.every((days) => addDaysTo(endsOn, -days) <= today);
}

function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}
