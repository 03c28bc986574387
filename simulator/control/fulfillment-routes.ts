// Control calls about sending orders, and filing them away.

import { z } from "zod";
import { given, id, nothing, parseInput } from "./parse-input.ts";
import { present } from "./present-order.ts";
import { idOf, onShop } from "./shop-routes.ts";
import { requireOrder } from "../actions/find-order.ts";
import { cancelFulfillment, fulfillOrder, reportShipment } from "../actions/fulfillments.ts";
import { closeOrder, reopenOrder } from "../actions/order-filing.ts";
import { shipmentStatuses } from "../model/order.ts";
import type { Route, SimulatorRequest } from "../server.ts";

const parcel = z.strictObject({
  id: id.optional(),
  lines: z
    .array(z.strictObject({ lineId: id, quantity: z.int().positive() }))
    .min(1)
    .optional(),
});

const shipment = z.strictObject({ status: z.enum(shipmentStatuses) });

export function fulfillmentRoutes(): Route[] {
  return [
    onShop("POST", "/orders/:id/fulfillments", (request, context, shop) => {
      const input = given(parseInput(request, parcel));
      const fulfillment = fulfillOrder(context, shop, idOf(request), input);
      return { fulfillment, order: present(requireOrder(shop, idOf(request))) };
    }),
    onShop("POST", "/orders/:id/fulfillments/:fulfillment/shipment", (request, context, shop) => {
      const { status } = parseInput(request, shipment);
      return reportShipment(context, shop, idOf(request), parcelOf(request), status);
    }),
    onShop("POST", "/orders/:id/fulfillments/:fulfillment/cancel", (request, context, shop) => {
      parseInput(request, nothing);
      return cancelFulfillment(context, shop, idOf(request), parcelOf(request));
    }),
    onShop("POST", "/orders/:id/close", (request, context, shop) => {
      parseInput(request, nothing);
      return present(closeOrder(context, shop, idOf(request)));
    }),
    onShop("POST", "/orders/:id/open", (request, context, shop) => {
      parseInput(request, nothing);
      return present(reopenOrder(context, shop, idOf(request)));
    }),
  ];
}

function parcelOf(request: SimulatorRequest): string {
  return request.params["fulfillment"] ?? "";
}
