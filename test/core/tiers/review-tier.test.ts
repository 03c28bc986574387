// Keeping, renewing and losing a tier: the nightly review, rule by rule.
import { describe, expect, test } from "vitest";
import { addDaysTo } from "../../../app/core/calendar/local-date.ts";
import { TierModel, ladder } from "../../support/tier-model.ts";

const STEPS = { silver: 200, gold: 500, black: 2_500 };

describe("kept for the rest of the year and the next", () => {
  const terms = ladder("spend", STEPS);

  test("a tier falls on the first night after it, to what the last year earned", () => {
    const model = new TierModel({ terms })
      .record("2024-06-01T10:00", { spend: 600n })
      .record("2025-03-01T10:00", { spend: 250n });
    expect(model.validThrough).toBe("2025-12-31");
    expect(model.nights("2025-12-30", "2025-12-31").story).toEqual(["2024-06-01 gold"]);
    model.night("2026-01-01");
    expect(model.story).toEqual(["2024-06-01 gold", "2026-01-01 silver"]);
    expect(model.validThrough).toBe("2026-12-31");
  });

  test("a tier that is met again in its last year is renewed, and its beginning stays", () => {
    const model = new TierModel({ terms })
      .record("2024-06-01T10:00", { spend: 600n })
      .record("2025-11-30T10:00", { spend: 500n });
    model.nights("2025-12-31", "2026-01-02");
    expect(model.story).toEqual(["2024-06-01 gold"]);
    expect(model.validThrough).toBe("2026-12-31");
    expect(model.standing.since).toBe(model.at("2024-06-01T10:00"));
  });

  test("what was refunded after all no longer renews it", () => {
    const model = new TierModel({ terms })
      .record("2024-06-01T10:00", { spend: 600n })
      .record("2025-11-30T10:00", { spend: 500n })
      .record("2025-11-30T10:00", { spend: -1n }, "2025-12-20T10:00");
    model.night("2026-01-01");
    expect(model.tier).toBe("silver");
  });

  test("a year in between renews it too, where it is kept for two further ones", () => {
    const validity = { kind: "rest_of_year", furtherYears: 2 };
    const model = new TierModel({ terms: ladder("spend", STEPS, { validity }) })
      .record("2023-06-01T10:00", { spend: 600n })
      .record("2024-11-30T10:00", { spend: 500n });
    expect(model.validThrough).toBe("2025-12-31");
    model.nights("2025-12-31", "2026-01-01");
    expect(model.tier).toBe("gold");
    expect(model.validThrough).toBe("2026-12-31");
    model.night("2027-01-01");
    expect(model.tier).toBe("base");
  });

  test("everyone's tier has no end and is never looked at", () => {
    const model = new TierModel({ terms }).record("2024-06-01T10:00", { spend: 1n });
    expect(model.standing.until).toBeNull();
    expect(model.night("2026-01-01")).toMatchObject({ changes: [], nextReviewAt: null });
  });
});

describe("kept for months", () => {
  const terms = ladder("points", STEPS, {
    window: { kind: "rolling", months: 12 },
    validity: { kind: "months", months: 12 },
  });

  test("a tier is valid through the same day of the last month, and not renewed by its own order", () => {
    const model = new TierModel({ terms }).record("2026-03-10T10:00", { points: 500n });
    expect(model.validThrough).toBe("2027-03-10");
    model.nights("2027-03-09", "2027-03-11");
    expect(model.story).toEqual(["2026-03-10 gold", "2027-03-11 base"]);
  });

  test.each([
    ["2027-02-28T10:00", "2028-02-28"],
    ["2028-02-29T10:00", "2029-02-28"],
    ["2026-12-31T10:00", "2027-12-31"],
  ])("reached at %s, it is valid through %s and then ends", (at, through) => {
    const model = new TierModel({ terms }).record(at, { points: 500n });
    expect(model.validThrough).toBe(through);
    model.night(through);
    expect(model.tier).toBe("gold");
    model.night(addDaysTo(through, 1));
    expect(model.tier).toBe("base");
  });

  test("each renewal ends on the same day of the month", () => {
    const model = new TierModel({ terms }).record("2026-03-10T10:00", { points: 500n });
    model.record("2027-01-15T10:00", { points: 500n });
    model.night("2027-03-11");
    expect(model.validThrough).toBe("2028-03-10");
    model.night("2028-03-11");
    expect(model.tier).toBe("base");
  });
});

