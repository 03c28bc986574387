// Only the release makes points spendable.
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import { decideRelease } from "../../../app/core/ledger/decide-release.ts";
import { decideIssued } from "../../../app/core/rewards/decide-settlement.ts";
import { decideUsed } from "../../../app/core/rewards/decide-used.ts";
import type { RedemptionContext } from "../../../app/core/rewards/redemption.ts";
import { PLACED_AT } from "../../support/order-builder.ts";
import { LedgerModel, expectSoundLedger } from "../../support/ledger-model.ts";

const RELEASE = PLACED_AT + 14 * DAY_MS;
const LATER = RELEASE + DAY_MS;
const waits = { kind: "waits", releasesAt: RELEASE } as const;
const unknown = { kind: "waits", releasesAt: null } as const;
const useIt = (context: RedemptionContext) =>
  decideUsed(
    context,
    { orderId: "B", orderName: "#B" },
    { shortfallPolicy: "repay", voucherPoints: 0n },
  );

/** 80 points that wait. */
function waiting(release: typeof waits | typeof unknown = waits): LedgerModel {
  return new LedgerModel().order("A", 80n, { release });
}

describe("points that wait", () => {
  test("are pending, and cannot be spent", () => {
    const model = waiting();
    expect(model.balances).toMatchObject({ pending: 80n, available: 0n });
    expect(model.redeem("r", 80n)).toBe("insufficient_points");
    expect(model.entries[0]?.postings).toMatchObject([{ from: "issued", to: "pending" }]);
  });

  test("are released in their instant, dated at it whenever it is dealt with", () => {
    const model = waiting().night(RELEASE - 1);
    expect(model.balances.pending).toBe(80n);
    model.night(LATER);
    expect(model.balances).toMatchObject({ pending: 0n, available: 80n });
    expect(model.entries.at(-1)).toMatchObject({
      key: "release/m/1",
      kind: "release",
      orderId: "A",
      occurredAt: RELEASE,
      explanation: { key: "points_released", params: { points: "80" } },
    });
    expectSoundLedger(model);
  });

  test("are released once", () => {
    expect(decideRelease(waiting().night(RELEASE).ledger, LATER).entries).toEqual([]);
  });

  test("can be spent as soon as their release has come, also before the night", () => {
    const model = waiting();
    expect(model.redeem("r", 80n, RELEASE)).toBe("reserved");
    expectSoundLedger(model);
  });

  test("wait on while nobody knows until when", () => {
    const model = waiting(unknown).night(LATER + 1_000 * DAY_MS);
    expect(model.balances.pending).toBe(80n);
  });

  test("take over the release that news bring, though they are worth the same", () => {
    const model = waiting(unknown).order("A", 80n, { release: waits, now: PLACED_AT + DAY_MS });
    expect(model.entries).toHaveLength(1);
    expect(model.lot("A")).toMatchObject({ releasesAt: RELEASE, pending: 80n });
    model.night(RELEASE);
    expect(model.balances.available).toBe(80n);
  });

  test("are released by the very news that say so", () => {
    const model = waiting(unknown).order("A", 80n, { release: waits, now: RELEASE });
    expect(model.balances).toMatchObject({ pending: 0n, available: 80n });
    expectSoundLedger(model);
  });

  test("of an order whose release has come are spendable when they are earned", () => {
    const model = waiting().night(LATER).order("A", 90n, { release: waits, now: LATER });
    expect(model.balances).toMatchObject({ pending: 0n, available: 90n });
    expect(model.entries.at(-1)?.postings).toMatchObject([{ to: "available", points: 10n }]);
  });

  test("repay what the member owes when they are released, not before", () => {
    const model = new LedgerModel().order("X", 50n);
    model.redeem("r", 50n);
    model.step("r", PLACED_AT, decideIssued, useIt).order("X", 0n);
    model.order("A", 80n, { release: waits });
    expect(model.balances).toMatchObject({ pending: 80n, shortfall: 50n });
    model.night(RELEASE);
    expect(model.balances).toMatchObject({ pending: 0n, available: 30n, shortfall: 0n });
    expect(model.entries.at(-1)?.key).toBe("release/m/1/repayment");
    expectSoundLedger(model);
  });

  test("that are released into a lot that has ended end at once", () => {
    const model = new LedgerModel().order("A", 80n, { release: waits, expiresAt: RELEASE - 1 });
    model.night(LATER);
    expect(model.entries.map(({ kind, occurredAt }) => [kind, occurredAt])).toEqual([
      ["accrual", PLACED_AT],
      ["release", RELEASE],
      ["expiry", RELEASE],
    ]);
    expect(model.balances).toMatchObject({ pending: 0n, available: 0n });
    expectSoundLedger(model);
  });
});

describe("a clawback", () => {
  test("takes what waits first, also when its release has come", () => {
    const model = waiting().order("A", 30n, { release: waits, now: LATER });
    expect(model.entries.map(({ kind }) => kind)).toEqual(["accrual", "clawback", "release"]);
    expect(model.balances).toMatchObject({ pending: 0n, available: 30n });
    expectSoundLedger(model);
  });

  test("after the release takes what is available", () => {
    const model = waiting().night(RELEASE).order("A", 30n, { release: waits, now: LATER });
    expect(model.balances).toMatchObject({ available: 30n, shortfall: 0n });
  });

  test("release, then clawback ends as clawback, then release", () => {
    const first = waiting().order("A", 30n, { release: waits }).night(RELEASE);
    const second = waiting().night(RELEASE).order("A", 30n, { release: waits, now: RELEASE });
    expect(second.balances).toEqual(first.balances);
    expect(second.ledger.lots).toEqual(first.ledger.lots);
  });

  test("leaves what waits for other orders", () => {
    const model = waiting().order("B", 50n, { release: waits }).night(RELEASE);
    model.order("C", 40n, { release: unknown, now: LATER });
    model.redeem("r", 130n, LATER);
    model.order("A", 0n, { release: waits, now: LATER });
    expect(model.balances).toEqual({ pending: 40n, available: 0n, reserved: 130n, shortfall: 80n });
  });
});

describe("a program that takes back nothing but what waits", () => {
  function lenient(): LedgerModel {
    const model = waiting();
    model.policy = "pending_only";
    return model;
  }

  test("takes what waits", () => {
    const model = lenient().order("A", 30n, { release: waits });
    expect(model.balances).toMatchObject({ pending: 30n, shortfall: 0n });
  });

  test("leaves what was released, and the order holds its worth all the same", () => {
    const model = lenient().night(RELEASE).order("A", 30n, { release: waits, now: LATER });
    expect(model.balances).toMatchObject({ available: 80n, shortfall: 0n });
    expect(model.accounts.get("A")?.postedPoints).toBe(30n);
    expect(model.entries.slice(-2)).toMatchObject([
      { kind: "clawback", postings: [{ from: "shortfall", to: "issued", points: 50n }] },
      {
        kind: "shortfall_forgiven",
        postings: [{ from: "forgiven", to: "shortfall", points: 50n }],
      },
    ]);
    expectSoundLedger(model);
  });

  test("does not wait for a voucher that may come back", () => {
    const model = lenient().night(RELEASE);
    model.redeem("r", 80n, LATER);
    model.order("A", 0n, { release: waits, now: LATER });
    expect(model.balances).toMatchObject({ reserved: 80n, shortfall: 0n });
    expectSoundLedger(model);
  });
});
