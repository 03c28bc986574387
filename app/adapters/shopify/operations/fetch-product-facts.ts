// Asks what products are like, as far as an earning program names it: tags and collections.
import { z } from "zod";
import type { Instant } from "../../../core/calendar/instant.ts";
import type { ProductFacts } from "../../../core/orders/order-facts.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

/** Each product is a point of a query's cost; Shopify takes a thousand. */
const MAX_PRODUCTS_PER_CALL = 50;
/** So that a question stays readable. */
const MAX_COLLECTIONS_PER_CALL = 50;

export interface ProductQuestion {
  readonly productIds: readonly string[];
  /** In lower case. */
  readonly tags: readonly string[];
  readonly collectionIds: readonly string[];
}

const productSchema = z.record(z.string(), z.unknown()).nullable();
const schema = z.object({ nodes: z.array(productSchema) });
type ProductAnswer = z.output<typeof productSchema>;

/** One for each product, in the same order; what Shopify does not show is gone. */
export async function fetchProductFacts(
  admin: AdminGraphql,
  question: ProductQuestion,
  askedAt: Instant,
  signal?: AbortSignal,
): Promise<AdminAnswer<ProductFacts[]>> {
  const facts: ProductFacts[] = [];
  for (const productIds of chunks(question.productIds, MAX_PRODUCTS_PER_CALL)) {
    const known = productIds.map((productId) => nothingKnown(productId, askedAt));
    for (const collectionIds of collectionChunks(question.collectionIds)) {
      const variables = variablesOf(productIds, collectionIds);
      const operation = operationFor(collectionIds.length);
      const answer = await askAdmin(admin, { operation, variables, schema }, signal);
      if (answer.outcome !== "ok") return answer;
      known.forEach((product, index) => {
        const node = answer.data.nodes[index] ?? null;
        known[index] = withAnswer(product, node, { ...question, collectionIds });
      });
    }
    facts.push(...known);
  }
  return { outcome: "ok", data: facts };
}

/** `inCollection` takes one collection, so each is asked for under a name of its own. */
function operationFor(collections: number): string {
  const places = Array.from({ length: collections }, (_, place) => place);
  return `#graphql
    query FetchProductFacts($ids: [ID!]!${places.map((n) => `, $c${n}: ID!`).join("")}) {
      nodes(ids: $ids) {
        ... on Product {
          tags
          ${places.map((n) => `c${n}: inCollection(id: $c${n})`).join("\n          ")}
        }
      }
    }`;
}

function variablesOf(
  productIds: readonly string[],
  collectionIds: readonly string[],
): Record<string, unknown> {
  const collections = collectionIds.map(
    (id, place) => [`c${place}`, `gid://shopify/Collection/${id}`] as const,
  );
  return {
    ids: productIds.map((id) => `gid://shopify/Product/${id}`),
    ...Object.fromEntries(collections),
  };
}

function nothingKnown(productId: string, askedAt: Instant): ProductFacts {
  return { productId, askedAt, tags: [], collectionIds: [], gap: null };
}

function withAnswer(
  product: ProductFacts,
  node: ProductAnswer,
  { tags, collectionIds }: ProductQuestion,
): ProductFacts {
  if (node === null) return { ...product, tags: [], collectionIds: [], gap: "gone" };
  const known = z.array(z.string()).catch([]).parse(node["tags"]);
  const has = new Set(known.map((tag) => tag.toLowerCase()));
  const found = collectionIds.filter((_id, place) => node[`c${place}`] === true);
  return {
    ...product,
    tags: tags.filter((tag) => has.has(tag)).toSorted(),
    collectionIds: [...product.collectionIds, ...found].toSorted(),
  };
}

/** At least one call, also where only tags are asked about. */
function collectionChunks(ids: readonly string[]): string[][] {
  return ids.length === 0 ? [[]] : chunks(ids, MAX_COLLECTIONS_PER_CALL);
}

function chunks(ids: readonly string[], size: number): string[][] {
  const count = Math.ceil(ids.length / size);
  return Array.from({ length: count }, (_, at) => ids.slice(at * size, (at + 1) * size));
}
