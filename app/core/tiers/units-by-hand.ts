// What no order tells is counted by hand: nights, visits, referrals, events.
import type { LocalDate } from "../calendar/local-date.ts";
import { MAX_REASON_CHARACTERS } from "../ledger/decide-adjustment.ts";
import type { Counter, TierTerms } from "../program/tier-terms.ts";

export const handCounters = [
  "nights",
  "visits",
  "referrals",
  "events",
] as const satisfies readonly Counter[];
export type HandCounter = (typeof handCounters)[number];

const MAX_UNITS_AT_ONCE = 1_000_000n;

export interface UnitsByHand {
  /** Above zero counts, below zero takes back what was counted. */
  readonly units: bigint;
  /** The day on which it happened, in the shop's calendar. */
  readonly on: LocalDate;
  readonly reason: string;
}

export type UnitsRefusal =
  | "no_units"
  | "too_many_units"
  | "more_than_counted"
  | "day_to_come"
  | "reason_missing"
  | "reason_too_long";

/**
 * Why units cannot be counted, null where they can: numbers of things, at most a million at once;
 * no more is taken back than `counted`, which is all that the member ever had of that counter.
 * `today` is the shop's. Rule: docs/engine.md, on tiers.
 */
export function refusalOfUnits(
  { units, on, reason }: UnitsByHand,
  { counted, today }: { readonly counted: bigint; readonly today: LocalDate },
): UnitsRefusal | null {
  if (units === 0n) return "no_units";
  if (units > MAX_UNITS_AT_ONCE || units < -MAX_UNITS_AT_ONCE) return "too_many_units";
  if (on > today) return "day_to_come";
  if (reason.trim() === "") return "reason_missing";
  if (reason.trim().length > MAX_REASON_CHARACTERS) return "reason_too_long";
  return counted + units < 0n ? "more_than_counted" : null;
}

/** The counters by hand that some tier asks for, to enter it or to keep it. */
export function handCountersOf({ list }: TierTerms): HandCounter[] {
  const asked = new Set<Counter>(
    list
      .flatMap(({ enter, keep }) => [...(enter?.anyOf ?? []), ...(keep?.anyOf ?? [])])
      .flatMap(({ allOf }) => allOf.map(({ counter }) => counter)),
  );
  return handCounters.filter((counter) => asked.has(counter));
}
