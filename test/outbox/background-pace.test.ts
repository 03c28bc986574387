// What background calls leave of a shop's call budget, and when each of those that wait has its
// turn.
import { beforeEach, describe, expect, test } from "vitest";
import { type BackgroundPace, createBackgroundPace } from "../../app/outbox/background-pace.ts";

const SHOP = 1n;
const OTHER = 2n;
/** 2,000 at most, 100 each second: background calls stop below 800. */
const budget = (available: number) => ({ available, maximum: 2_000, restoredPerSecond: 100 });

let pace: BackgroundPace;
beforeEach(() => {
  pace = createBackgroundPace();
});

const turns = (count: number, nowMs: number) =>
  Array.from({ length: count }, () => pace.takeTurn(SHOP, nowMs));

describe("a background call", () => {
  test("goes at once where nothing is known, or enough is left", () => {
    expect(pace.takeTurn(SHOP, 0)).toBe(0);
    pace.hear(SHOP, budget(800), 0);
    expect(pace.takeTurn(SHOP, 0)).toBe(0);
  });

  test("waits until the shoppers' share has filled up again, in its own shop alone", () => {
    pace.hear(SHOP, budget(300), 0);
    expect(pace.takeTurn(SHOP, 0)).toBe(5_000);
    expect(pace.takeTurn(OTHER, 0)).toBe(0);
    expect(pace.takeTurn(SHOP, 5_000)).toBe(0);
  });

  test("counts those that are under way and have not been answered", () => {
    pace.hear(SHOP, budget(850), 0);
    expect(turns(6, 0)).toEqual([0, 0, 0, 0, 0, 100]);
  });

  test("has a turn of its own, as fast as the bucket fills", () => {
    pace.hear(SHOP, budget(700), 0);
    expect(turns(4, 0)).toEqual([1_000, 1_120, 1_240, 1_360]);
    expect(pace.takeTurn(SHOP, 1_000)).toBe(0);
    pace.hear(SHOP, budget(789), 1_050);
    expect(pace.takeTurn(SHOP, 1_160)).toBe(0);
  });

  test("of a flood waits an hour at most, and then queues up anew", () => {
    pace.hear(SHOP, budget(700), 0);
    const waits = turns(40_000, 0);
    expect(Math.max(...waits)).toBeLessThanOrEqual(3_600_000);
    expect(waits.filter((wait) => wait === 1_000)).toHaveLength(2);
  });

  test("knows thousands of shops, and forgets the ones heard of longest ago", () => {
    for (let shop = 1; shop <= 5_001; shop++) pace.hear(BigInt(shop), budget(0), 0);
    expect(pace.takeTurn(1n, 0)).toBe(0);
    expect(pace.takeTurn(2n, 0)).toBe(8_000);
  });
});

describe("a call that can be left out", () => {
  test("goes where nothing is known, or the shoppers' share stays", () => {
    expect(pace.spares(SHOP, 50, 0)).toBe(true);
    pace.hear(SHOP, budget(860), 0);
    expect(pace.spares(SHOP, 50, 0)).toBe(true);
    expect(pace.spares(SHOP, 50, 0)).toBe(false);
    expect(pace.spares(SHOP, 50, 400)).toBe(true);
  });

  test("waits for no turn, and puts off nobody's, however many come", () => {
    pace.hear(SHOP, budget(700), 0);
    for (let calls = 0; calls < 1_000; calls++) expect(pace.spares(SHOP, 1, 0)).toBe(false);
    expect(turns(2, 0)).toEqual([1_000, 1_120]);
  });
});
