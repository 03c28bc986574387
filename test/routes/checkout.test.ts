// What the checkout is told, and points that pay for a part of an order right there, with a
// simulated Shopify behind it.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHECKOUT_VOUCHER_MS } from "../../app/core/rewards/checkout-voucher.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { findShopper } from "../../app/queries/shopper.ts";
import { giveReward } from "../../app/usecases/give-reward.ts";
import { expireVouchers } from "../../app/usecases/return-voucher.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { placeOrder } from "../../simulator/actions/orders.ts";
import type {
  CheckoutAnswer,
  GuestCheckoutAnswer,
  MemberCheckoutAnswer,
} from "../../widget/contract/checkout.ts";
import type { VoucherView } from "../../widget/contract/voucher.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import {
  type AskExtensionRoute,
  type ExtensionRequest,
  type ExtensionRoute,
  loadExtensionRoutes,
} from "../support/extension-visit.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT, line } from "../support/order-builder.ts";
import { sentCart } from "../support/sent-cart.ts";
import { assertLedgerAgrees } from "../support/shop.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";

const program = {
  ...PROGRAM_INPUT,
  pointsName: { one: "Bean", other: "Beans" },
  texts: [{ language: "fr", key: "condition_missing", text: "Plus que {points} !" }],
} satisfies Parameters<typeof openLoyaltyShop>[2];

let db: TestDatabase;
let world: SimulatedShop;
let ask: AskExtensionRoute;
let shopId: bigint;
let customers = 73_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ask = await loadExtensionRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  // The simulator reads its schema with the first call; no shopper of these tests waits for that.
  await world.signIn();
  await deliverOnce(shopId, "write_program", {});
});
afterAll(async () => {
  await world.stop();
  await assertLedgerAgrees(db);
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.signIn();
  customerId = String((customers += 1));
  const email = `c${customerId}@example.com`;
  createCustomer(world.simulator.context, world.shop, { id: customerId, email });
});

/** As the signed-in customer of the test, unless somebody else is named. */
const asking = (route: ExtensionRoute, { token, ...request }: ExtensionRequest = {}) =>
  ask(route, { ...request, token: { customerId, ...token } });

async function told<Answer extends CheckoutAnswer = MemberCheckoutAnswer>(
  body: object = {},
  request: ExtensionRequest = {},
): Promise<Answer> {
  const answer = await asking("checkout", { body: { cart: sentCart(), ...body }, ...request });
  expect(answer.status).toBe(200);
  return answer.json;
}

/** As a merger leaves keys that both members had. */
const MERGED_KEYS = `update redemption set request_key = 'merged/' || id || '/' || request_key
  where shop_id = $1 and status = 'returned' and member_id =
    (select id from member where shop_id = $1 and shopify_customer_id = $2)`;

const asGuest = { token: { customerId: null } };

describe("what the order would earn", () => {
  test("is what it earns", async () => {
    const { estimate } = await told({ cart: sentCart({ tax: "0.0000" }) });
    expect(estimate).toEqual({ points: 80, certainty: "exact" });
    await recordPaidOrder(shopId, { customerId, price: "40.00" });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 80n });
  });

  test("leaves out what a voucher of ours takes off", async () => {
    await recordPaidOrder(shopId, { customerId, price: "60.00" });
    const voucher = await redeemed();
    const discounts = [{ code: voucher.code?.toLowerCase() ?? "", amount: "5.0000" }];
    const { estimate } = await told({ cart: sentCart({ discounts, tax: "0.0000" }) });
    expect(estimate).toEqual({ points: 70, certainty: "exact" });
  });

  test("is told to guests, too, and nothing else", async () => {
    const answer = await told<GuestCheckoutAnswer>({ cart: sentCart({ tax: "0" }) }, asGuest);
    expect(answer).toEqual({
      audience: "guest",
      pointsName: { one: "Bean", other: "Beans" },
      estimate: { points: 80, certainty: "exact" },
    });
  });
});

const redeem = (body: object = {}) =>
  asking("checkout/redeem", {
    body: {
      rewardId: "five-off",
      points: 100,
      amountMinor: 500,
      requestKey: randomUUID(),
      ...body,
    },
  });

