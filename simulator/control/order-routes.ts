// Control calls about orders: placing them in every shape, and all that happens to them later.

import { z } from "zod";
import { amount, given, id, minor, nothing, parseInput, text } from "./parse-input.ts";
import { present } from "./present-order.ts";
import { idOf, onShop } from "./shop-routes.ts";
import { requireOrder } from "../actions/find-order.ts";
import { editOrder } from "../actions/order-edit.ts";
import type { LineInput } from "../actions/order-lines.ts";
import { refundOrder } from "../actions/order-refund.ts";
import { capturePayment, payOrder, voidPayment, type PayInput } from "../actions/order-payments.ts";
import { cancelOrder, placeOrder, setCustomer } from "../actions/orders.ts";
import type { SimulatorContext } from "../context.ts";
import type { Shop } from "../model.ts";
import type { Route, SimulatorRequest } from "../server.ts";

const line = z.strictObject({
  id: id.optional(),
  variantId: id.optional(),
  sku: text.optional(),
  title: text.optional(),
  price: amount.optional(),
  quantity: z.int().positive().default(1),
  discount: amount.optional(),
  giftCard: z.boolean().optional(),
  taxable: z.boolean().optional(),
  requiresShipping: z.boolean().optional(),
  subscription: z.boolean().optional(),
});

const payment = z.strictObject({
  amount: amount.optional(),
  gateway: text.optional(),
  exchangeRate: amount.optional(),
  authorize: z.boolean().optional(),
  giftCardId: id.optional(),
  fromAccount: z.boolean().optional(),
});
type Payment = z.output<typeof payment>;

const capture = z.strictObject({ amount: amount.optional(), exchangeRate: amount.optional() });

const newOrder = z.strictObject({
  id: id.optional(),
  customerId: id.nullish(),
  email: z.email().nullish(),
  lines: z.array(line).min(1),
  discountCodes: z.array(text).optional(),
  orderDiscount: amount.optional(),
  taxesIncluded: z.boolean().optional(),
  taxRate: amount.optional(),
  shipping: amount.nullish(),
  shippingDiscount: amount.optional(),
  shippingCountry: z.string().length(2).optional(),
  presentmentCurrency: z.string().length(3).optional(),
  exchangeRate: amount.optional(),
  tip: amount.optional(),
  test: z.boolean().optional(),
  sourceName: text.optional(),
  locale: text.optional(),
  note: z.string().optional(),
  tags: z.array(text).optional(),
  paid: z.boolean().default(true),
  gateway: text.optional(),
  /** By what means it is paid, in the buyer's currency; one without an amount pays the rest. */
  payments: z.array(payment).min(1).optional(),
});

const refund = z.strictObject({
  id: id.optional(),
  lines: z
    .array(
      z.strictObject({
        lineId: id,
        quantity: z.int().positive(),
        restockType: z.enum(["no_restock", "return", "cancel"]).optional(),
      }),
    )
    .optional(),
  amount: amount.optional(),
  shipping: amount.optional(),
  note: text.optional(),
  exchangeRate: amount.optional(),
  /** true: all of it; an amount in the buyer's currency: that part. */
  storeCredit: z.union([z.literal(true), amount]).optional(),
});

const edit = z.strictObject({
  quantities: z.array(z.strictObject({ lineId: id, quantity: z.int().nonnegative() })).optional(),
  additions: z.array(line).optional(),
  note: z.string().optional(),
});

const cancellation = z.strictObject({
  reason: z.enum(["customer", "fraud", "inventory", "declined", "other", "staff"]).optional(),
  refund: z.boolean().optional(),
  storeCredit: z.boolean().optional(),
});

