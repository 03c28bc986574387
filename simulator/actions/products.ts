// The catalogue.

import { shelve } from "./collections.ts";
import type { Product, Shop, Variant } from "../model.ts";
import { iso, refuse, takeId, type World } from "../world.ts";

export type ProductInput = {
  id?: string;
  title: string;
  handle?: string;
  description?: string;
  vendor?: string;
  productType?: string;
  tags?: string[];
  /** Handles of collections; those that are missing are made. */
  collections?: string[];
  giftCard?: boolean;
  taxable?: boolean;
  requiresShipping?: boolean;
  variants: {
    id?: string;
    title?: string;
    sku?: string;
    priceMinor: number;
    compareAtMinor?: number;
    grams?: number;
  }[];
};

export function createProduct(world: World, shop: Shop, input: ProductInput): Product {
  const handle = input.handle ?? handleOf(input.title);
  if (findProduct(shop, handle)) refuse(`A product with the handle "${handle}" exists already`);
  if (input.variants.length === 0) refuse("A product needs at least one variant");
  const now = iso(world);
  const giftCard = input.giftCard ?? false;
  const product: Product = {
    id: takeId(world, input.id),
    handle,
    title: input.title,
    description: input.description ?? "",
    vendor: input.vendor ?? shop.name,
    productType: input.productType ?? "",
    tags: input.tags ?? [],
    giftCard,
    taxable: input.taxable ?? !giftCard,
    requiresShipping: input.requiresShipping ?? !giftCard,
    variants: input.variants.map((variant) => ({
      id: takeId(world, variant.id),
      title: variant.title ?? "Default Title",
      sku: variant.sku ?? handle.toUpperCase(),
      priceMinor: wholeAmount(variant.priceMinor),
      compareAtMinor: variant.compareAtMinor ?? null,
      grams: variant.grams ?? 0,
    })),
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  };
  shop.products.set(product.id, product);
  for (const collection of input.collections ?? []) shelve(world, shop, collection, product);
  return product;
}

/** The product disappears from the storefront; orders keep their lines. */
export function deleteProduct(world: World, shop: Shop, id: string): void {
  const product = shop.products.get(id) ?? refuse(`No product ${id} in ${shop.domain}`);
  product.deletedAt = iso(world);
}

export function setTags(world: World, shop: Shop, id: string, tags: string[]): Product {
  const product = shop.products.get(id) ?? refuse(`No product ${id} in ${shop.domain}`);
  Object.assign(product, { tags, updatedAt: iso(world) });
  return product;
}

export function setPrice(world: World, shop: Shop, variantId: string, priceMinor: number): void {
  const found = findVariant(shop, variantId) ?? refuse(`No variant ${variantId}`);
  found.variant.priceMinor = wholeAmount(priceMinor);
  found.product.updatedAt = iso(world);
}

export function listProducts(shop: Shop): Product[] {
  return [...shop.products.values()].filter((product) => product.deletedAt === null);
}

export function findProduct(shop: Shop, handle: string): Product | undefined {
  return listProducts(shop).find((product) => product.handle === handle);
}

export function findVariant(
  shop: Shop,
  variantId: string,
): { product: Product; variant: Variant } | undefined {
  for (const product of shop.products.values()) {
    const variant = product.variants.find((candidate) => candidate.id === variantId);
    if (variant) return { product, variant };
  }
  return undefined;
}

function handleOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function wholeAmount(minor: number): number {
  if (!Number.isSafeInteger(minor) || minor < 0) refuse("A price is a whole number of minor units");
  return minor;
}
