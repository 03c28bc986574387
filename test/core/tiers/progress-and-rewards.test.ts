// How far the next tier is, what entering gives, and which tier two merged members have.
import { describe, expect, test } from "vitest";
import { NO_SUMS } from "../../../app/core/tiers/counters.ts";
import { entryReward } from "../../../app/core/tiers/entry-points.ts";
import { mergeStandings } from "../../../app/core/tiers/merge-standings.ts";
import { NO_TIER, standingAfter } from "../../../app/core/tiers/standing.ts";
import type { TierChange } from "../../../app/core/tiers/standing.ts";
import { missingToKeep, progressToNext } from "../../../app/core/tiers/tier-progress.ts";
import { EVERYBODY, atLeast, tierTerms } from "../../support/tier-model.ts";

const either = { anyOf: [...atLeast("spend", 500).anyOf, ...atLeast("orders", 10).anyOf] };
const terms = tierTerms({
  list: [
    { id: "base", name: "Base", enter: EVERYBODY, entryPoints: 10n },
    { id: "silver", name: "Silver", enter: atLeast("spend", 200) },
    { id: "vip", name: "VIP", entry: "invitation", entryPoints: 50n },
    { id: "gold", name: "Gold", enter: either, keep: atLeast("spend", 300), entryPoints: 100n },
  ],
});
const [, silver, vip, gold] = terms.list;

describe("progress", () => {
  test("tells each way to the next tier that counters reach", () => {
    const sums = { ...NO_SUMS, spend: 250n, orders: 4n };
    expect(progressToNext(terms, "silver", sums)).toEqual({
      tier: gold,
      ways: [[{ counter: "spend", missing: 250n }], [{ counter: "orders", missing: 6n }]],
      share: 500n,
    });
    expect(progressToNext(terms, null, NO_SUMS)?.tier).toEqual(silver);
    expect(progressToNext(terms, "gold", sums)).toBeNull();
  });

  test("tells what is missing to keep a tier", () => {
    const sums = { ...NO_SUMS, spend: 250n };
    expect(gold && missingToKeep(gold, sums)).toEqual([[{ counter: "spend", missing: 50n }]]);
    expect(silver && missingToKeep(silver, NO_SUMS)).toEqual([
      [{ counter: "spend", missing: 200n }],
    ]);
    expect(vip && missingToKeep(vip, NO_SUMS)).toEqual([]);
  });
});

describe("points for entering a tier", () => {
  const change = (changes: Partial<TierChange>): TierChange => ({
    fromTierId: "base",
    toTierId: "gold",
    reason: "earned",
    effectiveAt: Date.UTC(2026, 0, 1, 3),
    until: null,
    ...changes,
  });

  test("are those of the tier in which the member arrives, in the shop's year", () => {
    const reward = { tierId: "gold", points: 100n };
    expect(entryReward(terms, change({}), "UTC")).toEqual({ ...reward, year: 2026 });
    expect(entryReward(terms, change({}), "America/New_York")).toEqual({ ...reward, year: 2025 });
    expect(entryReward(terms, change({ fromTierId: null, toTierId: "base" }), "UTC")).toMatchObject(
      {
        points: 10n,
      },
    );
    const invited = change({ toTierId: "vip", reason: "invitation" });
    expect(entryReward(terms, invited, "UTC")?.points).toBe(50n);
  });

  test.each([
    ["for a fall", { fromTierId: "gold", toTierId: "base", reason: "fell" }],
    ["for a renewal", { fromTierId: "gold" }],
    ["for a merge", { reason: "merged" }],
    ["for a new version", { fromTierId: "old", reason: "program_changed" }],
    ["for a step down by hand", { fromTierId: "gold", toTierId: "vip", reason: "manual" }],
    ["where the tier gives none", { toTierId: "silver" }],
    ["for leaving all tiers", { fromTierId: "gold", toTierId: null }],
  ] satisfies [string, Partial<TierChange>][])("are not given %s", (_, changes) => {
    expect(entryReward(terms, change(changes), "UTC")).toBeNull();
  });
});

describe("two members who become one", () => {
  const held = (tierId: string, until: number | null = null) => ({
    ...NO_TIER,
    tierId,
    until,
    since: 5,
  });

  test("have the higher of their tiers, with its end", () => {
    expect(mergeStandings(terms, held("silver"), held("gold", 9), 7)).toEqual({
      fromTierId: "silver",
      toTierId: "gold",
      reason: "merged",
      effectiveAt: 7,
      until: 9,
    });
    expect(mergeStandings(terms, held("gold"), held("silver"), 7)).toBeNull();
    expect(mergeStandings(terms, NO_TIER, held("base"), 7)).toMatchObject({ toTierId: "base" });
  });

  test("have the longer validity of the same tier", () => {
    expect(mergeStandings(terms, held("gold", 9), held("gold", 10), 7)?.until).toBe(10);
    expect(mergeStandings(terms, held("gold", 9), held("gold", null), 7)?.until).toBeNull();
    expect(mergeStandings(terms, held("gold", 9), held("gold", 9), 7)).toBeNull();
    expect(mergeStandings(terms, held("gold", null), held("gold", 10), 7)).toBeNull();
  });

  test("hold a tier that only lasts longer now for the reason for which they held it", () => {
    const kept = { ...held("gold", 9), reason: "earned" } as const;
    const longer = mergeStandings(terms, kept, { ...held("gold", 10), reason: "merged" }, 7);
    expect(longer && standingAfter(kept, longer)).toEqual({ ...kept, until: 10 });
    const given = { ...held("gold", 9), reason: "manual" } as const;
    expect(mergeStandings(terms, given, held("gold", 10), 7)?.reason).toBe("merged");
  });

  test("hold what a person gave one of them as given by a person, and enter nothing", () => {
    const change = mergeStandings(terms, held("silver"), { ...held("gold"), reason: "manual" }, 7);
    expect(change).toMatchObject({ toTierId: "gold", reason: "manual", until: null });
    expect(change && entryReward(terms, change, "UTC")).toBeNull();
    const longer = mergeStandings(
      terms,
      held("gold", 9),
      { ...held("gold"), reason: "invitation" },
      7,
    );
    expect(longer).toMatchObject({ reason: "invitation", until: null });
  });

  test("keep what they have where the program knows no better", () => {
    expect(mergeStandings(null, NO_TIER, held("gold"), 7)).toBeNull();
    expect(mergeStandings(terms, held("base"), held("unknown"), 7)).toBeNull();
    expect(mergeStandings(terms, NO_TIER, NO_TIER, 7)).toBeNull();
    expect(mergeStandings(terms, held("unknown"), held("base"), 3)).toMatchObject({
      toTierId: "base",
      effectiveAt: 5,
    });
  });
});
