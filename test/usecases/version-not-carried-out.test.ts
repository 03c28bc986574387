// Points that a voucher takes after a version came into force, and before it is carried out, end by
// that version once they come back.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Instant } from "../../app/core/calendar/instant.ts";
import { carryOutPrograms } from "../../app/usecases/night/carry-out-program.ts";
import {
  cancelVoucher,
  recordDeactivation,
  settleReturned,
} from "../../app/usecases/return-voucher.ts";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { CUSTOMER_ID, line, orderSeen } from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

const on = (date: string): Instant => Date.parse(`${date}T12:00:00Z`);
const MINUTE_MS = 60_000;
const earning = { pointsPerUnit: "1" };
const sixMonths = {
  policy: { kind: "age", length: { unit: "months", count: 6 }, roundTo: "day" },
} as const;
const never = { policy: { kind: "never" }, appliesTo: "all_points" } as const;
const carryOut = (now: Instant) =>
  carryOutPrograms(now, (_shopId, error) => {
    throw error;
  });

test.each([
  ["before it is carried out", 1],
  ["after it", 10],
])("redeemed %s", async (_, minutes) => {
  const shop = await createShop(db, { program: { earning, expiry: sixMonths } });
  await shop.receive(orderSeen({ lines: [line({ price: "100.00" })] }), on("2026-03-01"));
  await carryOut(on("2026-03-02"));
  const at = on("2026-04-01");
  await shop.startProgram({ earning, expiry: never }, at);
  const carriedOutAt = at + 5 * MINUTE_MS;
  const redeemedAt = at + minutes * MINUTE_MS;
  if (carriedOutAt < redeemedAt) await carryOut(carriedOutAt);
  const redeemed = await shop.redeem(CUSTOMER_ID, redeemedAt);
  if (redeemed.outcome !== "accepted") throw new Error(redeemed.reason);
  const { id: redemptionId, memberId } = redeemed.redemption;
  await settleIssued(shop.id, redemptionId, "gid://shopify/DiscountCodeNode/1", redeemedAt);
  await carryOut(at + 15 * MINUTE_MS);
  const now = on("2026-05-01");
  await cancelVoucher({ shopId: shop.id, memberId, redemptionId }, now);
  await recordDeactivation(shop.id, redemptionId, now);
  await settleReturned(shop.id, redemptionId, now);
  const [lot] = await shop.rows<{ available: bigint; expires_at: Date | null }>("lot");
  expect(lot).toMatchObject({ available: 100n, expires_at: null });
});