const cancel = (body: object) => asking("checkout/cancel", { body });

async function redeemed(body: object = {}): Promise<VoucherView> {
  const { json } = await redeem(body);
  expect(json).toMatchObject({ outcome: "issued" });
  return (json as { voucher: VoucherView }).voucher;
}

const expectPoints = async (available: bigint) =>
  expect(await balancesOf(shopId, customerId)).toMatchObject({ available, reserved: 0n });

describe("what can be redeemed", () => {
  test("is shown with its price, as redeeming takes it", async () => {
    await recordPaidOrder(shopId, { customerId, price: "60.00" });
    const { balance, rewards, missing, vouchers } = await told({ locale: "de-DE" });
    expect(balance.available).toBe(120);
    const offer = { rewardId: "five-off", name: "5\u00a0€ Rabatt", points: 100, amountMinor: 500 };
    expect(rewards).toEqual([{ id: "five-off", offers: [{ ...offer, percent: null }] }]);
    expect([missing, vouchers]).toEqual([null, []]);
  });

  test("is what points are missing for, where there are too few", async () => {
    await recordPaidOrder(shopId, { customerId, price: "10.00" });
    const { rewards, missing } = await told();
    expect(rewards).toEqual([]);
    expect(missing).toBe("€5 off: You need 80 Beans more for this.");
    // As the store puts it.
    expect((await told({ locale: "fr" })).missing).toContain(": Plus que 80");
  });

  test("is nothing for a customer who is no member yet", async () => {
    const nothing = { estimate: null, rewards: [], missing: null, vouchers: [] };
    expect(await told({ cart: null })).toMatchObject(nothing);
  });
});

test("a gift for a birthday is among the member's codes, and says so", async () => {
  await recordPaidOrder(shopId, { customerId, price: "10.00" });
  const { memberId } = (await findShopper(shopId, customerId)) ?? { memberId: "" };
  const occasion = { kind: "birthday", key: "2026" } as const;
  const gift = { shopId, memberId, rewardId: "five-off", occasion, validDays: 30 };
  const given = await withTransaction((tx) => giveReward(tx, gift, Date.now()));
  if (given.outcome !== "given") throw new Error(given.reason);
  await deliverOnce(shopId, "issue_voucher", { redemptionId: given.redemptionId });
  const { vouchers } = await told({ locale: "de" });
  const note = "Ein Geschenk zu deinem Geburtstag.";
  expect(vouchers).toMatchObject([{ name: "5\u00a0€ Rabatt", note, isFromCheckout: false }]);
});

