// Writes metafields of the app. The last writer wins, so callers read the value just before they
// write it.
import { z } from "zod";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

export interface MetafieldInput {
  ownerGid: string;
  namespace: string;
  key: string;
  type: "number_integer" | "single_line_text_field" | "json" | "date";
  value: string;
}

const operation = `#graphql
  mutation SetMetafield($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }`;

const schema = z.object({
  metafieldsSet: z
    .object({
      metafields: z.array(z.object({ id: z.string() })).nullable(),
      userErrors: userErrorsSchema,
    })
    .nullable(),
});

/** As many as Shopify takes in one call. */
export const MAX_METAFIELDS = 25;

export function setMetafield(
  admin: AdminGraphql,
  metafield: MetafieldInput,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  return setMetafields(admin, [metafield], signal);
}

/** All or, where one of them is refused, none. At most `MAX_METAFIELDS`. */
export async function setMetafields(
  admin: AdminGraphql,
  inputs: readonly MetafieldInput[],
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const metafields = inputs.map(({ ownerGid: ownerId, ...fields }) => ({ ownerId, ...fields }));
  const variables = { metafields };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.metafieldsSet;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  return refusalOf(payload.userErrors) ?? { outcome: "ok", data: null };
}
