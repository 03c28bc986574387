// Members of well-known programs, played through: the published thresholds, windows and validities.
import { describe, expect, test } from "vitest";
import type { Requirement } from "../../../app/core/program/tier-terms.ts";
import { progressToNext } from "../../../app/core/tiers/tier-progress.ts";
import { EVERYBODY, TierModel, atLeast, ladder, tierTerms } from "../../support/tier-model.ts";

describe("Starbucks Rewards", () => {
  const terms = ladder(
    "points",
    { gold: 500, reserve: 2_500 },
    { window: { kind: "rolling", months: 12 }, validity: { kind: "months", months: 12 } },
  );

  test("Gold at 500 Stars and Reserve at 2,500 within 12 months, each kept for 12 months", () => {
    const model = new TierModel({ terms, timeZone: "America/Los_Angeles" })
      .record("2026-03-10T08:00", { points: 499n })
      .record("2026-04-01T08:00", { points: 1n })
      .record("2026-09-01T08:00", { points: 2_000n });
    expect(model.story).toEqual(["2026-03-10 base", "2026-04-01 gold", "2026-09-01 reserve"]);
    model.record("2027-02-01T08:00", { points: 600n });
    model.nights("2027-08-31", "2027-09-02");
    expect(model.story.at(-1)).toBe("2027-09-02 gold");
    model.nights("2028-08-31", "2028-09-02");
    expect(model.story.at(-1)).toBe("2028-09-02 base");
  });

  test("Stars of more than 12 months ago do not count", () => {
    const model = new TierModel({ terms })
      .record("2025-03-09T08:00", { points: 400n })
      .record("2026-03-10T08:00", { points: 499n });
    expect(model.tier).toBe("base");
  });
});

describe("DSW VIP", () => {
  const terms = ladder("spend", { gold: 20_000, elite: 50_000 });

  test("200.00 and 500.00 in a calendar year", () => {
    const model = new TierModel({ terms, timeZone: "America/New_York" })
      .record("2026-01-05T10:00", { spend: 19_999n })
      .record("2026-01-06T10:00", { spend: 1n })
      .record("2026-12-31T23:00", { spend: 30_000n });
    expect(model.story).toEqual(["2026-01-05 base", "2026-01-06 gold", "2026-12-31 elite"]);
    expect(model.validThrough).toBe("2027-12-31");
  });
});

describe("Sephora Beauty Insider", () => {
  const terms = ladder("spend", { vib: 35_000, rouge: 100_000 });

  test("350.00 and 1,000.00 a calendar year, kept for the rest of it and all of the next", () => {
    const model = new TierModel({ terms, timeZone: "America/Los_Angeles" })
      .record("2025-11-02T10:00", { spend: 100_000n })
      .record("2026-02-02T10:00", { spend: 40_000n });
    expect(model.validThrough).toBe("2026-12-31");
    model.nights("2026-12-31", "2027-01-01");
    expect(model.story.at(-1)).toBe("2027-01-01 vib");
    expect(model.validThrough).toBe("2027-12-31");
  });
});

describe("Alaska Mileage Plan", () => {
  const miles = { mvp: 20_000, gold: 40_000, gold75: 75_000, gold100: 100_000 };
  const segments: Record<string, number> = { mvp: 30, gold: 60, gold75: 90, gold100: 140 };
  const list = Object.entries(miles).map(([id, amount]) => {
    const ways = [atLeast("points", amount), atLeast("nights", segments[id] ?? 0)];
    const enter: Requirement = { anyOf: ways.flatMap(({ anyOf }) => anyOf) };
    return { id, name: id, enter };
  });
  const terms = tierTerms({ list, qualifyingPoints: "base" });

  test("miles or segments of a calendar year, held to the end of the next", () => {
    const model = new TierModel({ terms, timeZone: "America/Anchorage" })
      .record("2026-05-01T10:00", { points: 19_999n, nights: 29n })
      .record("2026-06-01T10:00", { nights: 1n })
      .record("2026-10-01T10:00", { points: 55_001n });
    expect(model.story).toEqual(["2026-06-01 mvp", "2026-10-01 gold75"]);
    expect(model.validThrough).toBe("2027-12-31");
    model.night("2028-01-01");
    expect(model.tier).toBeNull();
  });
});

describe("Marriott Bonvoy", () => {
  const nights = { silver: 10, gold: 25, platinum: 50, titanium: 75 };
  const top: Requirement = {
    anyOf: [
      {
        allOf: [
          { counter: "nights", atLeast: 100n },
          { counter: "spend", atLeast: 2_300_000n },
        ],
      },
    ],
  };
  const terms = tierTerms({
    list: [
      { id: "member", name: "Member", enter: EVERYBODY },
      ...Object.entries(nights).map(([id, amount]) => ({
        id,
        name: id,
        enter: atLeast("nights", amount),
      })),
      { id: "ambassador", name: "Ambassador", enter: top },
    ],
  });

  test("nights of a calendar year; the top also needs spend", () => {
    const model = new TierModel({ terms, timeZone: "America/New_York" });
    const reached = (count: number, spend: bigint) => {
      model.record("2026-05-01T10:00", { nights: BigInt(count), spend });
      return model.tier;
    };
    expect(reached(9, 300_000n)).toBe("member");
    expect(reached(1, 0n)).toBe("silver");
    expect(reached(15, 0n)).toBe("gold");
    expect(reached(25, 0n)).toBe("platinum");
    expect(reached(50, 1_999_999n)).toBe("titanium");
    const sums = model.sums({ from: null, before: null });
    expect(progressToNext(terms, model.tier, sums)).toMatchObject({
      tier: { id: "ambassador" },
      ways: [[{ counter: "spend", missing: 1n }]],
    });
    expect(reached(0, 1n)).toBe("ambassador");
  });
});
