// Customers and their sessions in the storefront.

import { randomUUID } from "node:crypto";
import { ordersOf } from "./find-order.ts";
import { financialStatus, orderAmounts } from "./order-amounts.ts";
import type { Address, Customer, MarketingState, Shop, StorefrontSession } from "../model.ts";
import { iso, newId, refuse, takeId, type World } from "../world.ts";

export type CustomerInput = {
  id?: string;
  email?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  phone?: string | null;
  locale?: string;
  note?: string | null;
  tags?: string[];
  marketingState?: MarketingState;
  state?: Customer["state"];
  address?: Partial<Address> | null;
};

export function createCustomer(world: World, shop: Shop, input: CustomerInput): Customer {
  const email = normalEmail(input.email);
  if (email && findCustomerByEmail(shop, email)) refuse("Email has already been taken");
  const id = takeId(world, input.id);
  if (shop.customers.has(id)) refuse(`A customer ${id} exists already`);
  const now = iso(world);
  const customer: Customer = {
    id,
    email,
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    phone: input.phone ?? null,
    state: input.state ?? "enabled",
    locale: input.locale ?? shop.locale,
    note: input.note ?? null,
    tags: input.tags ?? [],
    marketingState: input.marketingState ?? "NOT_SUBSCRIBED",
    address: null,
    createdAt: now,
    updatedAt: now,
  };
  customer.address = input.address === null ? null : newAddress(world, shop, customer, input);
  shop.customers.set(id, customer);
  world.emit(shop, { topic: "customers/create", customer });
  return customer;
}

export function updateCustomer(
  world: World,
  shop: Shop,
  id: string,
  change: Omit<CustomerInput, "id" | "address">,
): Customer {
  const customer = requireCustomer(shop, id);
  const { email: wanted, ...rest } = change;
  if (wanted !== undefined) {
    const email = normalEmail(wanted);
    const other = email ? findCustomerByEmail(shop, email) : undefined;
    if (other && other.id !== id) refuse("Email has already been taken");
    customer.email = email;
  }
  Object.assign(customer, rest, { updatedAt: iso(world) });
  world.emit(shop, { topic: "customers/update", customer });
  return customer;
}

/** Orders stay and lose their customer, as when a merchant erases one. */
export function deleteCustomer(world: World, shop: Shop, id: string): void {
  const customer = requireCustomer(shop, id);
  const awaits = [...shop.giftCards.values()].some(
    ({ recipient, notifiedAt }) => recipient?.customerId === id && notifiedAt === null,
  );
  if (awaits) {
    refuse(
      "Customer can't be deleted because they are the recipient of an unsent scheduled gift card",
    );
  }
  shop.customers.delete(id);
  for (const order of shop.orders.values()) {
    if (order.customerId === id) order.customerId = null;
  }
  for (const session of shop.sessions.values()) {
    if (session.customerId === id) session.customerId = null;
  }
  for (const [key, metafield] of shop.metafields) {
    if (metafield.ownerId === `gid://shopify/Customer/${id}`) shop.metafields.delete(key);
  }
  world.emit(shop, { topic: "customers/delete", customer });
}

export function requireCustomer(shop: Shop, id: string): Customer {
  return shop.customers.get(id) ?? refuse(`No customer ${id} in ${shop.domain}`);
}

export function findCustomerByEmail(shop: Shop, email: string): Customer | undefined {
  const wanted = normalEmail(email);
  for (const customer of shop.customers.values()) {
    if (wanted !== null && customer.email === wanted) return customer;
  }
  return undefined;
}

/** What Shopify counts as spent: paid and not given back, test orders aside. In minor units. */
export function amountSpent(shop: Shop, customerId: string): number {
  return ordersOf(shop, customerId)
    .filter((order) => !order.test && financialStatus(order) !== "pending")
    .map((order) => orderAmounts(order))
    .reduce((sum, { received, refunded }) => sum + received.shop - refunded.shop, 0);
}

/** A visitor's session; the storefront keeps its token in a cookie. */
export function openSession(shop: Shop): StorefrontSession {
  const session = { token: randomUUID(), customerId: null, cartToken: randomUUID() };
  shop.sessions.set(session.token, session);
  return session;
}

export function signIn(shop: Shop, session: StorefrontSession, customerId: string): void {
  session.customerId = requireCustomer(shop, customerId).id;
}

export function signOut(session: StorefrontSession): void {
  session.customerId = null;
}

function normalEmail(email: string | null | undefined): string | null {
  return email?.trim().toLowerCase() || null;
}

function newAddress(world: World, shop: Shop, customer: Customer, input: CustomerInput): Address {
  return {
    id: newId(world),
    firstName: customer.firstName ?? "",
    lastName: customer.lastName ?? "",
    address1: "1 Quay Street",
    city: shop.countryCode === "US" ? "Portland" : "Hamburg",
    zip: shop.countryCode === "US" ? "04101" : "20457",
    province: shop.countryCode === "US" ? "Maine" : "",
    provinceCode: shop.countryCode === "US" ? "ME" : "",
    country: shop.country,
    countryCode: shop.countryCode,
    phone: customer.phone ?? "",
    ...input.address,
  };
}
