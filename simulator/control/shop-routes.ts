// Control calls about shops, and the form that all control calls have.

import { z } from "zod";
import { amount, given, id, minor, parseInput, text } from "./parse-input.ts";
import type { SimulatorContext } from "../context.ts";
import type { Shop } from "../model.ts";
import { json, type Route, type SimulatorRequest } from "../server.ts";
import { createShop, requireShop, updateShop } from "../state.ts";

const shopFields = {
  name: text.optional(),
  email: z.email().optional(),
  contactEmail: z.email().optional(),
  currency: z.string().length(3).optional(),
  timeZone: text.optional(),
  locale: text.optional(),
  country: text.optional(),
  countryCode: z.string().length(2).optional(),
  taxesIncluded: z.boolean().optional(),
  taxRate: amount.optional(),
  taxTitle: text.optional(),
  plan: text.optional(),
  sellsSubscriptions: z.boolean().optional(),
  hasGiftCards: z.boolean().optional(),
  storeCreditOn: z.boolean().optional(),
  shipping: amount.optional(),
};
const newShop = z.strictObject({ handle: text, id: id.optional(), ...shopFields });
const changedShop = z.strictObject({ handle: text.optional(), ...shopFields });

export function shopRoutes(): Route[] {
  return [
    control("GET", "/shops", (_request, context) => [...context.state.shops.values()].map(brief)),
    control("POST", "/shops", (request, context) => {
      const { shipping, ...fields } = parseInput(request, newShop);
      const shippingMinor = minor(shipping, fields.currency ?? "EUR");
      return brief(createShop(context, { ...fields, ...given({ shippingMinor }) } as never));
    }),
    onShop("POST", "", (request, context, shop) => {
      const { shipping, ...fields } = parseInput(request, changedShop);
      const shippingMinor = minor(shipping, shop.currency);
      updateShop(context, shop, given({ ...fields, shippingMinor }));
      return brief(shop);
    }),
  ];
}

type Answer = unknown;

/** A call of the home site that answers JSON; null answers 204 would hide mistakes, so none do. */
export function control(
  method: Route["method"],
  path: string,
  handle: (request: SimulatorRequest, context: SimulatorContext) => Answer,
): Route {
  return {
    method,
    site: "home",
    path: `/_control${path}`,
    handle: async (request, context) => json(await handle(request, context)),
  };
}

export function onShop(
  method: Route["method"],
  path: string,
  handle: (request: SimulatorRequest, context: SimulatorContext, shop: Shop) => Answer,
): Route {
  return control(method, `/shops/:shop${path}`, (request, context) =>
    handle(request, context, requireShop(context.state, request.params["shop"] ?? "")),
  );
}

export function idOf(request: SimulatorRequest): string {
  return request.params["id"] ?? "";
}

function brief(shop: Shop): Record<string, unknown> {
  const { id: shopId, handle, domain, name, currency, timeZone, installation } = shop;
  return {
    id: shopId,
    handle,
    domain,
    name,
    currency,
    timeZone,
    installed: installation !== null,
    customers: shop.customers.size,
    products: shop.products.size,
    orders: shop.orders.size,
  };
}
