// Reads one refund of an order, with all of its lists: their sums are money.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { type MoneyBag, moneyBagSchema, moneyFragment } from "./order-lines.ts";

/** Of a hundred lines each: an order has at most 500. */
const MAX_LINE_PAGES = 6;

const refundOperation = `#graphql
  ${moneyFragment}
  query FetchRefund($id: ID!, $after: String) {
    refund(id: $id) {
      id
      createdAt
      processedAt
      duties {
        amountSet {
          ...Money
        }
      }
      transactions(first: 50) {
        nodes {
          kind
          status
          gateway
          amountSet {
            ...Money
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      refundLineItems(first: 100, after: $after) {
        nodes {
          quantity
          lineItem {
            id
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
      refundShippingLines(first: 20) {
        nodes {
          subtotalAmountSet {
            ...Money
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      orderAdjustments(first: 50) {
        nodes {
          reason
          amountSet {
            ...Money
          }
          taxAmountSet {
            ...Money
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }`;

const refundLine = z.object({
  quantity: z.int().nonnegative(),
  lineItem: z.object({ id: z.string() }),
});
const transaction = z.object({
  kind: z.string(),
  status: z.string(),
  gateway: z.string().nullable(),
  amountSet: moneyBagSchema,
});
const adjustment = z.object({
  reason: z.string().nullable(),
  amountSet: moneyBagSchema,
  taxAmountSet: moneyBagSchema,
});

/** All of a list that must fit into one page. */
function page<Item extends z.ZodType>(item: Item) {
  return z.object({ nodes: z.array(item), pageInfo: z.object({ hasNextPage: z.boolean() }) });
}

const refundFields = z.object({
  id: z.string(),
  createdAt: z.string().nullable(),
  processedAt: z.string(),
  duties: z.array(z.object({ amountSet: moneyBagSchema })).nullable(),
  transactions: page(transaction),
  refundLineItems: z.object({
    nodes: z.array(refundLine),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
  refundShippingLines: page(z.object({ subtotalAmountSet: moneyBagSchema })),
  orderAdjustments: page(adjustment),
});

const refundSchema = z.object({ refund: refundFields.nullable() });

/** A refund with everything that it lists. */
export interface RefundAnswer {
  readonly id: string;
  readonly createdAt: string | null;
  readonly processedAt: string;
  readonly duties: readonly { readonly amountSet: MoneyBag }[] | null;
  readonly transactions: readonly z.output<typeof transaction>[];
  readonly lines: readonly z.output<typeof refundLine>[];
  readonly shippingLines: readonly { readonly subtotalAmountSet: MoneyBag }[];
  readonly adjustments: readonly z.output<typeof adjustment>[];
}

/** Null where it lists more than can be read. */
export async function fetchRefund(
  admin: AdminGraphql,
  id: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<RefundAnswer | null>> {
  const lines: z.output<typeof refundLine>[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < MAX_LINE_PAGES; pages += 1) {
    const variables: { id: string; after: string | null } = { id, after };
    const request = { operation: refundOperation, variables, schema: refundSchema };
    const answer = await askAdmin(admin, request, signal);
    if (answer.outcome !== "ok") return answer;
    const { refund } = answer.data;
    if (refund === null) return { outcome: "unknown", reason: "refund_vanished" };
    const { transactions, refundShippingLines, orderAdjustments, refundLineItems } = refund;
    const lists = [transactions, refundShippingLines, orderAdjustments];
    if (lists.some(({ pageInfo }) => pageInfo.hasNextPage)) break;
    lines.push(...refundLineItems.nodes);
    if (!refundLineItems.pageInfo.hasNextPage) {
      const { createdAt, processedAt, duties } = refund;
      const data = {
        id,
        createdAt,
        processedAt,
        duties,
        lines,
        transactions: transactions.nodes,
        shippingLines: refundShippingLines.nodes,
        adjustments: orderAdjustments.nodes,
      };
      return { outcome: "ok", data };
    }
    after = refundLineItems.pageInfo.endCursor;
  }
  return { outcome: "ok", data: null };
}
