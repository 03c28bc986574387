// Switching a voucher off and proving it unused, against a (simulated) Shopify whose merchant
// meddles.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Redemption } from "../../../app/core/rewards/redemption.ts";
import { pool } from "../../../app/db/pool.ts";
import { findRedemption } from "../../../app/db/redemption-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import { cancelVoucher, recordDeletedDiscount } from "../../../app/usecases/return-voucher.ts";
import {
  activateDiscount,
  deactivateDiscount,
  deleteDiscount,
  discountStatus,
} from "../../../simulator/actions/discounts.ts";
import type { Discount } from "../../../simulator/model.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { FIVE_OFF } from "../../support/order-builder.ts";
import {
  CUSTOMER,
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let redemption: Redemption;
let availableBefore: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  await recordPaidOrder(shopId, { price: "50.00" });
  const asked = { shopId, customerId: CUSTOMER, ...FIVE_OFF, requestKey: randomUUID() };
  const result = await requestRedemption(asked, Date.now());
  if (result.outcome !== "accepted") throw new Error(result.reason);
  redemption = result.redemption;
  await deliverOnce(shopId, "issue_voucher", { redemptionId: redemption.id });
  availableBefore = (await balancesOf(shopId)).available;
});
afterEach(async () => {
  await assertLedgerAddsUp(db.ownerPool);
  await pool().query(`update redemption set status = 'used' where shop_id = $1`, [shopId]);
});

const cancel = () =>
  cancelVoucher({ shopId, memberId: redemption.memberId, redemptionId: redemption.id }, Date.now());
const deactivate = () => deliverOnce(shopId, "deactivate_voucher", { redemptionId: redemption.id });
const confirm = () =>
  deliverOnce(shopId, "confirm_voucher_unused", { redemptionId: redemption.id });

function discount(): Discount {
  const [found] = world.discountsOf(redemption.code);
  if (found === undefined) throw new Error("The shop has no such discount");
  return found;
}
const isOff = () => discountStatus(discount(), world.simulator.context.now()) === "EXPIRED";

async function status(): Promise<string | undefined> {
  return (await findRedemption(pool(), shopId, redemption.id))?.redemption.status;
}
async function expectReturned(): Promise<void> {
  expect(await status()).toBe("returned");
  expect((await balancesOf(shopId)).available).toBe(availableBefore + 100n);
}
async function expectStillSpent(): Promise<void> {
  expect(await status()).toBe("returning");
  expect((await balancesOf(shopId)).available).toBe(availableBefore);
}

describe("a cancelled voucher", () => {
  test("is off in Shopify before its points come back", async () => {
    await cancel();
    expect(isOff()).toBe(false);
    expect(await deactivate()).toEqual({ outcome: "sent" });
    expect(isOff()).toBe(true);
    await expectStillSpent();
    expect(await confirm()).toEqual({ outcome: "sent" });
    await expectReturned();
  });

  test.each(["before", "after"] as const)(
    "whose switching-off is lost %s its effect is switched off again",
    async (when) => {
      await cancel();
      await world.fail("DeactivateDiscount", "reset", when);
      expect(await deactivate()).toMatchObject({ outcome: "retry" });
      await expectStillSpent();
      expect(await deactivate()).toEqual({ outcome: "sent" });
      expect(isOff()).toBe(true);
      await confirm();
      await expectReturned();
    },
  );

  test("that the merchant switched off already is simply off", async () => {
    await cancel();
    deactivateDiscount(world.simulator.context, discount());
    expect(await deactivate()).toEqual({ outcome: "sent" });
    await confirm();
    await expectReturned();
  });

  test("that the merchant deleted meanwhile needs no switching off", async () => {
    await cancel();
    deleteDiscount(world.simulator.context, world.shop, discount());
    expect(await deactivate()).toEqual({ outcome: "sent" });
    expect(await confirm()).toEqual({ outcome: "sent" });
    await expectReturned();
  });

  test("is not confirmed before it is off", async () => {
    await cancel();
    expect(await confirm()).toMatchObject({ outcome: "retry", reason: "was_switched_on_again" });
    await expectStillSpent();
    expect(isOff()).toBe(true);
  });
});

describe("points stay spent", () => {
  test("while Shopify counts a use whose order we have not seen", async () => {
    await cancel();
    await deactivate();
    discount().uses.push({ orderId: "1", customerId: CUSTOMER, email: null });
    expect(await confirm()).toEqual({ outcome: "retry", reason: "used_by_unseen_order" });
    await expectStillSpent();
    const head = { discountCodes: [redemption.code.toLowerCase()] };
    await recordPaidOrder(shopId, { price: "0.00", head });
    expect(await confirm()).toEqual({ outcome: "sent" });
    expect(await status()).toBe("used");
    expect((await balancesOf(shopId)).available).toBe(availableBefore);
  });

  test("when somebody switched the code on again in the meantime", async () => {
    await cancel();
    await deactivate();
    activateDiscount(world.simulator.context, discount());
    expect(await confirm()).toMatchObject({ outcome: "retry", reason: "was_switched_on_again" });
    expect(isOff()).toBe(true);
    await expectStillSpent();
    expect(await confirm()).toEqual({ outcome: "sent" });
    await expectReturned();
  });

  test("while Shopify cannot be read", async () => {
    await cancel();
    await deactivate();
    await world.fail("FindDiscount", "http_500", "before");
    expect(await confirm()).toMatchObject({ outcome: "retry" });
    await expectStillSpent();
  });

  test("while the shop is uninstalled", async () => {
    await cancel();
    await pool().query(`update shop set uninstalled_at = now() where shop_id = $1`, [shopId]);
    expect(await deactivate()).toEqual({ outcome: "dead", reason: "shop_uninstalled" });
    await pool().query(`update shop set uninstalled_at = null where shop_id = $1`, [shopId]);
    await expectStillSpent();
  });
});

describe("a voucher whose discount the merchant deleted", () => {
  test("gives its points back once it is proven unused", async () => {
    const { id } = discount();
    deleteDiscount(world.simulator.context, world.shop, discount());
    const gid = `gid://shopify/DiscountCodeNode/${id}`;
    await withTransaction((tx) => recordDeletedDiscount(tx, shopId, gid, Date.now()));
    await expectStillSpent();
    expect(await confirm()).toEqual({ outcome: "sent" });
    await expectReturned();
  });
});
