// A free product as the discount that Shopify gets for it: the price of one unit, on that variant
// alone, whatever becomes of the call or of the variant.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pool } from "../../../app/db/pool.ts";
import { findRedemption } from "../../../app/db/redemption-store.ts";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { createProduct, deleteProduct, setPrice } from "../../../simulator/actions/products.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const [LIGHT, DARK] = ["9041", "9042"];
const OFFER = { points: 150n, amountMinor: null, percent: null };
const BAG = { rewardId: "bag", agreed: OFFER, choice: { variantId: DARK } };

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let customers = 8_500;
let customerId: string;
let productId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  const variantNames = ["Light", "Dark"];
  shopId = await openLoyaltyShop(
    db.pool,
    { domain: world.shop.domain },
    {
      ...PROGRAM_INPUT,
      rewards: [
        {
          id: "bag",
          kind: "free_product",
          name: "Free coffee",
          points: "150",
          variantIds: [LIGHT, DARK],
          variantNames,
        },
        { id: "only", kind: "free_product", points: "150", variantIds: [LIGHT] },
      ],
    },
  );
  await world.signIn();
  await deliverOnce(shopId, "write_program", {}, { patienceMs: 30_000 });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  customers += 1;
  customerId = String(customers);
  const { context } = world.simulator;
  createCustomer(context, world.shop, { id: customerId });
  if (productId !== undefined) world.shop.products.delete(productId);
  const { id } = createProduct(context, world.shop, {
    title: "Coffee",
    variants: [
      { id: LIGHT, title: "Light", priceMinor: 1_250 },
      { id: DARK, title: "Dark", priceMinor: 1_490 },
    ],
  });
  productId = id;
  await recordPaidOrder(shopId, { customerId, price: "100.00" });
});
afterEach(async () => {
  await world.clearFaults();
  await assertLedgerAddsUp(db.ownerPool);
});

async function asked(
  wish: Omit<Parameters<typeof requestRedemption>[0], "shopId" | "customerId" | "requestKey">,
) {
  const request = { shopId, customerId, ...wish, requestKey: randomUUID() };
  const result = await requestRedemption(request, Date.now());
  if (result.outcome !== "accepted") throw new Error(result.reason);
  const { id: redemptionId, code } = result.redemption;
  return {
    request,
    code,
    deliver: () => deliverOnce(shopId, "issue_voucher", { redemptionId }),
    stored: async () => (await findRedemption(pool(), shopId, redemptionId))?.redemption,
  };
}

test("one of several is a discount of the price of one unit, on the chosen variant alone", async () => {
  const { code, deliver, stored } = await asked(BAG);
  expect(await stored()).toMatchObject({ choice: { variantId: DARK }, amountMinor: null });
  expect(await deliver()).toEqual({ outcome: "sent" });
  expect(await stored()).toMatchObject({ status: "issued", amountMinor: 1_490n });
  expect(world.discountsOf(code)).toMatchObject([
    {
      title: `Loyalty: Free coffee: Dark for 150 points (${code})`,
      value: { kind: "amount", amountMinor: 1_490 },
      items: { kind: "selected", productIds: [], variantIds: [DARK], collectionIds: [] },
      minimumSubtotalMinor: null,
      usageLimit: 1,
      buyers: { kind: "customers", customerIds: [customerId] },
    },
  ]);
});

test("the only one needs no choice", async () => {
  const { code, deliver } = await asked({ rewardId: "only", agreed: OFFER, choice: null });
  expect(await deliver()).toEqual({ outcome: "sent" });
  expect(world.discountsOf(code)).toMatchObject([{ value: { amountMinor: 1_250 } }]);
});

test("the price is the one that was written down, even where it changes before a repetition", async () => {
  const { code, deliver, stored } = await asked(BAG);
  await world.fail("CreateDiscount", "http_500", "before");
  expect(await deliver()).toMatchObject({ outcome: "retry" });
  expect(await stored()).toMatchObject({ status: "reserved", amountMinor: 1_490n });
  setPrice(world.simulator.context, world.shop, DARK, 9_900);
  await world.clearFaults();
  expect(await deliver()).toEqual({ outcome: "sent" });
  expect(await stored()).toMatchObject({ status: "issued", amountMinor: 1_490n });
  expect(world.discountsOf(code)).toMatchObject([{ value: { amountMinor: 1_490 } }]);
});

test("an answer that was lost is found again by its code, and the voucher made once", async () => {
  const { code, deliver, stored } = await asked(BAG);
  await world.fail("CreateDiscount", "http_500", "after");
  expect(await deliver()).toMatchObject({ outcome: "retry" });
  await world.clearFaults();
  expect(await deliver()).toEqual({ outcome: "sent" });
  expect(await stored()).toMatchObject({ status: "issued" });
  expect(world.discountsOf(code)).toHaveLength(1);
});

test("a price that cannot be read for now is asked for again, and nothing is taken back", async () => {
  const { deliver, stored } = await asked(BAG);
  await world.fail("FetchVariantPrice", "http_500", "before");
  expect(await deliver()).toMatchObject({ outcome: "retry" });
  expect(await stored()).toMatchObject({ status: "reserved", amountMinor: null });
});

test.each([
  [
    "is no longer in the store",
    () => deleteProduct(world.simulator.context, world.shop, productId),
  ],
  ["costs nothing", () => setPrice(world.simulator.context, world.shop, DARK, 0)],
])("points come back for a variant that %s, with the reason", async (reason, change) => {
  const { code, deliver, stored } = await asked(BAG);
  change();
  expect(await deliver()).toEqual({ outcome: "sent" });
  const redemption = await stored();
  expect(redemption).toMatchObject({ status: "refused", amountMinor: null });
  expect(redemption?.refusal).toContain(`Variant ${DARK} ${reason}`);
  expect(world.discountsOf(code)).toEqual([]);
  expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 200n, reserved: 0n });
});

test("asking again under the same key is the same wish, also once the price is known", async () => {
  const { request, deliver } = await asked(BAG);
  await deliver();
  const again = (changes: object) => requestRedemption({ ...request, ...changes }, Date.now());
  expect(await again({})).toMatchObject({ outcome: "accepted" });
  expect(await again({ choice: { variantId: LIGHT } })).toEqual({
    outcome: "refused",
    reason: "request_key_reused",
  });
});

test.each([
  ["another variant", "bag", { variantId: "9099" }],
  ["no variant", "bag", null],
  ["steps", "bag", { steps: 1 }],
  ["a choice where there is none", "only", { variantId: LIGHT }],
])("%s cannot be chosen, and nothing is taken", async (_, rewardId, choice) => {
  const wish = { shopId, customerId, rewardId, agreed: OFFER, choice, requestKey: randomUUID() };
  expect(await requestRedemption(wish, Date.now())).toEqual({
    outcome: "refused",
    reason: "reward_changed",
  });
  expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 200n, reserved: 0n });
});
