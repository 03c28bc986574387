// Collections whose products the merchant chooses by hand.

import type { Collection, Product, Shop } from "../model.ts";
import { iso, refuse, takeId, type World } from "../world.ts";

export type CollectionInput = {
  id?: string;
  title: string;
  handle?: string;
  productIds?: string[];
};

export function createCollection(world: World, shop: Shop, input: CollectionInput): Collection {
  const handle = input.handle ?? input.title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  if (findCollection(shop, handle)) refuse(`A collection "${handle}" exists already`);
  const collection: Collection = {
    id: takeId(world, input.id),
    handle,
    title: input.title,
    productIds: [],
    updatedAt: iso(world),
  };
  shop.collections.set(collection.id, collection);
  for (const productId of input.productIds ?? []) {
    addToCollection(world, shop, collection.id, productId);
  }
  return collection;
}

export function addToCollection(world: World, shop: Shop, id: string, productId: string): void {
  const collection = requireCollection(shop, id);
  if (!shop.products.has(productId)) refuse(`No product ${productId} in ${shop.domain}`);
  if (collection.productIds.includes(productId)) return;
  collection.productIds.push(productId);
  collection.updatedAt = iso(world);
}

export function removeFromCollection(
  world: World,
  shop: Shop,
  id: string,
  productId: string,
): void {
  const collection = requireCollection(shop, id);
  collection.productIds = collection.productIds.filter((entry) => entry !== productId);
  collection.updatedAt = iso(world);
}

/** Puts a product into the collection of that handle, which is made when it is missing. */
export function shelve(world: World, shop: Shop, handle: string, product: Product): void {
  const words = handle.replaceAll("-", " ");
  const title = words.charAt(0).toUpperCase() + words.slice(1);
  const collection =
    findCollection(shop, handle) ?? createCollection(world, shop, { handle, title });
  addToCollection(world, shop, collection.id, product.id);
}

export function collectionsOf(shop: Shop, productId: string): Collection[] {
  return [...shop.collections.values()].filter(({ productIds }) => productIds.includes(productId));
}

export function requireCollection(shop: Shop, id: string): Collection {
  return shop.collections.get(id) ?? refuse(`No collection ${id} in ${shop.domain}`);
}

function findCollection(shop: Shop, handle: string): Collection | undefined {
  return [...shop.collections.values()].find((collection) => collection.handle === handle);
}
