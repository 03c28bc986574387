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
    conditions: Partial<
      Pick<Reward, "audience" | "autoIssue" | "drops" | "limits" | "stock" | "tierPrices">
    >,
  ): ProgramDocument => ({
    ...plain,
    rewards: plain.rewards.map((reward): Reward => ({ ...reward, ...conditions }) as Reward),
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
      {
        drops: [
          { id: "a", opensAt: "2026-06-01T09:00", closesAt: "2026-06-02T00:00", stock: null },
        ],
      },
      "€5.00 off can be had from Jun 1, 2026 at 09:00 until Jun 2, 2026 at 00:00.",
      "€5.00 off can be had at any time.",
    ],
    [
      { drops: [{ id: "a", opensAt: "2026-06-01T09:00", closesAt: null, stock: 20 }] },
      "€5.00 off can be had from Jun 1, 2026 at 09:00 on (20 of them).",
      "€5.00 off can be had at any time.",
    ],
    [
      { audience: { tierIds: ["gold", "lead"], customerTags: ["vip"], segmentIds: ["5"] } },
      "€5.00 off is for members in gold or lead, for customers tagged “vip”, and for customers " +
        "in segment 5.",
      "€5.00 off is for everyone.",
    ],
    [
      { tierPrices: [{ tierId: "gold", points: 80n }] },
      "€5.00 off costs 80 Points in gold.",
      "€5.00 off costs the same in every tier.",
    ],
    [
      { autoIssue: { kind: "threshold", keep: 0n, mostPerYear: null } },
      "€5.00 off issues itself whenever a member has the points for it.",
      "€5.00 off no longer issues itself.",
    ],
    [
      { autoIssue: { kind: "dates", dates: ["12-24"], most: 1, mostPerYear: 2 } },
      "€5.00 off issues itself on December 24 of each year, at most once on each, at most 2 times " +
        "a year.",
      "€5.00 off no longer issues itself.",
    ],
  ])("%o is told when it comes and when it goes", (conditions, comes, goes) => {
    expect(told(plain, asking(conditions))).toEqual([comes]);
    expect(told(asking(conditions), plain)).toEqual([goes]);
  });
});

describe("price campaigns", () => {
  const plain = program();
  const [reward] = plain.rewards;
  const quiet = {
    id: "quiet",
    name: "Quiet weeks",
    startsAt: "2026-07-01T00:00",
    endsAt: "2026-08-01T00:00",
    weekdays: [],
    hours: null,
    rewardIds: [],
    percentOff: 25,
  };
  const party = { ...quiet, id: "party", name: "Birthday", rewardIds: [reward?.id ?? ""] };
  const running = (...rewardCampaigns: ProgramDocument["rewardCampaigns"]): ProgramDocument => ({
    ...plain,
    rewardCampaigns,
  });

  test("are told of when they come, go and change places", () => {
    const times = "from Jul 1, 2026 at 00:00 until Aug 1, 2026 at 00:00";
    expect(told(plain, running(quiet, party))).toEqual([
      `New price campaign “Quiet weeks”: 25% off the price of every reward, ${times}.`,
      `New price campaign “Birthday”: 25% off the price of €5.00 off, ${times}.`,
    ]);
    expect(told(running(quiet), plain)).toEqual([
      "The price campaign “Quiet weeks” no longer runs.",
    ]);
    expect(told(running(quiet, party), running(party, quiet))).toEqual([
      "Price campaigns are in this order: “Birthday” and “Quiet weeks”.",
    ]);
  });

  test("are told of by each setting that changes", () => {
    const later = { startsAt: "2026-07-02T09:00", endsAt: "2026-08-02T00:00", weekdays: [1, 7] };
    const hours = { from: "18:00", until: "22:00" };
    const changed = { ...party, ...later, hours, id: "quiet", percentOff: 30 };
    expect(told(running(quiet), running(changed))).toEqual([
      "The price campaign “Quiet weeks” is now called “Birthday”.",
      "“Birthday” starts on Jul 2, 2026 at 09:00 instead of Jul 1, 2026 at 00:00.",
      "“Birthday” ends on Aug 2, 2026 at 00:00 instead of Aug 1, 2026 at 00:00.",
      "“Birthday” runs on Mondays and Sundays only.",
      "“Birthday” runs from 18:00 until 22:00 only.",
      "“Birthday” is for €5.00 off.",
      "“Birthday” takes 30% off instead of 25%.",
    ]);
  });
});
