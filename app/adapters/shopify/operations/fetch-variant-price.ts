// What one unit of a variant costs in the store, before taxes and discounts of a cart.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const operation = `#graphql
  query FetchVariantPrice($ids: [ID!]!) {
    shop {
      currencyCode
    }
    nodes(ids: $ids) {
      ... on ProductVariant {
        price
      }
    }
  }`;

const schema = z.object({
  shop: z.object({ currencyCode: z.string() }),
  nodes: z.array(z.object({ price: z.string().optional() }).nullable()),
});

export interface VariantPrice {
  /** Decimal text in major units. */
  price: string;
  currency: string;
}

/** `null` means that the store has no such variant, or not any more. */
export async function fetchVariantPrice(
  admin: AdminGraphql,
  variantId: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<VariantPrice | null>> {
  const variables = { ids: [`gid://shopify/ProductVariant/${variantId}`] };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const { shop, nodes } = answer.data;
  const price = nodes[0]?.price;
  return {
    outcome: "ok",
    data: price === undefined ? null : { price, currency: shop.currencyCode },
  };
}
