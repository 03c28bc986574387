// The store's customer segments by name. Reading them needs no more than reading customers.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import type { Names } from "./fetch-names.ts";

const PAGE_SIZE = 250;
/** More segments than these are no list to choose from. */
const MAX_PAGES = 8;

const operation = `#graphql
  query ListSegments($first: Int!, $after: String) {
    segments(first: $first, after: $after) {
      nodes { id name }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const schema = z.object({
  segments: z.object({
    nodes: z.array(z.object({ id: z.string(), name: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

export async function listSegments(
  admin: AdminGraphql,
  signal?: AbortSignal,
): Promise<AdminAnswer<Names>> {
  const names: Record<string, string> = {};
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const variables: Record<string, unknown> = { first: PAGE_SIZE, after };
    const request = { operation, variables, schema };
    const answer: AdminAnswer<z.output<typeof schema>> = await askAdmin(admin, request, signal);
    if (answer.outcome !== "ok") return answer;
    const { nodes, pageInfo } = answer.data.segments;
    for (const { id, name } of nodes) names[id.slice(id.lastIndexOf("/") + 1)] = name;
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage || after === null) break;
  }
  return { outcome: "ok", data: names };
}
