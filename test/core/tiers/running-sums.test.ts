// Sums of windows that slide are those that adding up each window alone gives.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_SUMS, addSums } from "../../../app/core/tiers/counters.ts";
import { runningSums, sumsWithin } from "../../../app/core/tiers/running-sums.ts";
import type { CountedMoment } from "../../../app/core/tiers/running-sums.ts";

const moment = fc.record({
  at: fc.integer({ min: 0, max: 30 }),
  counts: fc.record(
    Object.fromEntries(
      Object.keys(NO_SUMS).map((counter) => [counter, fc.bigInt({ min: -5n, max: 9n })]),
    ),
    { requiredKeys: [] },
  ),
});
const moments = fc
  .uniqueArray(moment, { selector: ({ at }) => at })
  .map((list): CountedMoment[] => list.toSorted((a, b) => a.at - b.at));
const edge = fc.integer({ min: -2, max: 33 });

describe("running sums", () => {
  test("are in every window what its moments add up to", () => {
    fc.assert(
      fc.property(moments, fc.option(edge), edge, (list, from, at) => {
        fc.pre(from === null || from <= at);
        const inside = list.filter((one) => one.at <= at && (from === null || one.at >= from));
        const expected = inside.reduce((sums, { counts }) => addSums(sums, counts), NO_SUMS);
        expect(sumsWithin(runningSums(list), { from, at })).toEqual(expected);
      }),
    );
  });

  test("are nothing where nothing counted", () => {
    expect(sumsWithin(runningSums([]), { from: null, at: 0 })).toEqual(NO_SUMS);
  });
});
