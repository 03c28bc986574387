// Installing and uninstalling the app on a shop, and what Shopify tells the app about it.

import { isAppNamespace, resolveNamespace } from "../app-declaration.ts";
import { requireCustomer } from "../actions/customers.ts";
import { ordersOf } from "../actions/find-order.ts";
import type { SimulatorContext } from "../context.ts";
import type { Installation, Shop } from "../model.ts";
import { gid, iso, newId, refuse } from "../world.ts";

/** The merchant agrees to the declared scopes; from now on session tokens can be exchanged. */
export function installApp(context: SimulatorContext, shop: Shop): Installation {
  if (shop.installation) return shop.installation;
  shop.installation = {
    id: newId(context),
    installedAt: iso(context),
    scopes: [...context.app.scopes],
    accessTokens: [],
    refreshTokens: [],
  };
  shop.metafieldDefinitions = context.app.metafields.map((declared) => ({
    ...declared,
    id: newId(context),
    namespace: resolveNamespace(context.app, declared.namespace),
  }));
  return shop.installation;
}

/**
 * Tokens stop working at once; the app hears of it; its own metafields are gone, whoever they are
 * about.
 */
export function uninstallApp(context: SimulatorContext, shop: Shop): void {
  const { installation } = shop;
  if (!installation) refuse(`The app is not installed on ${shop.domain}`);
  context.emit(shop, { topic: "app/uninstalled" });
  const ownerId = gid("AppInstallation", installation.id);
  for (const [key, { ownerId: owner, namespace }] of shop.metafields) {
    const isOwn = owner === ownerId || isAppNamespace(context.app, namespace);
    if (isOwn) shop.metafields.delete(key);
  }
  shop.metafieldDefinitions = [];
  shop.installation = null;
}

export function changeScopes(context: SimulatorContext, shop: Shop, scopes: string[]): void {
  const { installation } = shop;
  if (!installation) refuse(`The app is not installed on ${shop.domain}`);
  const previous = installation.scopes;
  installation.scopes = scopes;
  context.emit(shop, { topic: "app/scopes_update", previous, current: scopes });
}

export type ComplianceTopic = "customers/data_request" | "customers/redact" | "shop/redact";

/** Privacy requests reach the app whether or not it is still installed. */
export function requestCompliance(
  context: SimulatorContext,
  shop: Shop,
  topic: ComplianceTopic,
  customerId: string | undefined,
): void {
  if (topic === "shop/redact") {
    context.emit(shop, { topic });
    return;
  }
  const customer = requireCustomer(shop, customerId ?? refuse(`${topic} needs a customerId`));
  const orderIds = ordersOf(shop, customer.id).map((order) => order.id);
  context.emit(shop, { topic, customer, orderIds });
}
