// Metafields of customers, orders, the shop and the app's own installation.

import { createHash } from "node:crypto";
import type { Metafield, Shop } from "../model.ts";
import { iso, newId, type World } from "../world.ts";

export type MetafieldInput = {
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
};

export function findMetafield(
  shop: Shop,
  ownerId: string,
  namespace: string,
  key: string,
): Metafield | undefined {
  return shop.metafields.get(placeOf(ownerId, namespace, key));
}

export function metafieldsOf(shop: Shop, ownerId: string): Metafield[] {
  return [...shop.metafields.values()].filter((metafield) => metafield.ownerId === ownerId);
}

export function setMetafield(world: World, shop: Shop, input: MetafieldInput): Metafield {
  const now = iso(world);
  const place = placeOf(input.ownerId, input.namespace, input.key);
  const existing = shop.metafields.get(place);
  const metafield: Metafield = {
    ...input,
    id: existing?.id ?? newId(world),
    digest: createHash("sha256").update(input.value).digest("hex"),
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
  };
  shop.metafields.set(place, metafield);
  return metafield;
}

/** Answers whether it was there. */
export function deleteMetafield(
  shop: Shop,
  ownerId: string,
  namespace: string,
  key: string,
): boolean {
  return shop.metafields.delete(placeOf(ownerId, namespace, key));
}

function placeOf(ownerId: string, namespace: string, key: string): string {
  return `${ownerId} ${namespace} ${key}`;
}
