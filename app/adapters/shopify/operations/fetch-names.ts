// What the store calls the things that a program names by their numbers.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

export const namedKinds = ["product", "variant", "collection"] as const;
export type NamedKind = (typeof namedKinds)[number];

/** By their numbers; those that the store does not have any more are missing. */
export type Names = Readonly<Record<string, string>>;

const types = { product: "Product", variant: "ProductVariant", collection: "Collection" } as const;

const operation = `#graphql
  query FetchNames($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Product { title }
      ... on ProductVariant { displayName }
      ... on Collection { title }
    }
  }`;

const named = z.object({ title: z.string().optional(), displayName: z.string().optional() });
const schema = z.object({ nodes: z.array(named.nullable()) });

/** As many as Shopify takes in one question. */
export const MAX_NAMES = 250;

export async function fetchNames(
  admin: AdminGraphql,
  kind: NamedKind,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<AdminAnswer<Names>> {
  const asked = ids.slice(0, MAX_NAMES);
  if (asked.length === 0) return { outcome: "ok", data: {} };
  const variables = { ids: asked.map((id) => `gid://shopify/${types[kind]}/${id}`) };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const names = asked.flatMap((id, place) => {
    const node = answer.data.nodes[place];
    const name = node?.displayName ?? node?.title;
    return name === undefined ? [] : [[id, name] as const];
  });
  return { outcome: "ok", data: Object.fromEntries(names) };
}
