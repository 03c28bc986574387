// A program may live of rules and campaigns alone, but something must add points.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

type Change = Partial<ProgramDocumentInput>;

function problemsOf(change: Change): string[] {
  const parsed = parseProgramDocument({ ...PROGRAM_INPUT, ...change }, { currency: "EUR" });
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

describe("a rate of zero", () => {
  const sentence = "Enter more than zero, or add a rule or a campaign that adds points";
  const perOrder = { kind: "bonus_per_order", points: "50" } as const;
  const earning = { pointsPerUnit: "0" };

  test.each<[string, Change]>([
    ["alone", { earning }],
    ["written with decimals", { earning: { pointsPerUnit: "0.00" } }],
    [
      "with multipliers, which have nothing to multiply",
      { earning: { ...earning, rules: [RULE] } },
    ],
  ])("is refused %s", (_name, change) => {
    expect(problemsOf(change)).toEqual([`earning.pointsPerUnit: ${sentence}`]);
  });

  test.each<[string, Change]>([
    ["a rule", { earning: { ...earning, rules: [{ ...RULE, effect: perOrder }] } }],
    ["a campaign", { earning, campaigns: [{ ...CAMPAIGN, effect: perOrder }] }],
  ])("is allowed where %s adds points", (_name, change) => {
    expect(problemsOf(change)).toEqual([]);
  });
});
