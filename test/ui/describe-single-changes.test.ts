// Of a list of tiers or rewards, only what comes and goes is told.
import { expect, test } from "vitest";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { describeChanges } from "../../app/ui/describe-changes.ts";
import { NO_NAMES } from "../../app/ui/known-names.ts";
import { FULL_PROGRAM } from "../support/full-programs.ts";

const told = (before: ProgramDocument, after: ProgramDocument) =>
  describeChanges(before, after, "EUR");

test("single tiers and rewards that come and go are told of one by one", () => {
  const { tiers } = FULL_PROGRAM;
  if (!tiers) throw new Error("The example has no tiers");
  const fewer = { ...FULL_PROGRAM, tiers: { ...tiers, list: tiers.list.slice(0, 2) } };
  expect(told(FULL_PROGRAM, fewer)).toEqual(["There is no tier “Friends” any more."]);
  expect(told(fewer, FULL_PROGRAM)).toEqual(["New tier “Friends”: given by invitation."]);
  const before = { ...FULL_PROGRAM, rewards: FULL_PROGRAM.rewards.slice(0, 1) };
  const rewards = before.rewards.map((reward) => ({ ...reward, id: "new", name: "New" }));
  const [ends, starts = ""] = told(before, { ...before, rewards });
  expect(ends).toBe("A reward ends: 100 Stars turn into €5.00 off.");
  expect(starts).toMatch(/^New reward “New”: 100 Stars .+ at least €20.00, for 90 days, with/);
  expect(starts).toMatch(
    /, for one member once a week and 5 times ever, for .+, 90 Stars in Gold\.$/,
  );
});

test("free products are called as the store does, and as members read", () => {
  const bag = FULL_PROGRAM.rewards.filter(({ kind }) => kind === "free_product");
  const names = { ...NO_NAMES, variant: { 33: "Harbour Blend - Light", 34: null } };
  const none = { ...FULL_PROGRAM, rewards: [] };
  expect(describeChanges(none, { ...none, rewards: bag }, "EUR", names)).toEqual([
    "New reward “Free coffee”: 300 Stars turn into one unit of variant “Harbour Blend - " +
      "Light” as “Light” or variant 34 as “Dark” for free, for 90 days, with shipping discounts.",
  ]);
});

test("a reward with a name ends under it", () => {
  const [first] = FULL_PROGRAM.rewards;
  if (!first) throw new Error("The example has no rewards");
  const before = { ...FULL_PROGRAM, rewards: [{ ...first, name: "Five for you" }] };
  expect(told(before, { ...before, rewards: [] })).toEqual([
    "The reward “Five for you” ends: 100 Stars turn into €5.00 off.",
  ]);
});
