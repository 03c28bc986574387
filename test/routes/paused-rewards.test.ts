// A store takes back what it had allowed while a program counts on it, and allows it again.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { mintSessionToken } from "../../simulator/oauth/session-token.ts";
import { grantScopes, revokeScopes } from "../../simulator/oauth/scopes.ts";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import { withTransaction } from "../../app/db/transaction.ts";
import { updateScopes } from "../../app/usecases/update-shop.ts";
import { browserAgent, routeArguments } from "../support/admin-requests.ts";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";
import { type ProxyRoutes, ask, loadProxyRoutes } from "../support/storefront.ts";

const CUSTOMER = "9100";
const CARD_SCOPE = "write_gift_cards";

const document = {
  ...PROGRAM_INPUT,
  rewards: [
    { id: "five", kind: "amount_off" as const, amountMinor: "500", points: "100" },
    { id: "card", kind: "gift_card" as const, amountMinor: "1000", points: "200" },
  ],
};

let db: TestDatabase;
let world: SimulatedShop;
let proxy: ProxyRoutes;
let shopId: bigint;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  proxy = await loadProxyRoutes();
  await world.signIn();
  const { simulator, shop } = world;
  createCustomer(simulator.context, shop, { id: CUSTOMER, email: "ada.lovelace@example.com" });
  shopId = await openLoyaltyShop(db.pool, { domain: shop.domain }, document);
  await recordPaidOrder(shopId, { customerId: CUSTOMER, price: "500.00" });
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});
beforeEach(async () => {
  grantScopes(world.simulator.context, world.shop, [CARD_SCOPE]);
  await hearOfScopes();
});

/** What the webhook says once Shopify sends it. */
const hearOfScopes = async () =>
  withTransaction((tx) => updateScopes(tx, shopId, world.shop.installation?.scopes ?? []));

const takeBack = () => revokeScopes(world.simulator.context, world.shop, [CARD_SCOPE]);

const barred = async () => {
  const visit = { customerId: CUSTOMER, params: { locale: "en" } };
  const { json } = await ask(proxy, "GET /proxy/panel", { visit });
  const { rewards } = (json as PanelAnswer).program;
  return Object.fromEntries(rewards.map((reward) => [reward.id, reward.barred]));
};

const redeemCard = async (): Promise<object> => {
  const requestKey = randomUUID();
  const body = { rewardId: "card", points: 200, amountMinor: 1_000, requestKey, locale: "de" };
  return (await ask(proxy, "POST /proxy/redeem", { visit: { customerId: CUSTOMER }, body })).json;
};

const merchantRequest = (path: string, method = "GET") =>
  new Request(new URL(path, "https://regulars.example.com"), {
    method,
    headers: {
      authorization: `Bearer ${mintSessionToken(world.simulator.context, world.shop)}`,
      "user-agent": browserAgent,
    },
  });

const countEntries = async () => {
  const { rows } = await db.pool.query("select id from journal_entry");
  return rows.length;
};

const listPaused = async () => {
  const { loader } = await import("../../app/routes/app.attention.tsx");
  const shown = await loader(routeArguments(merchantRequest("/app/attention")));
  return { paused: shown.pausedRewards.map(({ id }) => id), missing: shown.features.missing };
};

test("a reward that the store no longer allows is paused, and no point moves for it", async () => {
  expect(await barred()).toEqual({ five: undefined, card: undefined });
  takeBack();
  await hearOfScopes();
  expect(await barred()).toEqual({
    five: undefined,
    card: "This is not available at the moment.",
  });
  const before = await countEntries();
  expect(await redeemCard()).toEqual({
    outcome: "refused",
    reason: "paused",
    sentence: "Das ist zurzeit nicht verfügbar.",
  });
  expect(await countEntries()).toBe(before);
});

test("the merchant reads which rewards are paused, and that theme blocks are told", async () => {
  expect(await listPaused()).toMatchObject({ paused: [] });
  takeBack();
  await db.ownerPool.query("delete from outbox_message where kind = 'write_program'");
  await hearOfScopes();
  expect(await listPaused()).toEqual({
    paused: ["card"],
    missing: expect.objectContaining({ gift_card: [CARD_SCOPE] }),
  });
  const { rows } = await db.pool.query(
    "select id from outbox_message where kind = 'write_program'",
  );
  expect(rows).toHaveLength(1);
});

test("once it is allowed again members can have it, before any webhook came", async () => {
  takeBack();
  await hearOfScopes();
  grantScopes(world.simulator.context, world.shop, [CARD_SCOPE]);
  const { action } = await import("../../app/routes/app_.scopes.ts");
  const answer = await action(routeArguments(merchantRequest("/app/scopes", "POST")));
  expect(((await answer.json()) as { missing: object }).missing).not.toHaveProperty("gift_card");
  expect(await listPaused()).toMatchObject({ paused: [] });
  expect(await barred()).toEqual({ five: undefined, card: undefined });
  expect(await redeemCard()).not.toMatchObject({ reason: "paused" });
});

test("without an answer of Shopify what the store was known to allow stays", async () => {
  const { action } = await import("../../app/routes/app_.scopes.ts");
  await world.fail("FetchScopes", "http_500", "before", 5);
  const answer = await action(routeArguments(merchantRequest("/app/scopes", "POST")));
  await world.clearFaults();
  expect(answer.status).toBe(503);
  expect(await barred()).toEqual({ five: undefined, card: undefined });
});
