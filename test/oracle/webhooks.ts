// Webhooks as Shopify would write them.
import { customerId, productId } from "./store.ts";
import type { StoreCurrency, StoreLine, StoreOrder, StoreRefund, Told } from "./store.ts";

/** The webhook's topic and body; `code` is that of the order's voucher. */
export function webhookOf(told: Told, code: string): { topic: string; body: Uint8Array } {
  const [topic, fields] =
    told.type === "order"
      ? ["orders/updated", orderFields(told.order, code)]
      : [
          "refunds/create",
          { ...refundFields(told.refund, told.currency), order_id: number(told.orderId) },
        ];
  const json = JSON.stringify(fields).replaceAll(/"number:(\d+)"/g, "$1");
  return { topic, body: new TextEncoder().encode(json) };
}

function orderFields(order: StoreOrder, code: string): object {
  const { currency, voucher } = order;
  return {
    id: number(order.orderId),
    name: `#${order.orderId}`,
    created_at: moment(order.placedAt),
    processed_at: moment(order.placedAt),
    updated_at: moment(order.at),
    cancelled_at: order.cancelled ? moment(order.at) : null,
    test: false,
    currency: currency.code,
    presentment_currency: currency.code,
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
    payment_gateway_names: ["shopify_payments"],
    discount_codes: voucher === null ? [] : [{ code, amount: "0.00", type: "fixed_amount" }],
    discount_applications: [{ type: "manual" }, { type: "discount_code", code }],
    line_items: order.lines.map((line) => lineFields(line, currency)),
    shipping_lines:
      order.shippingCents === 0
        ? []
        : [
            {
              price: money(order.shippingCents, currency),
              discount_allocations: [],
              tax_lines: [],
            },
          ],
    refunds: order.refunds.map((refund) => refundFields(refund, currency)),
  };
}

function statusOf({ paid, refunds }: StoreOrder): string {
  if (!paid) return "partially_paid";
  return refunds.length > 0 ? "partially_refunded" : "paid";
}

function lineFields(line: StoreLine, currency: StoreCurrency): object {
  const isTip = line.kind === "tip";
  return {
    id: number(line.id),
    product_id: isTip ? null : number(productId(line.product)),
    variant_id: isTip ? null : number(`${productId(line.product)}1`),
    title: isTip ? "Tip" : "Coffee",
    quantity: line.quantity,
    current_quantity: line.current,
    price: money(line.priceCents, currency),
    gift_card: line.kind === "gift_card",
    taxable: !isTip,
    requires_shipping: line.kind === "product",
    discount_allocations: [
      {
        amount: money(line.discountCents - line.voucherCents, currency),
        discount_application_index: 0,
      },
      { amount: money(line.voucherCents, currency), discount_application_index: 1 },
    ],
    tax_lines: [{ price: money(line.taxCents, currency) }],
  };
}

function refundFields(refund: StoreRefund, currency: StoreCurrency): object {
  const shipping = { amount: money(refund.shippingCents, currency), currency_code: currency.code };
  const unnamed = money(-refund.unnamedCents, currency);
  return {
    id: number(refund.id),
    created_at: moment(refund.at),
    refund_line_items: refund.lines.map(({ lineId, units }) => ({
      line_item_id: number(lineId),
      quantity: units,
    })),
    order_adjustments: [{ kind: "refund_discrepancy", amount: unnamed, tax_amount: "0.00" }],
    refund_shipping_lines: [
      { subtotal_amount_set: { shop_money: shipping, presentment_money: shipping } },
    ],
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
