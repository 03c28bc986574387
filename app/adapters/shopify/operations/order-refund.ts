// One refund of an order, as the Admin API tells it.
import { z } from "zod";
import { moneyBagSchema, moneyFragment } from "./order-lines.ts";

export const refundOperation = `#graphql
  ${moneyFragment}
  query FetchRefund($id: ID!) {
    refund(id: $id) {
      id
      createdAt
      processedAt
      totalRefundedSet {
        ...Money
      }
      transactions(first: 20) {
        nodes {
          kind
          status
          gateway
          amountSet {
            ...Money
          }
        }
      }
      refundLineItems(first: 250) {
        nodes {
          quantity
          lineItem {
            id
          }
        }
        pageInfo {
          hasNextPage
        }
      }
      refundShippingLines(first: 10) {
        nodes {
          subtotalAmountSet {
            ...Money
          }
        }
      }
      orderAdjustments(first: 10) {
        nodes {
          reason
          amountSet {
            ...Money
          }
          taxAmountSet {
            ...Money
          }
        }
      }
    }
  }`;

const refundFields = z.object({
  id: z.string(),
  createdAt: z.string().nullable(),
  processedAt: z.string(),
  totalRefundedSet: moneyBagSchema,
  transactions: z.object({
    nodes: z.array(
      z.object({
        kind: z.string(),
        status: z.string(),
        gateway: z.string().nullable(),
        amountSet: moneyBagSchema,
      }),
    ),
  }),
  refundLineItems: z.object({
    nodes: z.array(
      z.object({ quantity: z.int().nonnegative(), lineItem: z.object({ id: z.string() }) }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
  refundShippingLines: z.object({
    nodes: z.array(z.object({ subtotalAmountSet: moneyBagSchema })),
  }),
  orderAdjustments: z.object({
    nodes: z.array(
      z.object({
        reason: z.string().nullable(),
        amountSet: moneyBagSchema,
        taxAmountSet: moneyBagSchema,
      }),
    ),
  }),
});
export type RefundAnswer = z.output<typeof refundFields>;

export const refundSchema = z.object({ refund: refundFields.nullable() });
