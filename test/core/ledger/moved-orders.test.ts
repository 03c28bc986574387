// What stays owed of orders that others have now.
import { expect, test } from "vitest";
import { forgiveShortfall } from "../../../app/core/ledger/forgive-shortfall.ts";
import { emptyLot } from "../../../app/core/ledger/lot.ts";
import { owedAgainByMerger } from "../../../app/core/ledger/owed-again.ts";
import type { OrderHistory } from "../../../app/core/ledger/owed-again.ts";
import { pointsHeldBack } from "../../../app/core/ledger/moved-orders.ts";

const moved = (orderId: string, spent: bigint, worthElsewhere: bigint) => ({
  orderId,
  spent,
  worthElsewhere,
});

test("what was spent of an order that left stays owed, for as much as it is worth now", () => {
  expect(pointsHeldBack([])).toBe(0n);
  expect(pointsHeldBack([moved("A", 30n, 100n)])).toBe(30n);
  expect(pointsHeldBack([moved("A", 100n, 40n), moved("B", 7n, 7n)])).toBe(47n);
});

test("an order that is back holds nothing back", () => {
  expect(pointsHeldBack([moved("A", 100n, 0n)])).toBe(0n);
});

test("of an order that left twice the latest departure counts", () => {
  expect(pointsHeldBack([moved("A", 100n, 100n), moved("A", 20n, 100n)])).toBe(20n);
});

test.each([
  ["forgive", 40n],
  ["pending_only", 10n],
] as const)("under %s what is held back is not written off", (shortfallPolicy, owed) => {
  const balances = { pending: 0n, available: 0n, reserved: 0n, shortfall: 140n };
  const lot = emptyLot({
    id: "lot",
    orderId: "A",
    accruedAt: 0,
    expiresAt: null,
    releasesAt: null,
    termsVersionId: null,
  });
  const ledger = { memberId: "m", balances, lots: [lot], balanceExpiresAt: null, turnCount: 0 };
  const terms = { shortfallPolicy, voucherPoints: 0n, heldBack: owed };
  const cause = {
    key: "forgiveness",
    orderId: null,
    redemptionId: null,
    programVersionId: null,
    actor: "system",
    occurredAt: 0,
    lotId: "lot",
  } as const;
  const { ledger: after } = forgiveShortfall(ledger, 200n, terms, cause);
  expect(after.balances.shortfall).toBe(owed);
});

/** An order of 100 that shrinks at 10, is given away at 20, and grows again at 30. */
function history(grown: bigint): OrderHistory {
  const step = (recordedAt: number, points: bigint, isMove = false) => ({
    entryKey: `order/A/${recordedAt}`,
    points,
    recordedAt,
    isMove,
  });
  const steps = [step(0, 100n), step(10, -60n), step(20, -40n, true), step(30, 40n + grown)];
  return { orderId: "A", steps, reachesFrom: 0 };
}

const writeOff = (orderId: string, recordedAt: number, points: bigint) => ({
  entryKey: `${orderId}/${recordedAt}`,
  points,
  orderId,
  recordedAt,
  spentAt: null,
  isOwnOnly: false,
});

test("a merger finds what was written off for an order that grew again with the other", () => {
  expect(owedAgainByMerger(history(60n), [writeOff("A", 10, 60n)], [])).toBe(60n);
  expect(owedAgainByMerger(history(25n), [writeOff("A", 10, 60n)], [])).toBe(25n);
  expect(owedAgainByMerger(history(80n), [writeOff("A", 10, 60n)], [])).toBe(60n);
});

test("a merger finds nothing for an order that did not grow, for others, or for what came later", () => {
  expect(owedAgainByMerger(history(0n), [writeOff("A", 10, 60n)], [])).toBe(0n);
  expect(owedAgainByMerger(history(60n), [writeOff("B", 10, 60n)], [])).toBe(0n);
  expect(owedAgainByMerger(history(60n), [writeOff("A", 40, 60n)], [])).toBe(0n);
});

test("a merger asks for nothing that is owed again already", () => {
  const known = [writeOff("A", 10, 60n), writeOff("A", 25, -60n)];
  expect(owedAgainByMerger(history(60n), known, [])).toBe(0n);
});
