// What visitors are told of members: real figures, and never of so few that one could be made out.
import { expect, test } from "vitest";
import { LEAST_MEMBERS, recentFacts, recentSpan } from "../../../app/core/activity/recent-facts.ts";
import type { RecentCounts } from "../../../app/core/activity/recent-facts.ts";

const counts = (changes: Partial<RecentCounts> = {}): RecentCounts => ({
  earned: { members: 42, points: 12_300n },
  redeemed: { members: 18 },
  rewards: [
    { rewardId: "bag", members: 6 },
    { rewardId: "five", members: 12 },
  ],
  ...changes,
});

test("who earned, who chose a reward, and which reward most of them chose", () => {
  expect(recentFacts(counts())).toEqual([
    { kind: "earned", members: 42, points: 12_300n },
    { kind: "redeemed", members: 18 },
    { kind: "favourite", rewardId: "five", members: 12 },
  ]);
});

test("what fewer than ten members did is not told", () => {
  const few = LEAST_MEMBERS - 1;
  const told = counts({
    earned: { members: few, points: 90n },
    redeemed: { members: LEAST_MEMBERS },
    rewards: [
      { rewardId: "bag", members: 1 },
      { rewardId: "five", members: few },
    ],
  });
  expect(recentFacts(told)).toEqual([{ kind: "redeemed", members: LEAST_MEMBERS }]);
});

test("a reward that alone was chosen is no favourite, and of equals the first by its id is it", () => {
  const chosen = (...rewards: [string, number][]) =>
    recentFacts(
      counts({ rewards: rewards.map(([rewardId, members]) => ({ rewardId, members })) }),
    ).at(-1);
  expect(chosen(["five", 12])).toMatchObject({ kind: "redeemed" });
  expect(chosen(["five", 12], ["bag", 12])).toMatchObject({ rewardId: "bag" });
  expect(chosen(["bag", 12], ["five", 12])).toMatchObject({ rewardId: "bag" });
});

test("the last days are whole ones of the store, without today, whenever it is asked", () => {
  const at = (text: string) => Date.parse(text);
  const span = {
    since: at("2026-10-18T22:00:00Z"),
    // Clocks went back within the week.
    until: at("2026-10-25T23:00:00Z"),
  };
  for (const now of ["2026-10-25T23:00:00Z", "2026-10-26T11:30:00Z", "2026-10-26T22:59:59.999Z"]) {
    expect(recentSpan(at(now), 7, "Europe/Berlin")).toEqual(span);
  }
});
