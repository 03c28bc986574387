// Renders the extension's blocks as a storefront would, for one shopper on one page.
import { fileURLToPath } from "node:url";
import { defaultSettings } from "../../simulator/screens/liquid/block-schema.ts";
import { rendererFor } from "../../simulator/screens/liquid/engine.ts";
import { openExtension } from "../../simulator/screens/liquid/extension.ts";

const readExtension = openExtension(
  fileURLToPath(new URL("../../extensions/theme", import.meta.url)),
);

export interface Scene {
  /** Undefined for guests; null for a customer without a metafield yet. */
  balance?: number | null | undefined;
  /** The member's, as the app writes it. */
  tier?: string;
  /** The customer's date of birth, in Shopify's own field. */
  born?: string;
  /** How far the next one is, as the app writes it. */
  progress?: object;
  /** What stands on the page besides the embed. */
  blocks?: string[];
  /** What the member may see, as the app writes it. */
  entitlements?: object[];
  /** Of the page, where it shows a product or a collection. */
  product?: object;
  collection?: { id: number };
  locale: string;
  /** Of the store's clock. */
  now?: Date;
  /** Of the customer. */
  tags?: string[];
  /** What is in the cart, as Liquid tells it; empty where it is left out. */
  cart?: object;
  /** Whether the prices of the page have the tax in them. */
  taxesIncluded?: boolean;
  /** What the page shows prices in; rewards are in euros. */
  currency: string;
  hasAccounts: boolean;
  isDesignMode: boolean;
  /** Null where the merchant has not saved a program yet. */
  program: object | null;
  settings: Record<string, string | number | boolean | object>;
}

export const demoProgram = {
  pointsName: { one: "Bean", other: "Beans" },
  earn: { points: "2", perAmount: "1.00", currency: "EUR" },
  rewards: [
    { id: "five", points: 100, amount: "5.00", currency: "EUR", minimum: "20.00" },
    { id: "twelve", points: 200, amount: "12.50", currency: "EUR", minimum: null },
  ],
};

export const renderBlock = (handle: string, changes: Partial<Scene> = {}): string => {
  const scene: Scene = {
    locale: "en",
    currency: "EUR",
    hasAccounts: true,
    isDesignMode: false,
    program: demoProgram,
    settings: {},
    ...changes,
  };
  const extension = readExtension();
  const found = extension.blocks.find((block) => block.handle === handle);
  if (!found) throw new Error(`There is no block ${handle}.`);
  const block = {
    settings: { ...defaultSettings(found.schema), ...scene.settings },
    shopify_attributes: "",
    id: "b1",
  };
  return rendererFor(extension).render(found.template, { block }, pageOf(scene), {
    texts: extension.texts(scene.locale),
    money: { locale: scene.locale, currency: scene.currency },
    now: scene.now ?? new Date(),
    timeZone: "Europe/Berlin",
    assetAddress: (name) => `/assets/${name}?v=1`,
    assetText: () => "",
  });
};

const pageOf = (scene: Scene) => {
  const { balance, tier, tags = [], entitlements, product, collection } = scene;
  const written = {
    balance: { value: balance },
    tier: { value: tier },
    progress: { value: scene.progress },
    entitlements: { value: entitlements },
  };
  const facts = { birth_date: { value: scene.born } };
  const metafields = balance === null ? { facts } : { $app: written, facts };
  return {
    product,
    collection,
    customer: balance === undefined ? null : { id: 1, tags, metafields },
    shop: { currency: "EUR", customer_accounts_enabled: scene.hasAccounts },
    cart: {
      item_count: 0,
      items: [],
      ...scene.cart,
      currency: { iso_code: scene.currency },
      taxes_included: scene.taxesIncluded ?? true,
    },
    request: { locale: { iso_code: scene.locale }, design_mode: scene.isDesignMode },
    routes: {
      root_url: scene.locale === "en" ? "/" : `/${scene.locale}`,
      cart_url: "/cart",
      account_login_url: "/account/login",
      account_register_url: "/account/register",
    },
    app: { metafields: scene.program ? { loyalty: { program: { value: scene.program } } } : {} },
  };
};

/** What a reader would see: without markup, in one line. */
export const readable = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&nbsp;", " ")
    .replace(/\s+/g, " ")
    .trim();
