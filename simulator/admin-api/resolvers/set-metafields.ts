// metafieldsSet: all or nothing, at most 25 at once, with optimistic locking by digest.

import { namespaceOf } from "./metafields.ts";
import { requireScope } from "../access.ts";
import type { Call, Resolver } from "../call.ts";
import { gap, topLevel, userError, type UserError } from "../errors.ts";
import { findMetafield, setMetafield, type MetafieldInput } from "../../actions/metafields.ts";
import { gid, idOf } from "../../world.ts";

const maximumMetafields = 25;

type GivenMetafield = {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
};

const valueChecks: Record<string, (value: string) => string | null> = {
  number_integer: (value) => (/^-?\d{1,19}$/.test(value) ? null : "Value must be an integer."),
  number_decimal: (value) => (/^-?\d+(\.\d+)?$/.test(value) ? null : "Value must be a decimal."),
  boolean: (value) => (/^(true|false)$/.test(value) ? null : "Value must be true or false."),
  json: (value) => (isJson(value) ? null : "Value is invalid JSON."),
  single_line_text_field: (value) =>
    /[\r\n]/.test(value) ? "Value must be a single line text string." : null,
  multi_line_text_field: () => null,
  date: (value) => (isDay(value) ? null : "Value must be in YYYY-MM-DD format."),
};

export const metafieldsSet: Resolver = (_source, args, call) => {
  const given = args["metafields"] as GivenMetafield[];
  if (given.length > maximumMetafields) {
    const message = `Exceeded the maximum metafields input limit of ${maximumMetafields}.`;
    return refused([userError(["metafields"], message, "LESS_THAN_OR_EQUAL_TO")]);
  }
  const inputs = given.map((entry, index) => prepare(call, entry, index));
  const errors = inputs.flatMap((input) => ("errors" in input ? input.errors : []));
  if (errors.length > 0) return refused(errors);
  const metafields = inputs.flatMap((input) =>
    "errors" in input ? [] : [setMetafield(call.context, call.shop, input)],
  );
  return { metafields, userErrors: [] };
};

function refused(userErrors: UserError[]): { metafields: null; userErrors: UserError[] } {
  return { metafields: null, userErrors };
}

function prepare(
  call: Call,
  given: GivenMetafield,
  index: number,
): MetafieldInput | { errors: UserError[] } {
  const at = (...rest: string[]): string[] => ["metafields", String(index), ...rest];
  const invalid = (field: string, message: string, code: string) => ({
    errors: [userError(at(field), message, code)],
  });
  const owner = ownerOf(call, given.ownerId);
  if (owner === "missing") return invalid("ownerId", "Owner does not exist.", "INVALID_VALUE");
  const namespace = namespaceOf(call, given.namespace ?? undefined);
  checkNamespace(call, namespace);
  if (given.key.length < 2)
    return invalid("key", "Key is too short (minimum is 2 characters)", "TOO_SHORT");
  if (namespace.length < 3) {
    return invalid("namespace", "Namespace is too short (minimum is 3 characters)", "TOO_SHORT");
  }
  const definition = call.shop.metafieldDefinitions.find(
    (entry) =>
      entry.ownerType === owner && entry.namespace === namespace && entry.key === given.key,
  );
  const existing = findMetafield(call.shop, given.ownerId, namespace, given.key);
  const type = given.type ?? definition?.type ?? existing?.type;
  if (type === undefined) return invalid("type", "Type can't be blank", "BLANK");
  if (definition && definition.type !== type) {
    const message = `Type must be consistent with the definition's type: '${definition.type}'.`;
    return invalid("type", message, "INVALID_TYPE");
  }
  const check = valueChecks[type] ?? gap(`metafields of the type ${type}`);
  const finding = check(given.value);
  if (finding !== null) return invalid("value", finding, "INVALID_VALUE");
  if ("compareDigest" in given && (given.compareDigest ?? null) !== (existing?.digest ?? null)) {
    const message =
      "The resource has been updated since it was loaded. " +
      "Try again with an updated `compareDigest` value.";
    return { errors: [userError(at(), message, "STALE_OBJECT")] };
  }
  return { ownerId: given.ownerId, namespace, key: given.key, type, value: given.value };
}

/** The owner's type as definitions name it; the call must be allowed to change that owner. */
export function ownerOf(call: Call, ownerId: string): string {
  const customerId = idOf("Customer", ownerId);
  if (customerId !== null) {
    requireScope(call, "metafieldsSet", "write_customers");
    return call.shop.customers.has(customerId) ? "CUSTOMER" : "missing";
  }
  const orderId = idOf("Order", ownerId);
  if (orderId !== null) {
    requireScope(call, "metafieldsSet", "write_orders");
    return call.shop.orders.has(orderId) ? "ORDER" : "missing";
  }
  if (idOf("AppInstallation", ownerId) !== null) {
    const own = gid("AppInstallation", call.installation.id);
    return ownerId === own ? "APP_INSTALLATION" : "missing";
  }
  if (idOf("Shop", ownerId) !== null) {
    return ownerId === gid("Shop", call.shop.id) ? "SHOP" : "missing";
  }
  return gap(`metafields of ${ownerId}`);
}

export function checkNamespace(call: Call, namespace: string): void {
  const own = `app--${call.context.app.apiClientId}`;
  if (!namespace.startsWith("app--") || namespace === own || namespace.startsWith(`${own}--`))
    return;
  throw topLevel(
    "Access to this namespace and key on Metafields for this resource type is not allowed.",
    "ACCESS_DENIED",
  );
}

function isDay(value: string): boolean {
  const [, day] = /^(\d{4}-\d{2}-\d{2})$/.exec(value) ?? [];
  if (day === undefined) return false;
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
