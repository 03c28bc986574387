// Gift cards and store credit through the storefront's doors, with a simulated Shopify behind them
// where they really pay.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { findGiftCard } from "../../simulator/actions/gift-cards.ts";
import { placeOrder } from "../../simulator/actions/orders.ts";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import type { VoucherView } from "../../widget/contract/voucher.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { assertLedgerAddsUp } from "../support/ledger-check.ts";
import { MoneyShop } from "../support/money-shop.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes } from "../support/storefront.ts";

let db: TestDatabase;
let world: SimulatedShop;
let shop: MoneyShop;
let routes: ProxyRoutes;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  shop = await MoneyShop.open(world, db);
  routes = await loadProxyRoutes();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  await world.clearFaults();
  await world.leaveBudget(2_000);
  await world.signIn();
  shop.customerId = await shop.member();
});
afterEach(() => assertLedgerAddsUp(db.ownerPool));

async function redeem(rewardId: string, wish: object = {}) {
  const body = { rewardId, points: 100, amountMinor: 500, percent: null, ...wish };
  const visit = { customerId: shop.customerId };
  const asked = { visit, body: { requestKey: randomUUID(), ...body } };
  return (await ask(routes, "POST /proxy/redeem", asked)).json as {
    outcome: string;
    voucher: VoucherView;
  };
}

async function shownVouchers(): Promise<VoucherView[]> {
  const visit = { customerId: shop.customerId };
  const { json } = await ask(routes, "GET /proxy/panel", { visit });
  return (json as PanelAnswer & { vouchers: VoucherView[] }).vouchers;
}

const buy = (payments: { giftCardId?: string; fromAccount?: boolean }[]) =>
  placeOrder(world.simulator.context, world.shop, {
    customerId: shop.customerId,
    lines: [{ title: "Cup", priceMinor: 3_000, quantity: 1 }],
    payments: [...payments, {}],
    paid: true,
  });

test("a gift card is there at once, with a code that pays, and cannot be given up", async () => {
  const { outcome, voucher } = await redeem("card");
  expect(outcome).toBe("issued");
  expect(voucher).toMatchObject({ points: 100, cancellable: false });
  expect(await shownVouchers()).toContainEqual(voucher);
  const card = findGiftCard(world.shop, voucher.code ?? "");
  expect(card).toMatchObject({ customerId: shop.customerId, balanceMinor: 500 });
  buy([{ giftCardId: card?.id ?? "" }]);
  expect(card?.balanceMinor).toBe(0);
  const given = await ask(routes, "POST /proxy/vouchers/cancel", {
    visit: { customerId: shop.customerId },
    body: { voucherId: voucher.id },
  });
  expect(given.json).toMatchObject({ outcome: "refused" });
  expect(await shop.balances()).toMatchObject({ available: 140n });
});

test("a gift card for a friend shows its sender neither code nor address", async () => {
  const friend = { email: "bo@friends.example", name: "Bo", message: "For your coffee" };
  const answer = await redeem("card", { friend });
  expect(answer.outcome).toBe("issued");
  expect(answer.voucher.code).toBeNull();
  expect(shop.cards()[0]?.recipient).toMatchObject({ preferredName: "Bo" });
  const shown = JSON.stringify([answer, await shownVouchers()]).toLowerCase();
  expect(shown).not.toContain(shop.cards()[0]?.code);
  expect(shown).not.toContain(friend.email);
});

test("store credit is in the account at once, and pays there", async () => {
  const { outcome, voucher } = await redeem("credit");
  expect(outcome).toBe("issued");
  expect(voucher).toMatchObject({ code: null, cancellable: false });
  buy([{ fromAccount: true }]);
  const [credit, spent] = shop.credits();
  expect(credit).toMatchObject({ kind: "credit", amountMinor: 500, remainingMinor: 0 });
  expect(spent).toMatchObject({ kind: "debit", amountMinor: -500 });
});

test("credit whose answer is lost is on its way, however often the shopper asks", async () => {
  const requestKey = randomUUID();
  await world.fail("GiveStoreCredit", "reset", "after");
  expect(await redeem("credit", { requestKey })).toMatchObject({ outcome: "on_its_way" });
  expect(await redeem("credit", { requestKey })).toMatchObject({ outcome: "on_its_way" });
  const [voucher] = await shownVouchers();
  expect(await shop.stored({ id: voucher?.id ?? "" })).toMatchObject({ status: "reserved" });
  expect(await shop.deliver({ id: voucher?.id ?? "" })).toEqual({ outcome: "sent" });
  expect(await redeem("credit", { requestKey })).toMatchObject({ outcome: "issued" });
  expect(shop.credits()).toHaveLength(1);
});
