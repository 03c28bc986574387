// Which product a line sold. Shopify stops naming products that were deleted; what the order earned
// must not change by that, so whatever payload named a product once is believed for good.
import type { OrderHead, OrderLine } from "./order-state.ts";

/**
 * The payload with the products and variants that `other` names for lines which it names none for.
 * Returns the same object where that is nothing.
 */
export function showProductsOf(head: OrderHead, other: OrderHead | null): OrderHead {
  if (other === null || other === head || head.lines.every(isNamed)) return head;
  let shown = false;
  const lines = head.lines.map((line) => {
    if (isNamed(line)) return line;
    const known = other.lines.find(({ id }) => id === line.id);
    const productId = line.productId ?? known?.productId ?? null;
    const variantId = line.variantId ?? known?.variantId ?? null;
    if (productId === line.productId && variantId === line.variantId) return line;
    shown = true;
    return { ...line, productId, variantId };
  });
  return shown ? { ...head, lines } : head;
}

function isNamed({ productId, variantId }: OrderLine): boolean {
  return productId !== null && variantId !== null;
}

/** What is left to compare when products may be known from elsewhere. */
export function withoutProducts(head: OrderHead): OrderHead {
  return {
    ...head,
    lines: head.lines.map((line) => ({ ...line, productId: null, variantId: null })),
  };
}
