// Points wait, live and end in a way that their owners can follow.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

type Expiry = NonNullable<ProgramDocumentInput["expiry"]>;
type Policy = NonNullable<Expiry["policy"]>;

const tiers = {
  list: [
    { id: "member", name: "Member", enter: { anyOf: [{ allOf: [] }] } },
    { id: "gold", name: "Gold", entry: "invitation" as const },
  ],
};

function problemsOf(expiry: Expiry, pending?: ProgramDocumentInput["pending"]): string[] {
  const parsed = parseProgramDocument({ ...PROGRAM_INPUT, tiers, expiry, pending });
  if (parsed.outcome === "valid") return [];
  return parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

const months = (count: number) => ({ unit: "months", count }) as const;
const days = (count: number) => ({ unit: "days", count }) as const;
const idle = { kind: "inactivity", length: months(12) } as const;
const never = { kind: "never" } as const;

describe("the terms of one tier", () => {
  test("are those of a tier that there is, and given once", () => {
    expect(problemsOf({ byTier: [{ tierId: "silver", policy: never }] })).toEqual([
      "expiry.byTier.0.tierId: No tier has the id silver",
    ]);
    const twice = [
      { tierId: "gold", policy: never },
      { tierId: "gold", policy: never },
    ];
    expect(problemsOf({ byTier: twice })).toEqual([
      "expiry.byTier.1.tierId: This tier has other terms already",
    ]);
  });

  test("end balances by inactivity only where those of everyone do", () => {
    expect(problemsOf({ byTier: [{ tierId: "gold", policy: idle }] })).toEqual([
      "expiry.byTier.0.policy.kind: Balances of one tier end by inactivity only where those of everyone do",
    ]);
  });

  test("may be any others where those of everyone end by inactivity", () => {
    const others: Policy[] = [
      never,
      { kind: "age", length: months(24) },
      { kind: "fixed_dates", dates: ["12-31"] },
      { kind: "inactivity", length: months(24) },
    ];
    for (const policy of others) {
      expect(problemsOf({ policy: idle, byTier: [{ tierId: "gold", policy }] })).toEqual([]);
    }
  });

  test("know one clock of activity", () => {
    const policy: Policy = { ...idle, activities: ["order"] };
    expect(problemsOf({ policy: idle, byTier: [{ tierId: "gold", policy }] })).toEqual([
      "expiry.byTier.0.policy.activities: What keeps a balance alive is the same for everyone",
    ]);
    const turned: Policy = { ...idle, activities: ["redemption", "order"] };
    const byTier = [{ tierId: "gold", policy: turned }];
    expect(problemsOf({ policy: idle, byTier })).toEqual([]);
  });
});

describe("the life of points", () => {
  test.each([
    [months(121), "expiry.policy.length.count: Enter at most ten years"],
    [{ unit: "years", count: 11 } as const, "expiry.policy.length.count: Enter at most ten years"],
    [days(3_651), "expiry.policy.length.count: Enter at most 3650"],
  ])("is at most ten years: %j", (length, problem) => {
    expect(problemsOf({ policy: { kind: "age", length } })).toContain(problem);
  });

  test("has dates that exist, each once", () => {
    expect(problemsOf({ policy: { kind: "fixed_dates", dates: ["06-31"] } })).toEqual([
      "expiry.policy.dates.0: This day does not exist",
    ]);
    expect(problemsOf({ policy: { kind: "fixed_dates", dates: ["06-30", "06-30"] } })).toEqual([
      "expiry.policy.dates.1: Give each date once",
    ]);
  });

  test("names each activity once", () => {
    const policy: Policy = { ...idle, activities: ["order", "order"] };
    expect(problemsOf({ policy })).toEqual(["expiry.policy.activities.1: Name each activity once"]);
  });

  test("is longer than any warning before its end", () => {
    const age = (length: { unit: "days" | "months"; count: number }) =>
      problemsOf({ policy: { kind: "age", length }, warningDays: [28, 7] });
    expect(age(months(1))).toEqual([
      "expiry.warningDays.0: Some points live for 28 days only: warn later",
    ]);
    expect(age(days(29))).toEqual([]);
    const gold = { tierId: "gold", policy: { kind: "age", length: days(5) } } as const;
    expect(problemsOf({ byTier: [gold], warningDays: [5, 4] })).toEqual([
      "expiry.warningDays.0: Some points live for 5 days only: warn later",
    ]);
  });

  test("has the usual warnings as far as they fit, where none are named", () => {
    const warningsOf = (expiry: Expiry) => {
      const parsed = parseProgramDocument({ ...PROGRAM_INPUT, tiers, expiry });
      return parsed.outcome === "valid" ? parsed.document.expiry.warningDays : parsed.problems;
    };
    const policy = (count: number) => ({ kind: "age", length: months(count) }) as const;
    expect(warningsOf({ policy: policy(12) })).toEqual([30, 7]);
    expect(warningsOf({ policy: policy(1) })).toEqual([7]);
    const gold = { tierId: "gold", policy: { kind: "age", length: days(5) } } as const;
    expect(warningsOf({ policy: policy(12), byTier: [gold] })).toEqual([]);
    expect(warningsOf({})).toEqual([30, 7]);
    expect(warningsOf({ policy: policy(1), warningDays: [30, 7] })).toEqual([
      { path: "expiry.warningDays.0", message: "Some points live for 28 days only: warn later" },
    ]);
  });

  test("begins before it ends: nothing ends while it is pending", () => {
    const policy = { kind: "age", length: days(60) } as const;
    const problem =
      "expiry.policy.length: Points wait 60 days before they can be spent, and would end before that";
    expect(problemsOf({ policy }, { kind: "days", days: 60 })).toEqual([problem]);
    expect(problemsOf({ policy }, { kind: "days", days: 59 })).toEqual([]);
    expect(problemsOf({ policy }, { kind: "fulfilment", days: 60 })).toEqual([problem]);
    expect(problemsOf({ policy }, { kind: "delivery", days: 5 })).toEqual([problem]);
    const dates: Policy = { kind: "fixed_dates", dates: ["12-31"], leastAge: days(20) };
    expect(problemsOf({ policy: dates, warningDays: [7] }, { kind: "days", days: 20 })).toEqual([
      "expiry.policy.leastAge: Points wait 20 days before they can be spent, and would end before that",
    ]);
    const short: Policy = { kind: "inactivity", length: days(60) };
    expect(problemsOf({ policy: short }, { kind: "days", days: 60 })).toEqual([problem]);
    expect(problemsOf({ policy: idle }, { kind: "days", days: 335 })).toEqual([]);
  });

  test("is no shorter than the wait where a date comes soon after they are earned", () => {
    const soon: Policy = { kind: "fixed_dates", dates: ["12-31"] };
    const problem =
      "Points wait 14 days before they can be spent, and some would end before that: " +
      "say how old points must be to end";
    expect(problemsOf({ policy: soon }, { kind: "days", days: 14 })).toEqual([
      `expiry.policy.leastAge: ${problem}`,
    ]);
    const byTier = [{ tierId: "gold", policy: soon }];
    expect(problemsOf({ byTier }, { kind: "fulfilment", days: 14 })).toEqual([
      `expiry.byTier.0.policy.leastAge: ${problem}`,
    ]);
    expect(problemsOf({ policy: soon }, { kind: "fulfilment", days: 0 })).toEqual([]);
    const old: Policy = { ...soon, leastAge: days(15) };
    expect(problemsOf({ policy: old, warningDays: [7] }, { kind: "days", days: 14 })).toEqual([]);
  });
});

test("points are released at the latest after the wait that follows delivery", () => {
  expect(problemsOf({}, { kind: "delivery", days: 30, atLatestDays: 29 })).toEqual([
    "pending.atLatestDays: This is less than the 30 days after delivery",
  ]);
  expect(problemsOf({}, { kind: "delivery", days: 30, atLatestDays: 30 })).toEqual([]);
});
