// What every domain function receives: the state, the simulated time, fresh ids, and a way to say
// what happened. Nothing here knows about HTTP.

import type { Customer, Discount, Order, Refund, Shop, SimulatorState } from "./model.ts";

/** Something a merchant's apps may subscribe to. The payload is built when it is emitted. */
export type DomainEvent =
  | { topic: OrderTopic; order: Order }
  | { topic: "orders/edited"; order: Order; editId: string }
  | { topic: "refunds/create"; order: Order; refund: Refund }
  | { topic: CustomerTopic; customer: Customer }
  | { topic: "customers/merge"; keptId: string; deletedId: string; problem: string | null }
  | { topic: "discounts/create" | "discounts/update"; discount: Discount }
  | { topic: "discounts/delete"; discountId: string }
  | { topic: "app/uninstalled" | "shop/update" }
  | { topic: "app/scopes_update"; previous: string[]; current: string[] }
  | { topic: "customers/data_request" | "customers/redact"; customer: Customer; orderIds: string[] }
  | { topic: "shop/redact" };

export type CustomerTopic =
  | "customers/create"
  | "customers/update"
  | "customers/delete"
  | "customers/enable"
  | "customers/disable"
  | "customers_email_marketing_consent/update"
  | "customers_marketing_consent/update";

export type OrderTopic = "orders/create" | "orders/paid" | "orders/updated" | "orders/cancelled";

export type World = {
  state: SimulatorState;
  now(): Date;
  /** Reports events of one occurrence: they share an event id. */
  emit(shop: Shop, ...events: DomainEvent[]): void;
  emitAt(moment: Date, shop: Shop, ...events: DomainEvent[]): void;
};

/** A rule of the simulated shop that forbids what was asked, in a sentence for the caller. */
export class Refusal extends Error {
  override name = "Refusal";
}

export function refuse(message: string): never {
  throw new Refusal(message);
}

export function newId(world: World): string {
  const id = world.state.nextId;
  world.state.nextId = id + 1n;
  return id.toString();
}

export function takeId(world: World, wanted: string | undefined): string {
  if (wanted === undefined) return newId(world);
  if (!/^[1-9]\d{0,19}$/.test(wanted)) refuse(`"${wanted}" is no Shopify id: use digits only`);
  return wanted;
}

export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** The digits of a global id of that type, or null. */
export function idOf(type: string, globalId: string): string | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)$/.exec(globalId);
  return match?.[1] === type ? (match[2] ?? null) : null;
}

export function iso(world: World): string {
  return world.now().toISOString();
}

/** The same world at another moment: how a seed writes history. */
export function worldAt(world: World, moment: Date): World {
  return {
    state: world.state,
    now: () => moment,
    emit: (shop, ...events) => world.emitAt(moment, shop, ...events),
    emitAt: (at, shop, ...events) => world.emitAt(at, shop, ...events),
  };
}
