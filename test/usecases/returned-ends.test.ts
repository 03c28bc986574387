// Points that come back from a voucher end as if they had lain in their lot all the time, also
// where the program or the tier changed meanwhile.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { mergeCustomers } from "../../app/usecases/merge-customers.ts";
import {
  cancelVoucher,
  recordDeactivation,
  recordDeletedDiscount,
  settleReturned,
} from "../../app/usecases/return-voucher.ts";
import { settleIssued } from "../../app/usecases/settle-redemption.ts";
import { setMemberTier } from "../../app/usecases/tiers/set-member-tier.ts";
import { createTestDatabase } from "../support/database.ts";
import type { TestDatabase } from "../support/database.ts";
import { CUSTOMER_ID, line, orderSeen, refund, refundSeen } from "../support/order-builder.ts";
import { assertLedgerAgrees, createShop } from "../support/shop.ts";
import type { TestShop } from "../support/shop.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
afterEach(() => assertLedgerAgrees(db));

const on = (date: string): Instant => Date.parse(`${date}T12:00:00Z`);
const months = (count: number) =>
  ({ kind: "age", length: { unit: "months", count }, roundTo: "day" }) as const;
const GID = "gid://shopify/DiscountCodeNode/1";
const never = { kind: "never" } as const;
const gold = { id: "gold", name: "Gold", entry: "manual" } as const;

/** 100 points of 1 March, all of them behind a voucher since the second. */
async function shopWithVoucher(program: Partial<ProgramDocumentInput>) {
  const terms = { earning: { pointsPerUnit: "1" }, ...program };
  const shop = await createShop(db, { program: terms });
  await shop.receive(orderSeen({ lines: [line({ price: "100.00" })] }), on("2026-03-01"));
  const redeemed = await shop.redeem(CUSTOMER_ID, on("2026-03-02"));
  if (redeemed.outcome !== "accepted") throw new Error(redeemed.reason);
  const { id, memberId, code } = redeemed.redemption;
  await settleIssued(shop.id, id, GID, on("2026-03-02"));
  const giveUp = async (now: Instant): Promise<void> => {
    await cancelVoucher({ shopId: shop.id, memberId, redemptionId: id }, now);
    await recordDeactivation(shop.id, id, now);
    await settleReturned(shop.id, id, now);
  };
  return { shop, memberId, id, code, giveUp };
}

/** What is left of the points of 1 March. */
async function left(shop: TestShop): Promise<{ available: bigint; expiresAt: string | null }> {
  const [lot] = await shop.rows<{ available: bigint; expires_at: Date | null }>(
    "lot",
    "accrued_at < '2026-03-02'",
  );
  const expiresAt = lot?.expires_at?.toISOString().slice(0, 10) ?? null;
  return { available: lot?.available ?? 0n, expiresAt };
}

async function makeGold(shop: TestShop, memberId: string, date: string): Promise<void> {
  await setMemberTier({
    shopId: shop.id,
    memberId,
    tierId: "gold",
    through: null,
    reason: "Thanks",
    actor: "merchant:1",
    now: on(date),
  });
}

test.each([
  ["longer", never, null],
  ["shorter", months(4), "2026-07-02"],
])("terms for all points that are %s hold for what comes back", async (_name, policy, end) => {
  const { shop, giveUp } = await shopWithVoucher({ expiry: { policy: months(6) } });
  const expiry = { policy, appliesTo: "all_points" as const };
  await shop.startProgram({ earning: { pointsPerUnit: "1" }, expiry }, on("2026-04-01"));
  await giveUp(on("2026-05-01"));
  expect(await left(shop)).toEqual({ available: 100n, expiresAt: end });
});

test("what would have ended before the voucher came back has, and what lives on does", async () => {
  const { shop, giveUp } = await shopWithVoucher({ expiry: { policy: months(6) } });
  const expiry = { policy: never, appliesTo: "all_points" as const };
  await shop.startProgram({ earning: { pointsPerUnit: "1" }, expiry }, on("2026-04-01"));
  await giveUp(on("2026-12-01"));
  expect(await left(shop)).toEqual({ available: 100n, expiresAt: null });
  const other = await shopWithVoucher({ expiry: { policy: months(6) } });
  await other.giveUp(on("2026-12-01"));
  expect(await left(other.shop)).toEqual({ available: 0n, expiresAt: "2026-09-02" });
});

