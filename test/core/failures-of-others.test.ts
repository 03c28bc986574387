// Faults that other loyalty systems are known for. Each of them must stay impossible here.
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { allocate } from "../../app/core/ledger/allocate.ts";
import { mergeOrder } from "../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import { emptyOrderState } from "../../app/core/orders/order-state.ts";
import { decideRefundedUse } from "../../app/core/rewards/decide-refunded-use.ts";
import { decideIssued } from "../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../app/core/rewards/decide-used.ts";
import type { RedemptionContext } from "../../app/core/rewards/redemption.ts";
import { isRefundedInFull } from "../../app/core/rewards/refunded-in-full.ts";
import { points } from "../support/earning.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  inForce,
  line,
  money,
  orderSeen,
  program,
  refund,
  refundSeen,
  shipping,
  version,
} from "../support/order-builder.ts";
import { LedgerModel, expectSoundLedger } from "../support/ledger-model.ts";
import { MemberModel } from "../support/member-model.ts";

const LATER = PLACED_AT + 5 * MINUTE_MS;
const END = PLACED_AT + 100 * DAY_MS;

const use = { orderId: "B", orderName: "#B" };
const useIt = (context: RedemptionContext) =>
  decideUsed(context, use, { shortfallPolicy: "repay", voucherPoints: 0n });

/** One point for each unit. */
function model(): MemberModel {
  return new MemberModel(inForce(program({ pointsPerUnit: "1" })));
}

function changes({ entries }: MemberModel): bigint[] {
  return entries.map(({ kind, postings }) => {
    const points = postings.reduce((sum, posting) => sum + posting.points, 0n);
    return kind === "clawback" ? -points : points;
  });
}

/** What vouchers took for good. */
function redeemed({ entries }: LedgerModel): bigint {
  const postings = entries.flatMap((entry) => entry.postings);
  return postings
    .filter(({ to }) => to === "redeemed")
    .reduce((sum, posting) => sum + posting.points, 0n);
}

describe("what other loyalty systems are known for", () => {
  test("others reverse with the rule of today: here 50 points earned at 1 go as 50 at 2", () => {
    const member = model();
    member.receive(orderSeen({ lines: [line({ price: "50.00" })] }));
    const doubled = version(program(), { id: "second", number: 2 });
    member.periods = [
      { ...(member.periods[0] as (typeof member.periods)[number]), activeUntil: LATER },
      { version: doubled, activeFrom: LATER, activeUntil: null },
    ];
    member.receive(refundSeen(refund({ lines: [{ lineId: "1", quantity: 1 }] })));
    expect(changes(member)).toEqual([50n, -50n]);
    expect(member.balances.available).toBe(0n);
  });

  test("others miss the second partial refund: here lines of 60, then 20, take 60, then 20", () => {
    const lines = ["40.00", "60.00", "20.00"].map((price, index) =>
      line({ id: `${index + 1}`, price }),
    );
    const member = model().receive(
      orderSeen({ lines }),
      refundSeen(refund({ id: "801", lines: [{ lineId: "2", quantity: 1 }] })),
      refundSeen(refund({ id: "802", lines: [{ lineId: "3", quantity: 1 }] })),
    );
    expect(changes(member)).toEqual([120n, -60n, -20n]);
  });

  test("others miss the second partial refund: here amounts of 10.00 twice take 10 twice", () => {
    const member = model().receive(
      orderSeen(),
      refundSeen(refund({ id: "801", unnamed: "10.00" })),
      refundSeen(refund({ id: "802", unnamed: "10.00" })),
    );
    expect(changes(member)).toEqual([40n, -10n, -10n]);
  });

  test("others count twice: here the same webhook five times is one accrual", () => {
    const member = model().receive(...Array.from({ length: 5 }, () => orderSeen()));
    expect(changes(member)).toEqual([40n]);
  });

  test("others count twice: here a refund told alone and within its order takes once", () => {
    const back = refund({ unnamed: "30.00" });
    const lines = [line({ price: "30.00" }), line({ id: "2" })];
    const within = orderSeen({ updatedAt: LATER, lines }, { refunds: [back] });
    const member = model().receive(orderSeen({ lines }), refundSeen(back), within);
    member.receive(refundSeen(back));
    expect(changes(member)).toEqual([70n, -30n]);
  });
});

