// What is counted by hand for tiers, as it is typed: turned into a signed number, or into problems
// beside the fields.
import type { HandCounter, UnitsRefusal } from "../core/tiers/units-by-hand.ts";
import { MAX_REASON_CHARACTERS } from "../core/ledger/decide-adjustment.ts";
import { localDate } from "../core/program/calendar-fields.ts";

export interface UnitsValues {
  counter: HandCounter;
  direction: "count" | "take_back";
  units: string;
  /** Year-month-day. */
  on: string;
  reason: string;
}

export type UnitsProblems = Partial<Record<"units" | "on" | "reason", string>>;

export type ReadUnits =
  | { outcome: "valid"; units: bigint; on: string }
  | { outcome: "invalid"; problems: UnitsProblems };

export function readUnits({ direction, units, on, reason }: UnitsValues): ReadUnits {
  const typed = units.trim();
  const count = /^\d{1,16}$/.test(typed) ? BigInt(typed) : 0n;
  const day = localDate.safeParse(on);
  const problems: UnitsProblems = {
    ...(count === 0n && unitsProblem("no_units")),
    ...(!day.success && { on: day.error.issues[0]?.message ?? "Enter a date" }),
    ...(reason.trim() === "" && unitsProblem("reason_missing")),
  };
  if (Object.keys(problems).length > 0) return { outcome: "invalid", problems };
  return { outcome: "valid", units: direction === "take_back" ? -count : count, on };
}

/** The problem beside its field. */
export function unitsProblem(refusal: UnitsRefusal): UnitsProblems {
  switch (refusal) {
    case "no_units":
      return { units: "Enter a whole number above zero" };
    case "too_many_units":
      return { units: "Enter at most 1,000,000" };
    case "more_than_counted":
      return { units: "That is more than was counted" };
    case "day_to_come":
      return { on: "Choose today or a day before it" };
    case "reason_missing":
      return { reason: "Enter a reason" };
    case "reason_too_long":
      return { reason: `Use at most ${MAX_REASON_CHARACTERS} characters` };
  }
}
