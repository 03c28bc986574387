// Every kind of difference between the ledger and a (simulated) Shopify is found, after two looks
// that agree, and none where something is only on its way.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { requestComparison, requestComparisons } from "../../../app/usecases/compare-vouchers.ts";
import { cancelVoucher } from "../../../app/usecases/return-voucher.ts";
import {
  activateDiscount,
  deactivateDiscount,
  deleteDiscount,
  updateDiscount,
} from "../../../simulator/actions/discounts.ts";
import type { DiscountInput } from "../../../simulator/actions/discounts.ts";
import { type ComparedShop, openComparedShop } from "../../support/compared-shop.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { recordPaidOrder } from "../../support/loyalty-shop.ts";
import {
  CUSTOMER,
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let store: ComparedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  store = await openComparedShop(world);
});

const SETTLED_MS = 11 * 60_000;
const passTime = () => world.simulator.context.clock.advance(SETTLED_MS);
const change = (input: Partial<DiscountInput>) =>
  updateDiscount(world.simulator.context, store.shop, store.discount(), input);
const use = (orderId: string) =>
  store.discount().uses.push({ orderId, customerId: CUSTOMER, email: null });
const kinds = async () => (await store.differences()).map(({ kind }) => kind);

/** Given up by the member, switched off, proven unused. */
async function giveUp(): Promise<void> {
  const { id: redemptionId, memberId } = await store.redemption();
  const now = world.simulator.context.clock.now().getTime();
  await cancelVoucher({ shopId: store.shopId, memberId, redemptionId }, now);
  await store.deliver("deactivate_voucher");
  await store.deliver("confirm_voucher_unused");
  expect((await store.redemption()).status).toBe("returned");
  passTime();
}

async function totals() {
  const { rows } = await pool().query(
    `select stage, looked, open_here, open_there, is_whole from voucher_comparison
      where shop_id = $1`,
    [store.shopId],
  );
  return rows[0];
}

test("a voucher that stands here as it stands there is no difference", async () => {
  expect(await store.differences()).toEqual([]);
  expect(await totals()).toEqual({
    stage: "done",
    looked: 1,
    open_here: 1,
    open_there: 1,
    is_whole: true,
  });
});

describe("a difference is found where", () => {
  test("the voucher is not in Shopify", async () => {
    deleteDiscount(world.simulator.context, store.shop, store.discount());
    expect(await kinds()).toEqual(["voucher_missing"]);
    expect(await totals()).toMatchObject({ open_here: 1, open_there: 0 });
  });

  test("somebody switched it off", async () => {
    deactivateDiscount(world.simulator.context, store.discount());
    expect(await kinds()).toEqual(["switched_off"]);
  });

  test("it takes off another amount", async () => {
    change({ value: { kind: "amount", amountMinor: 800, eachItem: false } });
    expect(await store.differences()).toEqual([
      {
        kind: "value_differs",
        details: { hereKind: "amount", here: "500", thereKind: "amount", there: "800" },
      },
    ]);
  });

  test("it takes off a percentage instead", async () => {
    change({ value: { kind: "percentage", fraction: "0.125" } });
    expect((await store.differences())[0]?.details).toMatchObject({
      thereKind: "percentage",
      there: "12.5",
    });
  });

  test("it ends on another day, or never", async () => {
    change({ endsAt: null });
    const { expiresAt } = await store.redemption();
    expect(await store.differences()).toEqual([
      { kind: "ends_differs", details: { here: String(expiresAt), there: null } },
    ]);
  });

  test.each([
    ["everybody may use it", { kind: "all" as const }, null, "included"],
    ["only others may", { kind: "customers" as const, customerIds: [] }, "0", "left_out"],
  ])("%s", async (_case, buyers, there, member) => {
    change({ buyers });
    expect(await store.differences()).toEqual([
      { kind: "limited_to_other_customer", details: { there, member } },
    ]);
  });

  test("it works more than once", async () => {
    change({ usageLimit: null });
    expect(await kinds()).toEqual(["works_more_than_once"]);
  });

  test("it was used, and no order with it was seen", async () => {
    use("1");
    expect(await store.differences()).toEqual([{ kind: "used_unknown", details: { there: "1" } }]);
  });

  test("its points went back, and somebody switched it on again", async () => {
    await giveUp();
    activateDiscount(world.simulator.context, store.discount());
    expect(await store.differences()).toEqual([
      { kind: "voucher_without_points", details: { cause: "returned" } },
    ]);
  });

  test("an order used it, and it works once more", async () => {
    const { code } = await store.redemption();
    await recordPaidOrder(store.shopId, { price: "9.00", head: { discountCodes: [code] } });
    use("1");
    change({ usageLimit: 2 });
    passTime();
    expect((await store.differences())[0]?.details).toEqual({ cause: "used" });
  });

  test("the merchant copied the discount under another code", async () => {
    const copy = { ...store.discount(), id: "990001", redeemCodeId: "990002", code: "COPY-1" };
    store.shop.discounts.set(copy.id, copy);
    const { code } = await store.redemption();
    expect(await store.differences()).toEqual([
      { kind: "voucher_without_points", details: { cause: "copy", code: "COPY-1", copyOf: code } },
    ]);
  });

  test("a code that looks like ours belongs to no voucher", async () => {
    const strange = { ...store.discount(), id: "990003", redeemCodeId: "990004", code: "REG-0" };
    store.shop.discounts.set(strange.id, { ...strange, tags: ["loyalty"] });
    expect((await store.differences())[0]?.details).toEqual({
      cause: "unknown",
      code: "REG-0",
      copyOf: null,
    });
  });

  test("the entries of a voucher do not come to its points", async () => {
    await db.ownerPool.query(
      `update posting set points = points + 7
        where shop_id = $1 and to_account = 'redeemed'`,
      [store.shopId],
    );
    expect(await store.differences()).toEqual([
      { kind: "points_differ", details: { here: "100", there: "107" } },
    ]);
  });
});