describe("rules of the merchant's acceptance test", () => {
  test("20.00 paid with a voucher of 5.00 earn 15, and nothing once all is refunded", () => {
    const member = model().receive(
      orderSeen({ lines: [line({ price: "20.00", discount: "5.00" })] }),
    );
    expect(member.balances.available).toBe(15n);
    member.receive(refundSeen(refund({ unnamed: "15.00" })));
    expect(member.balances.available).toBe(0n);
  });

  const firstThen: [string, OrderEvent][] = [
    ["a refund", refundSeen(refund({ unnamed: "10.00" }))],
    ["an edit", orderSeen({ updatedAt: LATER, lines: [line(), line({ id: "2" })] })],
    ["a cancellation", orderSeen({ updatedAt: LATER, cancelledAt: LATER })],
  ];

  test.each(firstThen)("%s before paid ends as in order", (_name, event) => {
    const inOrder = model().receive(orderSeen(), event);
    const reversed = model().receive(event, orderSeen());
    expect(reversed.balances).toEqual(inOrder.balances);
    expect(reversed.order("5123").standing).toEqual(inOrder.order("5123").standing);
  });
});

describe("points that end, and points that come back", () => {
  test("spending, then expiry never makes valid lots vanish", () => {
    const member = new LedgerModel()
      .order("old", 60n, { expiresAt: END })
      .order("new", 100n, { placedAt: LATER, expiresAt: END + DAY_MS });
    member.redeem("r1", 80n);
    member.step("r1", PLACED_AT, decideIssued).night(END);
    expect(member.balances.available).toBe(80n);
    expect(member.lot("old")).toMatchObject({ available: 0n, expired: 0n });
    expect(member.lot("new")).toMatchObject({ available: 80n, expired: 0n });
    expectSoundLedger(member);
  });

  test("a full refund that leaves out shipping returns spent points when the policy says so", () => {
    const order = orderSeen({ shipping: shipping("4.90"), discountCodes: ["REG-r1"] });
    const goods = refund({ lines: [{ lineId: "1", quantity: 1 }] });
    const state = [order, refundSeen(goods)].reduce(mergeOrder, emptyOrderState("5123"));
    expect(isRefundedInFull(state, "on_full_refund")).toBe(false);
    expect(isRefundedInFull(state, "on_full_refund_without_shipping")).toBe(true);
    const member = new LedgerModel().order("A", 100n);
    member.redeem("r1", 100n);
    member.step("r1", LATER, decideIssued, useIt);
    member.step("r1", LATER, (context) => decideRefundedUse(context, use, 0n));
    expect(member.balances.available).toBe(100n);
    expectSoundLedger(member);
  });
});

describe("ERPNext", () => {
  test("cancelling after the points were spent is posted, and history stays", () => {
    const member = new MemberModel().receive(orderSeen({ lines: [line({ price: "50.00" })] }));
    member.redeem("r1");
    member.step("r1", decideIssued);
    member.receive(orderSeen({ updatedAt: LATER, cancelledAt: LATER }));
    expect(member.entries.map(({ kind }) => kind)).toEqual([
      "accrual",
      "redemption_reserved",
      "redemption_posted",
      "clawback",
    ]);
    expect(member.balances).toMatchObject({ available: 0n, shortfall: 100n });
  });

  // There a part-used lot looks larger than it is: it gives more than it holds, and when it ends
  // what was spent too much is back.
  test("a part-used lot gives no more than it holds, and no spent point is back when it ends", () => {
    const member = new LedgerModel()
      .order("old", 100n, { expiresAt: END })
      .order("new", 100n, { placedAt: LATER, expiresAt: END + DAY_MS });
    member.redeem("r1", 60n);
    member.redeem("r2", 60n);
    expect(member.lot("old")).toMatchObject({ available: 0n, reserved: 100n });
    member.step("r1", LATER, decideIssued).step("r2", LATER, decideIssued).night(END);
    expect(member.balances.available).toBe(80n);
    expect(member.night(END + DAY_MS).balances.available).toBe(0n);
    expect(redeemed(member)).toBe(120n);
    expectSoundLedger(member);
  });

  test("points are spent with the end of the lot that gave them, whichever was earned first", () => {
    const member = new LedgerModel()
      .order("long", 100n, { expiresAt: END + DAY_MS })
      .order("short", 60n, { placedAt: LATER, expiresAt: END });
    member.redeem("r1", 80n);
    member.step("r1", LATER, decideIssued).night(END);
    expect(member.lot("short")).toMatchObject({ available: 0n, expired: 0n });
    expect(member.balances.available).toBe(80n);
    member.night(END + DAY_MS);
    expect(member.lot("long")).toMatchObject({ available: 0n, expired: 80n });
    expectSoundLedger(member);
  });

  test("59050: a voucher used in another channel before we know it exists is paid for once", () => {
    const member = new LedgerModel().order("A", 100n);
    expect(member.redeem("r1", 100n)).toBe("reserved");
    member.step("r1", LATER, useIt);
    expect(redeemed(member)).toBe(100n);
    member.step("r1", LATER, decideIssued, useIt);
    expect(redeemed(member)).toBe(100n);
    expect(member.balances).toMatchObject({ available: 0n, reserved: 0n, shortfall: 0n });
    expect(member.redeem("r2", 100n)).toBe("insufficient_points");
    expectSoundLedger(member);
  });
});

