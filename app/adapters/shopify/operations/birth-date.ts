// The date of birth of customers, where Shopify keeps it for all apps: the standard metafield
// `facts.birth_date`.
import { z } from "zod";
import { type AdminAnswer, deletedAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { setMetafields } from "./set-metafield.ts";

const NAMESPACE = "facts";
const KEY = "birth_date";
/** So many customers are asked about in one call. */
export const MAX_BIRTH_DATES = 100;

const customerSchema = z.object({
  legacyResourceId: z.string(),
  metafield: z.object({ value: z.string() }).nullable(),
});

const fetchOne = `#graphql
  query FetchBirthDate($id: ID!) {
    customer(id: $id) {
      legacyResourceId
      metafield(namespace: "facts", key: "birth_date") {
        value
      }
    }
  }`;

/** Text that may be no date. `isGone`: Shopify shows no such customer. */
export interface FetchedBirthDate {
  readonly isGone: boolean;
  readonly value: string | null;
}

export async function fetchBirthDate(
  admin: AdminGraphql,
  customerId: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<FetchedBirthDate>> {
  const variables = { id: gidOf(customerId) };
  const schema = z.object({ customer: customerSchema.nullable() });
  const answer = await askAdmin(admin, { operation: fetchOne, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const { customer } = answer.data;
  const value = customer?.metafield?.value ?? null;
  return { outcome: "ok", data: { isGone: customer === null, value } };
}

const fetchMany = `#graphql
  query FetchBirthDates($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Customer {
        legacyResourceId
        metafield(namespace: "facts", key: "birth_date") {
          value
        }
      }
    }
  }`;

/** By Shopify's number; customers who are gone are left out. At most `MAX_BIRTH_DATES`. */
export async function fetchBirthDates(
  admin: AdminGraphql,
  customerIds: readonly string[],
  signal?: AbortSignal,
): Promise<AdminAnswer<ReadonlyMap<string, string | null>>> {
  const variables = { ids: customerIds.map(gidOf) };
  const schema = z.object({ nodes: z.array(customerSchema.nullable()) });
  const answer = await askAdmin(admin, { operation: fetchMany, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const found = answer.data.nodes.flatMap((node) =>
    node === null ? [] : [[node.legacyResourceId, node.metafield?.value ?? null] as const],
  );
  return { outcome: "ok", data: new Map(found) };
}

const enable = `#graphql
  mutation EnableBirthDateDefinition($namespace: String!, $key: String!) {
    standardMetafieldDefinitionEnable(ownerType: CUSTOMER, namespace: $namespace, key: $key) {
      createdDefinition {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }`;

const enabledSchema = z.object({
  standardMetafieldDefinitionEnable: z
    .object({
      createdDefinition: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    })
    .nullable(),
});

/**
 * With the definition staff see and edit the date on the customer's page. Repeating it is
 * harmless.
 */
export async function enableBirthDate(
  admin: AdminGraphql,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const variables = { namespace: NAMESPACE, key: KEY };
  const request = { operation: enable, variables, schema: enabledSchema };
  const answer = await askAdmin(admin, request, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.standardMetafieldDefinitionEnable;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  return refusalOf(payload.userErrors) ?? { outcome: "ok", data: null };
}

/** The last writer wins: whoever calls has looked at what stands there. */
export function writeBirthDate(
  admin: AdminGraphql,
  customerId: string,
  birthDate: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const own = { ownerGid: gidOf(customerId), namespace: NAMESPACE, key: KEY };
  return setMetafields(admin, [{ ...own, type: "date", value: birthDate }], signal);
}

const remove = `#graphql
  mutation DeleteBirthDate($metafields: [MetafieldIdentifierInput!]!) {
    metafieldsDelete(metafields: $metafields) {
      deletedMetafields {
        key
      }
      userErrors {
        field
        message
      }
    }
  }`;

const removedSchema = z.object({
  metafieldsDelete: z.object({ userErrors: userErrorsSchema }).nullable(),
});

/** Repeating it is harmless: what is not there is no error. */
export async function deleteBirthDate(
  admin: AdminGraphql,
  customerId: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const variables = {
    metafields: [{ ownerId: gidOf(customerId), namespace: NAMESPACE, key: KEY }],
  };
  const request = { operation: remove, variables, schema: removedSchema };
  const answer = await askAdmin(admin, request, signal);
  if (answer.outcome !== "ok") return answer;
  return deletedAnswer(answer.data.metafieldsDelete);
}

function gidOf(customerId: string): string {
  return `gid://shopify/Customer/${customerId}`;
}
