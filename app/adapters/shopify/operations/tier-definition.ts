// The definition of the metafield that says which tier a customer is in. It is declared at deploy
// time; where that has not reached a store, it is created. Segments can only ask for metafields
// that are defined, under the namespace that the store knows the app by.
import { z } from "zod";
import { TIER_KEY } from "../../../core/perks/wanted-perks.ts";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const find = `#graphql
  query FindTierDefinition($key: String!) {
    metafieldDefinitions(ownerType: CUSTOMER, namespace: "$app", key: $key, first: 1) {
      nodes {
        namespace
      }
    }
  }`;

const found = z.object({
  metafieldDefinitions: z.object({ nodes: z.array(z.object({ namespace: z.string().min(1) })) }),
});

const create = `#graphql
  mutation CreateTierDefinition($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      createdDefinition {
        namespace
      }
      userErrors {
        field
        message
        code
      }
    }
  }`;

const created = z.object({
  metafieldDefinitionCreate: z
    .object({
      createdDefinition: z.object({ namespace: z.string().min(1) }).nullable(),
      userErrors: userErrorsSchema,
    })
    .nullable(),
});

/** As shopify.app.toml declares it. */
const definition = {
  name: "Loyalty tier",
  description: "The tier that the member is in",
  namespace: "$app",
  key: TIER_KEY,
  type: "single_line_text_field",
  ownerType: "CUSTOMER",
  access: { admin: "MERCHANT_READ", storefront: "NONE" },
};

/** The namespace as the store resolves it. Repeating it is harmless: it looks before it creates. */
export async function ensureTierDefinition(
  admin: AdminGraphql,
  signal?: AbortSignal,
): Promise<AdminAnswer<{ namespace: string }>> {
  const known = await findNamespace(admin, signal);
  if (known.outcome !== "ok") return known;
  if (known.data !== null) return { outcome: "ok", data: { namespace: known.data } };
  const request = { operation: create, variables: { definition }, schema: created };
  const answer = await askAdmin(admin, request, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.metafieldDefinitionCreate;
  if (payload?.createdDefinition) return { outcome: "ok", data: payload.createdDefinition };
  const refusal = refusalOf(payload?.userErrors ?? []);
  // Another attempt was faster: its answer was lost, or a deploy came in between.
  if (refusal?.outcome === "refused" && refusal.code === "TAKEN") {
    return { outcome: "unknown", reason: "definition_taken" };
  }
  return refusal ?? { outcome: "unknown", reason: "empty_payload" };
}

async function findNamespace(
  admin: AdminGraphql,
  signal?: AbortSignal,
): Promise<AdminAnswer<string | null>> {
  const request = { operation: find, variables: { key: TIER_KEY }, schema: found };
  const answer = await askAdmin(admin, request, signal);
  if (answer.outcome !== "ok") return answer;
  return { outcome: "ok", data: answer.data.metafieldDefinitions.nodes[0]?.namespace ?? null };
}
