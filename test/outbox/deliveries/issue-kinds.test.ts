// Each kind of reward as the discount that Shopify gets for it, from the request to the code.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { pool } from "../../../app/db/pool.ts";
import { findRedemption } from "../../../app/db/redemption-store.ts";
import {
  type RedemptionRequest,
  requestRedemption,
} from "../../../app/usecases/request-redemption.ts";
import { cancelVoucher } from "../../../app/usecases/return-voucher.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const rewards: ProgramDocumentInput["rewards"] = [
  {
    id: "eighth",
    kind: "percentage_off",
    name: "An eighth off",
    points: "100",
    percent: "12.5",
    minimumQuantity: 2,
  },
  {
    id: "slider",
    kind: "points_for_money",
    points: "20",
    amountPerStepMinor: "100",
    minSteps: 2,
    maxSteps: 50,
    largestSharePercent: 30,
  },
  {
    id: "shipping",
    kind: "free_shipping",
    points: "60",
    countries: ["DE", "AT"],
    maximumShippingMinor: "900",
    minimumSubtotalMinor: "2000",
    combinesWith: { product: true },
  },
];
const SHIPPING = {
  rewardId: "shipping",
  agreed: { points: 60n, amountMinor: null, percent: null },
  choice: null,
};

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let customers = 8_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(
    db.pool,
    { domain: world.shop.domain },
    { ...PROGRAM_INPUT, rewards },
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
  createCustomer(world.simulator.context, world.shop, { id: customerId });
  await recordPaidOrder(shopId, { customerId, price: "100.00" });
});
afterEach(() => assertLedgerAddsUp(db.ownerPool));

type Wish = Pick<RedemptionRequest, "rewardId" | "agreed" | "choice">;

async function issued(wish: Wish) {
  const request = { shopId, customerId, ...wish, requestKey: randomUUID() };
  const result = await requestRedemption(request, Date.now());
  if (result.outcome !== "accepted") throw new Error(result.reason);
  const { id: redemptionId } = result.redemption;
  expect(await deliverOnce(shopId, "issue_voucher", { redemptionId })).toEqual({ outcome: "sent" });
  const stored = await findRedemption(pool(), shopId, redemptionId);
  expect(stored?.redemption).toMatchObject({ status: "issued", choice: wish.choice });
  const { code } = result.redemption;
  return { code, discount: world.discountsOf(code)[0], redemption: stored?.redemption };
}

test("a percentage is a discount of that fraction, with its least number of items", async () => {
  const agreed = { points: 100n, amountMinor: null, percent: "12.5" };
  const { code, discount, redemption } = await issued({
    rewardId: "eighth",
    agreed,
    choice: null,
  });
  expect(discount).toMatchObject({
    title: `Loyalty: 12.5% for 100 points (${code})`,
    value: { kind: "percentage", fraction: "0.125" },
    usageLimit: 1,
    buyers: { kind: "customers", customerIds: [customerId] },
  });
  expect(discount).toMatchObject({ minimumQuantity: 2, minimumSubtotalMinor: null });
  expect(redemption?.amountMinor).toBeNull();
});

test("points for money are a discount of the steps that were chosen, with the order they need", async () => {
  const agreed = { points: 140n, amountMinor: 700n, percent: null };
  const { code, discount, redemption } = await issued({
    rewardId: "slider",
    agreed,
    choice: { steps: 7 },
  });
  expect(discount).toMatchObject({
    title: `Loyalty: 7.00 EUR for 140 points (${code})`,
    value: { kind: "amount", amountMinor: 700 },
  });
  expect(discount).toMatchObject({ minimumSubtotalMinor: 2_334 });
  expect(redemption).toMatchObject({ points: 140n, amountMinor: 700n });
  expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 60n });
});

test("free shipping is a discount of its own kind, for chosen countries and up to a price", async () => {
  const { code, discount } = await issued(SHIPPING);
  expect(discount).toMatchObject({
    title: `Loyalty: free shipping for 60 points (${code})`,
    value: { kind: "free_shipping", countryCodes: ["DE", "AT"], maximumPriceMinor: 900 },
    minimumSubtotalMinor: 2_000,
    combinesWith: { order: false, product: true, shipping: false },
    usageLimit: 1,
    buyers: { kind: "customers", customerIds: [customerId] },
  });
});

test("free shipping whose answer was lost is found again by its code, and made once", async () => {
  await world.fail("CreateShippingDiscount", "http_500", "after");
  const request = { shopId, customerId, ...SHIPPING, requestKey: randomUUID() };
  const result = await requestRedemption(request, Date.now());
  if (result.outcome !== "accepted") throw new Error(result.reason);
  const { id: redemptionId, code } = result.redemption;
  const deliver = () => deliverOnce(shopId, "issue_voucher", { redemptionId });
  expect(await deliver()).toMatchObject({ outcome: "retry" });
  await world.clearFaults();
  expect(await deliver()).toEqual({ outcome: "sent" });
  const stored = await findRedemption(pool(), shopId, redemptionId);
  expect(stored?.redemption.status).toBe("issued");
  expect(world.discountsOf(code)).toHaveLength(1);
});

test("free shipping that is given up is switched off, and its points come back", async () => {
  const { code, redemption } = await issued(SHIPPING);
  const redemptionId = redemption?.id ?? "";
  const memberId = redemption?.memberId ?? "";
  await cancelVoucher({ shopId, memberId, redemptionId }, Date.now());
  expect(await deliverOnce(shopId, "deactivate_voucher", { redemptionId })).toEqual({
    outcome: "sent",
  });
  expect(world.discountsOf(code)[0]?.endsAt).not.toBeNull();
  expect(await deliverOnce(shopId, "confirm_voucher_unused", { redemptionId })).toEqual({
    outcome: "sent",
  });
  const stored = await findRedemption(pool(), shopId, redemptionId);
  expect(stored?.redemption.status).toBe("returned");
  expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 200n, reserved: 0n });
});

test.each([
  ["another percentage", "eighth", { points: 100n, amountMinor: null, percent: "12.50" }, null],
  ["other steps", "slider", { points: 140n, amountMinor: 700n, percent: null }, { steps: 8 }],
  ["too many steps", "slider", { points: 1020n, amountMinor: 5100n, percent: null }, { steps: 51 }],
  ["no steps", "slider", { points: 40n, amountMinor: 200n, percent: null }, null],
])(
  "%s than the reward has is refused, and nothing is taken",
  async (_, rewardId, agreed, choice) => {
    const request = { shopId, customerId, rewardId, agreed, choice, requestKey: randomUUID() };
    expect(await requestRedemption(request, Date.now())).toEqual({
      outcome: "refused",
      reason: "reward_changed",
    });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 200n, reserved: 0n });
  },
);
