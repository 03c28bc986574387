// Tiers that people give, new versions of the program, and the shop's own calendar.
import { describe, expect, test } from "vitest";
import { addDaysTo } from "../../../app/core/calendar/local-date.ts";
import { tierAt } from "../../../app/core/tiers/standing.ts";
import { EVERYBODY, TierModel, atLeast, ladder, tierTerms } from "../../support/tier-model.ts";

const STEPS = { silver: 200, gold: 500, black: 2_500 };

describe("a tier that a person gave", () => {
  const list = [
    { id: "base", name: "Base", enter: EVERYBODY },
    { id: "silver", name: "Silver", enter: atLeast("spend", 200) },
    { id: "gold", name: "Gold", enter: atLeast("spend", 500) },
    { id: "founder", name: "Founder", entry: "manual" },
  ];
  const terms = tierTerms({ list, downgrade: "one_step", graceDays: 30 });
  const given = (tierId: string, until: string | null) => {
    const model = new TierModel({ terms }).record("2025-06-01T10:00", { spend: 500n });
    model.beforeByHand = model.standing;
    const end = until === null ? null : model.at(`${until}T00:00`);
    const since = model.at("2025-07-01T10:00");
    model.standing = { tierId, since, until: end, reason: "manual" };
    return model;
  };

  test("without an end stays, whatever the counters say", () => {
    const model = given("founder", null).nights("2027-01-01", "2027-01-02");
    expect(model.tier).toBe("founder");
    expect(model.night("2030-01-01").nextReviewAt).toBeNull();
  });

  test("ends on its day, without grace, and leaves what the member held before it", () => {
    const model = given("founder", "2026-03-01").nights("2026-02-27", "2026-02-28");
    expect(model.tier).toBe("founder");
    model.night("2026-03-01");
    expect(model.tier).toBe("gold");
    expect(model.validThrough).toBe("2026-12-31");
    expect(model.standing.reason).toBe("fell");
  });

  test("leaves what counters earn, where what was held before it is over", () => {
    const model = given("founder", "2027-03-01").record("2026-05-01T10:00", { spend: 250n });
    model.night("2027-03-01");
    expect(model.tier).toBe("silver");
    expect(model.validThrough).toBe("2027-12-31");
  });

  test("stays as an earned one, where counters meet it by its end", () => {
    const model = given("silver", "2026-03-01");
    model.night("2026-03-01");
    expect(model.tier).toBe("silver");
    expect(model.standing.reason).toBe("earned");
  });

  test.each([
    ["membership_year", { validity: { kind: "forever" } }],
    ["calendar_year", { downgrade: "none" }],
  ] as const)("leaves what any %s earned, where tiers are kept for good", (kind, kept) => {
    const model = given("founder", "2026-03-01").record("2024-12-01T10:00", { spend: 250n });
    // It was heard of late: nobody took part in the program when it was placed.
    model.beforeByHand = { tierId: "base", since: null, until: null, reason: "earned" };
    model.record("2025-06-02T10:00", { spend: -500n });
    model.terms = tierTerms({ list, window: { kind }, ...kept });
    model.night("2026-03-01");
    expect(model.standing).toMatchObject({ tierId: "silver", until: null });
  });

  test.each([
    ["is kept for good, whatever the window has forgotten since", 200n, "silver"],
    ["takes entering: meeting what keeps a tier is not enough", 150n, "base"],
  ])("what a rolling window reached behind it %s", (_name, spend, tierId) => {
    const earned = [list[0], { ...list[1], keep: atLeast("spend", 100) }, list[3]];
    const model = new TierModel({
      terms: tierTerms({ list: earned, window: { kind: "rolling", months: 1 }, downgrade: "none" }),
    });
    model.beforeByHand = { tierId: "base", since: null, until: null, reason: "earned" };
    const [since, until] = [model.at("2025-07-01T10:00"), model.at("2026-03-01T00:00")];
    model.standing = { tierId: "founder", since, until, reason: "manual" };
    model.record("2025-09-10T10:00", { spend: spend / 2n });
    model.record("2025-09-30T23:00", { spend: spend / 2n });
    expect(model.tier).toBe("founder");
    model.night("2026-03-01");
    expect(model.standing).toMatchObject({ tierId, until: null });
  });

  test("ends on its day also where the program lets nobody fall", () => {
    const model = given("founder", "2026-03-01");
    model.terms = tierTerms({ list, downgrade: "none" });
    model.night("2026-03-01");
    expect(model.tier).toBe("gold");
  });
});

