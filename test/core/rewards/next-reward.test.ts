// What e-mails and theme blocks promise to members.
import { expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import { nextReward, promisedRewards } from "../../../app/core/rewards/next-reward.ts";

const common = { kind: "amount_off", amountMinor: "500" };
const drop = { id: "spring", opensAt: "2026-03-01T00:00", closesAt: "2026-03-02T00:00" };

test("only rewards that will still be there are promised", () => {
  const parsed = parseProgramDocument({
    rewards: [
      { ...common, id: "few", points: "10", stock: 3 },
      { ...common, id: "march", points: "20", drops: [drop] },
      { ...common, id: "always", points: "100" },
    ],
  });
  if (parsed.outcome !== "valid") throw new Error(JSON.stringify(parsed.problems));
  const promised = promisedRewards(parsed.document.rewards);
  expect(promised.map(({ id }) => id)).toEqual(["always"]);
  expect(nextReward(promised, 0n)).toMatchObject({ reward: { id: "always" }, missing: 100n });
});
