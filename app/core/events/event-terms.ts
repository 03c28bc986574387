// What a merchant says of an event: where and when it is, when members can check in, and how many.
import { z } from "zod";
import { DAY_MS } from "../calendar/instant.ts";
import type { Instant } from "../calendar/instant.ts";
import { instantOfLocal } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { localDateTime } from "../program/calendar-fields.ts";
import { writable } from "../program/fields.ts";

const MINUTE_MS = 60_000;
/** A day before it begins at the earliest. */
const MAX_OPENS_MINUTES_BEFORE = 1_440;
const MAX_CAPACITY = 1_000_000;
const MAX_LENGTH_DAYS = 31;

/** What a check-in counts as for tiers that ask for events or visits. */
export const eventCounters = ["events", "visits"] as const;
export type EventCounter = (typeof eventCounters)[number];

export interface EventTerms {
  readonly name: string;
  readonly place: string;
  /** From when members can check in. */
  readonly opensAt: Instant;
  readonly startsAt: Instant;
  /** The first instant at which nobody can check in any more. */
  readonly endsAt: Instant;
  /** How many members can check in; null for any number. */
  readonly capacity: number | null;
  readonly countsAs: EventCounter;
}

/** The form, as it is typed; times are those of the store's clock. */
export interface EventValues {
  readonly name: string;
  readonly place: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly opensMinutesBefore: string;
  readonly capacity: string;
  readonly countsAs: EventCounter;
}

export type EventProblems = Partial<Record<keyof EventValues, string>>;

export type ReadEvent =
  | { readonly outcome: "valid"; readonly event: EventTerms }
  | { readonly outcome: "invalid"; readonly problems: EventProblems };

const wholeText = (most: number, sentence: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,7}$/, sentence)
    .pipe(z.coerce.number<string>().max(most, sentence));

const capacitySentence = "Enter how many members can come, at least 1, or leave it empty";

const schema = z.object({
  name: writable.trim().min(1, "Enter a name").max(60, "Use at most 60 characters"),
  place: writable
    .trim()
    .min(1, "Enter where it is, such as an address")
    .max(120, "Use at most 120 characters"),
  startsAt: localDateTime,
  endsAt: localDateTime,
  opensMinutesBefore: wholeText(
    MAX_OPENS_MINUTES_BEFORE,
    `Enter minutes, from 0 to ${MAX_OPENS_MINUTES_BEFORE}`,
  ),
  capacity: z
    .literal("")
    .transform(() => null)
    .or(
      wholeText(MAX_CAPACITY, capacitySentence).refine((value) => value >= 1, capacitySentence),
      // Both branches refuse what is no number; the sentence is that of the second.
    ),
  countsAs: z.enum(eventCounters),
});

/**
 * Reads the form of an event. Times that clocks skip are the first instant after the gap; of two
 * that they show, the first. Every problem stands beside its field, in a sentence that says what to
 * do. Throws a RangeError for an unknown zone.
 */
export function readEvent(values: EventValues, zone: TimeZone): ReadEvent {
  const read = schema.safeParse({ ...values, capacity: values.capacity.trim() });
  if (!read.success) {
    const problems: EventProblems = {};
    for (const { path, message } of read.error.issues) {
      const field = path[0] as keyof EventValues;
      problems[field] ??= field === "capacity" ? capacitySentence : message;
    }
    return { outcome: "invalid", problems };
  }
  const { name, place, opensMinutesBefore, capacity, countsAs } = read.data;
  const startsAt = instantOfLocal(read.data.startsAt, zone, "earlier");
  const endsAt = instantOfLocal(read.data.endsAt, zone, "earlier");
  const problem = timeProblem(startsAt, endsAt);
  if (problem !== null) return { outcome: "invalid", problems: { endsAt: problem } };
  const opensAt = startsAt - opensMinutesBefore * MINUTE_MS;
  return {
    outcome: "valid",
    event: { name, place, opensAt, startsAt, endsAt, capacity, countsAs },
  };
}

function timeProblem(startsAt: Instant, endsAt: Instant): string | null {
  if (endsAt <= startsAt) return "Enter an end that is after the beginning";
  return endsAt - startsAt > MAX_LENGTH_DAYS * DAY_MS
    ? `Enter an end within ${MAX_LENGTH_DAYS} days: make several events of what lasts longer`
    : null;
}

/** Whole minutes between the opening of the doors and the beginning. */
export function opensMinutesBefore({
  opensAt,
  startsAt,
}: Pick<EventTerms, "opensAt" | "startsAt">): number {
  return Math.trunc((startsAt - opensAt) / MINUTE_MS);
}
