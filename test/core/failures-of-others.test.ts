// Faults that other loyalty systems are known for. Each of them must stay impossible here.
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import { mergeOrder } from "../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import { emptyOrderState } from "../../app/core/orders/order-state.ts";
import { decideRefundedUse } from "../../app/core/rewards/decide-refunded-use.ts";
import { decideIssued } from "../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../app/core/rewards/decide-used.ts";
import type { RedemptionContext } from "../../app/core/rewards/redemption.ts";
import { isRefundedInFull } from "../../app/core/rewards/refunded-in-full.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  inForce,
  line,
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

describe("rules of the merchant's acceptance test", () => {
  test("earn 50 at 1 point; the rule changes to 2; a full refund takes exactly 50", () => {
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

  test("lines of 40, 60 and 20: refunding 60, then 20, takes 60, then 20", () => {
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

  test("20.00 paid with a voucher of 5.00 earn 15, and nothing once all is refunded", () => {
    const member = model().receive(
      orderSeen({ lines: [line({ price: "20.00", discount: "5.00" })] }),
    );
    expect(member.balances.available).toBe(15n);
    member.receive(refundSeen(refund({ unnamed: "15.00" })));
    expect(member.balances.available).toBe(0n);
  });

  test("the same webhook five times is one accrual", () => {
    const member = model().receive(...Array.from({ length: 5 }, () => orderSeen()));
    expect(changes(member)).toEqual([40n]);
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
  const END = PLACED_AT + 100 * DAY_MS;
  const use = { orderId: "B", orderName: "#B" };
  const useIt = (context: RedemptionContext) =>
    decideUsed(context, use, { shortfallPolicy: "repay", voucherPoints: 0n });

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

describe("what went wrong elsewhere", () => {
  test("ERPNext: a part-used lot is never consumed beyond what it holds", () => {
    const member = new MemberModel();
    for (const orderId of ["1", "2"]) {
      member.receive(orderSeen({ lines: [line({ price: "60.00" })] }, { orderId }));
    }
    expect(member.redeem("r1")).toBe("reserved");
    expect(member.redeem("r2")).toBe("reserved");
    expect(member.lots.map(({ reserved }) => reserved)).toEqual([120n, 80n]);
    expect(member.redeem("r3")).toBe("insufficient_points");
    expect(member.discrepancies).toEqual([]);
  });

  test("ERPNext: cancelling after the points were spent is posted, and history stays", () => {
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

  test("Odoo: confirming twice on a shaky network does not double points", () => {
    const member = model().receive(orderSeen(), orderSeen({ fetchedAt: LATER }), orderSeen());
    expect(member.balances.available).toBe(40n);
    expect(member.entries).toHaveLength(1);
  });

  test("Odoo: several redemptions in one go never drive a balance below zero", () => {
    const member = new MemberModel().receive(orderSeen({ lines: [line({ price: "75.00" })] }));
    const answers = ["r1", "r2", "r3"].map((id) => member.redeem(id));
    expect(answers).toEqual(["reserved", "insufficient_points", "insufficient_points"]);
    expect(member.balances.available).toBe(50n);
  });

  test("Odoo: a line that a voucher paid for earns nothing", () => {
    const member = model().receive(
      orderSeen({ lines: [line({ price: "5.00", discount: "5.00" })] }),
    );
    expect(member.entries).toEqual([]);
  });

  test("Medusa: the same points cannot be redeemed in two checkouts", () => {
    const member = new MemberModel().receive(orderSeen({ lines: [line({ price: "50.00" })] }));
    expect([member.redeem("r1"), member.redeem("r2")]).toEqual(["reserved", "insufficient_points"]);
  });

  test("FloCafe: what was spent stays with the lots that gave it, so sums never collapse", () => {
    const member = new MemberModel().receive(
      orderSeen({ lines: [line({ price: "50.00" })] }, { orderId: "1" }),
      orderSeen({ lines: [line({ price: "50.00" })] }, { orderId: "2" }),
    );
    member.redeem("r1");
    member.step("r1", decideIssued);
    const held = member.lots.reduce((sum, lot) => sum + lot.available, 0n);
    expect(held).toBe(member.balances.available);
    expect(held).toBe(100n);
  });

  test("others: a second partial refund is not missed", () => {
    const member = model().receive(
      orderSeen(),
      refundSeen(refund({ id: "801", unnamed: "10.00" })),
      refundSeen(refund({ id: "802", unnamed: "10.00" })),
    );
    expect(changes(member)).toEqual([40n, -10n, -10n]);
  });
});
