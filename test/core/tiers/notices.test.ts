// Notices before a fall: each once, on its day, and only to those who would fall.
import { describe, expect, test } from "vitest";
import { EVERYBODY, TierModel, atLeast, ladder, tierTerms } from "../../support/tier-model.ts";

const terms = ladder("spend", { silver: 200, gold: 500 }, { noticeDays: [30, 7] });
const gold = () => new TierModel({ terms }).record("2024-06-01T10:00", { spend: 600n });

describe("a member who will fall", () => {
  test("hears of it on each day of notice, and on no other", () => {
    const model = gold();
    const heard: string[] = [];
    for (let day = 1; day <= 31; day++) {
      const night = `2025-12-${String(day).padStart(2, "0")}`;
      const before = day === 1 ? "2025-11-30" : `2025-12-${String(day - 1).padStart(2, "0")}`;
      model.night(night);
      const notice = model.notice(before, night);
      if (notice) heard.push(`${night}: ${notice.to} on ${notice.fallsOn}`);
    }
    expect(heard).toEqual(["2025-12-02: base on 2026-01-01", "2025-12-25: base on 2026-01-01"]);
  });

  test("is looked at in the nights of notice, of the end, and of the fall", () => {
    const model = gold();
    model.terms = { ...terms, graceDays: 10 };
    const reviews: string[] = [];
    let night = "2025-06-02";
    for (let count = 0; count < 5; count++) {
      const { nextReviewAt } = model.night(night);
      if (nextReviewAt === null) break;
      night = new Date(nextReviewAt + 12 * 3_600_000).toISOString().slice(0, 10);
      reviews.push(night);
    }
    expect(reviews).toEqual(["2025-12-12", "2026-01-01", "2026-01-04", "2026-01-11"]);
  });

  test("hears where the fall will lead, as far as is known", () => {
    const model = gold().record("2025-10-01T10:00", { spend: 300n });
    expect(model.notice("2025-12-01", "2025-12-02")).toEqual({
      fallsOn: "2026-01-01",
      to: "silver",
    });
  });
});

describe("after nights of silence", () => {
  test("only the latest of the missed notices is sent", () => {
    expect(gold().notice("2025-11-20", "2025-12-26")).toEqual({
      fallsOn: "2026-01-01",
      to: "base",
    });
    expect(gold().notice("2025-11-20", "2025-12-24")).toEqual({
      fallsOn: "2026-01-01",
      to: "base",
    });
  });

  test("nothing is sent of a fall that has come", () => {
    expect(gold().notice("2025-11-20", "2026-01-01")).toBeNull();
    expect(gold().notice("2025-11-20", "2026-02-01")).toBeNull();
  });

  test("nothing is sent twice", () => {
    expect(gold().notice("2025-12-02", "2025-12-24")).toBeNull();
    expect(gold().notice("2025-12-25", "2025-12-31")).toBeNull();
  });
});

describe("nobody hears of a fall", () => {
  test("who meets the tier again", () => {
    const model = gold().record("2025-10-01T10:00", { spend: 500n });
    expect(model.notice("2025-12-01", "2025-12-02")).toBeNull();
  });

  test("from a tier that has no end", () => {
    const forever = ladder("spend", { gold: 500 }, { validity: { kind: "forever" } });
    const model = new TierModel({ terms: forever }).record("2024-06-01T10:00", { spend: 600n });
    expect(model.noticeDates).toEqual([]);
  });

  test("before having entered the tier", () => {
    const short = ladder(
      "spend",
      { gold: 500 },
      { noticeDays: [30, 7], validity: { kind: "rest_of_year", furtherYears: 0 } },
    );
    const model = new TierModel({ terms: short }).record("2025-12-20T10:00", { spend: 600n });
    expect(model.noticeDates).toEqual(["2025-12-25"]);
  });
});

describe("the day of the fall", () => {
  test("is that of the end and the grace", () => {
    const model = gold();
    model.terms = { ...terms, graceDays: 60 };
    expect(model.noticeDates).toEqual(["2026-01-31", "2026-02-23"]);
    model.nights("2026-01-01", "2026-01-31");
    expect(model.notice("2026-01-30", "2026-01-31")).toEqual({ fallsOn: "2026-03-02", to: "base" });
  });

  test("is the end itself where a person gave the tier until then", () => {
    const list = [
      { id: "base", name: "Base", enter: EVERYBODY },
      { id: "vip", name: "VIP", entry: "invitation" },
    ];
    const model = new TierModel({ terms: tierTerms({ list, graceDays: 60 }) });
    const until = model.at("2026-05-01T00:00");
    model.standing = { tierId: "vip", since: 0, until, reason: "invitation" };
    expect(model.notice("2026-03-31", "2026-04-01")).toEqual({ fallsOn: "2026-05-01", to: "base" });
  });

  test("is foreseen where a yearly window ends a tier that is kept while it is met", () => {
    const yearly = ladder("spend", { gold: 500 }, { validity: { kind: "while_met" } });
    const model = new TierModel({ terms: yearly }).record("2025-06-01T10:00", { spend: 600n });
    expect(model.notice("2025-12-01", "2025-12-02")).toEqual({ fallsOn: "2026-01-01", to: "base" });
  });

  test("is told at once where a night finds the tier unmet, if grace leaves time", () => {
    const rolling = {
      validity: { kind: "while_met" },
      window: { kind: "rolling", months: 3 },
      graceDays: 20,
      noticeDays: [30, 7],
    };
    const list = [{ id: "gold", name: "Gold", enter: atLeast("orders", 1) }];
    const model = new TierModel({ terms: tierTerms({ list, ...rolling }) });
    model.record("2026-01-10T10:00", { orders: 1n }).nights("2026-04-10", "2026-04-11");
    expect(model.noticeDates).toEqual(["2026-04-11", "2026-04-24"]);
    expect(model.notice("2026-04-10", "2026-04-11")).toEqual({ fallsOn: "2026-05-01", to: null });
    expect(model.notice("2026-04-11", "2026-04-12")).toBeNull();
  });
});