describe("Odoo", () => {
  test("confirming twice on a shaky network does not double points", () => {
    const member = model().receive(orderSeen(), orderSeen({ fetchedAt: LATER }), orderSeen());
    expect(member.balances.available).toBe(40n);
    expect(member.entries).toHaveLength(1);
  });

  test("several redemptions in one go never drive a balance below zero", () => {
    const member = new MemberModel().receive(orderSeen({ lines: [line({ price: "75.00" })] }));
    const answers = ["r1", "r2", "r3"].map((id) => member.redeem(id));
    expect(answers).toEqual(["reserved", "insufficient_points", "insufficient_points"]);
    expect(member.balances.available).toBe(50n);
  });

  test("a line that a voucher paid for earns nothing, where other discounts do", () => {
    const codeDiscounts = [{ code: "reg-1", amount: money("5.00") }];
    const lines = [
      line({ price: "5.00", discount: "5.00", codeDiscounts }),
      line({ id: "2", price: "7.00", discount: "7.00" }),
    ];
    const voucherCodes = new Set(["REG-1"]);
    expect(points({ discountsDeducted: false }, lines, { voucherCodes })).toBe(7n);
  });
});

describe("others", () => {
  test("Medusa: the same points cannot be redeemed in two checkouts", () => {
    const member = new MemberModel().receive(orderSeen({ lines: [line({ price: "50.00" })] }));
    expect([member.redeem("r1"), member.redeem("r2")]).toEqual(["reserved", "insufficient_points"]);
  });

  // There credits that ended leave the sum, and what was spent of them stays in it for ever.
  test("FloCafe: what was spent of points that ended since takes nothing of later ones", () => {
    const member = new LedgerModel().order("old", 100n, { expiresAt: END });
    member.redeem("r1", 60n);
    member.step("r1", LATER, decideIssued);
    member.order("new", 50n, { placedAt: LATER }).night(END);
    expect(member.balances).toMatchObject({ available: 50n, shortfall: 0n });
    expect(member.redeem("r2", 50n, END)).toBe("reserved");
    expectSoundLedger(member);
  });

  test("OpenLoyalty: of lots that tie, the same one gives, in whatever order they are read", () => {
    const member = new LedgerModel();
    for (const order of ["A", "B", "C"]) member.order(order, 50n, { expiresAt: END });
    const { lots } = member.ledger;
    const [a, b, c] = lots.map(({ id }) => id);
    for (const read of [lots, lots.toReversed(), [...lots.slice(1), ...lots.slice(0, 1)]]) {
      const given = allocate(read, "available", 120n).map(({ lotId }) => lotId);
      expect(given).toEqual([a, b, c]);
    }
  });

  test("OpenLoyalty: an order that is heard of again has its entry under its key already", () => {
    const member = model().receive(orderSeen(), orderSeen());
    expect(member.entries.map(({ key }) => key)).toEqual(["order/5123/accrual/1"]);
  });
});
