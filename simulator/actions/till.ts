// A till in a shop of stone: one sale at a time, with its lines, its customer and its codes, and
// the order that it becomes.
import { randomUUID } from "node:crypto";
import type { Order, Shop } from "../model.ts";
import { applyRate } from "../money.ts";
import { refuse, type World } from "../world.ts";
import { requireCustomer } from "./customers.ts";
import { evaluateCart, priceVariant, type CartEvaluation } from "./evaluate-cart.ts";
import { placeOrder } from "./orders.ts";
import { findVariant } from "./products.ts";

export interface Till {
  lines: { uuid: string; variantId: string; quantity: number }[];
  customerId: string | null;
  codes: string[];
}

const tills = new WeakMap<Shop, Till>();

export function tillOf(shop: Shop): Till {
  const existing = tills.get(shop);
  if (existing) return existing;
  const created: Till = { lines: [], customerId: null, codes: [] };
  tills.set(shop, created);
  return created;
}

export function clearTill(shop: Shop): void {
  tills.delete(shop);
}

export function addToTill(shop: Shop, variantId: string, quantity: number): string {
  if (!priceVariant(shop, variantId, quantity)) refuse("This product is not sold here");
  const till = tillOf(shop);
  const line = till.lines.find((candidate) => candidate.variantId === variantId);
  if (line) line.quantity += quantity;
  else till.lines.push({ uuid: randomUUID(), variantId, quantity });
  return line?.uuid ?? till.lines.at(-1)?.uuid ?? "";
}

export function removeFromTill(shop: Shop, uuid: string): void {
  const till = tillOf(shop);
  till.lines = till.lines.filter((line) => line.uuid !== uuid);
}

export function setTillCustomer(shop: Shop, customerId: string | null): void {
  tillOf(shop).customerId = customerId === null ? null : requireCustomer(shop, customerId).id;
}

/** A code that does not hold is refused, and the sale stays as it was. */
export function addTillCode(world: World, shop: Shop, text: string): void {
  const code = text.trim();
  const till = tillOf(shop);
  if (code === "") refuse("A code is missing");
  const before = till.codes;
  till.codes = [...before.filter((known) => known.toLowerCase() !== code.toLowerCase()), code];
  const refusal = evaluateTill(world, shop).refused.find(
    (entry) => entry.code.toLowerCase() === code.toLowerCase(),
  );
  if (!refusal) return;
  till.codes = before;
  refuse(refusal.message);
}

export function removeTillCodes(shop: Shop): void {
  tillOf(shop).codes = [];
}

export function evaluateTill(world: World, shop: Shop): CartEvaluation {
  const { lines, codes, customerId } = tillOf(shop);
  const priced = lines.flatMap(
    ({ variantId, quantity }) => priceVariant(shop, variantId, quantity) ?? [],
  );
  const email = shop.customers.get(customerId ?? "")?.email ?? null;
  return evaluateCart(world, shop, { lines: priced, codes, customerId, email, shipping: null });
}

export function tillTotals(world: World, shop: Shop) {
  const { subtotalMinor, totalMinor } = evaluateTill(world, shop);
  const taxMinor = shop.taxesIncluded ? 0 : applyRate(totalMinor, shop.taxRate);
  return { subtotalMinor, taxMinor, totalMinor: totalMinor + taxMinor };
}

/** Paid in cash and handed over. */
export function chargeTill(world: World, shop: Shop): Order {
  const { lines, codes, customerId } = tillOf(shop);
  const sold = lines.filter(({ variantId }) => findVariant(shop, variantId));
  const order = placeOrder(world, shop, {
    customerId,
    lines: sold.map(({ variantId, quantity }) => ({ variantId, quantity })),
    discountCodes: codes,
    shippingMinor: null,
    sourceName: "pos",
    paid: true,
    gateway: "cash",
  });
  clearTill(shop);
  return order;
}
