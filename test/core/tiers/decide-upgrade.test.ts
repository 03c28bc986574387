// Rising: at once, over several tiers, never downwards.
import { describe, expect, test } from "vitest";
import { NO_SUMS } from "../../../app/core/tiers/counters.ts";
import { mayRise, tierAfterUnits } from "../../../app/core/tiers/decide-upgrade.ts";
import { NO_TIER } from "../../../app/core/tiers/standing.ts";
import type { TierStanding } from "../../../app/core/tiers/standing.ts";
import { EVERYBODY, TierModel, atLeast, ladder, tierTerms } from "../../support/tier-model.ts";

const terms = ladder("spend", { silver: 200, gold: 500, black: 2_500 });
const withVip = tierTerms({
  list: [
    { id: "base", name: "Base", enter: EVERYBODY },
    { id: "silver", name: "Silver", enter: atLeast("spend", 200) },
    { id: "vip", name: "VIP", entry: "invitation" },
    { id: "gold", name: "Gold", enter: atLeast("spend", 500) },
    { id: "founder", name: "Founder", entry: "manual" },
  ],
});

function byHand(tierId: string, until: number | null = null): TierStanding {
  return { tierId, since: 0, until, reason: "manual" };
}

describe("an upgrade", () => {
  test("comes with the order that reaches the tier, not a unit earlier", () => {
    const model = new TierModel({ terms }).record("2026-03-01T10:00", { spend: 199n });
    expect(model.tier).toBe("base");
    model.record("2026-03-02T10:00", { spend: 1n });
    expect(model.story).toEqual(["2026-03-01 base", "2026-03-02 silver"]);
  });

  test("may pass over several tiers at once", () => {
    const model = new TierModel({ terms }).record("2026-03-01T10:00", { spend: 2_500n });
    expect(model.story).toEqual(["2026-03-01 black"]);
  });

  test("counts only what lies in the window", () => {
    const model = new TierModel({ terms })
      .record("2025-12-31T23:59", { spend: 199n })
      .record("2026-01-01T00:00", { spend: 1n });
    expect(model.tier).toBe("base");
  });

  test("is dated by the sale, also when it is heard of later", () => {
    const model = new TierModel({ terms });
    model.record("2025-12-30T10:00", { spend: 500n }, "2026-01-02T09:00");
    expect(model.story).toEqual(["2025-12-30 gold"]);
    expect(model.validThrough).toBe("2026-12-31");
  });

  test("never goes back in time behind the tier that is held", () => {
    const model = new TierModel({ terms });
    model.record("2026-03-05T10:00", { spend: 200n });
    model.record("2026-03-01T10:00", { spend: 300n }, "2026-03-06T10:00");
    expect(model.story).toEqual(["2026-03-05 silver", "2026-03-05 gold"]);
    expect(model.changes.map(({ effectiveAt }) => effectiveAt)).toEqual(
      model.changes.map(({ effectiveAt }) => effectiveAt).toSorted((a, b) => a - b),
    );
  });

  test("is not made where its validity would be over already", () => {
    const model = new TierModel({ terms });
    model.record("2023-03-01T10:00", { spend: 500n }, "2026-01-02T09:00");
    expect(model.tier).toBe("base");
  });

  test("is not undone by a refund", () => {
    const model = new TierModel({ terms })
      .record("2026-03-01T10:00", { spend: 500n })
      .record("2026-03-01T10:00", { spend: -500n }, "2026-03-20T10:00");
    expect(model.tier).toBe("gold");
  });
});

describe("tiers that people give", () => {
  test("are not entered by counters, but passed over", () => {
    const model = new TierModel({ terms: withVip });
    model.record("2026-03-01T10:00", { spend: 200n });
    expect(model.tier).toBe("silver");
    model.record("2026-03-02T10:00", { spend: 99_999n });
    expect(model.tier).toBe("gold");
  });

  test("are left for a higher tier that counters reach, not for a lower one", () => {
    const model = new TierModel({ terms: withVip, standing: byHand("vip") });
    model.record("2026-03-01T10:00", { spend: 200n });
    expect(model.tier).toBe("vip");
    model.record("2026-03-02T10:00", { spend: 300n });
    expect(model.tier).toBe("gold");
    expect(model.standing.reason).toBe("earned");
  });

  test("stay where nothing lies above them", () => {
    const model = new TierModel({ terms: withVip, standing: byHand("founder") });
    model.record("2026-03-02T10:00", { spend: 99_999n });
    expect(model.tier).toBe("founder");
  });
});

describe("a tier whose validity is over, and which still is held", () => {
  const standing = (model: TierModel): TierStanding => ({
    tierId: "gold",
    since: model.at("2024-05-01T10:00"),
    until: model.at("2026-01-01T00:00"),
    reason: "earned",
  });

  test("is renewed at once when its threshold is met again", () => {
    const model = new TierModel({ terms });
    model.standing = standing(model);
    model.record("2026-01-01T00:01", { spend: 500n });
    expect(model.changes).toHaveLength(1);
    expect(model.standing.since).toBe(model.at("2024-05-01T10:00"));
    expect(model.validThrough).toBe("2027-12-31");
    expect(model.night("2026-01-01").changes).toEqual([]);
  });

  test("is renewed by the lower threshold for keeping it", () => {
    const list = [
      { id: "gold", name: "Gold", enter: atLeast("spend", 500), keep: atLeast("spend", 300) },
    ];
    const model = new TierModel({ terms: tierTerms({ list, graceDays: 60 }) });
    model.standing = standing(model);
    model.record("2026-02-01T10:00", { spend: 299n });
    expect(model.validThrough).toBe("2025-12-31");
    model.record("2026-02-02T10:00", { spend: 1n });
    expect(model.validThrough).toBe("2027-12-31");
  });
});

describe("an order that reaches a tier", () => {
  const at = Date.UTC(2026, 2, 1);
  const input = { terms, timeZone: "UTC", enrolledAt: 0, at, now: at, standing: NO_TIER };

  test("knows the tier that it leads to, for programs in which it earns there already", () => {
    const sums = { ...NO_SUMS, spend: 450n };
    expect(tierAfterUnits({ ...input, sums, units: { spend: 49n } })).toBe("silver");
    expect(tierAfterUnits({ ...input, sums, units: { spend: 50n } })).toBe("gold");
    const black = { ...NO_TIER, tierId: "black" };
    expect(tierAfterUnits({ ...input, sums, standing: black, units: {} })).toBe("black");
  });

  test("needs no counting for members at the top", () => {
    const held = (tierId: string, until: number | null = null) => ({ ...NO_TIER, tierId, until });
    expect(mayRise(terms, held("gold"), at)).toBe(true);
    expect(mayRise(terms, held("black", at + 1), at)).toBe(false);
    expect(mayRise(terms, held("black", at), at)).toBe(true);
    expect(mayRise(withVip, held("gold"), at)).toBe(false);
    expect(mayRise(terms, held("a tier of old"), at)).toBe(true);
  });
});
