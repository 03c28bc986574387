// Reads shopify.app.toml the way Shopify does at deploy time.

import type { AppDeclaration, WebhookSubscription } from "./context.ts";
import { parseToml, tableAt, tablesAt, textAt, textsAt, type TomlTable } from "./toml.ts";

/** The number under which this app's reserved metafields live. */
const apiClientId = "284900001";

const ownerTypes: Record<string, string> = {
  customer: "CUSTOMER",
  order: "ORDER",
  product: "PRODUCT",
  variant: "PRODUCTVARIANT",
  shop: "SHOP",
};

export function readAppDeclaration(toml: string): AppDeclaration {
  const root = parseToml(toml);
  const access = tableAt(root, "access_scopes");
  const name = textAt(root, "name") ?? "App";
  return {
    apiClientId,
    name,
    handle: textAt(root, "handle") ?? name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    scopes: splitScopes(textAt(access, "scopes") ?? ""),
    optionalScopes: textsAt(access, "optional_scopes"),
    subscriptions: readSubscriptions(tableAt(root, "webhooks")),
    proxy: readProxy(tableAt(root, "app_proxy")),
    metafields: Object.entries(ownerTypes).flatMap(([section, ownerType]) =>
      readMetafields(tableAt(tableAt(root, section), "metafields"), ownerType),
    ),
  };
}

function splitScopes(list: string): string[] {
  return list.split(",").flatMap((scope) => scope.trim() || []);
}

const playedKeys = ["name", "topics", "compliance_topics", "uri", "include_fields"];

function readSubscriptions(webhooks: TomlTable): WebhookSubscription[] {
  const apiVersion = textAt(webhooks, "api_version") ?? "2026-07";
  return tablesAt(webhooks, "subscriptions").flatMap((table) => {
    const unplayed = Object.keys(table).find((key) => !playedKeys.includes(key));
    if (unplayed !== undefined) {
      throw new Error(`The simulator does not play "${unplayed}" of webhook subscriptions`);
    }
    const topics = [...textsAt(table, "topics"), ...textsAt(table, "compliance_topics")];
    const uri = textAt(table, "uri");
    if (uri === null) throw new Error("A webhook subscription in the TOML has no uri");
    const fields = textsAt(table, "include_fields");
    return topics.map((topic) => ({
      topic,
      name: textAt(table, "name"),
      uri,
      includeFields: fields.length > 0 ? fields : null,
      apiVersion,
    }));
  });
}

function readProxy(table: TomlTable): AppDeclaration["proxy"] {
  const [prefix, subpath, url] = ["prefix", "subpath", "url"].map((key) => textAt(table, key));
  return prefix && subpath && url ? { prefix, subpath, url } : null;
}

function readMetafields(table: TomlTable, ownerType: string): AppDeclaration["metafields"] {
  return Object.entries(table).flatMap(([group, keys]) => {
    if (typeof keys !== "object" || Array.isArray(keys)) return [];
    return Object.keys(keys).map((key) => {
      const entry = tableAt(keys, key);
      const access = tableAt(entry, "access");
      return {
        ownerType,
        // [customer.metafields.app.balance] declares a field of the app's own namespace.
        namespace: group === "app" ? "$app" : group,
        key,
        type: textAt(entry, "type") ?? "single_line_text_field",
        name: textAt(entry, "name") ?? key,
        description: textAt(entry, "description"),
        adminAccess: (textAt(access, "admin") ?? "merchant_read").toUpperCase(),
        storefrontAccess: (textAt(access, "storefront") ?? "none").toUpperCase(),
      };
    });
  });
}

/** "$app" and "$app:loyalty" as Shopify stores them. */
export function resolveNamespace(app: AppDeclaration, namespace: string): string {
  if (namespace === "$app") return `app--${app.apiClientId}`;
  if (namespace.startsWith("$app:")) return `app--${app.apiClientId}--${namespace.slice(5)}`;
  return namespace;
}

/** Whether a stored namespace belongs to this app alone. */
export function isAppNamespace(app: AppDeclaration, namespace: string): boolean {
  const own = resolveNamespace(app, "$app");
  return namespace === own || namespace.startsWith(`${own}--`);
}
