// Reads a whole order: its head, every line, every refund. Shopify's limits on query cost make it
// several questions, asked one after the other.
import { z } from "zod";
import type { Instant } from "../../../core/calendar/instant.ts";
import type { OrderSeen } from "../../../core/orders/order-event.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, type AdminRequest, askAdmin } from "../ask-admin.ts";
import {
  allocationFragment,
  linesFragment,
  moneyFragment,
  orderLineSchema,
} from "./order-lines.ts";
import { type RefundAnswer, fetchRefund } from "./order-refund.ts";
import { type OrderAnswer, orderHeadSchema, toOrderSeen } from "./to-order-seen.ts";

/** Of fifty lines each: Shopify's own limit is 500. */
const MAX_LINE_PAGES = 10;
const MAX_REFUNDS = 100;
/** What is beyond these changes at most when points are released. */
const MAX_FULFILMENTS = 50;
const MAX_TRANSACTIONS = 50;

const orderOperation = `#graphql
  ${moneyFragment}
  ${allocationFragment}
  ${linesFragment}
  query FetchOrder($id: ID!) {
    order(id: $id) {
      id
      name
      updatedAt
      createdAt
      processedAt
      cancelledAt
      test
      displayFinancialStatus
      fullyPaid
      currencyCode
      presentmentCurrencyCode
      taxesIncluded
      sourceName
      customerLocale
      discountCodes
      paymentGatewayNames
      displayFulfillmentStatus
      fulfillments(first: ${MAX_FULFILMENTS}) {
        status
        displayStatus
        createdAt
        deliveredAt
      }
      transactions(first: ${MAX_TRANSACTIONS}) {
        kind
        status
        processedAt
      }
      customer {
        id
        firstName
        lastName
        updatedAt
        defaultEmailAddress {
          emailAddress
        }
      }
      shippingLines(first: 20) {
        nodes {
          isRemoved
          originalPriceSet {
            ...Money
          }
          discountAllocations {
            ...Allocation
          }
          taxLines {
            priceSet {
              ...Money
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      totalReceivedSet {
        ...Money
      }
      totalOutstandingSet {
        ...Money
      }
      totalTipReceivedSet {
        ...Money
      }
      originalTotalDutiesSet {
        ...Money
      }
      originalTotalAdditionalFeesSet {
        ...Money
      }
      refunds(first: ${MAX_REFUNDS}) {
        id
      }
      lineItems(first: 50) {
        ...Lines
      }
    }
  }`;

const linesOperation = `#graphql
  ${moneyFragment}
  ${allocationFragment}
  ${linesFragment}
  query FetchOrderLines($id: ID!, $after: String!) {
    order(id: $id) {
      lineItems(first: 50, after: $after) {
        ...Lines
      }
    }
  }`;

const lineItemsSchema = z.object({
  nodes: z.array(orderLineSchema),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

const orderSchema = z.object({
  order: orderHeadSchema.extend({ lineItems: lineItemsSchema }).nullable(),
});
const linesSchema = z.object({ order: z.object({ lineItems: lineItemsSchema }).nullable() });

/** `null` when Shopify does not show us the order: deleted, or older than we may read. */
export async function fetchOrder(
  admin: AdminGraphql,
  orderId: string,
  fetchedAt: Instant,
  signal?: AbortSignal,
): Promise<AdminAnswer<OrderSeen | null>> {
  const ask = <T>(request: AdminRequest<T>) => askAdmin(admin, request, signal);
  const id = `gid://shopify/Order/${orderId}`;
  const first = await ask({ operation: orderOperation, variables: { id }, schema: orderSchema });
  if (first.outcome !== "ok") return first;
  if (first.data.order === null) return { outcome: "ok", data: null };
  const { lineItems, ...head } = first.data.order;

  const lines = [...lineItems.nodes];
  let page = lineItems.pageInfo;
  for (let pages = 1; page.hasNextPage; pages += 1) {
    if (pages >= MAX_LINE_PAGES || page.endCursor === null) return tooLarge;
    const variables = { id, after: page.endCursor };
    const next = await ask({ operation: linesOperation, variables, schema: linesSchema });
    if (next.outcome !== "ok") return next;
    if (next.data.order === null) return { outcome: "ok", data: null };
    lines.push(...next.data.order.lineItems.nodes);
    page = next.data.order.lineItems.pageInfo;
  }

  if (head.refunds.length >= MAX_REFUNDS || head.shippingLines.pageInfo.hasNextPage)
    return tooLarge;
  const refunds: RefundAnswer[] = [];
  for (const refund of head.refunds) {
    const next = await fetchRefund(admin, refund.id, signal);
    if (next.outcome !== "ok") return next;
    if (next.data === null) return tooLarge;
    refunds.push(next.data);
  }
  return readable({ head, lines, refunds }, fetchedAt);
}

const tooLarge = {
  outcome: "refused",
  code: "ORDER_TOO_LARGE",
  message: "The order has more lines or refunds than can be read.",
} as const;

function readable(order: OrderAnswer, fetchedAt: Instant): AdminAnswer<OrderSeen> {
  const seen = toOrderSeen(order, fetchedAt);
  if (seen !== null) return { outcome: "ok", data: seen };
  return {
    outcome: "refused",
    code: "UNREADABLE_ORDER",
    message: "The order has an amount or a currency that cannot be read.",
  };
}
