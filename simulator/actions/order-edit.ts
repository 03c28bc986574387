// Edits by the merchant: units removed or added after the order was placed.

import { fulfillableUnits } from "./fulfillment-status.ts";
import { requireOrder } from "./find-order.ts";
import { buildLine, setTaxes, type LineInput, type Pricing } from "./order-lines.ts";

import type { Order, OrderEdit, Shop } from "../model.ts";
import { iso, newId, refuse, type World } from "../world.ts";

export type EditInput = {
  /** New number of units of lines that are on the order. */
  quantities?: { lineId: string; quantity: number }[];
  additions?: LineInput[];
  note?: string;
};

export function editOrder(world: World, shop: Shop, id: string, input: EditInput): OrderEdit {
  const original = requireOrder(shop, id);
  const order = structuredClone(original);
  if (order.cancelledAt !== null) refuse(`Order ${order.name} is cancelled and cannot be edited`);
  if (order.lines.every((line) => line.currentQuantity === 0)) {
    refuse(`Order ${order.name} is fully refunded and cannot be edited`);
  }
  const edit: OrderEdit = {
    id: newId(world),
    createdAt: iso(world),
    note: input.note ?? "",
    additions: [],
    removals: [],
  };
  const pricing = pricingOf(shop, order);
  for (const wanted of input.quantities ?? []) setQuantity(order, edit, wanted, pricing);
  for (const addition of input.additions ?? []) {
    const line = buildLine(world, shop, addition, pricing);
    line.addedByEdit = true;
    setTaxes([line], [], pricing);
    order.lines.push(line);
    edit.additions.push({ lineId: line.id, delta: line.quantity });
  }
  if (edit.additions.length + edit.removals.length === 0) refuse("The edit changes nothing");
  order.edits.push(edit);
  order.updatedAt = edit.createdAt;
  Object.assign(original, order);
  world.emit(
    shop,
    { topic: "orders/edited", order: original, editId: edit.id },
    { topic: "orders/updated", order: original },
  );
  return edit;
}

function setQuantity(
  order: Order,
  edit: OrderEdit,
  wanted: { lineId: string; quantity: number },
  pricing: Pricing,
): void {
  const line = order.lines.find((candidate) => candidate.id === wanted.lineId);
  if (!line) refuse(`Order ${order.name} has no line ${wanted.lineId}`);
  if (line.tip && wanted.quantity !== line.currentQuantity) refuse("A tip cannot be edited");
  if (!Number.isSafeInteger(wanted.quantity) || wanted.quantity < 0) {
    refuse("A quantity is 0 or more");
  }
  const delta = wanted.quantity - line.currentQuantity;
  if (delta < 0) {
    if (-delta > fulfillableUnits(order, line)) {
      refuse(`Units of ${line.title} that were sent cannot be removed by an edit`);
    }
    line.currentQuantity = wanted.quantity;
    edit.removals.push({ lineId: line.id, delta: -delta });
  }
  if (delta > 0) {
    line.quantity += delta;
    line.currentQuantity += delta;
    setTaxes([line], [], pricing);
    edit.additions.push({ lineId: line.id, delta });
  }
}

function pricingOf(shop: Shop, order: Order): Pricing {
  const rate = order.lines.flatMap((line) => line.taxLines)[0]?.rate ?? shop.taxRate;
  return { ...order, taxRate: rate, taxTitle: shop.taxTitle };
}
