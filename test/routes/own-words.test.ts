// What extensions are told of the merchant's own words: each its own, in the language that it asks
// in, and nothing where the merchant wrote nothing.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, createTestDatabase } from "../support/database.ts";
import {
  type AskExtensionRoute,
  type ExtensionRequest,
  type ExtensionRoute,
  loadExtensionRoutes,
} from "../support/extension-visit.ts";
import { openLoyaltyShop, recordPaidOrder } from "../support/loyalty-shop.ts";
import { PROGRAM_INPUT } from "../support/order-builder.ts";
import { type SimulatedShop, startSimulatedShop } from "../support/simulated-shop.ts";

const CUSTOMER = "75001";
const own = (key: string, text: string, language: "de" | "en" = "de") => ({ language, key, text });
const texts = [
  own("checkout.earns", "Macht {points}!"),
  own("checkout.title", "Beans", "en"),
  own("thank-you.guest", "Komm dazu"),
  own("account.more", "Alles"),
  own("account-page.title", "Mein Club"),
  own("theme.block.join", "Komm in den Club"),
];

let db: TestDatabase;
let world: SimulatedShop;
let ask: AskExtensionRoute;
let order: string;

beforeAll(async () => {
  db = await createTestDatabase();
  world = await startSimulatedShop();
  ask = await loadExtensionRoutes();
  const program = { ...PROGRAM_INPUT, texts };
  const shopId = await openLoyaltyShop(db.pool, { domain: world.shop.domain }, program);
  order = await recordPaidOrder(shopId, { customerId: CUSTOMER });
  await world.signIn();
});
afterAll(async () => {
  await world.stop();
  await db.drop();
});

const MEMBER = { customerId: CUSTOMER };
const GUEST = { customerId: null };

/** `checkout` is asked by what is sent, the others by their address. */
async function told(route: ExtensionRoute, locale: string, token: object): Promise<unknown> {
  const asked: ExtensionRequest =
    route === "checkout"
      ? { body: { locale, cart: null } }
      : { query: { locale, ...(route === "account/order" && { order }) } };
  const { status, json } = await ask(route, { ...asked, token });
  expect(status).toBe(200);
  return (json as { own?: unknown }).own;
}

test.each([
  ["checkout", "a member", MEMBER, { earns: "Macht {points}!" }],
  ["checkout", "a guest", GUEST, { earns: "Macht {points}!" }],
  ["thank-you", "a member", MEMBER, { guest: "Komm dazu" }],
  ["thank-you", "a guest", GUEST, { guest: "Komm dazu" }],
  ["account/profile", "a member", MEMBER, { more: "Alles" }],
  ["account/order", "a member", MEMBER, { more: "Alles" }],
  ["account/panel", "a member", MEMBER, { title: "Mein Club" }],
] as const)("%s is told those of its own texts, for %s", async (route, _, token, words) => {
  expect(await told(route, "de-AT", token)).toEqual(words);
  expect(await told(route, "fr", token)).toBeUndefined();
});

test("they are those of the language that is asked for", async () => {
  expect(await told("checkout", "en", MEMBER)).toEqual({ title: "Beans" });
});
