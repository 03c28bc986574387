// An order's life: placed, paid, given a customer, cancelled.

import { randomBytes } from "node:crypto";
import { requireCustomer } from "./customers.ts";
import { requireOrder } from "./find-order.ts";
import { amountAtRate, orderAmounts } from "./order-amounts.ts";
import {
  applyCodes,
  applyManualDiscounts,
  buildLine,
  buildShippingLine,
  setTaxes,
  type LineInput,
  type Pricing,
} from "./order-lines.ts";
import { refundEverything } from "./order-refund.ts";
import type { CancelReason, Order, Shop, ShippingLine, Transaction } from "../model.ts";
import { parseFraction, toBag } from "../money.ts";
import { iso, newId, refuse, takeId, type World } from "../world.ts";

export type PlaceOrderInput = {
  id?: string;
  customerId?: string | null;
  email?: string | null;
  lines: LineInput[];
  discountCodes?: string[];
  orderDiscountMinor?: number;
  taxesIncluded?: boolean;
  taxRate?: string;
  /** null: an order without shipping, such as one from a till. */
  shippingMinor?: number | null;
  shippingTitle?: string;
  shippingDiscountMinor?: number;
  presentmentCurrency?: string;
  exchangeRate?: string;
  tipMinor?: number;
  test?: boolean;
  sourceName?: string;
  locale?: string | null;
  note?: string | null;
  tags?: string[];
  cartToken?: string | null;
  /** Paid at once, as in most checkouts; otherwise call payOrder later. */
  paid?: boolean;
  gateway?: string;
};

export function placeOrder(world: World, shop: Shop, input: PlaceOrderInput): Order {
  if (input.lines.length === 0) refuse("An order needs at least one line");
  const customer = input.customerId ? requireCustomer(shop, input.customerId) : null;
  const email = customer?.email ?? input.email?.trim().toLowerCase() ?? null;
  const pricing = pricingOf(shop, input);
  const lines = input.lines.map((line) => buildLine(world, shop, line, pricing));
  const buyer = { codes: input.discountCodes ?? [], customerId: customer?.id ?? null, email };
  const { applications, applied } = applyCodes(world, shop, lines, buyer, pricing);
  const perLine = input.lines.map((line) => line.discountMinor ?? 0);
  applyManualDiscounts(lines, applications, perLine, input.orderDiscountMinor ?? 0, pricing);
  const shippingLines = shippingFor(world, shop, input, lines, applications, pricing);
  setTaxes(lines, shippingLines, pricing);
  const order = newOrder(world, shop, input, pricing);
  Object.assign(order, { lines, shippingLines, discountApplications: applications });
  Object.assign(order, { customerId: customer?.id ?? null, email });
  order.locale = input.locale ?? customer?.locale ?? shop.locale;
  order.acceptsMarketing = customer?.marketingState === "SUBSCRIBED";
  if (shop.orders.has(order.id)) refuse(`An order ${order.id} exists already`);
  shop.orders.set(order.id, order);
  for (const { discount } of applied) {
    discount.uses.push({ orderId: order.id, customerId: order.customerId, email });
  }
  world.emit(shop, { topic: "orders/create", order });
  if (input.paid) payOrder(world, shop, order.id, input.gateway ? { gateway: input.gateway } : {});
  return order;
}

export type PayInput = {
  gateway?: string;
  /** The rate of the payment, which is seldom the one the order was placed at. */
  exchangeRate?: string;
  /** Pays a part; the order becomes partially paid. In the buyer's currency. */
  amountMinor?: number;
};

export function payOrder(world: World, shop: Shop, id: string, input: PayInput = {}): Order {
  const order = requireOrder(shop, id);
  const { outstanding } = orderAmounts(order);
  if (order.cancelledAt !== null) refuse(`Order ${order.name} is cancelled`);
  if (outstanding.presentment <= 0 && order.transactions.length > 0) {
    refuse(`Order ${order.name} is paid already`);
  }
  const presentment = input.amountMinor ?? outstanding.presentment;
  if (presentment < 0 || presentment > outstanding.presentment) {
    refuse("A payment is no more than what is outstanding");
  }
  const gateway = input.gateway ?? (order.sourceName === "pos" ? "cash" : "shopify_payments");
  const transaction: Transaction = {
    id: newId(world),
    kind: "sale",
    gateway,
    status: "success",
    amount: amountAtRate(order, presentment, input.exchangeRate),
    parentId: null,
    createdAt: iso(world),
  };
  order.transactions.push(transaction);
  if (!order.gateways.includes(gateway)) order.gateways.push(gateway);
  order.updatedAt = iso(world);
  const fullyPaid = orderAmounts(order).outstanding.presentment <= 0;
  if (fullyPaid)
    world.emit(shop, { topic: "orders/paid", order }, { topic: "orders/updated", order });
  else world.emit(shop, { topic: "orders/updated", order });
  return order;
}

