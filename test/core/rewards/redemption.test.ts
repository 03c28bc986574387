// A redemption: reserved, issued, then used or returned; nothing is spent twice and nothing is
// lost.
import { describe, expect, test } from "vitest";
import { addDays } from "../../../app/core/calendar/instant.ts";
import type { ShortfallTerms } from "../../../app/core/ledger/forgive-shortfall.ts";
import {
  decideDeactivated,
  decideReturned,
  decideReturning,
} from "../../../app/core/rewards/decide-return.ts";
import {
  decideIssued,
  decideRefused,
  decideUnsettled,
} from "../../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../../app/core/rewards/decide-used.ts";
import {
  affordableRewards,
  nextReward,
  rewardsByPoints,
} from "../../../app/core/rewards/next-reward.ts";
import type {
  RedemptionContext,
  RedemptionDecision,
  RedemptionStatus,
} from "../../../app/core/rewards/redemption.ts";
import { normaliseVoucherCode, voucherCode } from "../../../app/core/rewards/voucher-code.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  line,
  orderSeen,
  program,
  refund,
  refundSeen,
} from "../../support/order-builder.ts";
import { MemberModel } from "../../support/member-model.ts";

type Step = (context: RedemptionContext, terms: ShortfallTerms) => RedemptionDecision;

const refuse: Step = (context) => decideRefused(context, "minimum too high");
const giveUp: Step = (context) => decideReturning(context, "cancelled_by_shopper");
const use: Step = (context, terms) =>
  decideUsed(context, { orderId: "6000", orderName: "#1010" }, terms);

/** The way from a fresh reservation to each state. */
const waysTo: Record<RedemptionStatus, readonly Step[]> = {
  reserved: [],
  issued: [decideIssued],
  used: [decideIssued, use],
  returning: [decideIssued, giveUp],
  returned: [decideIssued, giveUp, decideDeactivated, decideReturned],
  refused: [refuse],
  unsettled: [decideUnsettled],
};

/** 120 points from two lots, 100 of them in a redemption that stands at `status`. */
function redeemed(status: RedemptionStatus): MemberModel {
  const model = new MemberModel().receive(
    orderSeen({ lines: [line({ price: "30.00" })] }),
    orderSeen(
      { placedAt: PLACED_AT + MINUTE_MS, lines: [line({ price: "30.00" })] },
      { orderId: "5124" },
    ),
  );
  model.redeem("r1");
  for (const step of waysTo[status]) model.step("r1", step);
  expect(model.redemptions.get("r1")?.status).toBe(status);
  return model;
}

describe("a reservation", () => {
  test("holds the points of the oldest lots", () => {
    const model = redeemed("reserved");
    expect(model.balances).toMatchObject({ available: 20n, reserved: 100n });
    expect(model.lots).toMatchObject([{ reserved: 60n }, { reserved: 40n, available: 20n }]);
  });

  test("is refused when points are missing, and nothing moves", () => {
    const model = new MemberModel().receive(orderSeen());
    const before = model.entries.length;
    expect(model.redeem("r1")).toBe("insufficient_points");
    expect(model.entries).toHaveLength(before);
  });

  test("cannot be made twice from the same points", () => {
    const model = redeemed("reserved");
    expect(model.redeem("r2")).toBe("insufficient_points");
  });

  test("fixes the last moment of the voucher", () => {
    expect(redeemed("reserved").redemptions.get("r1")?.expiresAt).toBe(addDays(PLACED_AT, 90));
  });
});

describe("the points", () => {
  test.each<[RedemptionStatus, bigint, bigint]>([
    ["reserved", 20n, 100n],
    ["unsettled", 20n, 100n],
    ["issued", 20n, 0n],
    ["used", 20n, 0n],
    ["returning", 20n, 0n],
    ["returned", 120n, 0n],
    ["refused", 120n, 0n],
  ])("of a voucher that is %s: %s available, %s reserved", (status, available, reserved) => {
    const model = redeemed(status);
    expect(model.balances).toMatchObject({ available, reserved });
    expect(model.discrepancies).toEqual([]);
  });

  test("go back to the lots they came from", () => {
    for (const status of ["returned", "refused"] as const) {
      expect(redeemed(status).lots).toMatchObject([{ available: 60n }, { available: 60n }]);
    }
  });

  test.each<[RedemptionStatus, readonly Step[]]>([
    ["returning", [decideDeactivated, decideReturned]],
    ["reserved", [refuse]],
    ["unsettled", [refuse]],
  ])("that come back from a voucher that is %s repay what the member owes", (status, steps) => {
    const model = redeemed(status);
    model.receive(refundSeen(refund({ unnamed: "30.00" })));
    expect(model.balances.shortfall).toBe(40n);
    for (const step of steps) model.step("r1", step);
    expect(model.balances).toMatchObject({ available: 60n, shortfall: 0n });
    expect(model.entries.at(-1)?.key).toMatch(/^redemption\/r1\/(returned|voided)\/repayment$/);
    expect(model.discrepancies).toEqual([]);
  });
});

