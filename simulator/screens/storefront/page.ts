// Everything a storefront page is drawn from: the shop, the visitor, the language and the theme.
import type { Cart, Customer, Product, Shop } from "../../model.ts";
import type { SimulatorContext } from "../../context.ts";
import type { ThemeExtension } from "../liquid/extension.ts";
import type { MoneyFormat } from "../liquid/money.ts";

export const LANGUAGES = [
  { code: "en", name: "English" },
  { code: "de", name: "Deutsch" },
  { code: "fr", name: "Français" },
  { code: "es", name: "Español" },
  { code: "tr", name: "Türkçe" },
] as const;

export type Language = (typeof LANGUAGES)[number]["code"];

export interface StorefrontPage {
  readonly context: SimulatorContext;
  readonly shop: Shop;
  readonly customer: Customer | null;
  readonly cart: Cart;
  readonly language: Language;
  /** Path below the language prefix, such as `/products/house-blend`. */
  readonly path: string;
  readonly origin: string;
  readonly host: string;
  readonly search: URLSearchParams;
  /** Null while the app is not installed: its blocks then vanish from the theme. */
  readonly extension: ThemeExtension | null;
  /** Set while the page is shown inside the theme editor. */
  readonly isDesignMode: boolean;
}

/** What one kind of page adds for Liquid. */
export interface PageSubject {
  readonly title: string;
  readonly template: string;
  readonly product?: Product;
  readonly collection?: CollectionView;
}

export interface CollectionView {
  /** Null for the one of everything. */
  readonly id: string | null;
  readonly handle: string;
  readonly title: string;
  readonly products: readonly Product[];
}

export function isLanguage(text: string): text is Language {
  return LANGUAGES.some(({ code }) => code === text);
}

/** `/` in the shop's own language, `/de` in another. */
export function rootAddress(page: Pick<StorefrontPage, "language" | "shop">): string {
  return page.language === mainLanguage(page.shop) ? "/" : `/${page.language}`;
}

export function mainLanguage(shop: Shop): Language {
  const code = shop.locale.slice(0, 2);
  return isLanguage(code) ? code : "en";
}

/** An address of this storefront in the page's language. */
export function localAddress(
  page: Pick<StorefrontPage, "language" | "shop">,
  path: string,
): string {
  const root = rootAddress(page);
  if (root === "/") return path;
  return path === "/" ? root : `${root}${path}`;
}

export function moneyFormat(page: Pick<StorefrontPage, "language" | "shop">): MoneyFormat {
  return { locale: page.language, currency: page.shop.currency };
}

/** Takes the language off a path: its prefix, or the query's `locale`, or the shop's own. */
export function readLanguage(
  pathname: string,
  search: URLSearchParams,
  shop: Shop,
): { readonly language: Language; readonly path: string } {
  const [, first = "", ...rest] = pathname.split("/");
  if (isLanguage(first)) return { language: first, path: `/${rest.join("/")}` };
  const wanted = search.get("locale") ?? "";
  return { language: isLanguage(wanted) ? wanted : mainLanguage(shop), path: pathname };
}