describe("kept while it is met", () => {
  const validity = { kind: "while_met" };
  const rolling = { validity, window: { kind: "rolling", months: 3 } };

  test("a tier ends in the first night in which the rolling window no longer meets it", () => {
    const model = new TierModel({ terms: ladder("orders", { gold: 2 }, rolling) })
      .record("2026-01-10T10:00", { orders: 1n })
      .record("2026-02-10T10:00", { orders: 1n });
    expect(model.nights("2026-04-09", "2026-04-10").tier).toBe("gold");
    model.night("2026-04-11");
    expect(model.story.at(-1)).toBe("2026-04-11 base");
  });

  test("grace gives days to meet it again, counted from the night that found it unmet", () => {
    const model = new TierModel({
      terms: ladder("orders", { gold: 2 }, { ...rolling, graceDays: 5 }),
    })
      .record("2026-01-10T10:00", { orders: 1n })
      .record("2026-02-10T10:00", { orders: 1n });
    model.nights("2026-04-10", "2026-04-15");
    expect(model.tier).toBe("gold");
    expect(model.validThrough).toBe("2026-04-10");
    model.record("2026-04-15T12:00", { orders: 1n });
    model.nights("2026-04-16", "2026-05-10");
    expect(model.tier).toBe("gold");
    model.nights("2026-05-11", "2026-05-15");
    expect(model.tier).toBe("gold");
    model.night("2026-05-16");
    expect(model.story.at(-1)).toBe("2026-05-16 base");
  });

  test("a refund ends it in the next night", () => {
    const model = new TierModel({ terms: ladder("spend", STEPS, { validity }) })
      .record("2026-03-01T10:00", { spend: 500n })
      .record("2026-03-01T10:00", { spend: -400n }, "2026-03-20T10:00");
    expect(model.tier).toBe("gold");
    model.night("2026-03-21");
    expect(model.story.at(-1)).toBe("2026-03-21 base");
  });

  test("a yearly window ends it with the year, and says so from the beginning", () => {
    const model = new TierModel({ terms: ladder("spend", STEPS, { validity }) });
    model.record("2026-03-01T10:00", { spend: 500n });
    expect(model.validThrough).toBe("2026-12-31");
    model.nights("2026-12-31", "2027-01-01");
    expect(model.story.at(-1)).toBe("2027-01-01 base");
  });

  test("a tier of the balance follows the balance, both ways, and no year ends it", () => {
    const model = new TierModel({ terms: ladder("balance", { gold: 1_000 }, { validity }) });
    model.balance = 1_000n;
    model.night("2026-05-01");
    expect(model.tier).toBe("gold");
    expect(model.standing.until).toBeNull();
    model.nights("2026-12-31", "2027-01-02");
    expect(model.tier).toBe("gold");
    model.balance = 999n;
    expect(model.night("2027-01-03").nextReviewAt).toBe(model.at("2027-01-04T00:00"));
    expect(model.tier).toBe("base");
  });
});

describe("an order in the minutes between midnight and the review", () => {
  test("is not lost when the tier falls in that night", () => {
    const model = new TierModel({ terms: ladder("spend", STEPS) });
    model.record("2024-06-01T10:00", { spend: 600n }).record("2026-01-01T00:01", { spend: 200n });
    const { changes } = model.night("2026-01-01", model.at("2026-01-01T00:05"));
    expect(changes.map(({ toTierId }) => toTierId)).toEqual(["base", "silver"]);
    expect(model.validThrough).toBe("2027-12-31");
  });

  test("that brought a tier is not judged by a night that begins before it", () => {
    const validity = { kind: "while_met" };
    const model = new TierModel({ terms: ladder("spend", STEPS, { validity }) });
    model.record("2026-05-01T00:01", { spend: 500n });
    expect(model.night("2026-05-01", model.at("2026-05-01T00:05")).changes).toEqual([]);
    expect(model.tier).toBe("gold");
  });
});
