// Points end on their day, once, and only those that were not spent.
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { decideLotExpiry } from "../../../app/core/ledger/decide-expiry.ts";
import { decideRefundedUse } from "../../../app/core/rewards/decide-refunded-use.ts";
import {
  decideDeactivated,
  decideReturned,
  decideReturning,
} from "../../../app/core/rewards/decide-return.ts";
import { decideIssued, decideRefused } from "../../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../../app/core/rewards/decide-used.ts";
import type { RedemptionContext } from "../../../app/core/rewards/redemption.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { LedgerModel, expectSoundLedger } from "../../support/ledger-model.ts";

const END = PLACED_AT + 100 * DAY_MS;
const LATER = END + DAY_MS;
const giveUp = (context: RedemptionContext) => decideReturning(context, "expired");
const use = { orderId: "B", orderName: "#B" };
const useIt = (context: RedemptionContext) =>
  decideUsed(context, use, { shortfallPolicy: "repay", voucherPoints: 0n });
const comesBack = [giveUp, decideDeactivated, decideReturned];

/** 60 points that end, and 100 that live for ever. */
function twoLots(): LedgerModel {
  return new LedgerModel()
    .order("A", 60n, { expiresAt: END })
    .order("L", 100n, { placedAt: PLACED_AT + DAY_MS });
}

describe("the end of a lot", () => {
  test("takes what is available of it, in the first instant after its last", () => {
    const model = twoLots().night(END - 1);
    expect(model.balances.available).toBe(160n);
    model.night(END);
    expect(model.balances.available).toBe(100n);
    expect(model.entries.at(-1)).toMatchObject({
      key: "expiry/m/1",
      kind: "expiry",
      occurredAt: END,
      explanation: { key: "points_expired", params: { points: "60" } },
      postings: [{ from: "available", to: "expired", points: 60n }],
    });
    expectSoundLedger(model);
  });

  test("keeps its date where nights were missed", () => {
    const model = twoLots().night(END + 30 * DAY_MS);
    expect(model.entries.at(-1)).toMatchObject({ occurredAt: END });
  });

  test("comes once", () => {
    const model = twoLots().night(END);
    const { entries } = decideLotExpiry(model.ledger, LATER);
    expect(entries).toEqual([]);
  });

  test("of lots that end in the same instant is one entry", () => {
    const model = twoLots().order("C", 5n, { expiresAt: END }).order("D", 7n, { expiresAt: LATER });
    model.night(LATER);
    const expiries = model.entries.filter(({ kind }) => kind === "expiry");
    expect(expiries.map(({ explanation }) => explanation.params)).toEqual([
      { points: "65" },
      { points: "7" },
    ]);
    expect(expiries.map(({ key }) => key)).toEqual(["expiry/m/1", "expiry/m/2"]);
  });

  test("leaves what is reserved or pending", () => {
    const release = { kind: "waits", releasesAt: null } as const;
    const model = twoLots().order("P", 9n, { expiresAt: END, release });
    model.redeem("r", 60n);
    model.night(LATER);
    expect(model.balances).toMatchObject({ pending: 9n, reserved: 60n, available: 100n });
    expect(model.entries.some(({ kind }) => kind === "expiry")).toBe(false);
  });

  test("is the end of an order that is heard of months later: it expires on arrival", () => {
    const model = new LedgerModel().order("A", 60n, { expiresAt: END, now: LATER });
    expect(model.entries.map(({ kind, occurredAt }) => [kind, occurredAt])).toEqual([
      ["accrual", PLACED_AT],
      ["expiry", END],
    ]);
    expect(model.balances.available).toBe(0n);
    expectSoundLedger(model);
  });

  test("on arrival comes after the repayment of what is owed", () => {
    const model = new LedgerModel().order("X", 40n);
    model.redeem("r", 40n);
    model.step("r", PLACED_AT, decideIssued, useIt).order("X", 0n);
    model.order("A", 60n, { expiresAt: END, now: LATER });
    expect(model.balances).toMatchObject({ available: 0n, shortfall: 0n });
    expect(model.lot("A")).toMatchObject({ expired: 20n });
    expectSoundLedger(model);
  });
});

