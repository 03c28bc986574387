// A voucher whose discount was deleted after an order used it is not made anew: it would work a
// second time.
import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { settleDifference } from "../../../app/usecases/settle-difference.ts";
import { deleteDiscount } from "../../../simulator/actions/discounts.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import { openComparedShop } from "../../support/compared-shop.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { CUSTOMER, type SimulatedShop, startSimulatedShop } from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

test("the order that nobody has heard of is read, and no second code made", async () => {
  const store = await openComparedShop(world);
  const { context } = world.simulator;
  const { id: redemptionId, code } = await store.redemption();
  const lines = [{ title: "Beans", priceMinor: 2_000, quantity: 1 }];
  const input = { customerId: CUSTOMER, lines, discountCodes: [code], paid: true };
  const order = placeOrder(context, store.shop, input);
  deleteDiscount(context, store.shop, store.discount());
  context.clock.advance(11 * 60_000);
  expect(await store.differences()).toMatchObject([{ kind: "voucher_missing" }]);
  const { rows } = await pool().query<{ id: string }>(
    "select id from voucher_difference where shop_id = $1 and redemption_id = $2",
    [store.shopId, redemptionId],
  );
  const now = context.now().getTime();
  const decision = { remedy: "make_anew" } as const;
  const who = { shopId: store.shopId, id: rows[0]?.id ?? "", actor: "merchant:1" } as const;
  await settleDifference({ ...who, decision, now, at: Date.now() });
  expect(await store.deliver("make_voucher_anew")).toEqual(["retry"]);
  expect(store.shop.discounts.size).toBe(0);
  expect(await store.deliver("refetch_order")).toEqual(["sent"]);
  expect(await store.redemption()).toMatchObject({ status: "used", usedOrderId: order.id });
  await assertLedgerAddsUp(db.ownerPool);
});
