// Vouchers of each kind in an order of the store: what they take off, what the order then earns,
// and that they are used.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { findRedemption } from "../../../app/db/redemption-store.ts";
import { withTransaction } from "../../../app/db/transaction.ts";
import { parseOrder } from "../../../app/inbox/parse-order.ts";
import { recordOrders } from "../../../app/usecases/record-order.ts";
import {
  type RedemptionRequest,
  requestRedemption,
} from "../../../app/usecases/request-redemption.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import { createProduct } from "../../../simulator/actions/products.ts";
import { stringify } from "../../../simulator/webhooks/json.ts";
import { orderPayload } from "../../../simulator/webhooks/payloads/order.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const COFFEE = "9141";
const CUP = "9142";

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let customers = 8_800;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(
    db.pool,
    { domain: world.shop.domain },
    {
      ...PROGRAM_INPUT,
      rewards: [
        { id: "tenth", kind: "percentage_off", points: "100", percent: "10" },
        { id: "slider", kind: "points_for_money", points: "20", amountPerStepMinor: "100" },
        { id: "shipping", kind: "free_shipping", points: "60" },
        { id: "coffee", kind: "free_product", points: "150", variantIds: [COFFEE] },
      ],
    },
  );
  await world.signIn();
  await deliverOnce(shopId, "write_program", {}, { patienceMs: 30_000 });
  const { context } = world.simulator;
  const sold = (title: string, id: string, priceMinor: number) =>
    createProduct(context, world.shop, { title, variants: [{ id, priceMinor }] });
  sold("Coffee", COFFEE, 1_500);
  sold("Cup", CUP, 2_000);
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
afterEach(() => assertLedgerAddsUp(db.ownerPool));

type Wish = Pick<RedemptionRequest, "rewardId" | "agreed" | "choice">;
const free = (rewardId: string, points: bigint): Wish => ({
  rewardId,
  agreed: { points, amountMinor: null, percent: null },
  choice: null,
});
const tenth = { points: 100n, amountMinor: null, percent: "10" };
const seven = { points: 140n, amountMinor: 700n, percent: null };

/** Three bags of coffee for 15.00 and a cup for 20.00: 65.00, and 4.90 for shipping. */
const LINES = [
  { variantId: COFFEE, quantity: 3 },
  { variantId: CUP, quantity: 1 },
];

test.each<[string, Wish, { off: number; earned: bigint }]>([
  // 58.50 are left.
  ["a percentage", { rewardId: "tenth", agreed: tenth, choice: null }, { off: 650, earned: 117n }],
  // 58.00 are left.
  [
    "points for money",
    { rewardId: "slider", agreed: seven, choice: { steps: 7 } },
    { off: 700, earned: 116n },
  ],
  // Shipping never earned anything.
  ["free shipping", free("shipping", 60n), { off: 490, earned: 130n }],
  // One of the three is free: 50.00 are left.
  ["a free product", free("coffee", 150n), { off: 1_500, earned: 100n }],
])("%s is used, and the order earns what is left of it", async (_, wish, expected) => {
  customers += 1;
  const customerId = String(customers);
  const { context } = world.simulator;
  createCustomer(context, world.shop, { id: customerId });
  await recordPaidOrder(shopId, { customerId, price: "100.00" });
  const request = { shopId, customerId, ...wish, requestKey: randomUUID() };
  const result = await requestRedemption(request, Date.now());
  if (result.outcome !== "accepted") throw new Error(result.reason);
  const { id: redemptionId, code } = result.redemption;
  await deliverOnce(shopId, "issue_voucher", { redemptionId });

  const bought = { customerId, lines: LINES, shippingMinor: 490, paid: true };
  const order = placeOrder(context, world.shop, { ...bought, discountCodes: [code] });
  const payload = orderPayload(world.shop, order);
  expect(payload).toMatchObject({ discount_codes: [{ code, amount: decimal(expected.off) }] });
  const parsed = parseOrder("orders/paid", Buffer.from(stringify(payload)));
  if (parsed.outcome !== "parsed" || parsed.event.type !== "order_seen") {
    throw new Error(JSON.stringify(parsed));
  }
  const { event } = parsed;
  await withTransaction((tx) => recordOrders(tx, [{ shopId, event }], Date.now()));

  const stored = await findRedemption(pool(), shopId, redemptionId);
  expect(stored?.redemption).toMatchObject({ status: "used", usedOrderId: order.id });
  const { points } = result.redemption;
  expect(await balancesOf(shopId, customerId)).toMatchObject({
    available: 200n - points + expected.earned,
    reserved: 0n,
  });
});

const decimal = (minor: number) => (minor / 100).toFixed(2);
