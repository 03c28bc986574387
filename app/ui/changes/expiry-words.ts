// When points can be spent and when they end, as parts of sentences.
import type {
  Activity,
  CalendarLength,
  ExpiryPolicy,
  Pending,
  PeriodRounding,
} from "../../core/program/expiry-terms.ts";
import { countWords, listed, monthDayWords } from "./words.ts";

/** Follows `can be spent`. */
export function pendingWords(pending: Pending): string {
  switch (pending.kind) {
    case "none":
      return "at once";
    case "days":
      return `${countWords(pending.days, "day")} after payment`;
    case "fulfilment":
      return pending.days === 0
        ? "as soon as the order is fulfilled"
        : `${countWords(pending.days, "day")} after the order is fulfilled`;
    case "delivery": {
      const delivered =
        pending.days === 0
          ? "as soon as the order is delivered"
          : `${countWords(pending.days, "day")} after the order is delivered`;
      return `${delivered}, and at the latest ${countWords(pending.atLatestDays, "day")} after payment`;
    }
  }
}

const activityWords: Readonly<Record<Activity, string>> = {
  order: "order",
  redemption: "redemption",
  action: "rewarded action",
};

/** Follows the name of points. */
export function policyWords(policy: ExpiryPolicy): string {
  switch (policy.kind) {
    case "never":
      return "never end";
    case "age":
      return `end ${lengthWords(policy.length)} after they were earned${roundedTo(policy.roundTo)}`;
    case "inactivity": {
      const activities = policy.activities.map((activity) => activityWords[activity]);
      return `end all together ${lengthWords(policy.length)} after the last ${listed(activities, "or")}${roundedTo(policy.roundTo)}`;
    }
    case "fixed_dates": {
      const dates = listed(policy.dates.map(monthDayWords));
      const young =
        policy.leastAge === null ? "" : `, once they are ${lengthWords(policy.leastAge)} old`;
      return `end after ${dates} of each year${young}`;
    }
  }
}

function lengthWords({ unit, count }: CalendarLength): string {
  return countWords(count, unit.slice(0, -1));
}

function roundedTo(period: PeriodRounding): string {
  return period === "day" ? "" : `, with the end of that ${period}`;
}
