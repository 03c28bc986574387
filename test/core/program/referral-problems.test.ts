// Referrals that cannot work are refused beside the field that can mend them.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const referral = {
  memberReward: { kind: "points", points: "500" },
  friendVoucher: { discount: { kind: "amount_off", amountMinor: "1000" } },
};
const slider = { id: "slider", kind: "points_for_money", points: "20", amountPerStepMinor: "100" };
const card = { id: "card", kind: "gift_card", points: "100", amountMinor: "500" };

function problemsOf(changes: object): [string, string][] {
  const rewards = [...(PROGRAM_INPUT.rewards ?? []), slider, card];
  const document = { ...PROGRAM_INPUT, rewards, referral: { ...referral, ...changes } };
  const read = parseProgramDocument(document, { currency: "EUR" });
  if (read.outcome === "valid") return [];
  return read.problems.map(({ path, message }) => [path.replace(/^referral\./, ""), message]);
}

const voucher = (rewardId: string) => ({ memberReward: { kind: "voucher", rewardId } });

describe("referrals", () => {
  test("that say what both get are a program", () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf(voucher("five-off"))).toEqual([]);
  });

  test.each([
    [voucher("gone"), "memberReward.rewardId", "The program has no such reward"],
    [voucher("slider"), "memberReward.rewardId", "leaves nothing to choose"],
    [voucher("card"), "memberReward.rewardId", "Choose a reward that is a voucher"],
    [{ delayDays: 30, refundWindowDays: 14 }, "refundWindowDays", "The member waits 30 days"],
    [
      { friendVoucher: { ...referral.friendVoucher, minimumSubtotalMinor: "999" } },
      "friendVoucher.minimumSubtotalMinor",
      "The voucher takes off more than this",
    ],
    [{ audience: { tiers: ["gold"] } }, "audience.tiers.0", "tier"],
    [{ landingPath: "//elsewhere.example" }, "landingPath", "Enter a path of your store"],
    [{ landingPath: "/pages/a?b=c" }, "landingPath", "without ? and #"],
    [{ landingPath: "javascript:alert(1)" }, "landingPath", "Enter a path"],
    [{ mostPerYear: 0 }, "mostPerYear", "Enter at least 1"],
    [{ householdSize: 0 }, "householdSize", "Enter at least 1"],
    [{ memberReward: { kind: "points", points: "0" } }, "memberReward.points", "one point"],
    [{ hand: 1 }, "hand", "There is no setting"],
  ])("with %j are refused", (changes, path, sentence) => {
    expect(problemsOf(changes)).toEqual([[path, expect.stringContaining(sentence)]]);
  });
});
