// Sentences about what a reward asks for beside its points.
import { describe, expect, test } from "vitest";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { Reward } from "../../app/core/program/reward-terms.ts";
import { describeChanges } from "../../app/ui/describe-changes.ts";
import { program } from "../support/order-builder.ts";

const told = (before: ProgramDocument, after: ProgramDocument) =>
  describeChanges(before, after, "EUR");

describe("what a reward asks for", () => {
  const plain = program();
  const asking = (
    conditions: Partial<Pick<Reward, "drops" | "limits" | "stock">>,
  ): ProgramDocument => ({
    ...plain,
    rewards: plain.rewards.map((reward) => ({ ...reward, ...conditions })),
  });

  test.each<[Parameters<typeof asking>[0], string, string]>([
    [
      { limits: [{ count: 1, period: "ever" }] },
      "One member can have €5.00 off once ever.",
      "One member can have €5.00 off as often as they like.",
    ],
    [
      { stock: 1_500 },
      "There are 1,500 of €5.00 off for all members together.",
      "There are any number of €5.00 off.",
    ],
    [
      { drops: [{ id: "a", opensAt: "2026-06-01T09:00", closesAt: "2026-06-02T00:00" }] },
      "€5.00 off can be had from Jun 1, 2026 at 09:00 until Jun 2, 2026 at 00:00.",
      "€5.00 off can be had at any time.",
    ],
  ])("%j is told when it comes and when it goes", (conditions, comes, goes) => {
    expect(told(plain, asking(conditions))).toEqual([comes]);
    expect(told(asking(conditions), plain)).toEqual([goes]);
  });
});