describe("a voucher seen on an order", () => {
  test.each<RedemptionStatus>(["reserved", "unsettled", "issued", "returning"])(
    "is used, and its points are spent, when it was %s",
    (status) => {
      const model = redeemed(status);
      expect(model.step("r1", use)).toBe("changed");
      expect(model.redemptions.get("r1")).toMatchObject({ status: "used", usedOrderId: "6000" });
      expect(model.balances).toMatchObject({ available: 20n, reserved: 0n, shortfall: 0n });
      expect(model.discrepancies).toEqual([]);
    },
  );

  test.each<RedemptionStatus>(["returned", "refused"])(
    "takes its points again when they were %s",
    (status) => {
      const model = redeemed(status);
      model.step("r1", use);
      expect(model.balances).toMatchObject({ available: 20n, shortfall: 0n });
      expect(model.entries.at(-1)).toMatchObject({
        key: "redemption/r1/used-late/6000",
        explanation: { key: "voucher_used_late", params: { order: "#1010", amount: "5.00" } },
      });
      expect(model.discrepancies).toEqual([]);
    },
  );

  test("leaves a shortfall when the returned points are spent again", () => {
    const model = redeemed("returned");
    model.redeem("r2");
    model.step("r1", use);
    expect(model.balances).toMatchObject({ available: 0n, reserved: 100n, shortfall: 80n });
    expect(model.discrepancies).toEqual([]);
  });

  test("is used once: the first order is kept", () => {
    const model = redeemed("used");
    const again: Step = (context, terms) =>
      decideUsed(context, { orderId: "6001", orderName: "#1011" }, terms);
    expect(model.step("r1", again)).toBe("unchanged");
    expect(model.redemptions.get("r1")?.usedOrderId).toBe("6000");
  });
});

describe("a step that comes twice, or too late, changes nothing", () => {
  test.each<[string, RedemptionStatus, Step]>([
    ["issued after issued", "issued", decideIssued],
    ["issued after used", "used", decideIssued],
    ["issued after refused", "refused", decideIssued],
    ["refused after issued", "issued", refuse],
    ["unsettled after issued", "issued", decideUnsettled],
    ["given up before it was issued", "reserved", giveUp],
    ["given up after use", "used", giveUp],
    ["switched off after use", "used", decideDeactivated],
    ["returned before it was switched off", "returning", decideReturned],
    ["returned after use", "used", decideReturned],
    ["returned twice", "returned", decideReturned],
  ])("%s", (_name, status, step) => {
    const model = redeemed(status);
    const entries = model.entries.length;
    expect(model.step("r1", step)).toBe("unchanged");
    expect(model.redemptions.get("r1")?.status).toBe(status);
    expect(model.entries).toHaveLength(entries);
  });
});

describe("a voucher code", () => {
  test("is readable and made of all its bytes", () => {
    const bytes = Uint8Array.from({ length: 12 }, (_value, index) => index * 21);
    expect(voucherCode(bytes, "REG")).toMatch(/^REG(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
    expect(voucherCode(new Uint8Array(12), "REG")).toBe("REG-0000-0000-0000");
  });

  test("needs exactly as many bytes as it says", () => {
    expect(() => voucherCode(new Uint8Array(11), "REG")).toThrow(RangeError);
  });

  test("is found however the shopper typed it", () => {
    expect(normaliseVoucherCode(" reg-7k2m-q0xd-91tb ")).toBe("REG-7K2M-Q0XD-91TB");
  });
});

describe("the next reward", () => {
  const [small] = program().rewards;
  if (!small) throw new Error("The program has a reward");
  const large = { ...small, id: "large", points: 250n };
  const rewards = [large, small];

  test("is the cheapest one out of reach", () => {
    expect(nextReward(rewards, 80n)).toEqual({ reward: small, missing: 20n });
    expect(nextReward(rewards, 100n)).toEqual({ reward: large, missing: 150n });
    expect(nextReward(rewards, 250n)).toBeNull();
  });

  test("those within reach are listed from the cheapest", () => {
    expect(affordableRewards(rewards, 250n).map(({ id }) => id)).toEqual(["five-off", "large"]);
    expect(affordableRewards(rewards, 99n)).toEqual([]);
    expect(rewardsByPoints(rewards).map(({ points }) => points)).toEqual([100n, 250n]);
  });
});
