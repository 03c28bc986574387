// Where members fall who no longer meet their tier, and how much grace they have.
import { describe, expect, test } from "vitest";
import { TierModel, atLeast, ladder, tierTerms } from "../../support/tier-model.ts";

const STEPS = { silver: 200, gold: 500, black: 2_500 };

describe("where a member falls", () => {
  const reached = (terms: object) =>
    new TierModel({ terms: ladder("spend", STEPS, terms) })
      .record("2024-06-01T10:00", { spend: 2_500n })
      .record("2025-06-01T10:00", { spend: 250n });

  test("to the best tier that is met", () => {
    const model = reached({ downgrade: "earned" });
    model.night("2026-01-01");
    expect(model.tier).toBe("silver");
  });

  test("one tier a year", () => {
    const model = reached({ downgrade: "one_step" });
    model.nights("2025-12-31", "2026-01-02");
    expect(model.tier).toBe("gold");
    expect(model.validThrough).toBe("2026-12-31");
    model.nights("2026-12-31", "2027-01-02");
    expect(model.tier).toBe("silver");
    model.nights("2027-12-31", "2028-01-02");
    expect(model.story).toEqual([
      "2024-06-01 black",
      "2026-01-01 gold",
      "2027-01-01 silver",
      "2028-01-01 base",
    ]);
  });

  test("one tier a year also where nothing but the year itself is kept", () => {
    const validity = { kind: "rest_of_year", furtherYears: 0 };
    const model = reached({ downgrade: "one_step", validity });
    model.nights("2025-01-01", "2025-01-03");
    expect(model.tier).toBe("gold");
    expect(model.validThrough).toBe("2025-12-31");
  });

  test("nowhere", () => {
    const model = reached({ downgrade: "none" });
    expect(model.standing.until).toBeNull();
    expect(model.night("2030-01-01")).toMatchObject({ changes: [], nextReviewAt: null });
    expect(model.tier).toBe("black");
  });

  test("nowhere where tiers are kept for ever", () => {
    const model = reached({ validity: { kind: "forever" } });
    model.night("2030-01-01");
    expect(model.tier).toBe("black");
  });

  test("into no tier where the lowest asks something", () => {
    const list = [{ id: "gold", name: "Gold", enter: atLeast("spend", 500) }];
    const model = new TierModel({ terms: tierTerms({ list }) });
    model.record("2024-06-01T10:00", { spend: 500n }).night("2026-01-01");
    expect(model.standing).toEqual({
      tierId: null,
      since: model.at("2026-01-01T00:00"),
      until: null,
      reason: "fell",
    });
  });

  test("not into a tier that people give, when falling one step", () => {
    const list = [
      { id: "silver", name: "Silver", enter: atLeast("spend", 200) },
      { id: "vip", name: "VIP", entry: "invitation" },
      { id: "gold", name: "Gold", enter: atLeast("spend", 500) },
    ];
    const model = new TierModel({ terms: tierTerms({ list, downgrade: "one_step" }) });
    model.record("2024-06-01T10:00", { spend: 500n }).night("2026-01-01");
    expect(model.tier).toBe("silver");
  });

  test("to a lower tier by its threshold for keeping it: the member stood above it", () => {
    const list = [
      { id: "silver", name: "Silver", enter: atLeast("spend", 200), keep: atLeast("spend", 100) },
      { id: "gold", name: "Gold", enter: atLeast("spend", 500) },
    ];
    const model = new TierModel({ terms: tierTerms({ list }) })
      .record("2024-06-01T10:00", { spend: 500n })
      .record("2025-06-01T10:00", { spend: 150n });
    model.night("2026-01-01");
    expect(model.tier).toBe("silver");
  });
});

describe("grace", () => {
  const terms = ladder("spend", STEPS, { graceDays: 30 });
  const gold = () => new TierModel({ terms }).record("2024-06-01T10:00", { spend: 600n });

  test("keeps a tier for its days after the end", () => {
    const model = gold().nights("2026-01-01", "2026-01-30");
    expect(model.tier).toBe("gold");
    model.night("2026-01-31");
    expect(model.story.at(-1)).toBe("2026-01-31 base");
  });

  test("lets the member meet the threshold in the new year", () => {
    const model = gold().nights("2026-01-01", "2026-01-20");
    model.record("2026-01-20T10:00", { spend: 500n });
    model.nights("2026-01-21", "2026-03-01");
    expect(model.tier).toBe("gold");
    expect(model.validThrough).toBe("2027-12-31");
  });

  test("lets a late order of the old year count", () => {
    const model = gold().nights("2026-01-01", "2026-01-20");
    model.record("2025-12-30T10:00", { spend: 500n }, "2026-01-20T10:00");
    model.nights("2026-01-21", "2026-03-01");
    expect(model.tier).toBe("gold");
    expect(model.validThrough).toBe("2026-12-31");
  });

  test("of what was lost, the tier that is earned meanwhile remains", () => {
    const model = gold().nights("2026-01-01", "2026-01-20");
    model.record("2026-01-20T10:00", { spend: 200n });
    expect(model.tier).toBe("gold");
    model.nights("2026-01-21", "2026-02-05");
    expect(model.story.at(-1)).toBe("2026-01-31 silver");
    expect(model.validThrough).toBe("2027-12-31");
  });
});
