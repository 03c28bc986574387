// Scopes and protected customer data, as the schema's own access rules say.

import { getNamedType, type GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { Call } from "./call.ts";
import { topLevel } from "./errors.ts";
import { loadSchema } from "./load-schema.ts";
import type { FieldAccess } from "../schema/stored-schema.ts";

const protectedDataPage = "https://shopify.dev/docs/apps/launch/protected-customer-data";
const documentation = "https://shopify.dev/api/usage/access-scopes";

/** A write scope allows reading as well. */
export function expandScopes(granted: string[]): Set<string> {
  const reads = granted
    .filter((scope) => scope.startsWith("write_"))
    .map((scope) => scope.replace("write_", "read_"));
  return new Set([...granted, ...reads]);
}

export function checkAccess(call: Call, info: GraphQLResolveInfo): void {
  const returnType = getNamedType(info.returnType).name;
  const rule = deniedBy(call, info.parentType.name, info.fieldName, returnType);
  if (rule) throw denied(info.fieldName, rule.required ?? null);
  const field = loadSchema().access.get(`${info.parentType.name}.${info.fieldName}`);
  const content = field?.protectedContent;
  if (content && call.context.settings.withheldData.includes(content)) {
    throw topLevel(
      `This app is not approved to use the ${info.fieldName} field. ` +
        `See ${protectedDataPage} for more details.`,
      "ACCESS_DENIED",
    );
  }
}

/** The rule that keeps this call from a field: its own, its type's, or that of a list's records. */
export function deniedBy(
  call: Call,
  parentType: string,
  fieldName: string,
  returnType: string,
): FieldAccess | null {
  const { access } = loadSchema();
  const records = returnType.replace(/Connection$/, "");
  const rules = [`${parentType}.${fieldName}`, returnType, records].map((key) => access.get(key));
  return rules.find((rule) => rule !== undefined && !isAllowed(call, rule)) ?? null;
}

/** For `nodes`, whose records are told apart by their ids only. */
export function requireType(call: Call, fieldName: string, type: string): void {
  const rule = deniedBy(call, "", "", type);
  if (rule) throw denied(fieldName, rule.required ?? null);
}

/** For fields whose rule depends on their arguments, such as the owner of a metafield. */
export function requireScope(call: Call, fieldName: string, scope: string): void {
  if (!call.scopes.has(scope)) throw denied(fieldName, `\`${scope}\` access scope.`);
}

function isAllowed(call: Call, rule: FieldAccess): boolean {
  if (!rule.scopes) return true;
  const all = /as well as|\bboth\b/.test(rule.required ?? "");
  return all
    ? rule.scopes.every((scope) => call.scopes.has(scope))
    : rule.scopes.some((scope) => call.scopes.has(scope));
}

function denied(fieldName: string, required: string | null): GraphQLError {
  const text = required?.trim() ?? null;
  const message = `Access denied for ${fieldName} field.${text ? ` Required access: ${text}` : ""}`;
  return topLevel(message, "ACCESS_DENIED", {
    documentation,
    ...(text ? { requiredAccess: text } : {}),
  });
}
