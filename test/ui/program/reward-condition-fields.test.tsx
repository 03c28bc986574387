// Prices of tiers, drops and limits of a reward are added and taken away one by one.
import type { Window } from "happy-dom";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type TypedProgram, typeProgram } from "../../../app/ui/program/typed-program.ts";
import { FULL_PROGRAM } from "../../support/full-programs.ts";
import { type OpenFields, openFields, openWindow } from "../../support/typed-fields.ts";

let view: Window;

beforeEach(() => {
  view = openWindow();
});
afterEach(() => vi.unstubAllGlobals());

/** A reward for which Gold pays 90; the other tiers are Silver and Friends. */
async function openReward(typed = typeProgram(FULL_PROGRAM, "EUR")): Promise<OpenFields> {
  const file = await import("../../../app/ui/program/reward-condition-fields.tsx");
  const fields = file.RewardConditionFields;
  return openFields(view, { fields, path: "rewards.0", document: FULL_PROGRAM, typed });
}

const prices = "rewards.0.tierPrices";

test("a price is added for the first tier that has none, until all have one", async () => {
  const { press, valueAt, buttons } = await openReward();
  expect(valueAt(prices)).toEqual([{ tierId: "gold", points: "90" }]);
  await press("Add a price");
  await press("Add a price");
  expect(valueAt(prices)).toEqual([
    { tierId: "gold", points: "90" },
    { tierId: "silver", points: "" },
    { tierId: "friends", points: "" },
  ]);
  expect(buttons()).not.toContain("Add a price");
  await press("Remove the price for silver");
  expect(valueAt(prices)).toEqual([
    { tierId: "gold", points: "90" },
    { tierId: "friends", points: "" },
  ]);
  expect(buttons()).toContain("Add a price");
});

test("a program without tiers has no prices for them, but shows those that are left", async () => {
  const typed: TypedProgram = { ...typeProgram(FULL_PROGRAM, "EUR"), tiers: null };
  const { press, valueAt, buttons } = await openReward(typed);
  expect(buttons()).not.toContain("Add a price");
  await press("Remove the price for gold");
  expect(valueAt(prices)).toEqual([]);
  expect(buttons().some((label) => label.includes("price"))).toBe(false);
});

test("a drop is added with nothing said, and each has an id of its own", async () => {
  const { press, valueAt } = await openReward();
  await press("Add a drop");
  await press("Add a drop");
  const drops = valueAt("rewards.0.drops") as { id: string }[];
  expect(new Set(drops.map(({ id }) => id)).size).toBe(2);
  expect(drops).toMatchObject([
    { opensAt: "", closesAt: "", stock: "" },
    { opensAt: "", closesAt: "", stock: "" },
  ]);
  await press("Remove drop 1");
  expect(valueAt("rewards.0.drops")).toEqual(drops.slice(1));
});

test("a price campaign is added that says nothing yet but how much less rewards cost", async () => {
  const file = await import("../../../app/ui/program/reward-campaigns-section.tsx");
  const typed = { ...typeProgram(FULL_PROGRAM, "EUR"), rewardCampaigns: [] };
  const fields = file.RewardCampaignsSection;
  const path = "rewardCampaigns";
  const opened = await openFields(view, { fields, path, document: FULL_PROGRAM, typed });
  await opened.press("Add a price campaign");
  expect(opened.valueAt(path)).toMatchObject([
    { name: "", startsAt: "", endsAt: "", weekdays: "", hours: null, rewardIds: "" },
  ]);
});
