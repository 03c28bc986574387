// Which counters a merchant counts by hand, and how much of each.
import { describe, expect, test } from "vitest";
import { tiers } from "../../../app/core/program/tier-terms.ts";
import { handCountersOf, refusalOfUnits } from "../../../app/core/tiers/units-by-hand.ts";

const today = "2026-03-02";
const wish = { units: 3n, on: today, reason: "Stayed with us" };

describe("units counted by hand", () => {
  test.each([
    [{}, 0n, null],
    [{ on: "2020-02-29" }, 0n, null],
    [{ units: 1_000_000n }, 0n, null],
    [{ units: -3n }, 3n, null],
    [{ units: -3n }, 2n, "more_than_counted"],
    [{ units: 0n }, 5n, "no_units"],
    [{ units: 1_000_001n }, 0n, "too_many_units"],
    [{ units: -1_000_001n }, 9_000_000n, "too_many_units"],
    [{ on: "2026-03-03" }, 0n, "day_to_come"],
    [{ reason: " " }, 0n, "reason_missing"],
    [{ reason: "x".repeat(201) }, 0n, "reason_too_long"],
  ] as const)("with %o, where %i were counted: %s", (change, counted, refusal) => {
    expect(refusalOfUnits({ ...wish, ...change }, { counted, today })).toBe(refusal);
  });
});

describe("the counters that are asked for by hand", () => {
  const way = (counter: "spend" | "nights" | "visits") => ({
    allOf: [{ counter, atLeast: "10" }],
  });
  const gold = { id: "gold", name: "Gold" };

  test("are those of any way to enter a tier or to keep it", () => {
    const enter = { anyOf: [way("spend"), way("visits")] };
    const list = [{ ...gold, enter, keep: { anyOf: [way("nights")] } }];
    expect(handCountersOf(tiers.parse({ list }))).toEqual(["nights", "visits"]);
  });

  test("are none where tiers ask for what orders tell, or for nothing", () => {
    const list = [gold, { ...gold, enter: { anyOf: [way("spend"), { allOf: [] }] } }];
    expect(handCountersOf(tiers.parse({ list }))).toEqual([]);
  });
});
