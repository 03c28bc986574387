// The voucher of a friend against a simulated Shopify that fails in every way: it ends in one code
// for the friend's customer alone, or in none and a reason.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FaultKind } from "../../../simulator/admin-api/faults.ts";
import { createCustomer } from "../../../simulator/actions/customers.ts";
import {
  createDiscount as createForeignDiscount,
  describeDiscount,
} from "../../../simulator/actions/discounts.ts";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import { pool } from "../../../app/db/pool.ts";
import { type Referral, findReferral } from "../../../app/db/referral-store.ts";
import { type TestDatabase, createTestDatabase } from "../../support/database.ts";
import { ReferralShop } from "../../support/referral-shop.ts";
import {
  type SimulatedShop,
  deliverOnce,
  startSimulatedShop,
} from "../../support/simulated-shop.ts";

const SHORT_PATIENCE_MS = 700;

let db: TestDatabase;
let world: SimulatedShop;
let shop: ReferralShop;
let referralId: string;
let email: string;
let friends = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shop = await ReferralShop.open(db, {}, {}, world.shop.domain);
  await world.signIn();
  await deliverOnce(shop.id, "write_program", {}, { patienceMs: 30_000 });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  email = `bob-${(friends += 1)}@example.com`;
  // Of now: a discount that has ended by Shopify's clock is refused.
  const claimed = await shop.claim({ email, at: Date.now() - friends * 86_400_000 });
  if (claimed.outcome === "refused") throw new Error(claimed.reason);
  referralId = claimed.referral.id;
});

const deliver = (options: { patienceMs?: number } = {}) =>
  deliverOnce(shop.id, "issue_friend_voucher", { referralId }, options);

async function stored(): Promise<Referral> {
  const found = await findReferral(pool(), { shopId: shop.id, id: referralId });
  if (!found) throw new Error("The referral is gone");
  return found;
}

const customerOf = (address: string) =>
  [...world.shop.customers.values()].find((one) => one.email === address);

async function expectIssued(): Promise<void> {
  const { voucherState, voucherCode, voucherGid, friendCustomerId } = await stored();
  expect(voucherState).toBe("issued");
  const discounts = world.discountsOf(voucherCode);
  expect(discounts).toHaveLength(1);
  expect(voucherGid).toContain(discounts[0]?.id);
  expect(friendCustomerId).toBe(customerOf(email)?.id);
  expect(discounts[0]).toMatchObject({
    usageLimit: 1,
    buyers: { kind: "customers", customerIds: [friendCustomerId] },
    tags: ["loyalty-referral", referralId],
  });
}

describe("a friend whom the store does not know", () => {
  test("becomes a customer without an account, and gets a code for that customer alone", async () => {
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
    expect(customerOf(email)).toMatchObject({
      state: "disabled",
      marketingState: "NOT_SUBSCRIBED",
    });
  });

  test("gets one code, however often it is delivered", async () => {
    await deliver();
    expect(await deliver()).toEqual({ outcome: "sent" });
    await expectIssued();
  });

  const faults: [string, FaultKind, "before" | "after"][] = [
    "FindFriend",
    "CreateCustomerOfEmail",
    "CreateDiscount",
  ].flatMap((operation) =>
    (["before", "after"] as const).flatMap((when) =>
      (["http_500", "reset"] as const).map((kind): [string, FaultKind, "before" | "after"] => [
        operation,
        kind,
        when,
      ]),
    ),
  );
  test.each(faults)(
    "gets one code when %s fails by %s %s it was done",
    async (operation, kind, when) => {
      await world.fail(operation, kind, when);
      expect(await deliver({ patienceMs: SHORT_PATIENCE_MS })).toMatchObject({ outcome: "retry" });
      expect(await stored()).toMatchObject({ voucherState: "wanted" });
      expect(await deliver()).toEqual({ outcome: "sent" });
      await expectIssued();
    },
  );

  test("waits where Shopify is busy", async () => {
    await world.fail("CreateDiscount", "throttled", "before");
    expect(await deliver()).toMatchObject({ outcome: "postpone" });
    await deliver();
    await expectIssued();
  });
});

