// Programs that cannot work are refused, with a sentence for each problem beside its field.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

type Change = Partial<ProgramDocumentInput>;

function problemsOf(change: Change, currency = "EUR"): string[] {
  const parsed = parseProgramDocument({ ...PROGRAM_INPUT, ...change }, { currency });
  if (parsed.outcome === "valid") return [];
  return parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

const double = { kind: "multiplier", multiplier: "2" } as const;
const RULE = { id: "coffee", name: "Coffee", addedOn: "2026-01-01", effect: double } as const;
const CAMPAIGN = {
  id: "spring",
  name: "Spring",
  startsAt: "2026-03-01T00:00",
  endsAt: "2026-04-01T00:00",
  effect: double,
} as const;

describe("limits", () => {
  test.each<[string, Change["earning"], string]>([
    [
      "a day's below an order's",
      { perOrderCap: "500", perDayCap: "499" },
      "earning.perDayCap: This is less than the most points of one order, 500",
    ],
    [
      "a year's below a day's",
      { perDayCap: "100", perYearCap: "99" },
      "earning.perYearCap: This is less than the most points of one member and day, 100",
    ],
    [
      "a year's below an order's, with none for a day",
      { perOrderCap: "100", perYearCap: "99" },
      "earning.perYearCap: This is less than the most points of one order, 100",
    ],
    [
      "the budget of all below a member's",
      { perYearCap: "100", programBudget: "99" },
      "earning.programBudget: This is less than the most points of one member and year, 100",
    ],
    [
      "an order's below what the least amount earns",
      { pointsPerUnit: "2", minimumOrderMinor: "5000", perOrderCap: "99" },
      "earning.perOrderCap: An order of the least amount that earns already brings 100 points",
    ],
    [
      "a day's below what the least amount earns",
      { pointsPerUnit: "2", minimumOrderMinor: "5000", perDayCap: "99", perYearCap: "99" },
      "earning.perDayCap: An order of the least amount that earns already brings 100 points",
    ],
  ])("cannot be %s", (_name, earning, problem) => {
    expect(problemsOf({ earning })).toEqual([problem]);
  });

  test("may be equal, and as low as what the least amount earns", () => {
    const limits = {
      perOrderCap: "100",
      perDayCap: "100",
      perYearCap: "100",
      programBudget: "100",
    };
    const earning = { pointsPerUnit: "2", minimumOrderMinor: "5000", ...limits };
    expect(problemsOf({ earning })).toEqual([]);
  });

  test("are compared in the shop's currency, and rounded as the program rounds", () => {
    const earning = { pointsPerUnit: "0.015", minimumOrderMinor: "500", perOrderCap: "7" };
    expect(problemsOf({ earning, rounding: "floor" }, "JPY")).toEqual([]);
    expect(problemsOf({ earning, rounding: "ceiling" }, "JPY")).toEqual([
      "earning.perOrderCap: An order of the least amount that earns already brings 8 points",
    ]);
    expect(problemsOf({ earning, rounding: "ceiling" }, "EUR")).toEqual([]);
  });

  test("cannot be below a bonus that is given to one order", () => {
    const effect = { kind: "bonus_per_order", points: "300" } as const;
    const earning = { perOrderCap: "200", rules: [{ ...RULE, effect }] };
    expect(problemsOf({ earning, campaigns: [{ ...CAMPAIGN, effect }] })).toEqual([
      "earning.rules.0.effect.points: One order earns at most 200 points",
      "campaigns.0.effect.points: One order earns at most 200 points",
    ]);
  });

  test.each([
    [{ perDayCap: "100" }, "One member earns at most 100 points a day"],
    [{ perYearCap: "200" }, "One member earns at most 200 points a year"],
    [{ programBudget: "299" }, "All members together earn at most 299 points a year"],
    [{ perDayCap: "300", perYearCap: "300", programBudget: "300" }, null],
    [{ perOrderCap: "50", perDayCap: "100" }, "One order earns at most 50 points"],
  ])("of any kind cannot be below it: %o", (limits, sentence) => {
    const effect = { kind: "bonus_per_order", points: "300" } as const;
    const earning = { ...limits, rules: [{ ...RULE, effect }] };
    const expected = sentence === null ? [] : [`earning.rules.0.effect.points: ${sentence}`];
    expect(problemsOf({ earning })).toEqual(expected);
  });
});

describe("a campaign in time that clocks skip", () => {
  const problemsIn = (timeZone: string, campaign: object) => {
    const input = { ...PROGRAM_INPUT, campaigns: [{ ...CAMPAIGN, ...campaign }] };
    const parsed = parseProgramDocument(input, { currency: "EUR", timeZone });
    if (parsed.outcome === "valid") return [];
    return parsed.problems.map(({ path, message }) => `${path}: ${message}`);
  };
  const skipped = { startsAt: "2026-03-29T02:00", endsAt: "2026-03-29T03:00" };
  const oneDay = { startsAt: "2026-03-29T00:00", endsAt: "2026-03-30T00:00" };
  const hours = { from: "02:00", until: "03:00" };

  test("is refused where it never runs", () => {
    expect(problemsIn("Europe/Berlin", skipped)).toEqual([
      "campaigns.0.endsAt: The store’s clocks skip all of this time",
    ]);
    expect(problemsIn("Europe/Berlin", { ...oneDay, hours })).toEqual([
      "campaigns.0.hours: The store’s clocks skip all of this time",
    ]);
    const sundays = { startsAt: "2026-03-28T00:00", endsAt: "2026-04-03T00:00", weekdays: [7] };
    expect(problemsIn("Europe/Berlin", { ...sundays, hours })).toEqual([
      "campaigns.0.hours: The store’s clocks skip all of this time",
    ]);
  });

  test("is well where clocks show some of it, there or on another day", () => {
    expect(problemsIn("UTC", skipped)).toEqual([]);
    expect(problemsIn("Europe/Berlin", { ...skipped, endsAt: "2026-03-29T03:01" })).toEqual([]);
    expect(problemsIn("Europe/Berlin", { ...oneDay, endsAt: "2026-03-31T00:00", hours })).toEqual(
      [],
    );
    const twoSundays = { startsAt: "2026-03-28T00:00", endsAt: "2026-04-06T00:00", weekdays: [7] };
    expect(problemsIn("Europe/Berlin", { ...twoSundays, hours })).toEqual([]);
  });
});

describe("names that things have over the life of a program", () => {
  test("name one thing each, in one list", () => {
    const products = { tags: ["coffee"] };
    const multiplier = { id: "half", products, multiplier: "0.5" };
    const everyone = { id: "all", name: "All", enter: { anyOf: [{ allOf: [] }] } };
    const invited = { id: "all", name: "Invited", entry: "invitation" } as const;
    const change: Change = {
      earning: { rules: [RULE, RULE], productMultipliers: [multiplier, multiplier] },
      campaigns: [CAMPAIGN, { ...CAMPAIGN, id: "summer" }, CAMPAIGN],
      tiers: { list: [everyone, invited] },
    };
    expect(problemsOf(change)).toEqual([
      "earning.productMultipliers.1.id: Another entry of the list has the id half",
      "earning.rules.1.id: Another entry of the list has the id coffee",
      "campaigns.2.id: Another entry of the list has the id spring",
      "tiers.list.1.id: Another entry of the list has the id all",
    ]);
  });
});

describe("conditions", () => {
  test("name tiers that there are", () => {
    const conditions = { tiers: ["gold"] };
    const change = {
      earning: { rules: [{ ...RULE, conditions }] },
      campaigns: [{ ...CAMPAIGN, conditions }],
    };
    expect(problemsOf(change)).toEqual([
      "earning.rules.0.conditions.tiers.0: No tier has the id gold",
      "campaigns.0.conditions.tiers.0: No tier has the id gold",
    ]);
    const gold = { id: "gold", name: "Gold", entry: "manual" } as const;
    expect(problemsOf({ ...change, tiers: { list: [gold] } })).toEqual([]);
  });

  test("do not ask for what they exclude", () => {
    const conditions = {
      products: { productIds: ["1", "2"], tags: ["Coffee"] },
      excludedProducts: { productIds: ["2"], variantIds: ["1"], tags: ["coffee"] },
    };
    expect(problemsOf({ earning: { rules: [{ ...RULE, conditions }] } })).toEqual([
      "earning.rules.0.conditions.excludedProducts.productIds.0: Product 2 is both asked for and excluded",
      "earning.rules.0.conditions.excludedProducts.tags.0: Tag coffee is both asked for and excluded",
    ]);
  });

  test("of a product multiplier name at least one product", () => {
    const productMultipliers = [{ id: "none", products: {}, multiplier: "0" }];
    expect(problemsOf({ earning: { productMultipliers } })).toEqual([
      "earning.productMultipliers.0.products: Name at least one product, variant, collection or tag",
    ]);
  });
});

describe("a campaign", () => {
  const problems = (change: object) => problemsOf({ campaigns: [{ ...CAMPAIGN, ...change }] });

  test.each<[string, object, string[]]>([
    [
      "before it starts",
      { endsAt: "2026-02-28T23:59" },
      ["campaigns.0.endsAt: The campaign ends before it starts"],
    ],
    [
      "when it starts",
      { endsAt: CAMPAIGN.startsAt },
      ["campaigns.0.endsAt: The campaign ends when it starts"],
    ],
    [
      "on a date that does not exist",
      { endsAt: "2026-04-31T00:00" },
      ["campaigns.0.endsAt: This date does not exist"],
    ],
  ])("does not end %s", (_name, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  test("has hours that last", () => {
    expect(problems({ hours: { from: "09:00", until: "09:00" } })).toEqual([
      "campaigns.0.hours.until: The hours end when they begin: for the whole day, leave them out",
    ]);
    expect(problems({ hours: { from: "22:00", until: "02:00" } })).toEqual([]);
    expect(problems({ hours: { from: "18:00", until: "00:00" } })).toEqual([]);
  });

  test("names each weekday once", () => {
    expect(problems({ weekdays: [1, 2, 1] })).toEqual([
      "campaigns.0.weekdays.2: Name each weekday once",
    ]);
  });

  // 2 March 2026 is a Monday.
  const weekend = { startsAt: "2026-02-28T00:00", endsAt: "2026-03-02T00:00" };
  test.each<[string, object, boolean]>([
    ["Monday of a weekend", { ...weekend, weekdays: [1] }, false],
    ["Sunday of a weekend", { ...weekend, weekdays: [7] }, true],
    [
      "hours of Friday night that reach into the weekend",
      { ...weekend, weekdays: [5], hours: { from: "22:00", until: "00:01" } },
      true,
    ],
    [
      "hours of Friday night that end with Friday",
      { ...weekend, weekdays: [5], hours: { from: "22:00", until: "00:00" } },
      false,
    ],
    [
      "evening hours of one morning",
      {
        startsAt: "2026-03-01T08:00",
        endsAt: "2026-03-01T12:00",
        hours: { from: "18:00", until: "20:00" },
      },
      false,
    ],
    [
      "morning hours of one morning",
      {
        startsAt: "2026-03-01T08:00",
        endsAt: "2026-03-01T12:00",
        hours: { from: "11:59", until: "20:00" },
      },
      true,
    ],
    ["one weekday of eight days", { endsAt: "2026-03-09T00:00", weekdays: [7] }, true],
    [
      "one weekday at the end of a long one",
      { startsAt: "2026-03-02T10:00", endsAt: "2026-03-09T11:00", weekdays: [1] },
      true,
    ],
  ])("runs at some time: %s", (_name, change, runs) => {
    const expected = "between start and end";
    const found = problems(change);
    expect(found).toHaveLength(runs ? 0 : 1);
    for (const problem of found) expect(problem).toContain(expected);
  });

  test("has limits that its bonus and each other fit into", () => {
    expect(problems({ budget: "100", perMemberLimit: "101" })).toEqual([
      "campaigns.0.perMemberLimit: The campaign gives at most 100 points to all together",
    ]);
    const effect = { kind: "bonus_per_order", points: "50" };
    expect(problems({ effect, budget: "49", perMemberLimit: "40" })).toEqual([
      "campaigns.0.perMemberLimit: One bonus is already 50 points",
      "campaigns.0.budget: One bonus is already 50 points",
    ]);
    expect(problems({ effect, budget: "50", perMemberLimit: "50" })).toEqual([]);
  });
});

test("a program that names too much is refused as a whole", () => {
  const tags = Array.from({ length: 100 }, (_, index) => `${index}-${"x".repeat(245)}`);
  const rules = Array.from({ length: 20 }, (_, index) => ({
    ...RULE,
    id: `rule-${index}`,
    conditions: { customerTags: tags },
  }));
  expect(problemsOf({ earning: { rules } })).toEqual([
    ": The program is too large: name fewer products, tags and rules",
  ]);
  expect(problemsOf({ earning: { rules: rules.slice(1, 19) } })).toEqual([]);
});
