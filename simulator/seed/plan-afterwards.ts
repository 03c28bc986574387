// What happens to an order of the year after it was placed.

import type { Random } from "./random.ts";
import type { PlaceOrderInput } from "../actions/orders.ts";
import type { Shop } from "../model.ts";

export type Afterwards =
  | { kind: "refund_line"; afterDays: number; asStoreCredit: boolean }
  | { kind: "refund_all"; afterDays: number }
  | { kind: "refund_amount"; afterDays: number; amountMinor: number }
  | { kind: "cancel"; afterDays: number }
  | { kind: "remove_unit"; afterDays: number }
  | { kind: "add_item"; afterDays: number; variantId: string }
  | { kind: "find_customer"; afterDays: number; customerId: string }
  | { kind: "send"; afterDays: number }
  | { kind: "deliver"; afterDays: number };

export function planAfterwards(
  shop: Shop,
  random: Random,
  index: number,
  order: PlaceOrderInput,
  customerId: string,
): Afterwards[] {
  const afterDays = random.between(2, 12);
  return [...planSending(index, order), ...planTrouble(shop, afterDays, index, order, customerId)];
}

/** Sent after a day or two, arrived some days later. Of few parcels nobody tells the arrival. */
function planSending(index: number, order: PlaceOrderInput): Afterwards[] {
  if (order.sourceName === "pos") return [];
  // Never at the very second of a refund, whose days are whole.
  const sent = 1.03 + (index % 3) / 2;
  const arrived = sent + 1 + (index % 4) / 2;
  const send: Afterwards = { kind: "send", afterDays: sent };
  return index % 17 === 3 ? [send] : [send, { kind: "deliver", afterDays: arrived }];
}

function planTrouble(
  shop: Shop,
  afterDays: number,
  index: number,
  order: PlaceOrderInput,
  customerId: string,
): Afterwards[] {
  if (order.email) {
    return index % 2 === 0 ? [] : [{ kind: "find_customer", afterDays, customerId }];
  }
  const asStoreCredit = index % 2 === 0;
  if (index % 23 === 3) return [{ kind: "refund_line", afterDays, asStoreCredit }];
  if (index % 47 === 9) return [{ kind: "refund_all", afterDays }];
  if (index % 61 === 15) return [{ kind: "refund_amount", afterDays, amountMinor: 250 }];
  // What was handed over at the till is neither cancelled nor edited, but given back.
  const isAtTill = order.sourceName === "pos";
  if (isAtTill && index % 83 === 30) return [{ kind: "refund_line", afterDays, asStoreCredit }];
  if (isAtTill) return [];
  if (index % 59 === 21) return [{ kind: "cancel", afterDays: 0.1 }];
  if (index % 83 === 30) return [{ kind: "remove_unit", afterDays: 0.5 }];
  if (index % 97 === 40) {
    const extra = [...shop.products.values()][0]?.variants[0]?.id;
    return extra === undefined ? [] : [{ kind: "add_item", afterDays: 0.4, variantId: extra }];
  }
  return [];
}
