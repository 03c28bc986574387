// Two customers become one, as real stores showed it: orders, tags, notes and metafields move to
// the one that is kept, and what both have stays as the kept one has it.

import { requireCustomer } from "./customers.ts";
import { ordersOf } from "./find-order.ts";
import { metafieldsOf, setMetafield } from "./metafields.ts";
import { handOverCredit } from "./store-credit.ts";
import type { Customer, Shop } from "../model.ts";
import { gid, iso, refuse, type World } from "../world.ts";

export type MergeInput = {
  keptId: string;
  deletedId: string;
  /** A merge that Shopify gives up for this reason: it is told of, and nothing changes. */
  problem?: string;
  /** Whether moved orders count as updated. Nobody has written down what Shopify does. */
  touchOrders?: boolean;
  /** Whether customers/delete is sent for the one that is gone; not written down either. */
  tellDeletion?: boolean;
};

export function mergeCustomers(world: World, shop: Shop, input: MergeInput): Customer {
  const { keptId, deletedId, problem = null } = input;
  const kept = requireCustomer(shop, keptId);
  const gone = requireCustomer(shop, deletedId);
  if (kept === gone) refuse("A customer cannot be merged with itself");
  if (problem !== null) {
    world.emit(shop, { topic: "customers/merge", keptId, deletedId, problem });
    return kept;
  }
  refuseHoldersOfGiftCards(shop, [kept, gone]);
  const now = iso(world);
  const moved = ordersOf(shop, deletedId);
  for (const order of moved) {
    Object.assign(order, { customerId: keptId, email: kept.email ?? order.email });
    if (input.touchOrders) order.updatedAt = now;
  }
  for (const session of shop.sessions.values()) {
    if (session.customerId === deletedId) session.customerId = keptId;
  }
  takeOver(kept, gone, now);
  moveMetafields(world, shop, kept, gone);
  handOverCredit(world, shop, deletedId, keptId);
  shop.customers.delete(deletedId);
  world.emit(
    shop,
    { topic: "customers/merge", keptId, deletedId, problem },
    { topic: "customers/update", customer: kept },
    ...(input.tellDeletion ? [{ topic: "customers/delete" as const, customer: gone }] : []),
    ...(input.touchOrders ? moved : []).map((order) => ({
      topic: "orders/updated" as const,
      order,
    })),
  );
  return kept;
}

function refuseHoldersOfGiftCards(shop: Shop, customers: Customer[]): void {
  for (const { id, firstName, lastName, email } of customers) {
    const holds = [...shop.giftCards.values()].some(({ customerId }) => customerId === id);
    const name = [firstName, lastName].filter(Boolean).join(" ") || email;
    if (holds) refuse(`${name} has gift cards and can’t be merged.`);
  }
}

function takeOver(kept: Customer, gone: Customer, now: string): void {
  Object.assign(kept, {
    email: kept.email ?? gone.email,
    phone: kept.phone ?? gone.phone,
    firstName: kept.firstName ?? gone.firstName,
    lastName: kept.lastName ?? gone.lastName,
    note: [kept.note, gone.note].filter(Boolean).join(" ") || null,
    tags: [...new Set([...kept.tags, ...gone.tags])],
    address: kept.address ?? gone.address,
    updatedAt: now,
  });
}

function moveMetafields(world: World, shop: Shop, kept: Customer, gone: Customer): void {
  const [ownerId, oldOwnerId] = [gid("Customer", kept.id), gid("Customer", gone.id)];
  const placeOf = ({ namespace, key }: { namespace: string; key: string }) => `${namespace}.${key}`;
  const taken = new Set(metafieldsOf(shop, ownerId).map(placeOf));
  for (const [place, metafield] of shop.metafields) {
    if (metafield.ownerId !== oldOwnerId) continue;
    shop.metafields.delete(place);
    if (!taken.has(placeOf(metafield))) setMetafield(world, shop, { ...metafield, ownerId });
  }
}
