// What products are like, kept for a while. Anybody can send carts with numbers that no product
// has: what is said of those is kept apart, so that it takes no room from products.
import type { ProductFacts } from "../core/orders/order-facts.ts";
import { createKeptAnswers, createKeptByShop } from "./kept-answers.ts";

/** A merchant who tags a product sees it in carts after so long; orders always ask anew. */
export const KEPT_MS = 5 * 60_000;
/** Of all shops of this process. */
export const MAX_KEPT = 20_000;
/** The largest cart that is read has as many lines; more is invented. */
const UNKNOWN_PRODUCTS = { ofShop: 500, shops: 50 };

export interface KeptProducts {
  /** `key` says what was asked about which product, `atMs` is as of `KeptAnswers`. */
  find: (shopId: bigint, key: string, atMs: number) => ProductFacts | undefined;
  keep: (shopId: bigint, key: string, facts: ProductFacts, atMs: number) => void;
}

export function createKeptProducts(): KeptProducts {
  const products = createKeptAnswers<ProductFacts>(KEPT_MS, MAX_KEPT);
  const unknown = createKeptByShop<ProductFacts>(KEPT_MS, UNKNOWN_PRODUCTS);
  const named = (shopId: bigint, key: string) => `${shopId} ${key}`;
  return {
    find: (shopId, key, atMs) => {
      const one = products.find(named(shopId, key), atMs);
      return one ?? unknown.find(shopId, key, atMs);
    },
    keep: (shopId, key, facts, atMs) => {
      if (facts.gap === null) products.keep(named(shopId, key), facts, atMs);
      else unknown.keep(shopId, key, facts, atMs);
    },
  };
}
