// The ledger receives the difference between what an order is worth and what it holds.
import { describe, expect, test } from "vitest";
import { NO_BALANCES } from "../../../app/core/ledger/entry.ts";
import { explainAccrual } from "../../../app/core/ledger/explain-order.ts";
import { namesOfExtras } from "../../../app/core/ledger/extra-names.ts";
import type { ShortfallTerms } from "../../../app/core/ledger/forgive-shortfall.ts";
import { decideIssued } from "../../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../../app/core/rewards/decide-used.ts";
import type { RedemptionContext } from "../../../app/core/rewards/redemption.ts";
import {
  MINUTE_MS,
  PLACED_AT,
  inForce,
  line,
  money,
  orderEdited,
  orderSeen,
  program,
  refund,
  refundSeen,
  version,
} from "../../support/order-builder.ts";
import { MemberModel } from "../../support/member-model.ts";

const LATER = PLACED_AT + 5 * MINUTE_MS;
const half = refundSeen(refund({ unnamed: "20.00" }));
const rest = refundSeen(refund({ id: "802", unnamed: "20.00" }));

function use(context: RedemptionContext, terms: ShortfallTerms) {
  return decideUsed(context, { orderId: "6000", orderName: "#1010" }, terms);
}

function forgiving(): MemberModel {
  return new MemberModel(inForce({ ...program(), shortfallPolicy: "forgive" }));
}

/** A member who earned 120 points and has a voucher for 100 of them. */
function spender(model = new MemberModel()): MemberModel {
  model.receive(orderSeen({ lines: [line({ price: "60.00" })] }));
  model.redeem("r1");
  model.step("r1", decideIssued);
  return model;
}

describe("an accrual", () => {
  test("is one entry with its reason, its version and the order's own lot", () => {
    const model = new MemberModel().receive(orderSeen());
    expect(model.entries).toEqual([
      {
        key: "order/5123/accrual/1",
        kind: "accrual",
        memberId: "member",
        orderId: "5123",
        redemptionId: null,
        programVersionId: version().id,
        actor: "system",
        explanation: {
          key: "order_earned",
          params: { order: "#1001", amount: "40.00", currency: "EUR", rate: "2", points: "80" },
        },
        occurredAt: PLACED_AT,
        postings: [{ lotId: "lot-1", from: "issued", to: "available", points: 80n }],
      },
    ]);
    expect(model.lots).toMatchObject([{ orderId: "5123", accruedAt: PLACED_AT, original: 80n }]);
  });

  test("of nothing leaves no entry", () => {
    const model = new MemberModel().receive(orderSeen({ lines: [line({ price: "0.00" })] }));
    expect(model.entries).toEqual([]);
  });

  test("after an edit goes into the order's own lot and says that it was an edit", () => {
    const grown = orderSeen({ updatedAt: LATER, lines: [line(), line({ id: "2" })] });
    const model = new MemberModel().receive(orderSeen(), orderEdited(LATER), grown);
    expect(model.entries.map(({ key }) => key)).toEqual([
      "order/5123/accrual/1",
      "order/5123/accrual/2",
    ]);
    expect(model.entries[1]).toMatchObject({
      occurredAt: LATER,
      explanation: { key: "order_edited", params: { amount: "80.00", points: "80" } },
    });
    expect(model.lots).toMatchObject([{ original: 160n, available: 160n }]);
  });

  test("repays what the member owes before anything can be spent", () => {
    const model = spender().receive(half, rest);
    const second = { orderId: "5200" };
    model.receive(refundSeen(refund({ id: "803", unnamed: "20.00" })));
    expect(model.balances).toMatchObject({ available: 0n, shortfall: 100n });
    model.receive(orderSeen({ name: "#1002", lines: [line({ price: "65.00" })] }, second));
    expect(model.balances).toMatchObject({ available: 30n, shortfall: 0n });
    expect(model.entries.at(-1)).toMatchObject({
      key: "order/5200/repayment/2",
      kind: "shortfall_repaid",
      explanation: { key: "shortfall_repaid", params: { points: "100" } },
      postings: [{ from: "available", to: "shortfall", points: 100n }],
    });
    expect(model.discrepancies).toEqual([]);
  });
});

describe("an explanation", () => {
  const rules = ["Spring", "Autumn"].map((name, index) => ({
    id: name.toLowerCase(),
    name,
    addedOn: "2026-01-01",
    effect: { kind: "multiplier" as const, multiplier: index === 0 ? "2" : "1" },
  }));
  const document = program({ rules });
  const standing = new MemberModel(inForce(document)).receive(orderSeen()).order("5123").standing;

  test("names what added to the points of an order, and nothing else", () => {
    const { snapshot, state } = standing;
    expect(snapshot && namesOfExtras(snapshot, state, document)).toEqual(["Spring"]);
    const plain = new MemberModel().receive(orderSeen()).order("5123").standing;
    expect(plain.snapshot && namesOfExtras(plain.snapshot, plain.state, document)).toEqual([]);
  });

  test("of an accrual tells the names", () => {
    const { snapshot } = standing;
    if (!snapshot) throw new Error("The order qualifies");
    const facts = { orderName: "#1", snapshot, base: money("40.00"), points: 160n };
    const params = { order: "#1", amount: "40.00", currency: "EUR", rate: "2", points: "160" };
    expect(explainAccrual("order_earned", { ...facts, extraNames: ["Gold", "Spring"] })).toEqual({
      key: "order_earned_with",
      params: { ...params, extras: "Gold, Spring" },
    });
    expect(explainAccrual("order_edited", { ...facts, extraNames: ["Gold"] })).toEqual({
      key: "order_edited",
      params,
    });
  });
});

