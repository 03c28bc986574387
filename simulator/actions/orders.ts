// An order's life: placed, given a customer, cancelled.

import { randomBytes } from "node:crypto";
import { requireCustomer } from "./customers.ts";
import { requireOrder } from "./find-order.ts";
import { recordFulfillment } from "./fulfillments.ts";
import {
  applyDiscounts,
  applyManualDiscounts,
  buildLine,
  buildShippingLine,
  buildTip,
  setTaxes,
  type LineInput,
  type Pricing,
} from "./order-lines.ts";
import { recordPayments, recordVoids, tellOfPayment, type PayInput } from "./order-payments.ts";
import { refundEverything } from "./order-refund.ts";
import type { CancelReason, Order, Shop, ShippingLine } from "../model.ts";
import { parseFraction } from "../money.ts";
import { iso, refuse, takeId, type World } from "../world.ts";

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
  /** Where it is sent to; left out, to the customer's address or within the shop's country. */
  shippingCountry?: string;
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
  /** By what means it is paid at once; one without an amount pays what is left. */
  payments?: PayInput[];
};

export function placeOrder(world: World, shop: Shop, input: PlaceOrderInput): Order {
  if (input.lines.length === 0) refuse("An order needs at least one line");
  const customer = input.customerId ? requireCustomer(shop, input.customerId) : null;
  const email = customer?.email ?? input.email?.trim().toLowerCase() ?? null;
  const pricing = pricingOf(shop, input);
  const lines = input.lines.map((line) => buildLine(world, shop, line, pricing));
  const shippingMinor = shippingPriceOf(shop, input, lines);
  const countryCode = input.shippingCountry ?? customer?.address?.countryCode ?? shop.countryCode;
  const buyer = {
    codes: input.discountCodes ?? [],
    customerId: customer?.id ?? null,
    email,
    shipping: shippingMinor === null ? null : { priceMinor: shippingMinor, countryCode },
  };
  const discounts = applyDiscounts(world, shop, lines, input.lines, buyer, pricing);
  const { applications, applied } = discounts;
  const perLine = input.lines.map((line) => line.discountMinor ?? 0);
  applyManualDiscounts(lines, applications, perLine, input.orderDiscountMinor ?? 0, pricing);
  const shippingLines = shippingFor(world, input, shippingMinor, applications, pricing);
  setTaxes(lines, shippingLines, pricing);
  if (input.tipMinor) lines.push(buildTip(world, shop, input.tipMinor, pricing));
  const order = newOrder(world, shop, input, pricing);
  Object.assign(order, { lines, shippingLines, discountApplications: applications });
  Object.assign(order, { customerId: customer?.id ?? null, email });
  order.locale = input.locale ?? customer?.locale ?? shop.locale;
  order.acceptsMarketing = customer?.marketingState === "SUBSCRIBED";
  if (shop.orders.has(order.id)) refuse(`An order ${order.id} exists already`);
  const payments = input.payments ?? (input.paid ? [paymentOf(input)] : []);
  recordPayments(world, shop, order, payments);
  // At the till the goods are handed over at once.
  if (order.sourceName === "pos") recordFulfillment(world, order, {});
  shop.orders.set(order.id, order);
  for (const { discount } of applied) {
    const { id: orderId, customerId, createdAt: at } = order;
    discount.uses.push({ orderId, customerId, email, at });
  }
  world.emit(shop, { topic: "orders/create", order });
  if (payments.length > 0) tellOfPayment(world, shop, order);
  return order;
}

function paymentOf({ gateway }: PlaceOrderInput): PayInput {
  return gateway === undefined ? {} : { gateway };
}

/**
 * Names the customer of an order: a guest's order finds its customer, the merchant corrects whose
 * it is, or takes the customer off (null).
 */
export function setCustomer(
  world: World,
  shop: Shop,
  id: string,
  customerId: string | null,
): Order {
  const order = requireOrder(shop, id);
  const customer = customerId === null ? null : requireCustomer(shop, customerId);
  order.customerId = customer?.id ?? null;
  order.email = customer?.email ?? order.email;
  order.updatedAt = iso(world);
  world.emit(shop, { topic: "orders/updated", order });
  return order;
}

export type CancelInput = {
  reason?: CancelReason;
  refund?: boolean;
  /** Gives the money back as store credit. */
  storeCredit?: boolean;
};

export function cancelOrder(world: World, shop: Shop, id: string, input: CancelInput = {}): Order {
  const order = requireOrder(shop, id);
  if (order.cancelledAt !== null) refuse(`Order ${order.name} is cancelled already`);
  if (order.fulfillments.some(({ status }) => status === "success")) {
    refuse(`Order ${order.name} has been sent: cancel its fulfilments first`);
  }
  order.cancelledAt = iso(world);
  order.closedAt = order.cancelledAt;
  order.cancelReason = input.reason ?? "customer";
  order.updatedAt = order.cancelledAt;
  recordVoids(world, order);
  const storeCredit = input.storeCredit ?? false;
  const refund = input.refund === false ? null : refundEverything(world, shop, order, storeCredit);
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

/** Null: nothing is sent, as with an order from a till. */
function shippingPriceOf(shop: Shop, input: PlaceOrderInput, lines: Order["lines"]): number | null {
  const fromTill = input.sourceName === "pos";
  const needed = lines.some((line) => line.requiresShipping) && !fromTill;
  const wanted =
    input.shippingMinor === undefined && needed ? shop.shippingMinor : input.shippingMinor;
  const priceMinor = wanted ?? null;
  if (priceMinor !== null && (!Number.isSafeInteger(priceMinor) || priceMinor < 0)) {
    refuse("Shipping costs 0 or more");
  }
  return priceMinor;
}

function shippingFor(
  world: World,
  input: PlaceOrderInput,
  priceMinor: number | null,
  applications: Order["discountApplications"],
  pricing: Pricing,
): ShippingLine[] {
  if (priceMinor === null) return [];
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
    closedAt: null,
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
    lines: [],
    shippingLines: [],
    discountApplications: [],
    transactions: [],
    refunds: [],
    edits: [],
    fulfillments: [],
  };
}
