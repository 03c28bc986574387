// The merchant's words for extensions that the app has not answered: a metafield of the shop, which
// Shopify gives to those whose configuration asks for it.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { setMetafield } from "./set-metafield.ts";

const fetchWords = `#graphql
  query FetchShopWords {
    shop {
      id
      metafield(namespace: "$app", key: "words") {
        value
      }
    }
  }`;

const schema = z.object({
  shop: z.object({ id: z.string(), metafield: z.object({ value: z.string() }).nullable() }),
});

/** Of a shop that never had any there is no metafield. */
const NONE = "{}";

/** `words` is JSON, or null for none. What stands there already is not written again. */
export async function writeShopWords(
  admin: AdminGraphql,
  words: string | null,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const answer = await askAdmin(admin, { operation: fetchWords, variables: {}, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const { id: ownerGid, metafield } = answer.data.shop;
  const value = words ?? NONE;
  if (value === (metafield?.value ?? NONE)) return { outcome: "ok", data: null };
  const field = { ownerGid, namespace: "$app", key: "words", type: "json", value } as const;
  return setMetafield(admin, field, signal);
}
