// Lists which orders of a store carried a discount code: numbers only.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

/** A voucher works once; a store that let it work more often shows the latest. */
const MOST_ORDERS = 10;

const operation = `#graphql
  query ListOrdersWithCode($search: String!, $first: Int!) {
    orders(query: $search, first: $first, sortKey: CREATED_AT, reverse: true) {
      nodes { legacyResourceId }
    }
  }`;

const schema = z.object({
  orders: z.object({ nodes: z.array(z.object({ legacyResourceId: z.string().regex(/^\d+$/) })) }),
});

export async function listOrdersWithCode(
  admin: AdminGraphql,
  code: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<string[]>> {
  const variables = { search: `discount_code:'${code}'`, first: MOST_ORDERS };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const { nodes } = answer.data.orders;
  return { outcome: "ok", data: nodes.map(({ legacyResourceId }) => legacyResourceId) };
}
