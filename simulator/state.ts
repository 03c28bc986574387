// Creating, finding and dumping the simulated shops.

import type { Shop, SimulatorState } from "./model.ts";
import { minorDigits, parseFraction } from "./money.ts";
import { iso, newId, refuse, takeId, type World } from "./world.ts";

/** Thirteen digits, like the ids that Shopify hands out today. */
const firstId = 7_400_000_000_001n;

/** In whole units of the shop's currency, as stores abroad reported them. */
const defaultGiftCardLimit = 3_000;
const defaultCreditLimit = 15_000;

export function createState(): SimulatorState {
  const lag = { usesSeconds: 5, searchSeconds: 5 };
  return { nextId: firstId, lag, shops: new Map(), deliveries: [], mails: [] };
}

export function resetState(state: SimulatorState): void {
  Object.assign(state, createState());
}

export type ShopInput = {
  handle: string;
  id?: string;
  name?: string;
  email?: string;
  contactEmail?: string;
  currency?: string;
  timeZone?: string;
  locale?: string;
  country?: string;
  countryCode?: string;
  taxesIncluded?: boolean;
  taxRate?: string;
  taxTitle?: string;
  shippingMinor?: number;
  sellsSubscriptions?: boolean;
  hasGiftCards?: boolean;
  storeCreditOn?: boolean;
  giftCardLimitMinor?: number;
  creditLimitMinor?: number;
  plan?: string;
};

export function createShop(world: World, input: ShopInput): Shop {
  if (!/^[a-z0-9][a-z0-9-]{0,58}$/.test(input.handle)) {
    refuse("A shop's handle has lower-case letters, digits and hyphens, e.g. harbour-coffee");
  }
  if (findShop(world.state, input.handle)) refuse(`The shop "${input.handle}" exists already`);
  parseFraction(input.taxRate ?? "0");
  const now = iso(world);
  const unit = 10 ** minorDigits(input.currency ?? "EUR");
  const shop: Shop = {
    id: takeId(world, input.id),
    handle: input.handle,
    domain: `${input.handle}.myshopify.com`,
    name: input.name ?? input.handle,
    email: input.email ?? `owner@${input.handle}.example`,
    contactEmail: input.contactEmail ?? `hello@${input.handle}.example`,
    currency: input.currency ?? "EUR",
    timeZone: input.timeZone ?? "Europe/Berlin",
    locale: input.locale ?? "en",
    country: input.country ?? "Germany",
    countryCode: input.countryCode ?? "DE",
    taxesIncluded: input.taxesIncluded ?? true,
    taxRate: input.taxRate ?? "0.19",
    taxTitle: input.taxTitle ?? "VAT",
    shippingMinor: input.shippingMinor ?? 490,
    sellsSubscriptions: input.sellsSubscriptions ?? false,
    hasGiftCards: input.hasGiftCards ?? true,
    storeCreditOn: input.storeCreditOn ?? true,
    giftCardLimitMinor: input.giftCardLimitMinor ?? unit * defaultGiftCardLimit,
    creditLimitMinor: input.creditLimitMinor ?? unit * defaultCreditLimit,
    plan: input.plan ?? "basic",
    locationId: newId(world),
    createdAt: now,
    updatedAt: now,
    nextOrderNumber: 1001,
    installation: null,
    customers: new Map(),
    products: new Map(),
    collections: new Map(),
    segments: new Map(),
    orders: new Map(),
    discounts: new Map(),
    giftCards: new Map(),
    creditAccounts: new Map(),
    carts: new Map(),
    sessions: new Map(),
    metafields: new Map(),
    metafieldDefinitions: [],
  };
  world.state.shops.set(shop.id, shop);
  return shop;
}

export function updateShop(world: World, shop: Shop, change: Partial<ShopInput>): void {
  const { handle, id, ...rest } = change;
  if (id !== undefined && id !== shop.id) refuse("A shop keeps its id");
  if (handle !== undefined && handle !== shop.handle) {
    if (findShop(world.state, handle)) refuse(`The shop "${handle}" exists already`);
    shop.handle = handle;
    shop.domain = `${handle}.myshopify.com`;
  }
  Object.assign(shop, rest, { updatedAt: iso(world) });
  world.emit(shop, { topic: "shop/update" });
}

/** By handle, by domain or by id. */
export function findShop(state: SimulatorState, name: string): Shop | undefined {
  for (const shop of state.shops.values()) {
    if (shop.handle === name || shop.domain === name || shop.id === name) return shop;
  }
  return undefined;
}

export function requireShop(state: SimulatorState, name: string): Shop {
  const known = [...state.shops.values()].map((shop) => shop.handle).join(", ");
  return findShop(state, name) ?? refuse(`No shop "${name}" here. Known: ${known || "none yet"}`);
}

/** State as JSON: maps become objects, tokens are left out. */
export function dumpState(state: SimulatorState): unknown {
  return JSON.parse(
    JSON.stringify(state, (key, value: unknown) => {
      if (key === "accessTokens" || key === "refreshTokens") return undefined;
      if (typeof value === "bigint") return value.toString();
      return value instanceof Map ? Object.fromEntries(value) : value;
    }),
  );
}
