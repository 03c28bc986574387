// An order as it is handed to the person who placed it: all that is kept of it, in names that
// everybody understands.
import type { Instant } from "../core/calendar/instant.ts";
import { formatAmount } from "../core/money/money.ts";
import { orderStateFromJson } from "../core/orders/order-state-json.ts";
import type { OrderHead, OrderState, Refund, RefundMoney } from "../core/orders/order-state.ts";
import { rationalToText } from "../core/points/rational.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface ExportedOrderRow {
  readonly order_id: string;
  readonly posted_points: bigint;
  readonly state: unknown;
}

export function exportOrder(row: ExportedOrderRow): Record<string, unknown> {
  const state = orderStateFromJson(row.order_id, row.state);
  const { newest, paid, paidAt, facts, refunds, editedAt } = state;
  return {
    orderId: row.order_id,
    points: toWholeNumber(row.posted_points),
    ...(newest && exportHead(newest)),
    ...(paid && paid !== newest && { asPaid: exportHead(paid) }),
    refunds: refunds.map((refund) => exportRefund(refund, state)),
    paidAt: timeText(paidAt),
    editedAt: timeText(editedAt),
    ...(facts?.buyer && {
      customerAtThatTime: { tags: facts.buyer.tags, segmentIds: facts.buyer.segmentIds },
    }),
  };
}

function exportHead(head: OrderHead): Record<string, unknown> {
  const { currency, exchange, shipping } = head;
  const money = (amount: RefundMoney["shop"]) => formatAmount(amount, currency);
  return {
    name: head.name,
    customerId: head.customerId,
    placedAt: timeText(head.placedAt),
    updatedAt: timeText(head.updatedAt),
    cancelledAt: timeText(head.cancelledAt),
    isTest: head.test,
    financialStatus: head.financialStatus,
    source: head.sourceName,
    currency,
    taxesIncluded: head.taxesIncluded,
    paidInCurrency: exchange?.presentmentCurrency ?? currency,
    discountCodes: head.discountCodes,
    paymentGateways: head.paymentGateways,
    fulfilledAt: timeText(head.fulfilledAt),
    deliveredAt: timeText(head.deliveredAt),
    lines: head.lines.map(({ gross, discount, codeDiscounts, tax, ...line }) => ({
      ...line,
      gross: money(gross),
      discount: money(discount),
      discountsByCode: codeDiscounts.map(({ code, amount }) => ({ code, amount: money(amount) })),
      tax: money(tax),
    })),
    shipping: {
      gross: money(shipping.gross),
      discount: money(shipping.discount),
      tax: money(shipping.tax),
    },
  };
}

function exportRefund(refund: Refund, { newest, paid }: OrderState): Record<string, unknown> {
  const head = newest ?? paid;
  const paidIn = head?.exchange?.presentmentCurrency ?? head?.currency;
  const money = ({ shop, presentment, currency = head?.currency }: RefundMoney) => ({
    amount: amountText(shop, currency),
    currency,
    amountPaidBack: presentment && amountText(presentment, paidIn),
  });
  return {
    id: refund.id,
    createdAt: timeText(refund.createdAt),
    lines: refund.lines,
    shipping: money(refund.shipping),
    other: money(refund.unnamed),
  };
}

/** In minor units while the order itself has not been heard of. */
function amountText(amount: RefundMoney["shop"], currency: string | undefined): string {
  return currency === undefined ? rationalToText(amount) : formatAmount(amount, currency);
}

function timeText(instant: Instant | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}