describe("a clawback", () => {
  test("says what was given back, when, and what it cost", () => {
    const model = new MemberModel().receive(orderSeen(), half);
    expect(model.entries[1]).toMatchObject({
      key: "order/5123/clawback/2",
      kind: "clawback",
      occurredAt: PLACED_AT + 10 * MINUTE_MS,
      explanation: {
        key: "order_refunded",
        params: { order: "#1001", amount: "20.00", currency: "EUR", points: "40" },
      },
      postings: [{ lotId: "lot-1", from: "available", to: "issued", points: 40n }],
    });
  });

  test("of a cancelled order says so", () => {
    const cancelled = orderSeen({ updatedAt: LATER, cancelledAt: LATER });
    const model = new MemberModel().receive(orderSeen(), cancelled);
    expect(model.entries[1]).toMatchObject({
      occurredAt: LATER,
      explanation: { key: "order_cancelled", params: { order: "#1001", points: "80" } },
    });
  });

  test("of an edited order says what still counts", () => {
    const lines = [line({ currentQuantity: 1, quantity: 2 })];
    const model = new MemberModel().receive(
      orderSeen({ lines: [line({ quantity: 2 })] }),
      orderSeen({ updatedAt: LATER, lines }),
    );
    expect(model.entries[1]?.explanation).toEqual({
      key: "order_edited",
      params: { order: "#1001", amount: "40.00", currency: "EUR", rate: "2", points: "80" },
    });
  });

  test("of an order that is edited after a refund tells of the edit, not of the refund", () => {
    const two = [line(), line({ id: "2" })];
    const gone = [line(), line({ id: "2", currentQuantity: 0 })];
    const model = new MemberModel().receive(orderSeen({ lines: two }), half);
    const atRefund = model.entries.length;
    const editedAt = PLACED_AT + 30 * MINUTE_MS;
    model.receive(orderSeen({ updatedAt: editedAt, lines: gone }, { refunds: [half.refund] }));
    expect(model.entries[atRefund]).toMatchObject({
      occurredAt: editedAt,
      explanation: { key: "order_edited", params: { amount: "40.00" } },
    });
  });

  test("of an order whose status alone says that it was refunded tells of the refund", () => {
    const refunded = orderSeen({ updatedAt: LATER, financialStatus: "refunded" });
    const model = new MemberModel().receive(orderSeen(), refunded);
    expect(model.entries[1]).toMatchObject({
      occurredAt: LATER,
      explanation: { key: "order_refunded", params: { amount: "40.00" } },
    });
  });

  test("takes the order's own lot first, then the one that expires or was earned first", () => {
    const model = new MemberModel();
    const older = { orderId: "5000" };
    model.receive(
      orderSeen({ placedAt: PLACED_AT - 9 * MINUTE_MS, lines: [line({ price: "35.00" })] }, older),
      orderSeen({ lines: [line({ price: "30.00" })] }),
    );
    model.redeem("r1");
    model.receive(refundSeen(refund({ unnamed: "20.00" })));
    expect(model.lots).toMatchObject([
      { orderId: "5000", available: 0n, reserved: 70n },
      { orderId: "5123", available: 0n, reserved: 30n },
    ]);
    expect(model.balances).toEqual({ pending: 0n, available: 0n, reserved: 100n, shortfall: 10n });
  });

  test("is posted in full and leaves a shortfall when the points are spent", () => {
    const model = spender().receive(half, rest);
    expect(model.balances).toEqual({ pending: 0n, available: 0n, reserved: 0n, shortfall: 60n });
    expect(model.discrepancies).toEqual([]);
  });

  test("is forgiven at once where the program says so and the voucher is used", () => {
    const model = spender(forgiving());
    model.step("r1", use);
    model.receive(half, rest);
    expect(model.balances.shortfall).toBe(0n);
    expect(model.entries.at(-1)).toMatchObject({
      key: "order/5123/forgiveness/5",
      kind: "shortfall_forgiven",
      postings: [{ from: "forgiven", to: "shortfall", points: 40n }],
    });
    expect(model.discrepancies).toEqual([]);
  });

  test("stays owed behind a voucher that may come back, and is forgiven with its use", () => {
    const model = spender(forgiving()).receive(half, rest);
    expect(model.balances.shortfall).toBe(60n);
    model.step("r1", use);
    expect(model.entries.at(-1)).toMatchObject({
      key: "redemption/r1/forgiveness",
      postings: [{ from: "forgiven", to: "shortfall", points: 60n }],
    });
    expect(model.balances).toEqual(NO_BALANCES);
    expect(model.discrepancies).toEqual([]);
  });

  test("never touches points that are reserved for a voucher", () => {
    const model = new MemberModel().receive(orderSeen({ lines: [line({ price: "60.00" })] }));
    model.redeem("r1");
    model.receive(orderSeen({ updatedAt: LATER, cancelledAt: LATER }));
    expect(model.balances).toMatchObject({ available: 0n, reserved: 100n, shortfall: 100n });
  });
});

describe("a guest's order", () => {
  test("keeps the version and rate of its day until a customer appears", () => {
    const model = new MemberModel();
    const known = orderSeen({ updatedAt: LATER });
    expect(model.receive(orderSeen({ customerId: null })).order("5123").standing.target).toBeNull();
    expect(model.receive(known).order("5123").standing.target?.points).toBe(80n);
  });
});
