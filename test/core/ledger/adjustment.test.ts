// Points added and taken by hand, and the lots that give points.
import { describe, expect, test } from "vitest";
import { allocate } from "../../../app/core/ledger/allocate.ts";
import { applyPostings } from "../../../app/core/ledger/apply-postings.ts";
import { decideAdjustment } from "../../../app/core/ledger/decide-adjustment.ts";
import { NO_BALANCES } from "../../../app/core/ledger/entry.ts";
import type { LotState, MemberLedger } from "../../../app/core/ledger/entry.ts";
import { emptyLot } from "../../../app/core/ledger/lot.ts";
import { verifyLedger } from "../../../app/core/ledger/verify.ts";
import { PLACED_AT, line, orderSeen, refund, refundSeen } from "../../support/order-builder.ts";
import { MemberModel } from "../../support/member-model.ts";

function lot(id: string, available: bigint, expiresAt: number | null, accruedAt = 0): LotState {
  const lot = { id, orderId: null, accruedAt, expiresAt, releasesAt: null, termsVersionId: null };
  return { ...emptyLot(lot), original: available, available };
}

const request = {
  requestKey: "k1",
  reason: " Sorry for the wait ",
  actor: "merchant:42" as const,
  lot: { id: "new", expiresAt: null, termsVersionId: null },
  now: PLACED_AT,
};

function ledger(available: bigint): MemberLedger {
  const lots = available === 0n ? [] : [lot("a", available, null)];
  const balances = { ...NO_BALANCES, available };
  return { memberId: "m", balances, lots, balanceExpiresAt: null, turnCount: 0 };
}

describe("lots give points", () => {
  test("earliest expiry first, then the oldest, those without expiry last", () => {
    const lots = [
      lot("never", 5n, null),
      lot("late", 5n, 200),
      lot("young", 5n, 100, 2),
      lot("old", 5n, 100, 1),
    ];
    expect(allocate(lots, "available", 18n)).toEqual([
      { lotId: "old", points: 5n },
      { lotId: "young", points: 5n },
      { lotId: "late", points: 5n },
      { lotId: "never", points: 3n },
    ]);
  });

  test("never more than they hold", () => {
    expect(allocate([lot("a", 5n, null)], "available", 9n)).toEqual([{ lotId: "a", points: 5n }]);
    expect(allocate([lot("a", 5n, null)], "reserved", 9n)).toEqual([]);
  });
});

describe("postings that make no sense throw", () => {
  test.each([
    ["more than a lot holds", { lotId: "a", from: "available", to: "redeemed", points: 6n }],
    ["an unknown lot", { lotId: "z", from: "available", to: "redeemed", points: 1n }],
    ["nothing", { lotId: "a", from: "available", to: "redeemed", points: 0n }],
    ["a repayment of nothing owed", { lotId: "a", from: "available", to: "shortfall", points: 1n }],
  ] as const)("%s", (_name, posting) => {
    expect(() => applyPostings(ledger(5n), [posting])).toThrow(RangeError);
  });
});

describe("an adjustment", () => {
  test("that adds points makes a lot of its own, with actor and reason", () => {
    const decision = decideAdjustment({ ...request, points: 50n, ledger: ledger(0n) });
    expect(decision).toMatchObject({
      outcome: "adjusted",
      change: {
        entries: [
          {
            key: "adjustment/k1",
            kind: "adjustment",
            actor: "merchant:42",
            explanation: { key: "adjusted", params: { reason: "Sorry for the wait" } },
            postings: [{ lotId: "new", from: "adjusted", to: "available", points: 50n }],
          },
        ],
        ledger: { balances: { available: 50n } },
      },
    });
  });

  test("that takes points names the lots that give them", () => {
    const decision = decideAdjustment({ ...request, points: -30n, ledger: ledger(50n) });
    expect(decision).toMatchObject({
      change: {
        entries: [{ postings: [{ lotId: "a", from: "available", to: "adjusted", points: 30n }] }],
      },
    });
  });

  test("that adds points repays what the member owes", () => {
    const model = new MemberModel().receive(orderSeen({ lines: [line({ price: "50.00" })] }));
    model.redeem("r1");
    model.receive(refundSeen(refund({ unnamed: "50.00" })));
    expect(model.adjust(120n)).toBe("adjusted");
    expect(model.balances).toMatchObject({ available: 20n, shortfall: 0n });
    expect(model.discrepancies).toEqual([]);
  });

  test.each([
    [-51n, "ok", "insufficient_points"],
    [0n, "ok", "no_points"],
    [10n ** 15n + 1n, "ok", "too_many_points"],
    [-(10n ** 15n) - 1n, "ok", "too_many_points"],
    [1n, "  ", "reason_missing"],
    [1n, "x".repeat(201), "reason_too_long"],
  ])("of %s for %j is refused", (points, reason, refusal) => {
    expect(decideAdjustment({ ...request, points, reason, ledger: ledger(50n) })).toEqual({
      outcome: "refused",
      reason: refusal,
    });
  });
});

describe("the proof of a ledger", () => {
  const model = new MemberModel().receive(orderSeen());
  const postings = model.entries.flatMap((entry) => entry.postings);
  const records = { memberId: "m", postings, lots: model.lots, balances: model.balances };

  test("finds nothing where all agree", () => {
    expect(verifyLedger(records)).toEqual([]);
  });

  test("finds a balance that nobody posted", () => {
    const balances = { ...model.balances, available: 81n };
    expect(verifyLedger({ ...records, balances })).toEqual([
      { memberId: "m", lotId: null, account: "available", posted: 80n, stored: 81n },
    ]);
  });

  test("finds a lot that lost its postings, and postings that lost their lot", () => {
    expect(verifyLedger({ ...records, postings: [] })).toContainEqual(
      expect.objectContaining({ lotId: "lot-1", account: "original", posted: 0n, stored: 80n }),
    );
    expect(verifyLedger({ ...records, lots: [] })).toContainEqual(
      expect.objectContaining({ lotId: "lot-1", account: "available", posted: 80n, stored: 0n }),
    );
  });
});