describe("spending and expiry", () => {
  test("spending, then expiry never makes valid lots vanish", () => {
    const model = twoLots();
    model.redeem("r", 100n);
    model.step("r", PLACED_AT, decideIssued).night(LATER);
    expect(model.balances.available).toBe(60n);
    expect(model.lot("L")).toMatchObject({ available: 60n, expired: 0n });
    expectSoundLedger(model);
  });

  test("what has ended cannot be spent before the night has dealt with it", () => {
    const model = twoLots();
    expect(model.redeem("r", 150n, END)).toBe("insufficient_points");
    expect(model.redeem("r", 100n, END)).toBe("reserved");
    expect(model.lot("A")).toMatchObject({ available: 0n, expired: 60n });
    expectSoundLedger(model);
  });

  test("ERPNext: what ends is what is left of a lot, not what it once held", () => {
    const model = twoLots();
    model.redeem("r", 50n);
    model.step("r", PLACED_AT, decideIssued).night(LATER);
    expect(model.entries.at(-1)?.postings).toMatchObject([{ points: 10n }]);
    expect(model.balances.available).toBe(100n);
  });

  test("FloCafe: a redemption takes the lot that ends first, wherever it stands in the list", () => {
    const model = new LedgerModel()
      .order("L", 100n)
      .order("A", 60n, { placedAt: PLACED_AT + DAY_MS, expiresAt: END });
    model.redeem("r", 60n);
    expect(model.lot("A")).toMatchObject({ reserved: 60n });
    expect(model.lot("L")).toMatchObject({ available: 100n });
  });
});

describe("refunds and expiry", () => {
  const refundFirst = () =>
    twoLots()
      .order("A", 20n, { now: PLACED_AT + DAY_MS })
      .night(LATER);
  const expiryFirst = () => twoLots().night(LATER).order("A", 20n, { now: LATER });

  test("in either order leave the same balances and lots", () => {
    expect(expiryFirst().balances).toEqual(refundFirst().balances);
    expect(expiryFirst().ledger.lots).toEqual(refundFirst().ledger.lots);
    expectSoundLedger(expiryFirst());
  });

  test("what expired of the order is taken back before points of others", () => {
    const model = expiryFirst();
    expect(model.entries.at(-1)).toMatchObject({
      kind: "clawback",
      postings: [{ from: "expired", to: "issued", points: 40n }],
    });
    expect(model.balances.available).toBe(100n);
  });

  test("an order that grows again after its lot has ended gains nothing that can be spent", () => {
    const model = twoLots().night(LATER).order("A", 80n, { now: LATER });
    expect(model.balances.available).toBe(100n);
    expect(model.lot("A")).toMatchObject({ expired: 80n });
    expectSoundLedger(model);
  });
});

describe("points that come back to a lot that has ended", () => {
  test("from a voucher that was refused end at once, visibly", () => {
    const model = twoLots();
    model.redeem("r", 80n);
    model.step("r", LATER, (context) => decideRefused(context, "no"));
    expect(model.balances.available).toBe(100n);
    expect(model.entries.slice(-2)).toMatchObject([
      { kind: "redemption_voided" },
      { kind: "expiry", occurredAt: LATER, postings: [{ points: 60n }] },
    ]);
    expectSoundLedger(model);
  });

  test("from a voucher that ended unused end at once", () => {
    const model = twoLots();
    model.redeem("r", 80n);
    model.step("r", PLACED_AT, decideIssued).step("r", LATER, ...comesBack);
    expect(model.balances.available).toBe(100n);
    expectSoundLedger(model);
  });

  test("from a used voucher whose order was refunded end at once", () => {
    const model = twoLots();
    model.redeem("r", 80n);
    model.step("r", PLACED_AT, decideIssued, useIt);
    model.step("r", LATER, (context) => decideRefundedUse(context, use, 0n));
    expect(model.balances.available).toBe(100n);
    expectSoundLedger(model);
  });

  test("first repay what the member owes", () => {
    const model = twoLots();
    model.redeem("r", 160n);
    model.step("r", PLACED_AT, decideIssued).order("L", 50n);
    expect(model.balances.shortfall).toBe(50n);
    model.step("r", LATER, ...comesBack);
    expect(model.balances).toMatchObject({ available: 100n, shortfall: 0n });
    expect(model.lot("A")).toMatchObject({ expired: 10n });
    expectSoundLedger(model);
  });

  test("and are used after all are taken from what ended, not from other points", () => {
    const model = twoLots();
    model.redeem("r", 60n);
    model.step("r", PLACED_AT, decideIssued).step("r", LATER, ...comesBack, useIt);
    expect(model.entries.at(-1)).toMatchObject({
      kind: "voucher_used_late",
      postings: [{ from: "expired", to: "redeemed", points: 60n }],
    });
    expect(model.balances.available).toBe(100n);
    expectSoundLedger(model);
  });
});