describe("nothing is said", () => {
  test("after one look only", async () => {
    change({ usageLimit: null });
    await store.compare();
    expect(await store.shown()).toEqual([]);
  });

  test("where the second look sees no difference any more", async () => {
    change({ usageLimit: null });
    await store.compare();
    change({ usageLimit: 1 });
    await store.lookAgain();
    expect(await store.shown()).toEqual([]);
    const { rowCount } = await pool().query("select from voucher_difference where shop_id = $1", [
      store.shopId,
    ]);
    expect(rowCount).toBe(0);
  });

  test("of a voucher that was made a moment ago", async () => {
    const { id } = await store.redemption();
    await pool().query("update redemption set issued_at = $3 where shop_id = $1 and id = $2", [
      store.shopId,
      id,
      world.simulator.context.now(),
    ]);
    change({ usageLimit: null });
    expect(await kinds()).toEqual([]);
  });

  test("of discounts of the merchant's own", async () => {
    const own = { ...store.discount(), id: "990005", redeemCodeId: "990006", code: "SUMMER" };
    store.shop.discounts.set(own.id, { ...own, title: "Summer", tags: ["sale"], usageLimit: null });
    expect(await kinds()).toEqual([]);
    expect(await totals()).toMatchObject({ open_there: 1 });
  });
});

describe("a comparison", () => {
  test("closes what it does not see any more", async () => {
    change({ usageLimit: null });
    expect(await kinds()).toEqual(["works_more_than_once"]);
    change({ usageLimit: 1 });
    await store.compare();
    expect(await store.shown()).toEqual([]);
  });

  test("may run twice, portion for portion", async () => {
    change({ usageLimit: null });
    await deliverOnce(store.shopId, "compare_vouchers", {});
    expect(await kinds()).toEqual(["works_more_than_once"]);
    expect(await totals()).toMatchObject({ looked: 1, open_here: 1, open_there: 1 });
  });

  test.each(["ReadDiscounts", "ListWorkingCodes"])(
    "that loses the answer to %s writes nothing, and is tried again",
    async (operation) => {
      change({ usageLimit: null });
      await world.fail(operation, "reset", "after");
      await expect(store.compare()).rejects.toThrow("retry");
      expect(await kinds()).toEqual(["works_more_than_once"]);
    },
  );

  test("is asked for once a day, and not beside one that waits", async () => {
    const mine = async () => {
      const { rowCount } = await pool().query(
        "select from outbox_message where shop_id = $1 and kind = 'compare_vouchers'",
        [store.shopId],
      );
      return rowCount;
    };
    const due = await requestComparisons(1_000);
    expect(due).toBeGreaterThan(0);
    expect(await mine()).toBe(1);
    expect(await requestComparisons(1_000)).toBe(0);
    await store.compare();
    expect(await requestComparisons(1_000)).toBe(0);
  });

  test("that a merchant asks for goes on where one is under way", async () => {
    const rest = { startedAt: 1, endedSince: 1, cursor: null, looked: 7, pages: 0, openThere: 0 };
    await requestComparison(store.shopId);
    await pool().query("update outbox_message set payload = $2 where shop_id = $1", [
      store.shopId,
      { rest: { ...rest, stage: "discounts" } },
    ]);
    await requestComparison(store.shopId);
    const { rows } = await pool().query(
      "select payload -> 'rest' ->> 'looked' as looked from outbox_message where shop_id = $1",
      [store.shopId],
    );
    expect(rows).toEqual([{ looked: "7" }]);
  });
});