/** A guest order finds its customer, e.g. after the buyer opened an account. */
export function attachCustomer(world: World, shop: Shop, id: string, customerId: string): Order {
  const order = requireOrder(shop, id);
  const customer = requireCustomer(shop, customerId);
  order.customerId = customer.id;
  order.email = customer.email ?? order.email;
  order.updatedAt = iso(world);
  world.emit(shop, { topic: "orders/updated", order });
  return order;
}

export type CancelInput = { reason?: CancelReason; refund?: boolean };

export function cancelOrder(world: World, shop: Shop, id: string, input: CancelInput = {}): Order {
  const order = requireOrder(shop, id);
  if (order.cancelledAt !== null) refuse(`Order ${order.name} is cancelled already`);
  order.cancelledAt = iso(world);
  order.cancelReason = input.reason ?? "customer";
  order.updatedAt = iso(world);
  const refund = input.refund === false ? null : refundEverything(world, order);
  world.emit(
    shop,
    ...(refund ? [{ topic: "refunds/create" as const, order, refund }] : []),
    { topic: "orders/cancelled", order },
    { topic: "orders/updated", order },
  );
  return order;
}

function pricingOf(shop: Shop, input: PlaceOrderInput): Pricing {
  const presentmentCurrency = input.presentmentCurrency ?? shop.currency;
  if (presentmentCurrency !== shop.currency && input.exchangeRate === undefined) {
    refuse(`An order in ${presentmentCurrency} needs an exchangeRate, e.g. "1.0842"`);
  }
  const taxRate = input.taxRate ?? shop.taxRate;
  parseFraction(taxRate);
  return {
    currency: shop.currency,
    presentmentCurrency,
    exchangeRate: input.exchangeRate ?? "1",
    taxesIncluded: input.taxesIncluded ?? shop.taxesIncluded,
    taxRate,
    taxTitle: shop.taxTitle,
  };
}

function shippingFor(
  world: World,
  shop: Shop,
  input: PlaceOrderInput,
  lines: Order["lines"],
  applications: Order["discountApplications"],
  pricing: Pricing,
): ShippingLine[] {
  const fromTill = input.sourceName === "pos";
  const needed = lines.some((line) => line.requiresShipping) && !fromTill;
  const priceMinor =
    input.shippingMinor === undefined && needed ? shop.shippingMinor : input.shippingMinor;
  if (priceMinor === undefined || priceMinor === null) return [];
  if (!Number.isSafeInteger(priceMinor) || priceMinor < 0) refuse("Shipping costs 0 or more");
  const title = input.shippingTitle ?? (priceMinor === 0 ? "Free shipping" : "Standard");
  const discountMinor = input.shippingDiscountMinor ?? 0;
  return [buildShippingLine(world, { title, priceMinor, discountMinor }, applications, pricing)];
}

function newOrder(world: World, shop: Shop, input: PlaceOrderInput, pricing: Pricing): Order {
  const now = iso(world);
  const number = shop.nextOrderNumber;
  shop.nextOrderNumber += 1;
  return {
    id: takeId(world, input.id),
    name: `#${number}`,
    number,
    token: randomBytes(16).toString("hex"),
    confirmationNumber: randomBytes(5).toString("hex").slice(0, 9).toUpperCase(),
    cartToken: input.cartToken ?? null,
    createdAt: now,
    processedAt: now,
    updatedAt: now,
    cancelledAt: null,
    cancelReason: null,
    customerId: null,
    email: null,
    locale: null,
    acceptsMarketing: false,
    currency: pricing.currency,
    presentmentCurrency: pricing.presentmentCurrency,
    exchangeRate: pricing.exchangeRate,
    taxesIncluded: pricing.taxesIncluded,
    test: input.test ?? false,
    sourceName: input.sourceName ?? "web",
    locationId: input.sourceName === "pos" ? shop.locationId : null,
    gateways: [],
    note: input.note ?? null,
    tags: input.tags ?? [],
    tip: toBag(input.tipMinor ?? 0, pricing),
    lines: [],
    shippingLines: [],
    discountApplications: [],
    transactions: [],
    refunds: [],
    edits: [],
  };
}
