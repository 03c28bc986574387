// The net promoter score, held against sums done by hand.
import { describe, expect, test } from "vitest";
import { groupOf, netPromoterOf, share } from "../../../app/core/surveys/net-promoter.ts";

/** Counts by number, zero elsewhere. */
function counts(given: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 11 }, (_, score) => given[score] ?? 0);
}

describe("the net promoter score", () => {
  test("is the share of 9 and 10 less the share of 0 to 6", () => {
    expect(netPromoterOf(counts({ 10: 30, 9: 12, 8: 10, 7: 2, 6: 4, 0: 2 }))).toEqual({
      answered: 60,
      promoters: 42,
      passives: 12,
      detractors: 6,
      score: 60,
    });
  });

  test.each([
    [{ 10: 1 }, 100],
    [{ 6: 1 }, -100],
    [{ 7: 3, 8: 4 }, 0],
    [{ 9: 1, 6: 1 }, 0],
    // 1 of 8 is 12.5 percent: away from zero, on either side.
    [{ 9: 1, 8: 7 }, 13],
    [{ 6: 1, 7: 7 }, -13],
    // 1 of 201 is less than half a percent.
    [{ 0: 1, 8: 200 }, 0],
  ])("of %j is %d", (given, score) => {
    expect(netPromoterOf(counts(given)).score).toBe(score);
  });

  test("is none where nobody answered", () => {
    expect(netPromoterOf(counts({}))).toMatchObject({ answered: 0, score: null });
  });

  test("takes eleven counts and no other number", () => {
    expect(() => netPromoterOf([1, 2, 3])).toThrow(RangeError);
  });

  test("knows the edges of its groups", () => {
    expect([0, 6, 7, 8, 9, 10].map(groupOf)).toEqual([
      "detractors",
      "detractors",
      "passives",
      "passives",
      "promoters",
      "promoters",
    ]);
  });

  test("rounds shares half up", () => {
    expect([share(1, 3), share(2, 3), share(1, 200), share(0, 5)]).toEqual([33, 67, 1, 0]);
  });
});
