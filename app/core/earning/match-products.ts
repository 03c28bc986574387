// Whether a line of an order sells one of the products that a condition names.
import type { OrderFacts } from "../orders/order-facts.ts";
import type { OrderLine } from "../orders/order-state.ts";
import type { ProductCondition } from "../program/conditions.ts";

/** The named products as sets; `tags` in lower case. */
export interface ProductMatcher {
  readonly productIds: ReadonlySet<string>;
  readonly variantIds: ReadonlySet<string>;
  readonly collectionIds: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
}

/** Null for a condition that names nothing. */
export function productMatcher(condition: ProductCondition): ProductMatcher | null {
  const { productIds, variantIds, collectionIds, tags } = condition;
  const count = productIds.length + variantIds.length + collectionIds.length + tags.length;
  if (count === 0) return null;
  return {
    productIds: new Set(productIds),
    variantIds: new Set(variantIds),
    collectionIds: new Set(collectionIds),
    tags: new Set(tags.map((tag) => tag.toLowerCase())),
  };
}

/**
 * Whether any of the named products, variants, collections or tags is the line's. Tags and
 * collections are those that Shopify told of the product; where they cannot be known, none is
 * named.
 */
export function isNamedBy(
  matcher: ProductMatcher,
  { productId, variantId }: OrderLine,
  facts: OrderFacts | null,
): boolean {
  if (variantId !== null && matcher.variantIds.has(variantId)) return true;
  if (productId === null) return false;
  if (matcher.productIds.has(productId)) return true;
  if (matcher.tags.size === 0 && matcher.collectionIds.size === 0) return false;
  const known = facts?.products.find((product) => product.productId === productId);
  if (!known) return false;
  return (
    known.tags.some((tag) => matcher.tags.has(tag)) ||
    known.collectionIds.some((collectionId) => matcher.collectionIds.has(collectionId))
  );
}
