// What the picker of resources lists: products, variants or collections of the store, as much of
// each as Shopify's own picker hands to apps and the simulator knows.
import { listProducts } from "../../actions/products.ts";
import type { Collection, Product, Shop, Variant } from "../../model.ts";
import { formatMinor } from "../../money.ts";
import { json } from "../../server.ts";
import type { SimulatorResponse } from "../../server.ts";
import { gid } from "../../world.ts";
import type { AdminView } from "./layout.ts";

const DEFAULT_TITLE = "Default Title";

const lists: Readonly<Record<string, (shop: Shop) => object[]>> = {
  product: (shop) => listProducts(shop).map((product) => describeProduct(shop, product)),
  variant: (shop) =>
    listProducts(shop).flatMap((product) =>
      product.variants.map((variant) => describeVariant(shop, product, variant)),
    ),
  collection: (shop) => [...shop.collections.values()].map(describeCollection),
};

export function answerResources({ shop, request }: AdminView): SimulatorResponse {
  const list = lists[request.params["type"] ?? ""];
  if (!list) return json({ error: "There is no such type of resource" }, 404);
  return json({ resources: list(shop) });
}

function describeProduct(shop: Shop, product: Product): object {
  return {
    id: gid("Product", product.id),
    title: product.title,
    handle: product.handle,
    vendor: product.vendor,
    productType: product.productType,
    tags: product.tags,
    status: "ACTIVE",
    hasOnlyDefaultVariant: product.variants.every(({ title }) => title === DEFAULT_TITLE),
    totalVariants: product.variants.length,
    variants: product.variants.map((variant) => describeVariant(shop, product, variant)),
  };
}

function describeVariant(shop: Shop, product: Product, variant: Variant): object {
  const isOnly = variant.title === DEFAULT_TITLE;
  return {
    id: gid("ProductVariant", variant.id),
    title: variant.title,
    displayName: isOnly ? product.title : `${product.title} - ${variant.title}`,
    sku: variant.sku,
    price: formatMinor(variant.priceMinor, shop.currency),
    product: { id: gid("Product", product.id), title: product.title },
  };
}

function describeCollection(collection: Collection): object {
  return {
    id: gid("Collection", collection.id),
    title: collection.title,
    handle: collection.handle,
    productsCount: collection.productIds.length,
  };
}
