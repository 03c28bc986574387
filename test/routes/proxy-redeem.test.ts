// Redeeming and giving up through the storefront's doors, with a simulated Shopify behind them.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { placeOrder } from "../../simulator/actions/orders.ts";
import { whoseOf } from "../../app/routes/proxy/whose.ts";
import type { VoucherView } from "../../widget/contract/voucher.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { balancesOf, openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { type SimulatedShop, deliverOnce, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, type Visit, ask, loadProxyRoutes } from "../support/storefront.ts";

/** The reward as the panel shows it. */
const asShown = { rewardId: "five-off", points: 100, amountMinor: 500 };

const OTHER_SHOP = "northwind-tea.myshopify.com";

let db: TestDatabase;
let world: SimulatedShop;
let routes: ProxyRoutes;
let shopId: bigint;
let otherShopId: bigint;
let customers = 8_000;
let customerId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  routes = await loadProxyRoutes();
  shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain });
  otherShopId = await openLoyaltyShop(db.pool, { domain: OTHER_SHOP, currency: "USD" });
  // The simulator reads its schema with the first call; no shopper of these tests waits for that.
  await world.signIn();
  await deliverOnce(shopId, "write_program", {});
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
  createCustomer(world.simulator.context, world.shop, {
    id: customerId,
    email: `c${customerId}@example.com`,
  });
});

const earn = (price: string) => recordPaidOrder(shopId, { customerId, price });

const redeem = (body: object = {}, visit: Visit = {}) =>
  ask(routes, "POST /proxy/redeem", {
    visit: { customerId, ...visit },
    body: { ...asShown, requestKey: randomUUID(), ...body },
  });
const cancel = (voucherId: string, visit: Visit = {}, locale?: string) =>
  ask(routes, "POST /proxy/vouchers/cancel", {
    visit: { customerId, ...visit },
    body: { voucherId, locale },
  });

async function redeemed(): Promise<VoucherView> {
  await earn("50.00");
  const { json } = await redeem();
  return (json as { voucher: VoucherView }).voucher;
}

describe("what is pressed on a page that was answered for somebody else", () => {
  const somebodyElse = { params: { for: whoseOf("7999") } };

  test("does nothing: neither takes points nor gives any back", async () => {
    const { id } = await redeemed();
    const before = await balancesOf(shopId, customerId);
    for (const { status, json } of [
      await redeem({}, somebodyElse),
      await cancel(id, somebodyElse),
    ]) {
      expect([status, json]).toEqual([401, { problem: "somebody_else" }]);
    }
    expect(await balancesOf(shopId, customerId)).toEqual(before);
    const history = await ask(routes, "GET /proxy/history", {
      visit: { customerId, ...somebodyElse },
    });
    expect(history.json).toEqual({ problem: "somebody_else" });
  });

  test("is another thing on one's own page, and on one that does not tell", async () => {
    await earn("120.00");
    for (const named of [whoseOf(customerId), ""]) {
      const { json } = await redeem({}, { params: { for: named } });
      expect(json).toMatchObject({ outcome: "issued" });
    }
  });

  test("is told apart from being signed out", async () => {
    const { json } = await redeem({}, { customerId: "", ...somebodyElse });
    expect(json).toEqual({ problem: "not_signed_in" });
  });
});