describe("a friend whom the store knows", () => {
  test("and who never bought gets a code for that customer", async () => {
    createCustomer(world.simulator.context, world.shop, { email });
    await deliver();
    await expectIssued();
  });

  /** An order of theirs, placed when the simulated Shopify's clock says so: now. */
  function order(): void {
    const { context } = world.simulator;
    const customer = createCustomer(context, world.shop, { email });
    const lines = [{ title: "Beans", priceMinor: 4_000, quantity: 1, requiresShipping: true }];
    placeOrder(context, world.shop, { customerId: customer.id, lines, paid: true });
  }

  test("and who orders while the voucher is being made gets it all the same", async () => {
    order();
    await deliver();
    await expectIssued();
  });

  test("and who had ordered before they asked is refused", async () => {
    order();
    await pool().query("update referral set claimed_at = $3 where shop_id = $1 and id = $2", [
      shop.id,
      referralId,
      new Date(Date.now() + 60_000),
    ]);
    await deliver();
    expect(await stored()).toMatchObject({
      decision: "refuse",
      evidence: { found: [{ check: "existing_customer", stage: "claim" }] },
    });
  });

  test("by the member's own number is refused", async () => {
    const member = customerOf("ada@example.com");
    if (!member) throw new Error("no member");
    member.email = email;
    await deliver();
    member.email = "ada@example.com";
    expect(await stored()).toMatchObject({
      decision: "refuse",
      state: "refused",
      voucherState: "held",
      evidence: { found: [{ check: "same_customer", stage: "claim" }] },
    });
  });
});

describe("what Shopify refuses", () => {
  test("leaves the friend without a code, and tells the merchant why", async () => {
    const { voucherCode } = await stored();
    const { context } = world.simulator;
    const foreign = describeDiscount(context, {
      code: voucherCode,
      value: { kind: "percentage", fraction: "0.5" },
    });
    createForeignDiscount(context, world.shop, foreign);
    expect(await deliver()).toEqual({ outcome: "sent" });
    expect(await stored()).toMatchObject({
      voucherState: "refused",
      voucherProblem: "The code is taken by another discount.",
    });
  });
});

describe("a referral that is refused while Shopify is asked", () => {
  test("leaves no code that works", async () => {
    await world.fail("CreateDiscount", "http_500", "after");
    await deliver({ patienceMs: SHORT_PATIENCE_MS });
    await shop.decide(referralId, "refuse", Date.now());
    expect(await stored()).toMatchObject({ voucherState: "held" });
    expect(await deliver()).toEqual({ outcome: "sent" });
    const { voucherCode } = await stored();
    const [discount] = world.discountsOf(voucherCode);
    expect(Date.parse(discount?.endsAt ?? "2999-01-01")).toBeLessThanOrEqual(Date.now());
  });

  test("gets another code when it is approved again", async () => {
    await world.fail("CreateDiscount", "http_500", "after");
    await deliver({ patienceMs: SHORT_PATIENCE_MS });
    const { voucherCode: former } = await stored();
    await shop.decide(referralId, "refuse", Date.now());
    await deliver();
    await shop.decide(referralId, "approve", Date.now());
    await deliver();
    await expectIssued();
    expect((await stored()).voucherCode).not.toBe(former);
  });
});

describe("at the friend's order", () => {
  const told = async (phone: string | null) => {
    await deliver();
    const { friendCustomerId } = await stored();
    const customer = world.shop.customers.get(friendCustomerId ?? "");
    const member = customerOf("ada@example.com");
    if (!customer || !member || !friendCustomerId) throw new Error("nobody");
    member.phone = "+49 170 1111111";
    customer.phone = phone;
    await shop.recordOrderOf(friendCustomerId, Date.now());
    expect(await deliverOnce(shop.id, "follow_referral", { referralId })).toEqual({
      outcome: "sent",
    });
    return stored();
  };

  test("the member's phone number has staff look at it", async () => {
    const { evidence, state, lookedAtOrder } = await told("0170 1111111");
    expect(evidence.found.map(({ check }) => check)).toContain("same_phone");
    expect({ state, lookedAtOrder }).toEqual({ state: "waiting_for_review", lookedAtOrder: true });
  });

  test("another one has not, and is asked for once", async () => {
    expect(await told("+49 170 2222222")).toMatchObject({ state: "waiting_for_day" });
    await world.fail("FetchContacts", "http_500", "before");
    expect(await deliverOnce(shop.id, "follow_referral", { referralId })).toEqual({
      outcome: "sent",
    });
  });

  test("without an answer it is tried again, and nothing is decided", async () => {
    await world.fail("FetchContacts", "http_500", "before");
    await deliver();
    const { friendCustomerId } = await stored();
    await shop.recordOrderOf(friendCustomerId ?? "", Date.now());
    expect(await deliverOnce(shop.id, "follow_referral", { referralId })).toMatchObject({
      outcome: "retry",
    });
    expect(await stored()).toMatchObject({ lookedAtOrder: false });
  });
});
