// What stays owed of orders that others have now.
import { expect, test } from "vitest";
import { forgiveShortfall } from "../../../app/core/ledger/forgive-shortfall.ts";
import { emptyLot } from "../../../app/core/ledger/lot.ts";
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