describe("redeeming at checkout", () => {
  beforeEach(() => recordPaidOrder(shopId, { customerId, price: "60.00" }));

  test("gives a code that works, for two hours", async () => {
    const voucher = await redeemed();
    const [discount] = world.discountsOf(voucher.code ?? "");
    const [from, until] = [discount?.startsAt, discount?.endsAt].map((at) => Date.parse(at ?? ""));
    expect((until ?? 0) - (from ?? 0)).toBe(CHECKOUT_VOUCHER_MS);
    const order = placeOrder(world.simulator.context, world.shop, {
      customerId,
      lines: [{ title: "Cup", priceMinor: 3000, quantity: 1 }],
      discountCodes: [voucher.code ?? ""],
      paid: true,
    });
    expect(order.discountApplications).toHaveLength(1);
  });

  test("shows the code among the member's own, as one that can be given back", async () => {
    const { id, code } = await redeemed();
    const { vouchers, rewards } = await told();
    const shown = { id, code, name: "€5 off", kind: "amount_off", isFromCheckout: true };
    expect(vouchers).toMatchObject([shown]);
    expect(rewards).toEqual([]);
  });

  test("takes points once for one key", async () => {
    const requestKey = randomUUID();
    const [one, other] = [await redeemed({ requestKey }), await redeemed({ requestKey })];
    expect(other.id).toBe(one.id);
    await expectPoints(20n);
  });

  test("brings the points back at once where the checkout refuses the code", async () => {
    const requestKey = randomUUID();
    const { code } = await redeemed({ requestKey });
    const answer = await cancel({ requestKey });
    expect(answer.json).toMatchObject({ outcome: "returned", balance: { available: 120 } });
    await expectPoints(120n);
    const [discount] = world.discountsOf(code ?? "");
    expect(Date.parse(discount?.endsAt ?? "")).toBeLessThanOrEqual(Date.now());
    expect((await cancel({ requestKey })).json).toMatchObject({ outcome: "returned" });
    await expectPoints(120n);
  });

  test.each([
    ["from the sixth time in an hour on", false],
    ["counting those that an order took after all, or of a merged member", true],
  ])("brings them back later %s", async (_, isChanged) => {
    await recordPaidOrder(shopId, { customerId, price: "500.00" });
    const outcomes: string[] = [];
    for (let time = 1; time <= 6; time++) {
      const { id, code } = await redeemed();
      outcomes.push(((await cancel({ voucherId: id })).json as { outcome: string }).outcome);
      const head = { discountCodes: [code ?? ""], lines: [line({ id: "9", price: "1.00" })] };
      if (isChanged && time <= 3) await recordPaidOrder(shopId, { customerId, head });
      if (isChanged && time === 5) await db.ownerPool.query(MERGED_KEYS, [shopId, customerId]);
    }
    expect(outcomes).toEqual([...Array.from({ length: 5 }, () => "returned"), "returning"]);
  });

  test("brings them back later where Shopify cannot be asked now, and says so", async () => {
    const { id } = await redeemed();
    await world.fail("FindDiscount", "http_500", "before", 3);
    expect((await cancel({ voucherId: id })).json).toMatchObject({ outcome: "returning" });
    await world.clearFaults();
    await deliverOnce(shopId, "confirm_voucher_unused", { redemptionId: id });
    await expectPoints(120n);
  });

  test("keeps the points of a code that was used meanwhile", async () => {
    const requestKey = randomUUID();
    const { code } = await redeemed({ requestKey });
    placeOrder(world.simulator.context, world.shop, {
      customerId,
      lines: [{ title: "Cup", priceMinor: 3000, quantity: 1 }],
      discountCodes: [code ?? ""],
      paid: true,
    });
    expect((await cancel({ requestKey })).json).toMatchObject({ outcome: "returning" });
    await expectPoints(20n);
  });

  test("takes the points again where an order with the code comes later", async () => {
    const requestKey = randomUUID();
    const { code } = await redeemed({ requestKey });
    await cancel({ requestKey });
    await expectPoints(120n);
    const head = { discountCodes: [code ?? ""], lines: [line({ id: "9", price: "1.00" })] };
    await recordPaidOrder(shopId, { customerId, head });
    await expectPoints(22n);
  });

  test("ends an abandoned voucher by itself, and returns its points", async () => {
    const { id, expiresAt } = await redeemed();
    const end = Date.parse(expiresAt ?? "");
    const fail = (_: unknown, error: unknown) => expect(error).toBeUndefined();
    await expireVouchers(end - 1, fail);
    expect((await told()).vouchers).toHaveLength(1);
    await expireVouchers(end, fail);
    expect((await told()).vouchers).toEqual([]);
    await deliverOnce(shopId, "deactivate_voucher", { redemptionId: id });
    await deliverOnce(shopId, "confirm_voucher_unused", { redemptionId: id });
    await expectPoints(120n);
  });

  test("finds no voucher by a key of somebody else", async () => {
    const requestKey = randomUUID();
    await redeemed({ requestKey });
    await recordPaidOrder(shopId, { customerId: "7777", price: "1.00" });
    const answer = await asking("checkout/cancel", {
      body: { requestKey },
      token: { customerId: "7777" },
    });
    expect(answer.json).toEqual({ outcome: "refused", reason: "voucher_not_found" });
    await expectPoints(20n);
  });

  test.each(["checkout/redeem", "checkout/cancel"] as const)("%s is for members", async (route) => {
    const body = { requestKey: randomUUID(), rewardId: "five-off", points: 100 };
    const answer = await asking(route, { body, ...asGuest });
    expect(answer).toMatchObject({ status: 401, json: { problem: "not_signed_in" } });
  });
});
