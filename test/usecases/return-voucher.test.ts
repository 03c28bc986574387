// From the reservation to its end, step by step as the deliveries take them: issued, refused,
// returned, used late.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS } from "../../app/core/calendar/instant.ts";
import type { Redemption } from "../../app/core/rewards/redemption.ts";
import { pool } from "../../app/db/pool.ts";
import { findRedemption } from "../../app/db/redemption-store.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { requestRedemption } from "../../app/usecases/request-redemption.ts";
import { resumeRedemptions, suspendRedemptions } from "../../app/usecases/resume-redemptions.ts";
import {
  cancelVoucher,
  expireVouchers,
  recordDeactivation,
  recordDeletedDiscount,
  settleReturned,
} from "../../app/usecases/return-voucher.ts";
import {
  settleIssued,
  settleRefused,
  settleUnsettled,
} from "../../app/usecases/settle-redemption.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { FIVE_OFF } from "../support/order-builder.ts";

const GID = "gid://shopify/DiscountCodeNode/1";

let db: TestDatabase;
let shopId: bigint;
let redemption: Redemption;
let shops = 0;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

beforeEach(async () => {
  shops += 1;
  shopId = await openLoyaltyShop(db.pool, { domain: `shop-${shops}.myshopify.com` });
  await recordPaidOrder(shopId, { price: "60.00" });
  redemption = await reserve();
});
afterEach(() => assertLedgerAddsUp(db.ownerPool));

async function reserve(): Promise<Redemption> {
  const result = await requestRedemption(
    { shopId, customerId: "7001", ...FIVE_OFF, requestKey: randomUUID() },
    NOW,
  );
  if (result.outcome !== "accepted") throw new Error(result.reason);
  return result.redemption;
}

async function now(): Promise<Redemption> {
  const stored = await findRedemption(pool(), shopId, redemption.id);
  if (stored === undefined) throw new Error("The redemption is gone");
  return stored.redemption;
}

const unexpected = (_: unknown, error: unknown): never => {
  throw error;
};
const issue = () => settleIssued(shopId, redemption.id, GID, NOW);
const cancel = (memberId = redemption.memberId) =>
  cancelVoucher({ shopId, memberId, redemptionId: redemption.id }, NOW);
const useOnOrder = () =>
  recordPaidOrder(shopId, {
    orderId: "90001",
    price: "10.00",
    head: { discountCodes: [redemption.code.toLowerCase()] },
  });

async function waiting(kind: string): Promise<{ delay_s: number }[]> {
  const { rows } = await pool().query<{ delay_s: number }>(
    `select round(extract(epoch from next_attempt_at - now()))::int as delay_s
     from outbox_message where shop_id = $1 and kind = $2 and key = $3 and status = 'ready'`,
    [shopId, kind, redemption.id],
  );
  return rows;
}

describe("Shopify's answer", () => {
  test("an issued voucher has spent its points, once however often it is told", async () => {
    await issue();
    await issue();
    expect(await now()).toMatchObject({ status: "issued" });
    expect(await balancesOf(shopId)).toEqual({ available: 20n, reserved: 0n, shortfall: 0n });
  });

  test("a refusal gives the points back and keeps Shopify's words for the merchant", async () => {
    await settleRefused(shopId, redemption.id, "Title is too long", NOW);
    expect(await now()).toMatchObject({ status: "refused", refusal: "Title is too long" });
    expect(await balancesOf(shopId)).toEqual({ available: 120n, reserved: 0n, shortfall: 0n });
  });

  test("a refusal that comes after the voucher was issued changes nothing", async () => {
    await issue();
    await settleRefused(shopId, redemption.id, "late", NOW);
    expect(await now()).toMatchObject({ status: "issued", refusal: null });
  });

  test("an unsettled redemption keeps its points and can still be issued", async () => {
    await settleUnsettled(shopId, redemption.id, NOW);
    expect(await now()).toMatchObject({ status: "unsettled" });
    expect(await balancesOf(shopId)).toMatchObject({ available: 20n, reserved: 100n });
    await issue();
    expect(await now()).toMatchObject({ status: "issued" });
  });
});

