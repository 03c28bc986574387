// What one extension is given on one page: the values, signals and methods of its `shopify`, as
// data. Dotted paths name the members; the frame makes objects, signals and functions of them.
import type { Texts } from "./declared-extensions.ts";

export type Surface = "checkout" | "customer-account" | "admin" | "pos";

/** What a page knows that an extension of it may read and do. */
export interface PageFacts {
  readonly surface: Surface;
  /** Members that stay as they are, such as `shop.name`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Members that may change while the page is open, such as `cost.totalAmount`; null: nothing. */
  readonly signals: Readonly<Record<string, unknown>>;
  /** Functions that the simulator's server carries out, such as `applyDiscountCodeChange`. */
  readonly methods: readonly string[];
  /** Where the page asks for them. */
  readonly callAddress: string;
  readonly language: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly addresses: PageAddresses;
  /** The colours of the page. */
  readonly palette: string;
}

/** Where links of an extension lead in the simulator. */
export interface PageAddresses {
  /** `harbour-coffee.myshopify.com`, whose pages are the storefront's. */
  readonly shopDomain: string;
  readonly storefront: string;
  /** Of the customer's account, without a slash at its end. */
  readonly account: string;
  /** Of the store's admin, and of the app in it. */
  readonly admin: string;
  readonly app: string;
}

export interface HostFacts extends PageFacts {
  readonly id: string;
  readonly folder: string;
  readonly handle: string;
  readonly name: string;
  readonly target: string;
  readonly frameAddress: string;
  readonly bundleAddress: string;
  readonly appUrl: string;
  readonly extensionLanguage: string;
  readonly texts: Texts;
}

export interface CallAnswer {
  readonly result?: unknown;
  /** The promise is rejected with it. */
  readonly error?: string;
  /** New values for the extensions of the page. */
  readonly signals?: Readonly<Record<string, unknown>>;
}
