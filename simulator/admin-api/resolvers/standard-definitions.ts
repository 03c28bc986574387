// standardMetafieldDefinitionEnable: definitions that Shopify itself describes, so that all apps
// and themes find one thing in one place. Only customers' dates of birth are played.

import { definitionScopes, maximumPerOwnerType } from "./metafield-definitions.ts";
import { plainFields } from "./money-values.ts";
import { requireScope } from "../access.ts";
import type { Call, FieldResolvers, Resolver } from "../call.ts";
import { gap, userError, type UserError } from "../errors.ts";
import type { MetafieldDefinition } from "../../model.ts";
import { newId } from "../../world.ts";

/** As Shopify's list of standard definitions has it. */
const templates = [
  {
    id: "gid://shopify/StandardMetafieldDefinitionTemplate/19",
    ownerType: "CUSTOMER",
    namespace: "facts",
    key: "birth_date",
    type: "date",
    name: "Birth date",
  },
];

type StandardAccess = {
  admin?: string | null;
  storefront?: string | null;
  customerAccount?: string | null;
};

const playedArguments = ["ownerType", "id", "namespace", "key", "access", "pin"];

/** What is there already is answered as it is, as real stores did. */
export const standardMetafieldDefinitionEnable: Resolver = (_source, args, call) => {
  const unplayed = Object.entries(args).find(
    ([name, value]) => value !== null && !playedArguments.includes(name),
  );
  if (unplayed) gap(`standardMetafieldDefinitionEnable(${unplayed[0]}:)`);
  const ownerType = args["ownerType"] as string;
  const scope = definitionScopes[ownerType] ?? gap(`standard definitions for ${ownerType}`);
  requireScope(call, "standardMetafieldDefinitionEnable", scope);
  const template = findTemplate(args);
  if ("error" in template) return refused(template.error);
  const { id: _id, ...described } = template;
  const access = (args["access"] ?? {}) as StandardAccess;
  if (access.admin) {
    const message =
      'Setting this access control is not permitted. It must be one of ["public_read_write"].';
    return refused(userError(["access"], message, "INVALID"));
  }
  if (access.customerAccount) gap("standardMetafieldDefinitionEnable(access.customerAccount:)");
  const held = findDefinition(call, template);
  if (held) return { createdDefinition: held, userErrors: [] };
  const own = call.shop.metafieldDefinitions.filter((entry) => entry.ownerType === ownerType);
  if (own.length >= maximumPerOwnerType) {
    const message = `Stores can only have ${maximumPerOwnerType} definitions for each store resource.`;
    return refused(userError(null, message, "LIMIT_EXCEEDED"));
  }
  const definition: MetafieldDefinition = {
    ...described,
    id: newId(call.context),
    description: null,
    adminAccess: "PUBLIC_READ_WRITE",
    storefrontAccess: access.storefront ?? "NONE",
  };
  call.shop.metafieldDefinitions.push(definition);
  return { createdDefinition: definition, userErrors: [] };
};

type Template = (typeof templates)[number];

function findTemplate({
  ownerType,
  id,
  namespace,
  key,
}: Record<string, unknown>): Template | { error: UserError } {
  const missing = (field: string[] | null, message: string) => ({
    error: userError(field, message, "TEMPLATE_NOT_FOUND"),
  });
  if (typeof id === "string") {
    const message = "Id is not a valid standard metafield definition template id";
    return templates.find((one) => one.id === id) ?? missing(["id"], message);
  }
  if (typeof namespace !== "string" || typeof key !== "string") {
    const message =
      "A namespace and key or standard metafield definition template id must be provided.";
    return missing(null, message);
  }
  const found = templates.find(
    (one) => one.ownerType === ownerType && one.namespace === namespace && one.key === key,
  );
  const message =
    "A standard definition wasn't found for the specified owner type, namespace, and key.";
  return found ?? missing(null, message);
}

function findDefinition({ shop }: Call, { ownerType, namespace, key }: Template) {
  return shop.metafieldDefinitions.find(
    (entry) => entry.ownerType === ownerType && entry.namespace === namespace && entry.key === key,
  );
}

function refused(error: UserError): { createdDefinition: null; userErrors: UserError[] } {
  return { createdDefinition: null, userErrors: [error] };
}

export const standardDefinitionPayloads: Record<string, FieldResolvers> = {
  StandardMetafieldDefinitionEnablePayload: plainFields("createdDefinition", "userErrors"),
  StandardMetafieldDefinitionEnableUserError: plainFields("field", "message", "code"),
};
