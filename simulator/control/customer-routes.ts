// Control calls about customers, what becomes of them, and the segments they are in.

import { z } from "zod";
import { given, id, parseInput, text } from "./parse-input.ts";
import { idOf, onShop } from "./shop-routes.ts";
import { createCustomer, deleteCustomer, updateCustomer } from "../actions/customers.ts";
import { mergeCustomers } from "../actions/merge-customers.ts";
import { createSegment, deleteSegment, membersOf, updateSegment } from "../actions/segments.ts";
import type { Route } from "../server.ts";

const marketingState = z.enum(["SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING"]);

const customerFields = {
  email: z.email().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  phone: z.string().nullish(),
  locale: text.optional(),
  note: z.string().nullish(),
  tags: z.array(text).optional(),
  marketingState: marketingState.optional(),
  smsMarketingState: marketingState.optional(),
  state: z.enum(["enabled", "disabled", "invited", "declined"]).optional(),
};
const newCustomer = z.strictObject({ id: id.optional(), ...customerFields });
const changedCustomer = z.strictObject(customerFields);

const merge = z.strictObject({
  /** The one that is gone afterwards. */
  customerId: id,
  problem: text.optional(),
  touchOrders: z.boolean().optional(),
  tellDeletion: z.boolean().optional(),
});

const newSegment = z.strictObject({ id: id.optional(), name: text, query: text });
const changedSegment = z.strictObject({ name: text.optional(), query: text.optional() });

export function customerRoutes(): Route[] {
  return [
    onShop("GET", "/customers", (_request, _context, shop) => [...shop.customers.values()]),
    onShop("POST", "/customers", (request, context, shop) =>
      createCustomer(context, shop, given(parseInput(request, newCustomer))),
    ),
    onShop("POST", "/customers/:id", (request, context, shop) =>
      updateCustomer(context, shop, idOf(request), given(parseInput(request, changedCustomer))),
    ),
    onShop("DELETE", "/customers/:id", (request, context, shop) => {
      deleteCustomer(context, shop, idOf(request));
      return { deleted: idOf(request) };
    }),
    onShop("POST", "/customers/:id/merge", (request, context, shop) => {
      const { customerId: deletedId, ...rest } = parseInput(request, merge);
      return mergeCustomers(context, shop, { keptId: idOf(request), deletedId, ...given(rest) });
    }),
    onShop("GET", "/segments", (_request, _context, shop) => [...shop.segments.values()]),
    onShop("POST", "/segments", (request, context, shop) => {
      const { name, query, ...rest } = parseInput(request, newSegment);
      return createSegment(context, shop, { name, query, ...given(rest) });
    }),
    onShop("POST", "/segments/:id", (request, context, shop) =>
      updateSegment(context, shop, idOf(request), given(parseInput(request, changedSegment))),
    ),
    onShop("DELETE", "/segments/:id", (request, _context, shop) => {
      deleteSegment(shop, idOf(request));
      return { deleted: idOf(request) };
    }),
    onShop("GET", "/segments/:id/members", (request, _context, shop) =>
      membersOf(shop, idOf(request)),
    ),
  ];
}
