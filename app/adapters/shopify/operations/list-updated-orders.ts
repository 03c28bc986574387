// Lists which orders of a store changed in a span of time: ids and moments only, a page at a time.
import { z } from "zod";
import type { Instant } from "../../../core/calendar/instant.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const PAGE_SIZE = 100;

const operation = `#graphql
  query ListUpdatedOrders($search: String!, $first: Int!, $after: String) {
    orders(query: $search, first: $first, after: $after, sortKey: UPDATED_AT) {
      nodes {
        legacyResourceId
        updatedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }`;

const schema = z
  .object({
    orders: z.object({
      nodes: z.array(
        z.object({
          legacyResourceId: z.string().regex(/^\d+$/),
          updatedAt: z.iso.datetime({ offset: true }),
        }),
      ),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  })
  .transform(({ orders }) => ({
    orders: orders.nodes.map((node) => ({
      orderId: node.legacyResourceId,
      updatedAt: Date.parse(node.updatedAt),
    })),
    nextCursor: orders.pageInfo.hasNextPage ? orders.pageInfo.endCursor : null,
  }));

export interface UpdatedOrder {
  readonly orderId: string;
  readonly updatedAt: Instant;
}

export interface UpdatedOrdersPage {
  /** The longest unchanged first. */
  readonly orders: readonly UpdatedOrder[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** Orders updated at or after `from` and before `until`; Shopify compares whole seconds. */
export function listUpdatedOrders(
  admin: AdminGraphql,
  span: { readonly from: Instant; readonly until: Instant; readonly cursor: string | null },
  signal?: AbortSignal,
): Promise<AdminAnswer<UpdatedOrdersPage>> {
  const [from, until] = [new Date(span.from).toISOString(), new Date(span.until).toISOString()];
  const search = `updated_at:>='${from}' AND updated_at:<'${until}'`;
  const variables = { search, first: PAGE_SIZE, after: span.cursor };
  return askAdmin(admin, { operation, variables, schema }, signal);
}