export function orderRoutes(): Route[] {
  return [
    onShop("GET", "/orders", (_request, _context, shop) =>
      [...shop.orders.values()].map((order) => present(order)),
    ),
    onShop("GET", "/orders/:id", (request, _context, shop) =>
      present(requireOrder(shop, idOf(request))),
    ),
    onShop("POST", "/orders", addOrder),
    onShop("POST", "/orders/:id/pay", (request, context, shop) => {
      const order = requireOrder(shop, idOf(request));
      const input = paymentInput(parseInput(request, payment), order.presentmentCurrency);
      return present(payOrder(context, shop, order.id, input));
    }),
    onShop("POST", "/orders/:id/capture", (request, context, shop) => {
      const order = requireOrder(shop, idOf(request));
      const input = paymentInput(parseInput(request, capture), order.presentmentCurrency);
      return present(capturePayment(context, shop, order.id, input));
    }),
    onShop("POST", "/orders/:id/void", (request, context, shop) => {
      parseInput(request, nothing);
      return present(voidPayment(context, shop, idOf(request)));
    }),
    onShop("POST", "/orders/:id/edit", (request, context, shop) => {
      const { additions, ...input } = parseInput(request, edit);
      const lines = additions?.map((entry) => lineInput(shop, entry));
      editOrder(context, shop, idOf(request), given({ ...input, additions: lines }));
      return present(requireOrder(shop, idOf(request)));
    }),
    onShop("POST", "/orders/:id/cancel", (request, context, shop) =>
      present(cancelOrder(context, shop, idOf(request), given(parseInput(request, cancellation)))),
    ),
    onShop("POST", "/orders/:id/refund", (request, context, shop) => {
      const { amount: extra, shipping, lines, storeCredit, ...input } = parseInput(request, refund);
      const order = requireOrder(shop, idOf(request));
      const made = refundOrder(context, shop, idOf(request), {
        ...given({
          ...input,
          amountMinor: minor(extra, shop.currency),
          shippingMinor: minor(shipping, shop.currency),
          storeCreditMinor:
            storeCredit === true ? "all" : minor(storeCredit, order.presentmentCurrency),
        }),
        ...(lines ? { lines: lines.map((entry) => ({ ...entry, ...restock(entry) })) } : {}),
      } as Parameters<typeof refundOrder>[3]);
      return { refund: made, order: present(order) };
    }),
    onShop("POST", "/orders/:id/customer", (request, context, shop) => {
      const { customerId } = parseInput(request, z.strictObject({ customerId: id.nullable() }));
      return present(setCustomer(context, shop, idOf(request), customerId));
    }),
  ];
}

function addOrder(request: SimulatorRequest, context: SimulatorContext, shop: Shop): unknown {
  const { lines, orderDiscount, shipping, shippingDiscount, tip, payments, ...input } = parseInput(
    request,
    newOrder,
  );
  const { currency } = shop;
  const buyersCurrency = input.presentmentCurrency ?? currency;
  return present(
    placeOrder(context, shop, {
      ...given({
        ...input,
        orderDiscountMinor: minor(orderDiscount, currency),
        shippingMinor: shipping === null ? null : minor(shipping, currency),
        shippingDiscountMinor: minor(shippingDiscount, currency),
        tipMinor: minor(tip, currency),
        payments: payments?.map((entry) => paymentInput(entry, buyersCurrency)),
      }),
      lines: lines.map((entry) => lineInput(shop, entry)),
    }),
  );
}

function paymentInput({ amount: paid, ...rest }: Payment, currency: string): PayInput {
  return given({ ...rest, amountMinor: minor(paid, currency) });
}

function lineInput(shop: Shop, entry: z.output<typeof line>): LineInput {
  const { sku, price, discount, variantId, quantity, ...fields } = entry;
  const found = sku === undefined ? variantId : (variantId ?? variantBySku(shop, sku));
  return {
    quantity,
    ...given({
      ...fields,
      sku,
      variantId: found,
      priceMinor: minor(price, shop.currency),
      discountMinor: minor(discount, shop.currency),
    }),
  };
}

/** A sku of the catalogue names its variant; any other is just written on the line. */
function variantBySku(shop: Shop, sku: string): string | undefined {
  for (const product of shop.products.values()) {
    const variant = product.variants.find((candidate) => candidate.sku === sku);
    if (variant) return variant.id;
  }
  return undefined;
}

function restock(entry: { restockType?: string | undefined }): object {
  return entry.restockType === undefined ? {} : { restockType: entry.restockType };
}
