// Products and their variants, as far as orders point to them.

import { fieldsOf, type FieldResolvers } from "../call.ts";
import type { Product, Variant } from "../../model.ts";
import { gid } from "../../world.ts";

export const productTypes: Record<string, FieldResolvers> = {
  Product: fieldsOf<Product>({
    id: (product) => gid("Product", product.id),
    legacyResourceId: (product) => product.id,
    title: (product) => product.title,
    handle: (product) => product.handle,
    vendor: (product) => product.vendor,
    productType: (product) => product.productType,
    tags: (product) => product.tags,
    isGiftCard: (product) => product.giftCard,
  }),
  ProductVariant: fieldsOf<Variant>({
    id: (variant) => gid("ProductVariant", variant.id),
    legacyResourceId: (variant) => variant.id,
    title: (variant) => variant.title,
    sku: (variant) => variant.sku,
  }),
};