describe("redeeming", () => {
  test("at another price than the shopper agreed to is refused, and nothing is taken", async () => {
    await earn("60.00");
    for (const shown of [{ points: 90 }, { amountMinor: 600 }]) {
      const { status, json } = await redeem(shown);
      expect([status, json]).toEqual([200, { outcome: "refused", reason: "reward_changed" }]);
    }
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 120n, reserved: 0n });
  });

  test("gives a working code at once, and the same answer to the same key", async () => {
    await earn("60.00");
    const requestKey = randomUUID();
    const first = await redeem({ requestKey });
    expect(first.status).toBe(200);
    expect(first.json).toMatchObject({
      outcome: "issued",
      voucher: { state: "issued", points: 100, cancellable: true },
      balance: { available: 20, pending: 0, shortfall: 0 },
    });
    const { voucher } = first.json as { voucher: VoucherView };
    expect(world.discountsOf(voucher.code ?? "")).toHaveLength(1);
    expect((await redeem({ requestKey })).json).toEqual(first.json);
  });

  test("takes its code through a real checkout", async () => {
    const voucher = await redeemed();
    const order = placeOrder(world.simulator.context, world.shop, {
      customerId,
      lines: [{ title: "Cup", priceMinor: 3000, quantity: 1 }],
      discountCodes: [voucher.code ?? ""],
      paid: true,
    });
    expect(order.discountApplications).toHaveLength(1);
  });

  test("says what stands in the way", async () => {
    expect((await redeem()).json).toEqual({ outcome: "refused", reason: "not_a_member" });
    await earn("10.00");
    expect((await redeem()).json).toEqual({
      outcome: "refused",
      reason: "insufficient_points",
      sentence: "You need 80 Points more for this.",
    });
    expect((await redeem({ rewardId: "no" })).json).toMatchObject({ reason: "reward_unavailable" });
  });

  test("answers that it is on its way when Shopify is slow, and issues later", async () => {
    await earn("50.00");
    await world.fail("CreateDiscount", "http_500", "after");
    const requestKey = randomUUID();
    const slow = await redeem({ requestKey });
    expect(slow.json).toMatchObject({
      outcome: "on_its_way",
      voucher: { code: null, state: "on_its_way", cancellable: false },
      balance: { available: 0 },
    });
    const { voucher } = slow.json as { voucher: VoucherView };
    await deliverOnce(shopId, "issue_voucher", { redemptionId: voucher.id });
    expect((await redeem({ requestKey })).json).toMatchObject({ outcome: "issued" });
  });

  test("answers a refusal of Shopify without its words, and the points are back", async () => {
    await earn("50.00");
    world.shop.customers.delete(customerId);
    const answer = await redeem();
    expect(answer.json).toEqual({ outcome: "refused", reason: "reward_unavailable" });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 100n, reserved: 0n });
  });

  test("believes no identity but the signed one", async () => {
    await earn("50.00");
    const visit = { customerId: "7777" };
    const asked = { customerId, logged_in_customer_id: customerId, memberId: customerId };
    expect((await redeem(asked, visit)).json).toMatchObject({ reason: "not_a_member" });
    expect(await balancesOf(shopId, customerId)).toMatchObject({ available: 100n });
  });

  test("of the last points by 32 requests at once succeeds once", async () => {
    await earn("50.00");
    const answers = await Promise.all(Array.from({ length: 32 }, () => redeem()));
    const outcomes = answers.map(({ json }) => (json as { outcome: string }).outcome);
    expect(outcomes.filter((outcome) => outcome === "issued")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(31);
    expect(await balancesOf(shopId, customerId)).toEqual({
      available: 0n,
      reserved: 0n,
      shortfall: 0n,
    });
    await assertLedgerAddsUp(db.ownerPool);
  });
});

describe("giving a voucher up", () => {
  test("is answered in the page's language", async () => {
    await earn("650.00");
    const { id } = ((await redeem()).json as { voucher: VoucherView }).voucher;
    expect((await cancel(id)).json).toMatchObject({ balance: { figure: "1,200" } });
    expect((await cancel(id, {}, "de")).json).toMatchObject({ balance: { figure: "1.200" } });
  });

  test("switches the code off at once and returns the points after the check", async () => {
    const voucher = await redeemed();
    const answer = await cancel(voucher.id);
    expect(answer.json).toMatchObject({
      outcome: "returning",
      voucher: { state: "returning", cancellable: false },
      balance: { available: 0 },
    });
    expect(world.discountsOf(voucher.code ?? "")[0]?.endsAt).not.toBe(voucher.expiresAt);
    await deliverOnce(shopId, "confirm_voucher_unused", { redemptionId: voucher.id });
    expect((await cancel(voucher.id)).json).toMatchObject({
      outcome: "returned",
      voucher: { state: "returned" },
      balance: { available: 100 },
    });
  });

  test("of another member is not found", async () => {
    const voucher = await redeemed();
    await recordPaidOrder(shopId, { customerId: "7777", price: "1.00" });
    expect((await cancel(voucher.id, { customerId: "7777" })).json).toEqual({
      outcome: "refused",
      reason: "voucher_not_found",
    });
  });

  test("of another shop is not found", async () => {
    const voucher = await redeemed();
    await recordPaidOrder(otherShopId, { customerId, price: "1.00", head: { currency: "USD" } });
    const visit = { shop: OTHER_SHOP };
    expect((await cancel(voucher.id, visit)).json).toMatchObject({ reason: "voucher_not_found" });
  });

  test("after its use is refused", async () => {
    const voucher = await redeemed();
    await recordPaidOrder(shopId, {
      customerId,
      price: "1.00",
      head: { discountCodes: [voucher.code ?? ""] },
    });
    expect((await cancel(voucher.id)).json).toEqual({ outcome: "refused", reason: "voucher_used" });
    const panel = (await ask(routes, "GET /proxy/panel", { visit: { customerId } })).json as {
      vouchers: VoucherView[];
    };
    expect(panel.vouchers).toMatchObject([{ state: "used", cancellable: false }]);
  });
});
