// A used voucher's points come back when its order is refunded, as the program says.
import { describe, expect, test } from "vitest";
import { mergeOrder } from "../../../app/core/orders/merge-order.ts";
import type { OrderEvent } from "../../../app/core/orders/order-event.ts";
import { emptyOrderState } from "../../../app/core/orders/order-state.ts";
import type { OrderHead } from "../../../app/core/orders/order-state.ts";
import { decideRefundedUse } from "../../../app/core/rewards/decide-refunded-use.ts";
import { decideIssued } from "../../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../../app/core/rewards/decide-used.ts";
import type { RedemptionContext } from "../../../app/core/rewards/redemption.ts";
import { isRefundedInFull } from "../../../app/core/rewards/refunded-in-full.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  line,
  orderEdited,
  orderSeen,
  refund,
  refundSeen,
  shipping,
} from "../../support/order-builder.ts";
import { LedgerModel, expectSoundLedger } from "../../support/ledger-model.ts";

const LATER = PLACED_AT + MINUTE_MS;
const NOTHING = { shortfallPolicy: "repay", voucherPoints: 0n } as const;

function stateOf(...events: OrderEvent[]) {
  return events.reduce(mergeOrder, emptyOrderState("5123"));
}

/** Goods of 40.00 and shipping of 5.00. */
function order(input: Partial<OrderHead> = {}) {
  return orderSeen({ shipping: shipping("5.00"), ...input });
}

const allLines = refund({ lines: [{ lineId: "1", quantity: 1 }] });

describe("an order is refunded in full", () => {
  const cases: [string, OrderEvent[], boolean, boolean][] = [
    ["as paid", [order()], false, false],
    ["after all its lines", [order(), refundSeen(allLines)], false, true],
    [
      "after all its lines and shipping",
      [order(), refundSeen({ ...allLines, ...pick(refund({ shipping: "5.00" })) })],
      true,
      true,
    ],
    [
      "after the worth of its goods",
      [order(), refundSeen(refund({ unnamed: "40.00" }))],
      false,
      true,
    ],
    ["after less than that", [order(), refundSeen(refund({ unnamed: "39.99" }))], false, false],
    ["after all of the money", [order(), refundSeen(refund({ unnamed: "45.00" }))], true, true],
    ["after shipping alone", [order(), refundSeen(refund({ shipping: "5.00" }))], false, false],
    ["when Shopify says so", [order({ financialStatus: "refunded" })], true, true],
    ["when cancelled with the money kept", [order({ cancelledAt: LATER })], false, false],
    [
      "when cancelled before it was paid",
      [order({ cancelledAt: LATER, fullyPaid: false, financialStatus: "voided" })],
      true,
      true,
    ],
    ["when only its edit is known", [orderEdited(LATER)], false, false],
    ["before it was seen", [refundSeen(allLines)], false, false],
    ["when it is free and its lines went back", [free(), refundSeen(allLines)], true, true],
    ["when it is free and kept", [free()], false, false],
  ];

  test.each(cases)("%s", (_name, events, withShipping, withoutShipping) => {
    const state = stateOf(...events);
    expect(isRefundedInFull(state, "on_full_refund")).toBe(withShipping);
    expect(isRefundedInFull(state, "on_full_refund_without_shipping")).toBe(withoutShipping);
    expect(isRefundedInFull(state, "never")).toBe(false);
  });

  test("with tax on top when the tax went back, too", () => {
    const taxed = order({ taxesIncluded: false, lines: [line({ tax: "7.60" })] });
    const without = stateOf(taxed, refundSeen(refund({ unnamed: "40.00" })));
    const withTax = stateOf(taxed, refundSeen(refund({ unnamed: "47.60" })));
    expect(isRefundedInFull(without, "on_full_refund_without_shipping")).toBe(false);
    expect(isRefundedInFull(withTax, "on_full_refund_without_shipping")).toBe(true);
  });

  test("though a tip stays with the store", () => {
    const tipped = order({ lines: [line(), line({ id: "2", kind: "tip", price: "3.00" })] });
    const state = stateOf(tipped, refundSeen(allLines));
    expect(isRefundedInFull(state, "on_full_refund_without_shipping")).toBe(true);
  });

  function free() {
    return orderSeen({ lines: [line({ price: "40.00", discount: "40.00" })] });
  }

  function pick({ shipping: back }: { shipping: (typeof allLines)["shipping"] }) {
    return { shipping: back };
  }
});

describe("the points of a used voucher", () => {
  const use = { orderId: "B", orderName: "#B" };
  const useOn = (orderId: string) => (context: RedemptionContext) =>
    decideUsed(context, { orderId, orderName: `#${orderId}` }, NOTHING);
  const refunded = (context: RedemptionContext) => decideRefundedUse(context, use, 0n);

  /** 60 and 60 points, 100 of them in a voucher that order B used. */
  function used(): LedgerModel {
    const model = new LedgerModel().order("A", 60n).order("C", 60n, { placedAt: LATER });
    model.redeem("r", 100n, LATER);
    return model.step("r", LATER, decideIssued, useOn("B"));
  }

  test("go back to their lots, with their reason", () => {
    const model = used().step("r", LATER, refunded);
    expect(model.ledger.lots).toMatchObject([{ available: 60n }, { available: 60n }]);
    expect(model.redemptions.get("r")).toMatchObject({
      status: "returned",
      returnReason: "order_refunded",
      usedOrderId: "B",
    });
    expect(model.entries.at(-1)).toMatchObject({
      key: "redemption/r/order-refunded/B",
      kind: "voucher_points_returned",
      explanation: {
        key: "voucher_points_returned",
        params: { order: "#B", amount: "5.00", currency: "EUR" },
      },
    });
    expectSoundLedger(model);
  });

  test("go back once, and later payloads of the order change nothing", () => {
    const model = used().step("r", LATER, refunded);
    const { length } = model.entries;
    model.step("r", LATER, useOn("B"), refunded, useOn("B"));
    expect(model.entries).toHaveLength(length);
  });

  test("stay spent when another order is refunded", () => {
    const model = used();
    model.step("r", LATER, (context) => decideRefundedUse(context, { ...use, orderId: "Z" }, 0n));
    expect(model.balances.available).toBe(20n);
  });

  test("are taken again when another order turns out to have used the code", () => {
    const model = used().step("r", LATER, refunded, useOn("D"));
    expect(model.balances.available).toBe(20n);
    expect(model.redemptions.get("r")).toMatchObject({ status: "used", usedOrderId: "D" });
    expectSoundLedger(model);
  });

  test("repay what the member owes", () => {
    const model = used().order("A", 0n).step("r", LATER, refunded);
    expect(model.balances).toMatchObject({ available: 60n, shortfall: 0n });
    expectSoundLedger(model);
  });

  test("that were written off as spent are owed again, whichever refund comes first", () => {
    function forgiven(): LedgerModel {
      const model = used();
      model.policy = "forgive";
      return model;
    }
    const writtenOff = forgiven().order("A", 0n);
    expect(writtenOff.balances).toMatchObject({ available: 0n, shortfall: 0n });
    writtenOff.step("r", LATER, (context) => decideRefundedUse(context, use, 40n));
    const other = forgiven().step("r", LATER, refunded).order("A", 0n);
    expect(writtenOff.balances).toEqual(other.balances);
    expect(writtenOff.balances.available).toBe(60n);
    expectSoundLedger(writtenOff);
  });
});
