// A new reward of each kind says all that its kind has, and nothing else.
import { describe, expect, test } from "vitest";
import type { RewardKind } from "../../../app/core/program/reward-terms.ts";
import { kindOptions, blankReward, titleOf } from "../../../app/ui/program/blank-reward.ts";
import { withValueAt } from "../../../app/ui/program/typed-paths.ts";
import { readProgram, typeProgram } from "../../../app/ui/program/typed-program.ts";
import { FULL_PROGRAM } from "../../support/full-programs.ts";
import { program } from "../../support/order-builder.ts";

const kinds = kindOptions.map(({ value }) => value as RewardKind);
const full = typeProgram(FULL_PROGRAM, "EUR").rewards;

/** What the form says of a program with this reward alone. */
function problemsOf(typedReward: object): string[] {
  const typed = withValueAt(typeProgram(program(), "EUR"), "rewards", [typedReward as never]);
  const read = readProgram(typed, "EUR");
  return read.outcome === "valid" ? [] : read.problems.map(({ path }) => path);
}

describe("a new reward", () => {
  test.each(kinds)("has every setting of its kind: %s", (kind) => {
    const known = full.find((reward) => reward.kind === kind);
    const settings = (reward: object | undefined) => Object.keys(reward ?? {}).toSorted();
    expect(settings(blankReward(kind, "new"))).toEqual(settings(known));
  });

  const missing: Readonly<Record<RewardKind, readonly string[]>> = {
    amount_off: ["amountMinor"],
    percentage_off: ["percent"],
    points_for_money: ["amountPerStepMinor"],
    free_shipping: [],
    free_product: ["variantIds"],
    gift_card: ["amountMinor"],
    store_credit: ["amountMinor"],
    donation: ["amountMinor", "cause"],
    experience: ["place", "startsAt"],
    exclusive_product: ["productIds"],
    early_access: ["until"],
  };
  test.each(kinds)("asks for what nobody can guess, at its field: %s", (kind) => {
    const paths = ["points", ...missing[kind]].map((name) => `rewards.0.${name}`);
    expect(problemsOf(blankReward(kind, "new")).toSorted()).toEqual(paths.toSorted());
  });

  test("asks for the places of an experience once the rest is typed", () => {
    const tasting = {
      ...blankReward("experience", "new"),
      points: "100",
      place: "The roastery",
      startsAt: "2026-07-01T18:00",
    };
    expect(problemsOf(tasting)).toEqual(["rewards.0.stock"]);
    expect(problemsOf({ ...tasting, stock: "12" })).toEqual([]);
    const ended = { ...tasting, stock: "12", endsAt: "2026-07-01T17:00" };
    expect(problemsOf(ended)).toEqual(["rewards.0.endsAt"]);
  });

  test.each([
    ["gift_card", "Gift card of €25.00"],
    ["store_credit", "Store credit of €20.00"],
    ["donation", "Donation for Trees"],
    ["experience", "Experience at The roastery"],
    ["exclusive_product", "Exclusive product"],
    ["early_access", "Early access"],
  ] as const)("is called in the list by what it is: %s", (kind, title) => {
    const known = full.find((reward) => reward.kind === kind);
    expect(known && titleOf(known, "EUR")).toBe(title);
  });
});
