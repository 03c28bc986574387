// Random ways to earn of towns: what their customers do beside ordering.
import fc from "fast-check";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";

type WaysInput = NonNullable<ProgramDocumentInput["waysToEarn"]>;

export const townEvents = ["yoga", "swim"] as const;
export type TownEvent = (typeof townEvents)[number];

/** Half of the towns reward something; some of those one event by two ways. */
export function waysToEarn(tierIds: readonly string[]): fc.Arbitrary<WaysInput> {
  const way = fc.record({
    trigger: fc.constant("custom" as const),
    event: fc.constantFrom(...townEvents),
    points: fc.constantFrom("15", "40"),
    limit: fc.constantFrom(
      null,
      null,
      { times: 1, per: "month" as const },
      { times: 2, per: "year" as const },
    ),
    coolDownDays: fc.constantFrom(0, 0, 5),
    pendingDays: fc.constantFrom(0, 0, 4),
    audience: fc.constantFrom({}, {}, { tiers: tierIds.slice(-2) }),
  });
  return fc
    .oneof(fc.constant([]), fc.array(way, { minLength: 1, maxLength: 3 }))
    .map((list) =>
      list.map((each, index) => ({ id: `way-${index}`, name: `Way ${index}`, ...each })),
    );
}

export const actionPointsPerYear = fc.constantFrom(null, null, "60");
