// The shop, and the app's installation on it.

import { accessScopes } from "./app-scopes.ts";
import { metafieldFields } from "./metafields.ts";
import { plainFields, utc } from "./money-values.ts";
import { fieldsOf, type FieldResolvers } from "../call.ts";
import type { Installation, Shop } from "../../model.ts";
import { gid } from "../../world.ts";

export const shopRoot = fieldsOf<unknown>({
  shop: (_source, _args, call) => call.shop,
  currentAppInstallation: (_source, _args, call) => call.installation,
  storeCreditConfiguration: (_source, _args, { shop }) => ({
    storeCreditEnabled: shop.storeCreditOn,
  }),
  appInstallation: (_source, args, { installation }) => {
    const { id } = args;
    const own = gid("AppInstallation", installation.id);
    return id === undefined || id === null || id === own ? installation : null;
  },
});

export const shopTypes: Record<string, FieldResolvers> = {
  Shop: fieldsOf<Shop>({
    id: (shop) => gid("Shop", shop.id),
    name: (shop) => shop.name,
    email: (shop) => shop.email,
    contactEmail: (shop) => shop.contactEmail,
    myshopifyDomain: (shop) => shop.domain,
    url: (shop) => `https://${shop.domain}`,
    currencyCode: (shop) => shop.currency,
    enabledPresentmentCurrencies: (shop) => [shop.currency],
    ianaTimezone: (shop) => shop.timeZone,
    taxesIncluded: (shop) => shop.taxesIncluded,
    createdAt: (shop) => utc(shop.createdAt),
    updatedAt: (shop) => utc(shop.updatedAt),
    primaryDomain: (shop) => ({ host: shop.domain, url: `https://${shop.domain}` }),
    plan: (shop) => ({
      displayName: shop.plan,
      publicDisplayName: shop.plan,
      partnerDevelopment: false,
      shopifyPlus: shop.plan === "plus",
    }),
    features: ({ sellsSubscriptions, hasGiftCards }) => ({
      sellsSubscriptions,
      giftCards: hasGiftCards,
    }),
    ...metafieldFields<Shop>((shop) => gid("Shop", shop.id)),
  }),
  ShopFeatures: plainFields("sellsSubscriptions", "giftCards"),
  StoreCreditConfiguration: plainFields("storeCreditEnabled"),
  Domain: plainFields("host", "url"),
  ShopPlan: plainFields("displayName", "publicDisplayName", "partnerDevelopment", "shopifyPlus"),
  AppInstallation: fieldsOf<Installation>({
    id: (installation) => gid("AppInstallation", installation.id),
    accessScopes: (installation) => accessScopes(installation.scopes),
    app: (_installation, _args, call) => call.context.app,
    ...metafieldFields<Installation>((installation) => gid("AppInstallation", installation.id)),
  }),
  App: fieldsOf<{ apiClientId: string; name: string; handle: string }>({
    id: (app) => gid("App", app.apiClientId),
    title: (app) => app.name,
    handle: (app) => app.handle,
    requestedAccessScopes: (_app, _args, { context }) => accessScopes(context.app.scopes),
    optionalAccessScopes: (_app, _args, { context }) => accessScopes(context.app.optionalScopes),
    apiKey: (_app, _args, call) => call.context.settings.apiKey,
    embedded: () => true,
  }),
};
