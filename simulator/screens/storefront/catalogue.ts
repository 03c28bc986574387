// The shelves of the storefront: collections, their products, and prices over all variants.
import { listProducts } from "../../actions/products.ts";
import type { Product, Shop } from "../../model.ts";
import type { CollectionView } from "./page.ts";

export const ALL_PRODUCTS = "all";

export function listCollections(shop: Shop): CollectionView[] {
  return [...shop.collections.values()].map(({ id, handle, title, productIds }) => ({
    id,
    handle,
    title,
    products: listProducts(shop).filter(({ id }) => productIds.includes(id)),
  }));
}

export function findCollection(shop: Shop, handle: string): CollectionView | null {
  if (handle === ALL_PRODUCTS) {
    return { id: null, handle, title: "Everything", products: listProducts(shop) };
  }
  return listCollections(shop).find((collection) => collection.handle === handle) ?? null;
}

export interface PriceRange {
  readonly lowestMinor: number;
  readonly highestMinor: number;
}

export function priceRange(product: Product): PriceRange {
  const prices = product.variants.map((variant) => variant.priceMinor);
  return { lowestMinor: Math.min(...prices), highestMinor: Math.max(...prices) };
}

export function productPath(product: Pick<Product, "handle">): string {
  return `/products/${product.handle}`;
}

export function picturePath(product: Pick<Product, "handle">): string {
  return `/pictures/${product.handle}.svg`;
}

/** A single variant has Shopify's stand-in title, which nobody wants to read. */
export function hasVariants(product: Product): boolean {
  return product.variants.length > 1 || product.variants[0]?.title !== "Default Title";
}
