// What is counted by hand for a member's tier, from the member's page.
import { z } from "zod";
import { writable } from "../../core/program/fields.ts";
import { handCounters } from "../../core/tiers/units-by-hand.ts";
import { readUnits, type UnitsProblems, unitsProblem } from "../../ui/count-units-values.ts";
import { recordUnits } from "../../usecases/tiers/record-units.ts";
import type { Who } from "./change-member-tier.ts";

export const unitsSubmission = z.strictObject({
  intent: z.literal("count_units"),
  /** One for each time the form is filled in: sending again counts once. */
  requestKey: z.uuid(),
  values: z.strictObject({
    counter: z.enum(handCounters),
    direction: z.enum(["count", "take_back"]),
    units: z.string().max(100),
    on: z.string().max(40),
    reason: writable.max(1_000),
  }),
});

export type UnitsAnswer =
  | { outcome: "units_recorded"; requestKey: string }
  | { outcome: "units_invalid"; problems: UnitsProblems };

export async function countUnits(
  who: Who,
  { requestKey, values }: z.output<typeof unitsSubmission>,
): Promise<UnitsAnswer> {
  const read = readUnits(values);
  if (read.outcome === "invalid") return { outcome: "units_invalid", problems: read.problems };
  const { units, on } = read;
  const { counter, reason } = values;
  const recorded = await recordUnits({ ...who, requestKey, counter, units, on, reason });
  if (recorded.outcome === "recorded") return { outcome: "units_recorded", requestKey };
  if (recorded.reason === "member_not_found") throw new Response(null, { status: 404 });
  if (recorded.reason === "request_key_reused") throw new Response(null, { status: 409 });
  return { outcome: "units_invalid", problems: unitsProblem(recorded.reason) };
}