describe("giving a voucher up", () => {
  test("switches the code off, reads its use later, and only then returns the points", async () => {
    await issue();
    expect(await cancel()).toMatchObject({ outcome: "returning" });
    expect(await waiting("deactivate_voucher")).toHaveLength(1);
    expect(await balancesOf(shopId)).toMatchObject({ available: 20n });
    await settleReturned(shopId, redemption.id, NOW);
    expect(await now()).toMatchObject({ status: "returning" });
    await recordDeactivation(shopId, redemption.id, NOW);
    expect(await waiting("confirm_voucher_unused")).toEqual([{ delay_s: 120 }]);
    await settleReturned(shopId, redemption.id, NOW);
    expect(await now()).toMatchObject({ status: "returned", returnReason: "cancelled_by_shopper" });
    expect(await balancesOf(shopId)).toEqual({ available: 120n, reserved: 0n, shortfall: 0n });
  });

  test("repeating any step changes nothing", async () => {
    await issue();
    for (let times = 0; times < 3; times += 1) {
      expect(await cancel()).toMatchObject({ outcome: "returning" });
      await recordDeactivation(shopId, redemption.id, NOW);
      await settleReturned(shopId, redemption.id, NOW);
    }
    expect(await balancesOf(shopId)).toEqual({ available: 120n, reserved: 0n, shortfall: 0n });
  });

  test("the points go back to the lot that they came from", async () => {
    const before = await lots();
    await issue();
    await cancel();
    await recordDeactivation(shopId, redemption.id, NOW);
    await settleReturned(shopId, redemption.id, NOW);
    expect(await lots()).toEqual([{ ...before[0], available: 120n, reserved: 0n }]);
  });

  test("is refused while the voucher is on its way", async () => {
    expect(await cancel()).toEqual({ outcome: "refused", reason: "voucher_on_its_way" });
  });

  test("is refused once it was used", async () => {
    await issue();
    await useOnOrder();
    expect(await cancel()).toEqual({ outcome: "refused", reason: "voucher_used" });
  });

  test("another member's voucher is not found", async () => {
    await issue();
    expect(await cancel(randomUUID())).toEqual({ outcome: "refused", reason: "voucher_not_found" });
    expect(await now()).toMatchObject({ status: "issued" });
  });

  test("an expired voucher is given up by the timer, while the app is installed", async () => {
    await issue();
    const later = NOW + 91 * DAY_MS;
    await expireVouchers(NOW, unexpected);
    await pool().query(`update shop set uninstalled_at = now() where shop_id = $1`, [shopId]);
    await expireVouchers(later, unexpected);
    expect(await now()).toMatchObject({ status: "issued" });
    await pool().query(`update shop set uninstalled_at = null where shop_id = $1`, [shopId]);
    await expireVouchers(later, unexpected);
    expect(await now()).toMatchObject({ status: "returning", returnReason: "expired" });
  });

  test("an expired voucher that cannot be read holds up no other", async () => {
    await issue();
    const broken = redemption;
    await recordPaidOrder(shopId, { price: "40.00" });
    redemption = await reserve();
    await issue();
    const rewrite = `update redemption set expires_at = $2, reward = $3 where id = $1`;
    const { rows } = await pool().query(`select reward from redemption where id = $1`, [broken.id]);
    await pool().query(rewrite, [broken.id, new Date(NOW), "{}"]);
    const failed: unknown[] = [];
    await expireVouchers(NOW + 91 * DAY_MS, ({ id }) => failed.push(id));
    expect(failed).toEqual([broken.id]);
    expect(await now()).toMatchObject({ status: "returning" });
    await pool().query(rewrite, [broken.id, new Date(NOW), rows[0].reward]);
  });

  test("a discount that the merchant deleted needs no switching off", async () => {
    await issue();
    await withTransaction((tx) => recordDeletedDiscount(tx, shopId, GID, NOW));
    expect(await now()).toMatchObject({ status: "returning", returnReason: "deleted_in_shopify" });
    expect(await waiting("confirm_voucher_unused")).toEqual([{ delay_s: 120 }]);
  });

  test("a deleted discount that was no voucher of ours concerns nobody", async () => {
    await issue();
    const other = "gid://shopify/DiscountCodeNode/2";
    await withTransaction((tx) => recordDeletedDiscount(tx, shopId, other, NOW));
    expect(await now()).toMatchObject({ status: "issued" });
  });
});

describe("a voucher seen on an order", () => {
  test("ends a return that is under way, and the points stay spent", async () => {
    await issue();
    await cancel();
    await recordDeactivation(shopId, redemption.id, NOW);
    await useOnOrder();
    await settleReturned(shopId, redemption.id, NOW);
    expect(await now()).toMatchObject({ status: "used", usedOrderId: "90001" });
    expect(await balancesOf(shopId)).toEqual({ available: 40n, reserved: 0n, shortfall: 0n });
  });

  test("after the points went back takes them again", async () => {
    await issue();
    await cancel();
    await recordDeactivation(shopId, redemption.id, NOW);
    await settleReturned(shopId, redemption.id, NOW);
    await useOnOrder();
    expect(await now()).toMatchObject({ status: "used" });
    expect(await balancesOf(shopId)).toEqual({ available: 40n, reserved: 0n, shortfall: 0n });
  });

  test("settles a redemption whose answer was lost", async () => {
    await useOnOrder();
    expect(await now()).toMatchObject({ status: "used" });
    await issue();
    expect(await now()).toMatchObject({ status: "used" });
    expect(await balancesOf(shopId)).toEqual({ available: 40n, reserved: 0n, shortfall: 0n });
  });
});

describe("a shop that uninstalls half-way", () => {
  const suspend = () => withTransaction((tx) => suspendRedemptions(tx, shopId, NOW));
  const resume = () => withTransaction((tx) => resumeRedemptions(tx, shopId));

  test("leaves the redemption unsettled, and a new installation asks for it again", async () => {
    await suspend();
    expect(await now()).toMatchObject({ status: "unsettled" });
    await pool().query(`update outbox_message set status = 'dead' where shop_id = $1`, [shopId]);
    await resume();
    expect(await waiting("issue_voucher")).toHaveLength(1);
  });

  test("takes a return up where it stood", async () => {
    await issue();
    await cancel();
    await pool().query(`delete from outbox_message where shop_id = $1`, [shopId]);
    await resume();
    expect(await waiting("deactivate_voucher")).toHaveLength(1);
    await recordDeactivation(shopId, redemption.id, NOW);
    await pool().query(`delete from outbox_message where shop_id = $1`, [shopId]);
    await resume();
    expect(await waiting("confirm_voucher_unused")).toHaveLength(1);
  });

  test("keeps what is issued as it is", async () => {
    await issue();
    await suspend();
    expect(await now()).toMatchObject({ status: "issued" });
  });
});

async function lots(): Promise<{ available: bigint; reserved: bigint }[]> {
  const { rows } = await pool().query(`select * from lot where shop_id = $1 order by id`, [shopId]);
  return rows;
}
