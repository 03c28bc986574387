// Whether a campaign runs at an instant, on the shop's calendar and clock.
import type { Instant } from "../calendar/instant.ts";
import { instantOfLocal, localTimeOf, minuteOfClock } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { CampaignTimes } from "../program/campaign-terms.ts";

/** Answers for one campaign; instants are computed once for each zone. */
export type CampaignWindow = (at: Instant, zone: TimeZone) => boolean;

const MINUTES_PER_DAY = 1_440;
const DAYS_PER_WEEK = 7;
/** Shops are in few zones; beyond this all are computed anew. */
const MAX_ZONES = 100;

interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * A campaign runs from `startsAt`, before `endsAt`, on its weekdays, from the first minute of its
 * hours and before their end. Hours that reach over midnight belong to the weekday on which they
 * began. Times that clocks skip mean the first instant after the gap, times that they show twice
 * the first of the two. Rule: campaigns have dates in the shop's time zone.
 */
export function campaignWindow(campaign: CampaignTimes): CampaignWindow {
  const spans = new Map<TimeZone, Span>();
  const spanIn = (zone: TimeZone): Span => {
    const known = spans.get(zone);
    if (known) return known;
    if (spans.size >= MAX_ZONES) spans.clear();
    const span = {
      from: instantOfLocal(campaign.startsAt, zone, "earlier"),
      until: instantOfLocal(campaign.endsAt, zone, "earlier"),
    };
    spans.set(zone, span);
    return span;
  };
  const runsAtTime = timeOfWeek(campaign);
  return (at, zone) => {
    const { from, until } = spanIn(zone);
    return from <= at && at < until && runsAtTime(at, zone);
  };
}

/** Whether weekday and hours allow the moment. */
function timeOfWeek({ weekdays, hours }: CampaignTimes): CampaignWindow {
  const allowed = (weekday: number): boolean => weekdays.length === 0 || weekdays.includes(weekday);
  if (hours === null) {
    if (weekdays.length === 0) return () => true;
    return (at, zone) => allowed(localTimeOf(at, zone).weekday);
  }
  const from = minuteOfClock(hours.from);
  const until = minuteOfClock(hours.until) || MINUTES_PER_DAY;
  return (at, zone) => {
    const { weekday, minuteOfDay } = localTimeOf(at, zone);
    if (from < until) return from <= minuteOfDay && minuteOfDay < until && allowed(weekday);
    if (minuteOfDay >= from) return allowed(weekday);
    return minuteOfDay < until && allowed(weekday === 1 ? DAYS_PER_WEEK : weekday - 1);
  };
}
