// metafieldDefinitionCreate: what a metafield of a kind of owner is, and who may read it.

import { plainFields } from "./money-values.ts";
import { namespaceOf } from "./metafields.ts";
import { requireScope } from "../access.ts";
import type { Call, FieldResolvers, Resolver } from "../call.ts";
import { gap, topLevel, userError, type UserError } from "../errors.ts";
import { isAppNamespace } from "../../app-declaration.ts";
import type { MetafieldDefinition } from "../../model.ts";
import { newId } from "../../world.ts";

type DefinitionInput = {
  name: string;
  description?: string | null;
  namespace?: string | null;
  key: string;
  type: string;
  ownerType: string;
  access?: { admin?: string | null; storefront?: string | null } | null;
};

const maximumNameLength = 255;
export const maximumPerOwnerType = 256;
const playedFields = ["name", "description", "namespace", "key", "type", "ownerType", "access"];
/** What writing the metafields of an owner asks for. */
export const definitionScopes: Record<string, string> = {
  CUSTOMER: "write_customers",
  ORDER: "write_orders",
};

export const metafieldDefinitionCreate: Resolver = (_source, args, call) => {
  const input = args["definition"] as DefinitionInput;
  const [unplayed] = Object.entries(input).find(isUnplayed) ?? [];
  if (unplayed !== undefined) gap(`metafieldDefinitionCreate(definition.${unplayed}:)`);
  const scope = definitionScopes[input.ownerType] ?? gap(`definitions for ${input.ownerType}`);
  requireScope(call, "metafieldDefinitionCreate", scope);
  const namespace = namespaceOf(call, input.namespace);
  const isOwn = isAppNamespace(call.context.app, namespace);
  if (namespace.startsWith("app--") && !isOwn) {
    throw topLevel(
      "Access denied for metafieldDefinitionCreate field. Required access: API client to have " +
        "access to the namespace and the resource type associated with the metafield definition.\n",
      "ACCESS_DENIED",
    );
  }
  const userErrors = errorsOf(input, namespace, isOwn, call);
  if (userErrors.length > 0) return { createdDefinition: null, userErrors };
  const definition: MetafieldDefinition = {
    id: newId(call.context),
    ownerType: input.ownerType,
    namespace,
    key: input.key,
    type: input.type,
    name: input.name,
    description: input.description ?? null,
    adminAccess: input.access?.admin ?? (isOwn ? "MERCHANT_READ" : "PUBLIC_READ_WRITE"),
    storefrontAccess: input.access?.storefront ?? "NONE",
  };
  call.shop.metafieldDefinitions.push(definition);
  return { createdDefinition: definition, userErrors: [] };
};

/** What the schema fills in asks for nothing. */
function isUnplayed([field, value]: [string, unknown]): boolean {
  return !playedFields.includes(field) && value !== false && value !== null;
}

function errorsOf(
  { name, key, ownerType, access }: DefinitionInput,
  namespace: string,
  isOwn: boolean,
  { shop }: Call,
): UserError[] {
  const own = shop.metafieldDefinitions.filter((entry) => entry.ownerType === ownerType);
  const error = (field: string[], message: string, code: string): UserError[] => [
    userError(["definition", ...field], message, code),
  ];
  if (name.length > maximumNameLength) {
    const message = `Name is too long (maximum is ${maximumNameLength} characters)`;
    return error(["name"], message, "TOO_LONG");
  }
  if (namespace.length < 3) {
    return error(["namespace"], "Namespace is too short (minimum is 3 characters)", "TOO_SHORT");
  }
  if (key.length < 2) {
    return error(["key"], "Key is too short (minimum is 2 characters)", "TOO_SHORT");
  }
  for (const [field, text] of [
    ["Namespace", namespace],
    ["Key", key],
  ] as const) {
    if (/[^\w-]/.test(text)) {
      const message = `${field} contains one or more invalid characters.`;
      return error([field.toLowerCase()], message, "INVALID_CHARACTER");
    }
  }
  if (access?.admin && !isOwn) {
    const message =
      'Setting this access control is not permitted. It must be one of ["public_read_write"].';
    return error([], message, "INVALID");
  }
  if (own.some((entry) => entry.namespace === namespace && entry.key === key)) {
    const owner = `${ownerType[0]}${ownerType.slice(1).toLowerCase()}`;
    const message = `Key is in use for ${owner} metafields on the '${namespace}' namespace.`;
    return error(["key"], message, "TAKEN");
  }
  if (own.length >= maximumPerOwnerType) {
    const message = `Stores can only have ${maximumPerOwnerType} definitions for each store resource.`;
    return error([], message, "RESOURCE_TYPE_LIMIT_EXCEEDED");
  }
  return [];
}

export const metafieldDefinitionPayloads: Record<string, FieldResolvers> = {
  MetafieldDefinitionCreatePayload: plainFields("createdDefinition", "userErrors"),
  MetafieldDefinitionCreateUserError: plainFields("field", "message", "code"),
};
