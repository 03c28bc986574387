// Thresholds joined by AND and OR.
import { describe, expect, test } from "vitest";
import type { Requirement } from "../../../app/core/program/tier-terms.ts";
import { NO_SUMS } from "../../../app/core/tiers/counters.ts";
import {
  asksNothing,
  entersBy,
  keepsBy,
  meets,
  missingByWay,
  readsBalance,
} from "../../../app/core/tiers/requirement.ts";
import { EVERYBODY, atLeast, tierTerms } from "../../support/tier-model.ts";

const nightsAndSpendOrPoints: Requirement = {
  anyOf: [
    {
      allOf: [
        { counter: "nights", atLeast: 100n },
        { counter: "spend", atLeast: 2_300_000n },
      ],
    },
    { allOf: [{ counter: "points", atLeast: 500_000n }] },
  ],
};

function tierOf(input: object) {
  const { list } = tierTerms({ list: [{ id: "gold", name: "Gold", ...input }] });
  const tier = list[0];
  if (!tier) throw new Error("no tier");
  return tier;
}

describe("a requirement", () => {
  test("asks for all thresholds of one of its ways", () => {
    const reached = (sums: object) => meets(nightsAndSpendOrPoints, { ...NO_SUMS, ...sums });
    expect(reached({ nights: 100n })).toBe(false);
    expect(reached({ nights: 100n, spend: 2_299_999n })).toBe(false);
    expect(reached({ nights: 100n, spend: 2_300_000n })).toBe(true);
    expect(reached({ points: 500_000n })).toBe(true);
    expect(reached({ nights: 99n, points: 499_999n, spend: 9_999_999n })).toBe(false);
  });

  test("with an empty way asks nothing, not even to owe nothing", () => {
    expect(meets(EVERYBODY, { ...NO_SUMS, spend: -500n })).toBe(true);
    expect(asksNothing(tierOf({ enter: EVERYBODY }))).toBe(true);
    expect(asksNothing(tierOf({ enter: nightsAndSpendOrPoints }))).toBe(false);
    expect(asksNothing(tierOf({ enter: atLeast("orders", 3), keep: EVERYBODY }))).toBe(true);
    expect(asksNothing(tierOf({ entry: "manual" }))).toBe(false);
  });

  test("tells what is missing, way by way", () => {
    const sums = { ...NO_SUMS, nights: 80n, spend: 2_300_000n, points: -10n };
    expect(missingByWay(nightsAndSpendOrPoints, sums)).toEqual([
      [{ counter: "nights", missing: 20n }],
      [{ counter: "points", missing: 500_010n }],
    ]);
    expect(missingByWay(EVERYBODY, NO_SUMS)).toEqual([[]]);
  });
});

describe("a tier", () => {
  test("is kept by its own threshold or by that for entering", () => {
    const gold = tierOf({ enter: atLeast("spend", 500), keep: atLeast("orders", 4) });
    expect(keepsBy(gold, { ...NO_SUMS, orders: 4n })).toBe(true);
    expect(keepsBy(gold, { ...NO_SUMS, spend: 500n })).toBe(true);
    expect(keepsBy(gold, { ...NO_SUMS, spend: 499n, orders: 3n })).toBe(false);
    expect(entersBy(gold, { ...NO_SUMS, orders: 4n })).toBe(false);
  });

  test("by hand or by invitation is neither entered nor kept by counters", () => {
    for (const entry of ["manual", "invitation"]) {
      const tier = tierOf({ entry, enter: EVERYBODY });
      expect(entersBy(tier, NO_SUMS)).toBe(false);
      expect(keepsBy(tier, NO_SUMS)).toBe(false);
    }
  });

  test("may read the balance, in any of its thresholds", () => {
    const terms = (input: object) => tierTerms({ list: [{ id: "a", name: "A", ...input }] });
    expect(readsBalance(terms({ enter: atLeast("balance", 1) }))).toBe(true);
    expect(readsBalance(terms({ enter: EVERYBODY, keep: atLeast("balance", 1) }))).toBe(true);
    expect(readsBalance(terms({ enter: atLeast("points", 1) }))).toBe(false);
  });
});
