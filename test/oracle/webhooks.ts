// Webhooks as Shopify would write them.
import { customerId, productId } from "./store.ts";
import type { StoreCurrency, StoreLine, StoreOrder, StoreRefund, Told } from "./store.ts";

/** The webhook's topic and body; `code` is that of the order's voucher. */
export function webhookOf(told: Told, code: string): { topic: string; body: Uint8Array } {
  const [topic, fields] =
    told.type === "order"
      ? ["orders/updated", orderFields(told.order, code)]
      : ["refunds/create", { ...refundFields(told.refund, told), order_id: number(told.orderId) }];
  const json = JSON.stringify(fields).replaceAll(/"number:(\d+)"/g, "$1");
  return { topic, body: new TextEncoder().encode(json) };
}

function orderFields(order: StoreOrder, code: string): object {
  const { currency, voucher, isForeign } = order;
  return {
    id: number(order.orderId),
    name: `#${order.orderId}`,
    created_at: moment(order.placedAt),
    processed_at: moment(order.placedAt),
    updated_at: moment(order.at),
    cancelled_at: order.cancelled ? moment(order.at) : null,
    test: false,
    currency: currency.code,
    presentment_currency: isForeign ? ABROAD[currency.code] : currency.code,
    taxes_included: order.taxesIncluded,
    financial_status: statusOf(order),
    fulfillment_status: order.fulfilledAt === null ? null : "fulfilled",
    fulfillments:
      order.fulfilledAt === null
        ? []
        : [
            {
              id: number(`${order.orderId}77`),
              status: "success",
              created_at: moment(order.fulfilledAt),
              updated_at: moment(order.deliveredAt ?? order.fulfilledAt),
              shipment_status: order.deliveredAt === null ? null : "delivered",
            },
          ],
    source_name: order.channel,
    customer: order.customer === null ? null : { id: number(customerId(order.customer)) },
    payment_gateway_names: gatewaysOf(order),
    discount_codes: voucher === null ? [] : [{ code, amount: "0.00", type: "fixed_amount" }],
    discount_applications: [{ type: "manual" }, { type: "discount_code", code }],
    line_items: order.lines.map((line) => lineFields(line, order)),
    shipping_lines:
      order.shippingCents === 0
        ? []
        : [
            {
              ...priced(order.shippingCents, order),
              discount_allocations: [],
              tax_lines: [],
            },
          ],
    refunds: order.refunds.map((refund) => refundFields(refund, order)),
  };
}

function statusOf({ paid, refunds }: StoreOrder): string {
  if (!paid) return "partially_paid";
  return refunds.length > 0 ? "partially_refunded" : "paid";
}

function gatewaysOf({ payments }: StoreOrder): string[] {
  const { giftCardQuarters, storeCreditQuarters } = payments;
  return [
    "shopify_payments",
    ...(giftCardQuarters > 0 ? ["gift_card"] : []),
    ...(storeCreditQuarters > 0 ? ["shopify_store_credit"] : []),
  ];
}

/** The store's own currency, and whether the customer sees another. */
type Sold = Pick<StoreOrder, "currency" | "isForeign">;

/** Another currency with as many decimals, in which everything costs three times as many. */
const ABROAD = { EUR: "USD", JPY: "KRW", KWD: "BHD" } as const;
const RATE_ABROAD = 3;

function moneySet(minor: number, { currency, isForeign }: Sold): object {
  const abroad = isForeign ? RATE_ABROAD : 1;
  return {
    shop_money: { amount: money(minor, currency), currency_code: currency.code },
    presentment_money: {
      amount: money(minor * abroad, currency),
      currency_code: isForeign ? ABROAD[currency.code] : currency.code,
    },
  };
}

/** With the amounts that Shopify shows customers beside the store's own. */
function priced(minor: number, sold: Sold): object {
  const own = { price: money(minor, sold.currency) };
  return sold.isForeign ? { ...own, price_set: moneySet(minor, sold) } : own;
}

function amounts(minor: number, sold: Sold): object {
  const own = { amount: money(minor, sold.currency) };
  return sold.isForeign ? { ...own, amount_set: moneySet(minor, sold) } : own;
}

function lineFields(line: StoreLine, sold: Sold): object {
  const isTip = line.kind === "tip";
  return {
    id: number(line.id),
    product_id: isTip ? null : number(productId(line.product)),
    variant_id: isTip ? null : number(`${productId(line.product)}1`),
    title: isTip ? "Tip" : "Coffee",
    quantity: line.quantity,
    current_quantity: line.current,
    ...priced(line.priceCents, sold),
    gift_card: line.kind === "gift_card",
    taxable: !isTip,
    requires_shipping: line.kind === "product",
    discount_allocations: [
      {
        ...amounts(line.discountCents - line.voucherCents, sold),
        discount_application_index: 0,
      },
      { ...amounts(line.voucherCents, sold), discount_application_index: 1 },
    ],
    tax_lines: [priced(line.taxCents, sold)],
  };
}

function refundFields(refund: StoreRefund, sold: Sold): object {
  const unnamed = amounts(-refund.unnamedCents, sold);
  return {
    id: number(refund.id),
    created_at: moment(refund.at),
    refund_line_items: refund.lines.map(({ lineId, units }) => ({
      line_item_id: number(lineId),
      quantity: units,
    })),
    order_adjustments: [{ kind: "refund_discrepancy", ...unnamed, tax_amount: "0.00" }],
    refund_shipping_lines: [{ subtotal_amount_set: moneySet(refund.shippingCents, sold) }],
    transactions: [],
  };
}

function number(text: string): string {
  return `number:${text}`;
}

function moment(at: number): string {
  return new Date(at).toISOString();
}

function money(minor: number, { decimals }: StoreCurrency): string {
  const sign = minor < 0 ? "-" : "";
  const digits = String(Math.abs(minor)).padStart(decimals + 1, "0");
  const units = digits.slice(0, digits.length - decimals);
  return decimals === 0 ? sign + units : `${sign}${units}.${digits.slice(-decimals)}`;
}
