// orders/paid, orders/updated, orders/cancelled and orders/edited, as the subscriptions ask for
// them.
import { z } from "zod";
import type {
  CustomerFacts,
  OrderEdited,
  OrderEvent,
  OrderSeen,
} from "../core/orders/order-event.ts";
import { financialStatuses } from "../core/orders/order-state.ts";
import type { FinancialStatus, OrderHead, Refund } from "../core/orders/order-state.ts";
import { ZERO, compare, rationalFromDecimal } from "../core/points/rational.ts";
import { refuseFaults } from "./order-faults.ts";
import { fulfillmentField, readFulfilment } from "./parse-fulfilment.ts";
import { parseJson } from "./parse-json.ts";
import type { PayloadBody } from "./parse-json.ts";
import {
  lineField,
  readExchange,
  readLines,
  readShipping,
  shippingField,
} from "./parse-order-lines.ts";
import { readRefund, refundField } from "./parse-refund.ts";
import {
  decimalField,
  idField,
  instantField,
  listOf,
  readFields,
  requireCurrency,
  textField,
} from "./payload-fields.ts";
import { PayloadProblem, readPayload } from "./payload-problem.ts";
import type { PayloadAnswer } from "./payload-problem.ts";
import { refuseOtherCurrencies } from "./refund-currencies.ts";

const customerField = z.object({
  id: idField.nullish(),
  email: textField.nullish(),
  first_name: textField.nullish(),
  last_name: textField.nullish(),
  updated_at: instantField.nullish(),
});

export const orderMessage = z.object({
  id: idField,
  name: textField.nullish(),
  created_at: instantField,
  processed_at: instantField.nullish(),
  updated_at: instantField,
  cancelled_at: instantField.nullish(),
  test: z.boolean().nullish(),
  currency: z.string(),
  presentment_currency: z.string().nullish(),
  taxes_included: z.boolean().nullish(),
  financial_status: z.string().nullish(),
  total_outstanding: decimalField.nullish(),
  fulfillment_status: z.string().nullish(),
  fulfillments: listOf(fulfillmentField),
  source_name: textField.nullish(),
  payment_gateway_names: listOf(textField),
  customer: customerField.nullish(),
  customer_locale: textField.nullish(),
  discount_codes: listOf(z.object({ code: textField })),
  discount_applications: listOf(z.object({ code: textField.nullish() })),
  line_items: z.array(lineField),
  shipping_lines: listOf(shippingField),
  refunds: listOf(refundField),
});
type OrderFields = z.output<typeof orderMessage>;

export const editMessage = z.object({
  order_edit: z.object({
    order_id: idField,
    committed_at: instantField.nullish(),
    created_at: instantField.nullish(),
  }),
});

/** Reads the body of any order topic. `topic` as Shopify writes it: `orders/paid`. */
export function parseOrder(topic: string, body: PayloadBody): PayloadAnswer<OrderEvent> {
  return readPayload<OrderEvent>(() => {
    const json = parseJson(body);
    if (topic === "orders/edited") return readEdit(json);
    return readOrder(json, topic === "orders/paid");
  });
}

function readEdit(json: unknown): OrderEdited {
  const { order_edit: edit } = readFields(editMessage, json);
  const editedAt = edit.committed_at ?? edit.created_at;
  if (editedAt === null || editedAt === undefined) {
    throw new PayloadProblem("missing_field", "order_edit.committed_at");
  }
  return { type: "order_edited", orderId: edit.order_id, editedAt };
}

function readOrder(json: unknown, saidPaid: boolean): OrderSeen {
  const fields = readFields(orderMessage, json);
  const currency = requireCurrency(fields.currency, "currency");
  const currencies = { shop: currency, presentment: fields.presentment_currency ?? null };
  const refunds = fields.refunds.map((refund, index) => {
    const read = readRefund(refund, currency, `refunds.${index}.`);
    refuseOtherCurrencies(refund, currencies, `refunds.${index}.`);
    return read;
  });
  const seen: OrderSeen = {
    type: "order_seen",
    orderId: fields.id,
    head: readHead(fields, currency, refunds, saidPaid),
    paidAt: null,
    refunds,
    customer: readCustomer(fields),
  };
  refuseFaults(seen);
  return seen;
}

function readHead(
  fields: OrderFields,
  currency: string,
  refunds: readonly Refund[],
  saidPaid: boolean,
): OrderHead {
  const financialStatus = readStatus(fields.financial_status);
  const codes = fields.discount_applications.map(({ code }) => code ?? null);
  const context = { currency, refunds, codes };
  return {
    updatedAt: fields.updated_at,
    fetchedAt: null,
    name: fields.name || `#${fields.id}`,
    placedAt: fields.processed_at ?? fields.created_at,
    cancelledAt: fields.cancelled_at ?? null,
    test: fields.test ?? false,
    financialStatus,
    fullyPaid: saidPaid || isOncePaid(financialStatus, fields.total_outstanding),
    customerId: fields.customer?.id ?? null,
    currency,
    exchange: readExchange(fields.line_items, currency, fields.presentment_currency ?? currency),
    taxesIncluded: fields.taxes_included ?? false,
    sourceName: fields.source_name ?? null,
    discountCodes: fields.discount_codes.map(({ code }) => code),
    paymentGateways: [...new Set(fields.payment_gateway_names)].toSorted(),
    ...readFulfilment(fields),
    lines: readLines(fields.line_items, context),
    shipping: readShipping(fields.shipping_lines, context),
    refundIds: refunds.map(({ id }) => id).toSorted(),
    received: null,
  };
}

function readStatus(text: string | null | undefined): FinancialStatus {
  return financialStatuses.find((status) => status === text) ?? "unknown";
}

/**
 * Once paid in full, an order keeps one of these. A deposit of which a part went back is called
 * "partially refunded" too: then money is outstanding.
 */
function isOncePaid(status: FinancialStatus, outstanding: string | null | undefined): boolean {
  if (status === "partially_refunded") {
    return compare(rationalFromDecimal(outstanding ?? "0") ?? ZERO, ZERO) <= 0;
  }
  return status === "paid" || status === "refunded";
}

function readCustomer({ customer, customer_locale: locale }: OrderFields): CustomerFacts | null {
  if (!customer?.id) return null;
  return {
    customerId: customer.id,
    email: customer.email || null,
    firstName: customer.first_name || null,
    lastName: customer.last_name || null,
    locale: locale || null,
    updatedAt: customer.updated_at ?? null,
  };
}