test.each(["given up", "refunded"])("a tier of the time between holds for it, %s", async (way) => {
  const { shop, memberId, code, giveUp } = await shopWithVoucher({
    returnSpentPoints: "on_full_refund",
    tiers: { list: [gold] },
    expiry: { policy: months(6), byTier: [{ tierId: "gold", policy: never }] },
  });
  await makeGold(shop, memberId, "2026-04-01");
  if (way === "given up") await giveUp(on("2026-05-01"));
  else {
    const paidWith = { discountCodes: [code], lines: [line({ price: "20.00" })] };
    const placed = { placedAt: on("2026-04-02"), updatedAt: on("2026-04-02") };
    await shop.receive(orderSeen({ ...paidWith, ...placed }, { orderId: "B" }), on("2026-04-02"));
    const everything = { lines: [{ lineId: "1", quantity: 1 }] };
    await shop.receive(refundSeen(refund(everything), "B"), on("2026-05-01"));
  }
  const [lot] = await shop.rows("lot", "available = 100");
  expect(lot).toMatchObject({ expires_at: null });
});

/** The order of 1 March again, with a line more, as it stands on a day. */
function editedOrder(date: string) {
  const lines = [line({ price: "100.00" }), line({ id: "2", price: "30.00" })];
  return orderSeen({ updatedAt: on(date), lines });
}

test("points that an edit adds to a lot behind a voucher end by the tier of now", async () => {
  const { shop, memberId, giveUp } = await shopWithVoucher({
    tiers: { list: [gold] },
    expiry: { policy: months(6), byTier: [{ tierId: "gold", policy: never }] },
  });
  await makeGold(shop, memberId, "2026-04-01");
  await shop.receive(editedOrder("2026-05-01"), on("2026-05-01"));
  expect(await left(shop)).toEqual({ available: 30n, expiresAt: null });
  await giveUp(on("2026-06-01"));
  expect(await left(shop)).toEqual({ available: 130n, expiresAt: null });
});

test("so do points of an order that was refunded and is paid anew", async () => {
  const shop = await createShop(db, {
    program: {
      earning: { pointsPerUnit: "1" },
      tiers: { list: [gold] },
      expiry: { policy: months(6), byTier: [{ tierId: "gold", policy: months(3) }] },
    },
  });
  await shop.receive(orderSeen({ lines: [line({ price: "100.00" })] }), on("2026-03-01"));
  const back = refund({ lines: [{ lineId: "1", quantity: 1 }], createdAt: on("2026-03-10") });
  await shop.receive(refundSeen(back), on("2026-03-10"));
  const [member] = await shop.rows<{ id: string }>("member");
  const memberId = member?.id ?? "";
  await makeGold(shop, memberId, "2026-04-01");
  const lines = [line({ price: "100.00", currentQuantity: 0 }), line({ id: "2", price: "30.00" })];
  const paidAnew = orderSeen({ updatedAt: on("2026-05-01"), lines }, { refunds: [back] });
  await shop.receive(paidAnew, on("2026-05-01"));
  expect(await left(shop)).toEqual({ available: 30n, expiresAt: "2026-06-02" });
});

test("points that come to such a lot after their end by the tier end at once", async () => {
  const { shop, memberId } = await shopWithVoucher({
    tiers: { list: [gold] },
    expiry: { policy: never, byTier: [{ tierId: "gold", policy: months(2) }] },
  });
  await makeGold(shop, memberId, "2026-04-01");
  await shop.receive(editedOrder("2026-06-01"), on("2026-06-01"));
  expect(await left(shop)).toEqual({ available: 0n, expiresAt: "2026-05-02" });
});

test("a merger takes the end along that an empty lot has by then", async () => {
  const { shop, memberId, id } = await shopWithVoucher({
    tiers: { list: [gold] },
    expiry: { policy: months(6), byTier: [{ tierId: "gold", policy: never }] },
  });
  await makeGold(shop, memberId, "2026-04-01");
  const merge = { keptCustomerId: "7002", goneCustomerId: CUSTOMER_ID };
  await withTransaction((tx) => mergeCustomers(tx, shop.id, merge, on("2026-04-10")));
  await withTransaction((tx) => recordDeletedDiscount(tx, shop.id, GID, on("2026-05-01")));
  await settleReturned(shop.id, id, on("2026-05-01"));
  expect(await shop.rows("lot", "available = 100")).toMatchObject([{ expires_at: null }]);
});

test.each([
  ["before they would have ended holds for them", "2026-03-30", null, 100n],
  ["when they would have ended does not bring them back", "2026-04-03", "2026-04-02", 0n],
])("a tier that is heard of late, %s", async (_name, heardOn, expiresAt, available) => {
  const enter = { anyOf: [{ allOf: [{ counter: "spend" as const, atLeast: "20000" }] }] };
  const { shop, giveUp } = await shopWithVoucher({
    tiers: { list: [{ id: "gold", name: "Gold", enter }] },
    expiry: { policy: months(1), byTier: [{ tierId: "gold", policy: never }] },
  });
  const placed = { placedAt: on("2026-03-20"), updatedAt: on("2026-03-20") };
  const order = orderSeen({ ...placed, lines: [line({ price: "100.00" })] }, { orderId: "B" });
  await shop.receive(order, on(heardOn));
  await giveUp(on("2026-05-01"));
  expect(await left(shop)).toEqual({ available, expiresAt });
});
