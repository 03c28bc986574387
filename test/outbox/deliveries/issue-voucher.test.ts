// A voucher against a real (simulated) Admin API that fails in every way. Whatever happens, it ends
// in a working voucher with the points taken, or in none with the points back; never both, never
// neither.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDiscount } from "../../../app/adapters/shopify/operations/create-discount.ts";
import { isVoucherRedemption } from "../../../app/core/rewards/carrier.ts";
import type { Redemption } from "../../../app/core/rewards/redemption.ts";
import { pool } from "../../../app/db/pool.ts";
import { findRedemption } from "../../../app/db/redemption-store.ts";
import { voucherDiscount } from "../../../app/outbox/deliveries/voucher-discount.ts";
import { requestRedemption } from "../../../app/usecases/request-redemption.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import {
  createDiscount as createForeignDiscount,
  describeDiscount,
} from "../../../simulator/actions/discounts.ts";
import type { FaultKind } from "../../../simulator/admin-api/faults.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { assertLedgerAddsUp } from "../../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../../support/loyalty-shop.ts";
import { FIVE_OFF } from "../../support/order-builder.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const CREATE = "CreateDiscount";
const FIND = "FindDiscount";
/** For faults that keep us waiting: long enough for everything else that the attempt does. */
const SHORT_PATIENCE_MS = 700;

let db: TestDatabase;
let world: SimulatedShop;
let shopId: bigint;
let redemption: Redemption;
let customers = 8_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  // The simulator reads its schema with the first call.
  await world.signIn();
  await deliverOnce(shopId, "write_program", {}, { patienceMs: 30_000 });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  customers += 1;
  customerId = String(customers);
  createCustomer(world.simulator.context, world.shop, { id: customerId });
  await recordPaidOrder(shopId, { customerId, price: "60.00" });
  const asked = { shopId, customerId, ...FIVE_OFF, requestKey: randomUUID() };
  const result = await requestRedemption(asked, Date.now());
  if (result.outcome !== "accepted") throw new Error(result.reason);
  redemption = result.redemption;
});
afterEach(() => assertLedgerAddsUp(db.ownerPool));

const deliver = (options: { patienceMs?: number } = {}) =>
  deliverOnce(shopId, "issue_voucher", { redemptionId: redemption.id }, options);

async function stored(): Promise<Redemption> {
  const found = await findRedemption(pool(), shopId, redemption.id);
  if (found === undefined) throw new Error("The redemption is gone");
  return found.redemption;
}

async function expectIssued(): Promise<void> {
  expect(await stored()).toMatchObject({ status: "issued" });
  const discounts = world.discountsOf(redemption.code);
  expect(discounts).toHaveLength(1);
  expect(discounts[0]?.endsAt).toBe(new Date(redemption.expiresAt ?? 0).toISOString());
  expect(await balancesOf(shopId, customerId)).toMatchObject({ reserved: 0n });
}

async function expectReserved(): Promise<void> {
  expect(await stored()).toMatchObject({ status: "reserved" });
  expect(await balancesOf(shopId, customerId)).toMatchObject({ reserved: 100n });
}

async function expectRefused(refusal: RegExp): Promise<void> {
  const before = await balancesOf(shopId, customerId);
  expect(await stored()).toMatchObject({
    status: "refused",
    refusal: expect.stringMatching(refusal),
  });
  expect(before).toMatchObject({ reserved: 0n });
  expect(before.available).toBeGreaterThanOrEqual(100n);
}

describe("a healthy Shopify", () => {
  test("gets a discount for one use by one customer, easy to find for the merchant", async () => {
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
    expect(world.discountsOf(redemption.code)[0]).toMatchObject({
      title: `Loyalty: 5.00 EUR for 100 points (${redemption.code})`,
      tags: ["loyalty", redemption.id],
      usageLimit: 1,
      appliesOncePerCustomer: true,
      buyers: { kind: "customers", customerIds: [customerId] },
      value: { kind: "amount", amountMinor: 500, eachItem: false },
      combinesWith: { order: false, product: false, shipping: true },
    });
  });

  test("is not asked again for what is settled", async () => {
    await deliver();
    await world.fail("*", "http_500", "before");
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });
});

/** Some faults never answer: nobody waits for them longer than needed. */
const patienceFor = (kind: FaultKind) =>
  kind === "timeout" || kind === "slow" ? { patienceMs: SHORT_PATIENCE_MS } : {};

