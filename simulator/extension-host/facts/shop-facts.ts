// What extensions at checkout and in the account are told about the shop and its shopper.
import type { SimulatorContext } from "../../context.ts";
import type { Metafield, Shop } from "../../model.ts";
import { formatDecimal } from "../../money.ts";
import { gid } from "../../world.ts";
import { mainLanguage } from "../../screens/storefront/page.ts";
import type { StorefrontPage } from "../../screens/storefront/page.ts";
import type { PageAddresses, PageFacts } from "../host-facts.ts";

export interface MoneyFact {
  readonly amount: number;
  readonly currencyCode: string;
}

/** Extensions read amounts as numbers. */
export function moneyFact(minor: number, currency: string): MoneyFact {
  return { amount: Number(formatDecimal(minor, currency)), currencyCode: currency };
}

export function addressesOf(context: SimulatorContext, shop: Shop): PageAddresses {
  const storefront = context.storefrontOrigin(shop.handle);
  const admin = `${context.origin}/admin/store/${shop.handle}`;
  return {
    shopDomain: shop.domain,
    storefront,
    account: `${storefront}/account`,
    admin,
    app: `${admin}/apps/${context.app.handle}`,
  };
}

export const CALLS_PATH = "/extension-calls";

/** What every page of the storefront's host gives. */
export function storefrontFacts(
  page: StorefrontPage,
  surface: "checkout" | "customer-account",
): Omit<PageFacts, "signals" | "values" | "methods"> {
  const { context, shop, language } = page;
  const prefix = language === mainLanguage(shop) ? "" : `/${language}`;
  return {
    surface,
    callAddress: `${prefix}${CALLS_PATH}`,
    language,
    currency: shop.currency,
    timeZone: shop.timeZone,
    addresses: addressesOf(context, shop),
    palette: shop.handle.includes("tea") ? "leaf" : "roast",
  };
}

export function shopValues({ context, shop }: StorefrontPage): Record<string, unknown> {
  return {
    "shop.id": gid("Shop", shop.id),
    "shop.name": shop.name,
    "shop.myshopifyDomain": shop.domain,
    "shop.storefrontUrl": context.storefrontOrigin(shop.handle),
  };
}

export function languageSignals({ language, shop }: StorefrontPage): Record<string, unknown> {
  return {
    "localization.language": { isoCode: language },
    "localization.country": { isoCode: shop.countryCode },
  };
}

export function marketSignals(page: StorefrontPage): Record<string, unknown> {
  return {
    ...languageSignals(page),
    "localization.currency": { isoCode: page.shop.currency },
    "localization.timezone": page.shop.timeZone,
    "localization.market": null,
  };
}

/** Nobody here is asked for consent, and all of it is given. */
export const privacySignal = {
  customerPrivacy: {
    allowedProcessing: { analytics: true, marketing: true, preferences: true, saleOfData: true },
    metafields: [],
    visitorConsent: {},
    shouldShowBanner: false,
    saleOfDataRegion: false,
  },
};

const VALUE_TYPES: Readonly<Record<string, string>> = {
  boolean: "boolean",
  number_integer: "integer",
  number_decimal: "float",
  json: "json_string",
};

/** Of the shop and of who is signed in: what its definition shows to the storefront. */
export function metafieldEntries({ context, shop, customer }: StorefrontPage): object[] {
  const own = `app--${context.app.apiClientId}`;
  const owners = [
    { type: "shop", id: gid("Shop", shop.id) },
    ...(customer ? [{ type: "customer", id: gid("Customer", customer.id) }] : []),
  ];
  return owners.flatMap((target) =>
    [...shop.metafields.values()]
      .filter((metafield) => metafield.ownerId === target.id && isShown(shop, metafield))
      .map(({ namespace, key, value, type }) => ({
        target,
        metafield: {
          namespace: namespace === own ? "$app" : namespace,
          key,
          value,
          valueType: VALUE_TYPES[type] ?? "string",
          type,
        },
      })),
  );
}

function isShown(shop: Shop, metafield: Metafield): boolean {
  const owner = /^gid:\/\/shopify\/(\w+)\//.exec(metafield.ownerId)?.[1]?.toUpperCase();
  return shop.metafieldDefinitions.some(
    ({ ownerType, namespace, key, storefrontAccess }) =>
      ownerType === owner &&
      namespace === metafield.namespace &&
      key === metafield.key &&
      storefrontAccess.toUpperCase() === "PUBLIC_READ",
  );
}
