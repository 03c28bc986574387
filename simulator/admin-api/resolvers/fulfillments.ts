// Fulfilments of an order.

import { inOrder, keyOf, type InOrder } from "./in-order.ts";
import { utc, utcOrNull } from "./money-values.ts";
import { fieldsOf, type FieldResolvers } from "../call.ts";
import { connect } from "../connections.ts";
import { displayStatus } from "../../actions/fulfillment-status.ts";
import type { Fulfillment } from "../../model.ts";
import { gid } from "../../world.ts";

type FulfillmentLine = Fulfillment["lines"][number];

export const fulfillmentTypes: Record<string, FieldResolvers> = {
  Fulfillment: fieldsOf<InOrder<Fulfillment>>({
    id: ({ item }) => gid("Fulfillment", item.id),
    legacyResourceId: ({ item }) => item.id,
    createdAt: ({ item }) => utc(item.createdAt),
    updatedAt: ({ item }) => utc(item.updatedAt),
    deliveredAt: ({ item }) => utcOrNull(item.deliveredAt),
    displayStatus: ({ item }) => displayStatus(item),
    status: ({ item }) => item.status.toUpperCase(),
    order: ({ order }) => order,
    requiresShipping: ({ order, item }) =>
      item.lines.some(({ lineId }) =>
        order.lines.some((line) => line.id === lineId && line.requiresShipping),
      ),
    totalQuantity: ({ item }) => item.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: ({ order, item }) => inOrder(order, [item.tracking]),
    fulfillmentLineItems: ({ order, item }, args) =>
      connect(inOrder(order, item.lines), args, keyOf),
  }),
  FulfillmentTrackingInfo: fieldsOf<InOrder<Fulfillment["tracking"]>>({
    company: ({ item }) => item.company,
    number: ({ item }) => item.number,
    url: ({ item }) => item.url,
  }),
  FulfillmentLineItem: fieldsOf<InOrder<FulfillmentLine>>({
    id: ({ item }) => gid("FulfillmentLineItem", item.id),
    quantity: ({ item }) => item.quantity,
    lineItem: ({ order, item }) =>
      inOrder(order, order.lines).find((line) => line.item.id === item.lineId),
  }),
};