const lost: [FaultKind, "before" | "after"][] = [
  ["timeout", "before"],
  ["timeout", "after"],
  ["http_500", "before"],
  ["http_500", "after"],
  ["internal_error", "before"],
  ["internal_error", "after"],
  ["reset", "before"],
  ["reset", "after"],
  ["reset_mid_body", "before"],
  ["reset_mid_body", "after"],
  ["wrong_json", "before"],
  ["wrong_json", "after"],
  ["slow", "before"],
];

describe("an answer that is lost", () => {
  test.each(lost)("(%s, %s its effect) is met by asking again for the same", async (kind, when) => {
    await world.fail(CREATE, kind, when);
    expect(await deliver(patienceFor(kind))).toMatchObject({ outcome: "retry" });
    await expectReserved();
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test.each(lost)("(%s, %s its effect) may be lost three times over", async (kind, when) => {
    await world.fail(CREATE, kind, when, 3);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      // Once the code stands in the shop, a later attempt may already find it.
      if ((await deliver(patienceFor(kind))).outcome === "sent") break;
      await expectReserved();
    }
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("whose look-up is lost too is looked up again", async () => {
    await world.fail(CREATE, "http_500", "after");
    await world.fail(FIND, "reset", "before");
    expect(await deliver()).toMatchObject({ outcome: "retry" });
    expect(await deliver()).toMatchObject({ outcome: "retry" });
    await expectReserved();
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("followed by a refusal is still our voucher, because the code says so", async () => {
    await world.fail(CREATE, "reset", "after");
    expect(await deliver()).toMatchObject({ outcome: "retry" });
    await world.without(customerId, async () => {
      expect(await deliver()).toEqual({ outcome: "sent" });
    });
    await expectIssued();
  });

  test("is found by its title where the merchant took the tags away", async () => {
    await world.fail(CREATE, "reset", "after");
    await deliver();
    for (const discount of world.discountsOf(redemption.code)) discount.tags = [];
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });
});

describe("a process that dies", () => {
  test("between the call and its record finds the voucher that it made", async () => {
    await callShopifyOnly();
    await expectReserved();
    expect(world.discountsOf(redemption.code)).toHaveLength(1);
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });
});

describe("a definite refusal", () => {
  test("voids the reservation and keeps Shopify's words", async () => {
    await world.without(customerId, async () => {
      expect(await deliver()).toEqual({ outcome: "sent" });
    });
    await expectRefused(/./);
    expect(world.discountsOf(redemption.code)).toEqual([]);
  });

  test("is not believed before the code was looked up", async () => {
    await world.without(customerId, async () => {
      await world.fail(FIND, "http_500", "before");
      expect(await deliver()).toMatchObject({ outcome: "retry" });
      await expectReserved();
      expect(await deliver()).toEqual({ outcome: "sent" });
    });
    await expectRefused(/./);
  });

  test("comes also when another discount of the shop has the code", async () => {
    const { context } = world.simulator;
    const value = { kind: "percentage", fraction: "0.1" } as const;
    const foreign = describeDiscount(context, { code: redemption.code, value });
    createForeignDiscount(context, world.shop, foreign);
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectRefused(/taken/);
  });
});

describe("no room, no access", () => {
  test.each<FaultKind>(["throttled", "http_429"])("%s: waits and is no attempt", async (kind) => {
    await world.fail(CREATE, kind, "before");
    expect(await deliver()).toMatchObject({ outcome: "postpone", reason: "throttled" });
    await expectReserved();
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("a revoked token keeps the reservation until there is a new one", async () => {
    const installation = world.shop.installation;
    if (installation === null) throw new Error("The app is not installed");
    installation.accessTokens = [];
    expect(await deliver()).toEqual({ outcome: "retry", reason: "unauthorised status_401" });
    await expectReserved();
    await world.signIn();
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  test("a missing scope keeps the reservation", async () => {
    const installation = world.shop.installation;
    if (installation === null) throw new Error("The app is not installed");
    const { scopes } = installation;
    installation.scopes = scopes.filter((scope) => !scope.endsWith("_discounts"));
    expect(await deliver()).toMatchObject({ outcome: "retry", reason: /access_denied/ });
    await expectReserved();
    installation.scopes = scopes;
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });
});

/** The first half of a delivery: Shopify has the voucher, and nobody wrote it down. */
async function callShopifyOnly(): Promise<void> {
  const { openShop } = await import("../../../app/outbox/deliveries/open-shop.ts");
  const opened = await openShop(shopId, AbortSignal.timeout(5_000));
  if (opened.outcome !== "open") throw new Error(opened.outcome);
  if (!isVoucherRedemption(redemption)) throw new Error("A discount carries this reward");
  await createDiscount(opened.admin, voucherDiscount(redemption, customerId));
}
