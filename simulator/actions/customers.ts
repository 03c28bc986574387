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
  smsMarketingState?: MarketingState;
  state?: Customer["state"];
  address?: Partial<Address> | null;
};

export function createCustomer(world: World, shop: Shop, input: CustomerInput): Customer {
  const email = normalEmail(input.email);
  if (email && findCustomerByEmail(shop, email)) refuse("Email has already been taken");
  const id = takeId(world, input.id);
  if (shop.customers.has(id)) refuse(`A customer ${id} exists already`);
  const now = iso(world);
  const { marketingState = "NOT_SUBSCRIBED", smsMarketingState = "NOT_SUBSCRIBED" } = input;
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
    marketingState,
    marketingUpdatedAt: marketingState === "NOT_SUBSCRIBED" ? null : now,
    smsMarketingState,
    smsMarketingUpdatedAt: smsMarketingState === "NOT_SUBSCRIBED" ? null : now,
    address: null,
    createdAt: now,
    updatedAt: now,
  };
  refuseUnreachable(customer);
  customer.address = input.address === null ? null : newAddress(world, shop, customer, input);
  shop.customers.set(id, customer);
  world.emit(
    shop,
    { topic: "customers/create", customer },
    ...consentNews({ ...customer, ...agreedToNothing }, customer),
  );
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
  const before = { ...customer };
  const now = iso(world);
  refuseUnreachable({ ...customer, ...rest });
  Object.assign(customer, rest, { updatedAt: now });
  const news = consentNews(before, customer);
  for (const { topic } of news) Object.assign(customer, { [consentMoment[topic]]: now });
  world.emit(
    shop,
    { topic: "customers/update", customer },
    ...accountNews(before, customer),
    ...news,
  );
  return customer;
}

/** An account that opens or closes is told beside the change. */
function accountNews(before: Customer, customer: Customer) {
  if (before.state === customer.state) return [];
  if (customer.state === "enabled") return [{ topic: "customers/enable" as const, customer }];
  return before.state === "enabled" ? [{ topic: "customers/disable" as const, customer }] : [];
}

const consentMoment = {
  "customers_email_marketing_consent/update": "marketingUpdatedAt",
  "customers_marketing_consent/update": "smsMarketingUpdatedAt",
} as const;

const agreedToNothing = {
  marketingState: "NOT_SUBSCRIBED",
  smsMarketingState: "NOT_SUBSCRIBED",
} as const;

type Consents = Pick<Customer, "marketingState" | "smsMarketingState">;

/** One message for each kind of consent that is another now. */
function consentNews(before: Consents, customer: Customer) {
  const news: { topic: keyof typeof consentMoment; customer: Customer }[] = [];
  if (before.marketingState !== customer.marketingState) {
    news.push({ topic: "customers_email_marketing_consent/update", customer });
  }
  if (before.smsMarketingState !== customer.smsMarketingState) {
    news.push({ topic: "customers_marketing_consent/update", customer });
  }
  return news;
}

/** As real stores refused it: nobody agrees to be written to without an address or a number. */
function refuseUnreachable({ email, phone, marketingState, smsMarketingState }: Customer): void {
  if (!email && marketingState === "SUBSCRIBED") {
    refuse("An email address is required to set the email marketing consent state.");
  }
  if (!phone && smsMarketingState === "SUBSCRIBED") {
    refuse("A phone number is required to set the SMS consent state.");
  }
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