describe("a tier that a person gave, behind a higher one that counters or a merger brought", () => {
  const list = [
    { id: "base", name: "Base", enter: EVERYBODY },
    { id: "founder", name: "Founder", entry: "manual" },
    { id: "silver", name: "Silver", enter: atLeast("spend", 200) },
    { id: "gold", name: "Gold", enter: atLeast("spend", 500) },
  ];
  const mergedIntoGold = (downgrade: "earned" | "one_step" = "earned") => {
    const model = new TierModel({ terms: tierTerms({ list, downgrade }) });
    const [since, until] = [model.at("2025-07-01T10:00"), model.at("2026-01-01T00:00")];
    model.standing = { tierId: "gold", since, until, reason: "merged" };
    return model;
  };
  const given = (tierId: string, until: number | null = null) =>
    ({ tierId, since: null, until, reason: "manual" }) as const;

  test("stands again when that one ends, and still by their hand", () => {
    const model = mergedIntoGold();
    model.givenBehind = [given("founder")];
    model.night("2026-01-01");
    expect(model.standing).toMatchObject({ tierId: "founder", until: null, reason: "manual" });
    expect(model.night("2030-01-01").nextReviewAt).toBeNull();
  });

  test("is foreseen in the notice", () => {
    const model = mergedIntoGold();
    model.terms = tierTerms({ list, noticeDays: [10] });
    model.givenBehind = [given("founder")];
    const notice = model.notice("2025-12-21", "2025-12-22");
    expect(notice).toEqual({ fallsOn: "2026-01-01", to: "founder" });
  });

  test("leaves a higher one that counters keep, or one step down", () => {
    const model = mergedIntoGold().record("2025-12-01T10:00", { spend: 250n });
    model.givenBehind = [given("founder")];
    model.night("2026-01-01");
    expect(model.standing).toMatchObject({ tierId: "silver", reason: "fell" });
    const step = mergedIntoGold("one_step");
    step.givenBehind = [given("founder")];
    step.night("2026-01-01");
    expect(step.tier).toBe("silver");
  });

  test("is over where its own day has passed, and the highest of several is taken", () => {
    const model = mergedIntoGold();
    const [past, later] = [model.at("2025-12-01T00:00"), model.at("2026-06-01T00:00")];
    model.givenBehind = [given("silver", past), given("base"), given("founder", later)];
    model.night("2026-01-01");
    expect(model.standing).toMatchObject({ tierId: "founder", until: later, reason: "manual" });
  });
});

