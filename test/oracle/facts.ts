// What Shopify answers about an order that no webhook tells: what its products and its customer
// were like, and how it was paid.
import type { OrderFacts } from "../../app/core/orders/order-facts.ts";
import { rational } from "../../app/core/points/rational.ts";
import { collectionsOf, productId, tagsOf } from "./store.ts";
import type { StoreOrder } from "./store.ts";

const QUARTERS = 4n;

export function factsOf(order: StoreOrder): OrderFacts {
  const { lines, buyer, payments, placedAt: askedAt } = order;
  const products = [...new Set(lines.map(({ product }) => product))].toSorted((a, b) => a - b);
  const share = (quarters: number) => rational(BigInt(quarters), QUARTERS);
  return {
    products: products.map((product) => ({
      productId: productId(product),
      askedAt,
      tags: tagsOf(product),
      collectionIds: collectionsOf(product),
      gap: null,
    })),
    buyer: { askedAt, ...buyer, gap: null },
    payments: [
      {
        worth: String(worthOf(order)),
        askedAt,
        giftCardShare: share(payments.giftCardQuarters),
        storeCreditShare: share(payments.storeCreditQuarters),
        gap: null,
      },
    ],
  };
}

/** What it came to, in minor units, before anything was given back. */
function worthOf({ lines, shippingCents, taxesIncluded }: StoreOrder): number {
  const own = lines.map(({ priceCents, quantity, discountCents, taxCents }) => {
    const net = priceCents * quantity - discountCents;
    return taxesIncluded ? net : net + taxCents;
  });
  return own.reduce((all, cents) => all + cents, shippingCents);
}
