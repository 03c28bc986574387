// A world without servers: one shop, a clock that stands still, and a list of what was emitted.

import { createState, createShop, type ShopInput } from "../../../simulator/state.ts";
import type { Shop } from "../../../simulator/model.ts";
import type { DomainEvent, World } from "../../../simulator/world.ts";

export type QuietWorld = World & { shop: Shop; events: DomainEvent[]; at: Date };

export function quietWorld(shop: Partial<ShopInput> = {}): QuietWorld {
  const events: DomainEvent[] = [];
  const world = {
    state: createState(),
    at: new Date("2026-06-01T10:00:00Z"),
    events,
    now: () => world.at,
    emit: (_shop: Shop, ...emitted: DomainEvent[]) => void events.push(...emitted),
    emitAt: (_at: Date, _shop: Shop, ...emitted: DomainEvent[]) => void events.push(...emitted),
  };
  const created = createShop(world, {
    handle: "test-shop",
    currency: "EUR",
    taxesIncluded: true,
    taxRate: "0",
    shippingMinor: 0,
    ...shop,
  });
  return Object.assign(world, { shop: created });
}

export function topicsOf(world: QuietWorld): string[] {
  return world.events.map((event) => event.topic);
}
