// A simulated Shopify with one installed shop, and the app's settings pointing at it. Whatever
// reads the settings while it is loaded must be imported afterwards: use `await import(...)` in a
// `beforeAll`.
import { randomBytes, randomUUID } from "node:crypto";
import type { Deliver, DeliveryOutcome } from "../../app/outbox/delivery.ts";
import type { Kind, PayloadOf } from "../../app/outbox/kinds.ts";
import type { FaultKind } from "../../simulator/admin-api/faults.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import type { Discount, Shop } from "../../simulator/model.ts";
import { installApp } from "../../simulator/oauth/installation.ts";
import { issueOffline } from "../../simulator/oauth/tokens.ts";
import { type Simulator, startSimulator } from "../../simulator/simulator.ts";
import { createShop, type ShopInput } from "../../simulator/state.ts";

export const API_SECRET = "a-secret-for-tests-only";
export const CUSTOMER = "7001";

/** Where no app listens: webhooks of these shops are read by nobody. */
const NOBODY = "http://127.0.0.1:9";

export interface SimulatedShop {
  simulator: Simulator;
  shop: Shop;
  /** The next calls of the operation go wrong. */
  fail(operation: string, kind: FaultKind, when: "before" | "after", times?: number): Promise<void>;
  clearFaults(): Promise<void>;
  /** Sets what is left of the shop's call budget; the app hears of it with its next call. */
  leaveBudget(available: number, shopHandle?: string): Promise<void>;
  /** Gives the app a fresh token of the shop, valid for as long as asked. */
  signIn(validForMs?: number): Promise<void>;
  /** The same for another shop. */
  signInShop(other: Shop): Promise<void>;
  /** One more shop with the app, of which it has a token. */
  addShop(input: ShopInput): Promise<Shop>;
  /** Shopify does not know the customer while `work` runs. */
  without(customerId: string, work: () => Promise<void>): Promise<void>;
  /** The discounts of the shop that have this code. */
  discountsOf(code: string): Discount[];
  stop(): Promise<void>;
}

/** One attempt of a delivery, as the outbox would make it. */
export async function deliverOnce<K extends Kind>(
  shopId: bigint,
  kind: K,
  payload: PayloadOf<K>,
  { patienceMs = 10_000 }: { patienceMs?: number } = {},
): Promise<DeliveryOutcome> {
  const { deliveries } = await import("../../app/outbox/deliveries/catalogue.ts");
  const deliver = deliveries[kind] as Deliver<PayloadOf<K>>;
  const message = { shopId, id: randomUUID(), kind, key: kind, payload, attempts: 1 };
  return deliver(message, AbortSignal.timeout(patienceMs));
}

/** Long enough not to be refreshed. */
const HOUR_MS = 3_600_000;
/** How long a struck call keeps its caller waiting before the connection breaks. */
const HANG_MS = 2_000;

export async function startSimulatedShop(handle = "harbour-coffee"): Promise<SimulatedShop> {
  const simulator = await startSimulator({
    appUrl: NOBODY,
    apiKey: "regulars-test-key",
    apiSecret: API_SECRET,
    tomlPath: "shopify.app.toml",
    extensionDir: "extensions/theme",
  });
  const { context } = simulator;
  Object.assign(process.env, {
    NODE_ENV: "test",
    SHOPIFY_API_KEY: "regulars-test-key",
    SHOPIFY_API_SECRET: API_SECRET,
    SHOPIFY_APP_URL: NOBODY,
    SHOPIFY_ORIGIN: simulator.origin,
    SMTP_URL: simulator.smtpUrl,
    MAIL_FROM: "Loyalty <loyalty@regulars.example>",
    TOKEN_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    LOG_LEVEL: "silent",
  });
  const shop = createShop(context, { handle, name: "Harbour Coffee", currency: "EUR" });
  createCustomer(context, shop, { id: CUSTOMER, email: "ada@example.com", firstName: "Ada" });
  installApp(context, shop);
  const control = async (method: string, path: string, input?: object) => {
    const address = new URL(`/_control/${path}`, simulator.origin);
    const headers = { "content-type": "application/json" };
    const body = input === undefined ? {} : { body: JSON.stringify(input), headers };
    const answer = await fetch(address, { method, ...body });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    simulator,
    shop,
    fail: (operation, kind, when, times = 1) =>
      control("POST", "faults", { operation, kind, when, times, delayMs: HANG_MS }),
    clearFaults: () => control("DELETE", "faults"),
    leaveBudget: (available, shopHandle = handle) =>
      control("POST", "throttle", { shop: shopHandle, available }),
    signIn: (validForMs = HOUR_MS) => storeToken(shop, validForMs),
    signInShop: (other) => storeToken(other, HOUR_MS),
    async addShop(input) {
      const added = createShop(context, input);
      installApp(context, added);
      await storeToken(added, HOUR_MS);
      return added;
    },
    async without(customerId, work) {
      const customer = shop.customers.get(customerId);
      if (customer === undefined) throw new Error(`There is no customer ${customerId}`);
      shop.customers.delete(customerId);
      await work().finally(() => shop.customers.set(customerId, customer));
    },
    discountsOf: (code) => [...shop.discounts.values()].filter((one) => one.code === code),
    stop: () => simulator.stop(),
  };
}

async function storeToken(shop: Shop, validForMs: number): Promise<void> {
  const { Session } = await import("@shopify/shopify-api");
  const { sessionStorage } = await import("../../app/shopify.server.ts");
  if (shop.installation === null) throw new Error("The app is not installed");
  const { access, refresh } = issueOffline(shop.installation, true);
  const session = new Session({
    id: `offline_${shop.domain}`,
    shop: shop.domain,
    state: "",
    isOnline: false,
    scope: shop.installation.scopes.join(","),
    accessToken: access.token,
    expires: new Date(Date.now() + validForMs),
  });
  if (refresh !== null) {
    session.refreshToken = refresh.token;
    session.refreshTokenExpires = new Date(refresh.expiresAtMs);
  }
  await sessionStorage.storeSession(session);
}
