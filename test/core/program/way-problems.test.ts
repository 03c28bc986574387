// Ways to earn that nobody can meet, or that promise what nobody gets, are refused beside the
// field.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const tiers = { list: [{ id: "gold", name: "Gold", enter: { anyOf: [{ allOf: [] }] } }] };
const review = { id: "review", name: "Review", trigger: "review", points: "50" };

function problemsOf(ways: readonly object[], more: object = {}): string[] {
  const parsed = parseProgramDocument({ ...PROGRAM_INPUT, tiers, waysToEarn: ways, ...more });
  if (parsed.outcome === "valid") return [];
  return parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

const one = (changes: object, more: object = {}) => problemsOf([{ ...review, ...changes }], more);

describe("a way to earn", () => {
  test("that says all it needs is accepted", () => {
    expect(one({ limit: { times: 3, per: "month" }, coolDownDays: 7, pendingDays: 14 })).toEqual(
      [],
    );
  });

  test("has an id of its own", () => {
    expect(problemsOf([review, review])).toEqual([
      "waysToEarn.1.id: Another entry of the list has the id review",
    ]);
  });

  test("gives at least one point, and no more than the year allows", () => {
    expect(one({ points: "0" })).toEqual(["waysToEarn.0.points: Enter at least one point"]);
    expect(one({ points: "100" }, { actionPointsPerYear: "99" })).toEqual([
      "waysToEarn.0.points: All ways to earn together give one member at most 99 points a year",
    ]);
    expect(one({ points: "99" }, { actionPointsPerYear: "99" })).toEqual([]);
  });

  test("is for tiers that there are", () => {
    expect(one({ audience: { tiers: ["gold", "silver"] } })).toEqual([
      "waysToEarn.0.audience.tiers.1: No tier has the id silver",
    ]);
  });

  test.each([
    [{ times: 2, per: "day" }, 1],
    [{ times: 6, per: "month" }, 7],
    [{ times: 3, per: "year" }, 183],
  ])("promises no more times than its days between allow: %j", (limit, coolDownDays) => {
    const times = `With ${coolDownDays} days between them, it cannot earn ${limit.times} times in that time`;
    expect(one({ limit, coolDownDays })).toEqual([`waysToEarn.0.limit.times: ${times}`]);
    expect(one({ limit: { ...limit, times: limit.times - 1 }, coolDownDays })).toEqual([]);
  });

  test.each([
    [{ kind: "age", length: { unit: "days", count: 14 } }, 14, 13],
    [{ kind: "inactivity", length: { unit: "months", count: 1 } }, 28, 27],
    [{ kind: "fixed_dates", dates: ["12-31"], leastAge: { unit: "days", count: 9 } }, 9, 8],
    [{ kind: "fixed_dates", dates: ["12-31"] }, 1, 0],
  ])("gives points that can be spent before they end: %j", (policy, tooLong, longest) => {
    const problem =
      `waysToEarn.0.pendingDays: Some points could end before these ${tooLong} days are over: ` +
      "let them wait for less, or live longer";
    const warningDays: number[] = [];
    const ofTier = { byTier: [{ tierId: "gold", policy }], warningDays };
    const ofAll = { policy, warningDays };
    const terms = policy.kind === "inactivity" ? [ofAll] : [ofAll, ofTier];
    for (const expiry of terms) {
      expect(one({ pendingDays: tooLong }, { expiry })).toEqual([problem]);
      expect(one({ pendingDays: longest }, { expiry })).toEqual([]);
    }
  });

  test("has no setting that its trigger does not know", () => {
    const account = { id: "join", name: "Join", trigger: "account", points: "5" };
    expect(problemsOf([{ ...account, limit: { times: 1, per: "ever" } }])).toEqual([
      'waysToEarn.0.limit: There is no setting "limit" here: correct its name, or leave it out',
    ]);
  });

  test("is one of thirty at most", () => {
    const many = Array.from({ length: 31 }, (_, index) => ({ ...review, id: `way-${index}` }));
    expect(problemsOf(many)).toEqual(["waysToEarn: Use at most 30 ways to earn"]);
    expect(problemsOf(many.slice(1))).toEqual([]);
  });
});

describe("the page of a network", () => {
  const follow = { ...review, trigger: "social", network: "tiktok" };
  const refused = ["waysToEarn.0.url: Enter an address that begins with https://"];

  test.each([
    "https://www.tiktok.com/@harbour",
    "https://example.com",
    "https://example.com/a?b=c#d",
    "https://example.com:8443/us",
  ])("is an address of the web: %s", (url) => {
    expect(problemsOf([{ ...follow, url }])).toEqual([]);
  });

  test.each([
    "http://example.com",
    "javascript:alert(1)",
    "//example.com",
    "https://user@example.com",
    "https://example",
    "https://exam ple.com",
    "",
  ])("is nothing else: %s", (url) => {
    expect(problemsOf([{ ...follow, url }])).toEqual(refused);
  });
});

test.each(["quiz-done", "app_opened", "a", "x".repeat(40)])(
  "an event can be called %s",
  (event) => {
    expect(problemsOf([{ ...review, trigger: "custom", event }])).toEqual([]);
  },
);

test.each(["Quiz", "quiz done", "", "x".repeat(41), "ümlaut"])(
  "an event cannot be called %s",
  (event) => {
    expect(problemsOf([{ ...review, trigger: "custom", event }])).toHaveLength(1);
  },
);
