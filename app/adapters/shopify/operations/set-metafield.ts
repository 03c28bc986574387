// Writes one metafield of the app. The last writer wins, so callers read the value just before they
// write it.
import { z } from "zod";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

export interface MetafieldInput {
  ownerGid: string;
  namespace: string;
  key: string;
  type: "number_integer" | "json";
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

export async function setMetafield(
  admin: AdminGraphql,
  metafield: MetafieldInput,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const { ownerGid: ownerId, ...fields } = metafield;
  const variables = { metafields: [{ ownerId, ...fields }] };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.metafieldsSet;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  return refusalOf(payload.userErrors) ?? { outcome: "ok", data: null };
}
