// A way to earn for some customers of the store: Shopify is asked who they are, and what it earns
// is given by the answer.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withTransaction } from "../../../app/db/transaction.ts";
import { awardActions } from "../../../app/usecases/award-actions.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { createSegment } from "../../../simulator/actions/segments.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { NOW, balancesOf, openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PLACED_AT, PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let customers = 63_000;
let customerId: string;
let memberId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  const segment = createSegment(world.simulator.context, world.shop, {
    name: "Friends",
    query: "customer_tags CONTAINS 'friend'",
  });
  const way = { name: "Review", trigger: "review", points: "50" } as const;
  shopId = await openLoyaltyShop(
    db.pool,
    { domain: world.shop.domain },
    {
      ...PROGRAM_INPUT,
      waysToEarn: [
        { ...way, id: "vips", audience: { customerTags: ["VIP"] } },
        { ...way, id: "friends", points: "7", audience: { segmentIds: [segment.id] } },
      ],
    },
  );
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
});

/** A member with these tags in the store, who has written a review. */
async function reviewBy(tags: string[]) {
  customers += 1;
  customerId = String(customers);
  const email = `c${customerId}@example.com`;
  createCustomer(world.simulator.context, world.shop, { id: customerId, email, tags });
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
  const { rows } = await db.pool.query<{ id: string }>(
    "select id from member where shop_id = $1 and shopify_customer_id = $2",
    [shopId, customerId],
  );
  memberId = rows[0]?.id ?? "";
  const occurrence = `review/${customerId}`;
  const payload = { memberId, trigger: "review" as const, occurrence, occurredAt: PLACED_AT };
  const told = await withTransaction((tx) => awardActions(tx, [{ shopId, ...payload }], NOW));
  expect(told).toEqual([{ outcome: "waiting" }]);
  return payload;
}

/** Beside the 20 points of the order. */
const given = async () => (await balancesOf(shopId, customerId)).available - 20n;

test.each([
  [["vip"], 50n],
  [["friend"], 7n],
  [["vip", "friend"], 57n],
  [["other"], 0n],
])("customers tagged %j are given %s, once", async (tags, points) => {
  const payload = await reviewBy(tags);
  expect(await deliverOnce(shopId, "award_action", payload)).toEqual({ outcome: "sent" });
  expect(await deliverOnce(shopId, "award_action", payload)).toEqual({ outcome: "sent" });
  expect(await given()).toBe(points);
});

test("while Shopify does not answer nothing is given, and it is asked again", async () => {
  const payload = await reviewBy(["vip"]);
  await world.fail("FetchCustomerTags", "internal_error", "before");
  expect(await deliverOnce(shopId, "award_action", payload)).toMatchObject({ outcome: "retry" });
  expect(await given()).toBe(0n);
  await deliverOnce(shopId, "award_action", payload);
  expect(await given()).toBe(50n);
});

test("nothing is asked about who has left the store", async () => {
  const payload = await reviewBy(["vip"]);
  await db.pool.query("update member set deleted_at = now() where id = $1", [memberId]);
  expect(await deliverOnce(shopId, "award_action", payload)).toEqual({ outcome: "sent" });
  expect(await given()).toBe(0n);
});