describe("a new version of the program", () => {
  test("that takes a tier away leaves the best that the member enters", () => {
    const model = new TierModel({ terms: ladder("spend", STEPS) });
    model.record("2025-06-01T10:00", { spend: 600n });
    model.terms = ladder("spend", { bronze: 100, ruby: 550, diamond: 900 });
    model.night("2026-01-02");
    expect(model.changes.at(-1)).toMatchObject({ toTierId: "ruby", reason: "program_changed" });
    expect(model.validThrough).toBe("2026-12-31");
  });

  test("without tiers ends them", () => {
    const model = new TierModel({ terms: ladder("spend", STEPS) });
    model.record("2025-06-01T10:00", { spend: 600n });
    model.terms = null;
    expect(model.night("2026-01-02").changes).toMatchObject([
      { fromTierId: "gold", toTierId: null, reason: "program_changed" },
    ]);
    expect(model.night("2026-01-03").changes).toEqual([]);
  });

  test("with higher thresholds takes nothing before the validity is over", () => {
    const model = new TierModel({ terms: ladder("spend", STEPS) });
    model.record("2025-06-01T10:00", { spend: 600n });
    model.terms = ladder("spend", { silver: 1_000, gold: 2_000 });
    model.nights("2026-12-30", "2026-12-31");
    expect(model.tier).toBe("gold");
    model.night("2027-01-01");
    expect(model.tier).toBe("base");
  });

  test("with lower thresholds raises at the next review", () => {
    const model = new TierModel({ terms: ladder("spend", STEPS) });
    model.record("2025-06-01T10:00", { spend: 300n });
    model.terms = ladder("spend", { silver: 100, gold: 300 });
    model.night("2025-06-05");
    expect(model.story.at(-1)).toBe("2025-06-05 gold");
  });

  test("that gives tiers an end gives everybody a whole validity from then on", () => {
    const model = new TierModel({
      terms: ladder("spend", STEPS, { validity: { kind: "forever" } }),
    });
    model.record("2020-06-01T10:00", { spend: 600n });
    model.terms = ladder("spend", STEPS);
    const review = model.night("2026-05-05");
    expect(review.changes).toEqual([]);
    expect(model.validThrough).toBe("2027-12-31");
    expect(review.nextReviewAt).toBe(model.at("2027-12-02T00:00"));
    model.night("2028-01-01");
    expect(model.tier).toBe("base");
  });

  test("that takes the end away keeps the tier for ever", () => {
    const model = new TierModel({ terms: ladder("spend", STEPS) });
    model.record("2024-06-01T10:00", { spend: 600n });
    model.terms = ladder("spend", STEPS, { validity: { kind: "forever" } });
    model.nights("2026-01-01", "2026-01-02");
    expect(model.tier).toBe("gold");
    expect(model.standing.until).toBeNull();
  });
});

describe("the shop's own calendar", () => {
  test.each([
    ["Pacific/Kiritimati", "2025-12-31T10:00:00Z"],
    ["Pacific/Pago_Pago", "2026-01-01T11:00:00Z"],
    ["UTC", "2026-01-01T00:00:00Z"],
  ])("in %s a tier of 2025 ends at %s", (timeZone, end) => {
    const model = new TierModel({ terms: ladder("spend", STEPS), timeZone });
    model.record("2024-12-31T23:59", { spend: 600n });
    expect(model.standing.until).toBe(Date.parse(end));
    const { changes } = model.night("2026-01-01");
    expect(changes).toMatchObject([{ effectiveAt: Date.parse(end), toTierId: "base" }]);
  });
});

describe("a shop that moves to another time zone", () => {
  test.each([
    ["Pacific/Kiritimati", "Pacific/Pago_Pago"],
    ["Pacific/Pago_Pago", "Pacific/Kiritimati"],
  ])("from %s to %s lets nobody fall before the end, and forgets nobody", (before, after) => {
    const old = new TierModel({ terms: ladder("spend", STEPS), timeZone: before });
    old.record("2024-06-01T10:00", { spend: 600n });
    const { standing } = old;
    const model = new TierModel({ terms: ladder("spend", STEPS), timeZone: after, standing });
    const fallen: string[] = [];
    let due: number | null = 0;
    for (let night = "2025-12-28"; night <= "2026-01-04"; night = addDaysTo(night, 1)) {
      if (due === null || due > model.at(`${night}T00:00`)) continue;
      const { changes, nextReviewAt } = model.night(night);
      due = nextReviewAt;
      fallen.push(...changes.map(({ effectiveAt }) => new Date(effectiveAt).toISOString()));
    }
    expect(fallen).toHaveLength(1);
    expect(Date.parse(fallen[0] ?? "")).toBeGreaterThanOrEqual(standing.until ?? Infinity);
  });
});

test("a history tells the tier of any past moment", () => {
  const model = new TierModel({ terms: ladder("spend", STEPS) });
  model.record("2024-06-01T10:00", { spend: 600n }).nights("2026-01-01", "2026-01-01");
  expect(tierAt(model.changes, model.at("2024-06-01T09:59"))).toBeNull();
  expect(tierAt(model.changes, model.at("2024-06-01T10:00"))).toBe("gold");
  expect(tierAt(model.changes, model.at("2025-12-31T23:59"))).toBe("gold");
  expect(tierAt(model.changes, model.at("2026-01-01T00:00"))).toBe("base");
});
