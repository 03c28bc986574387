// How far an order has been sent, as Shopify derives it from fulfilments, refunds and edits.

import { goodsOf } from "./order-amounts.ts";
import type { Fulfillment, Order, OrderLine } from "../model.ts";

export type FulfillmentStatus = "partial" | "fulfilled" | null;

export function sentUnits(order: Order, lineId: string): number {
  const sent = order.fulfillments.filter(({ status }) => status === "success");
  return sumUnits(sent.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId));
}

/**
 * Units that may still be sent. A refund lowers them only when it cancels units: Shopify sends what
 * was refunded without being restocked.
 */
export function fulfillableUnits(order: Order, line: OrderLine): number {
  if (line.tip) return 0;
  const isOwn = (entry: { lineId: string }): boolean => entry.lineId === line.id;
  const removed = order.edits.flatMap(({ removals }) => removals).filter(isOwn);
  const cancelled = order.refunds
    .flatMap(({ lines }) => lines)
    .filter((entry) => isOwn(entry) && entry.restockType === "cancel");
  const gone = removed.reduce((sum, { delta }) => sum + delta, 0) + sumUnits(cancelled);
  return Math.max(0, line.quantity - gone - sentUnits(order, line.id));
}

export function lineStatus(order: Order, line: OrderLine): FulfillmentStatus {
  if (sentUnits(order, line.id) === 0) return null;
  return fulfillableUnits(order, line) === 0 ? "fulfilled" : "partial";
}

export function fulfillmentStatus(order: Order): FulfillmentStatus {
  const goods = goodsOf(order);
  if (goods.every((line) => sentUnits(order, line.id) === 0)) return null;
  return goods.every((line) => fulfillableUnits(order, line) === 0) ? "fulfilled" : "partial";
}

export function displayFulfillmentStatus(order: Order): string {
  const names = { partial: "PARTIALLY_FULFILLED", fulfilled: "FULFILLED" };
  const status = fulfillmentStatus(order);
  return status === null ? "UNFULFILLED" : names[status];
}

/** What the admin shows of one fulfilment: what the carrier said last, or else that it was sent. */
export function displayStatus({ status, shipmentStatus }: Fulfillment): string {
  if (status === "cancelled") return "CANCELED";
  return shipmentStatus === null ? "FULFILLED" : shipmentStatus.toUpperCase();
}

function sumUnits(entries: { quantity: number }[]): number {
  return entries.reduce((sum, { quantity }) => sum + quantity, 0);
}
