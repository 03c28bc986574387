// Control calls about shops, their catalogue and their customers.

import { z } from "zod";
import { amount, given, id, minor, parseInput, text } from "./parse-input.ts";
import { createCustomer, deleteCustomer, updateCustomer } from "../actions/customers.ts";
import { createDiscount, describeDiscount } from "../actions/discounts.ts";
import { createProduct, deleteProduct, setPrice } from "../actions/products.ts";
import type { SimulatorContext } from "../context.ts";
import type { Shop } from "../model.ts";
import { json, type Route, type SimulatorRequest } from "../server.ts";
import { createShop, requireShop, updateShop } from "../state.ts";
import { refuse } from "../world.ts";

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
  shipping: amount.optional(),
};
const newShop = z.strictObject({ handle: text, id: id.optional(), ...shopFields });
const changedShop = z.strictObject({ handle: text.optional(), ...shopFields });

const customerFields = {
  email: z.email().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  phone: z.string().nullish(),
  locale: text.optional(),
  note: z.string().nullish(),
  tags: z.array(text).optional(),
  marketingState: z.enum(["SUBSCRIBED", "NOT_SUBSCRIBED", "UNSUBSCRIBED", "PENDING"]).optional(),
  state: z.enum(["enabled", "disabled", "invited", "declined"]).optional(),
};
const newCustomer = z.strictObject({ id: id.optional(), ...customerFields });
const changedCustomer = z.strictObject(customerFields);

const newProduct = z.strictObject({
  id: id.optional(),
  title: text,
  handle: text.optional(),
  description: z.string().optional(),
  vendor: text.optional(),
  productType: text.optional(),
  collections: z.array(text).optional(),
  giftCard: z.boolean().optional(),
  taxable: z.boolean().optional(),
  requiresShipping: z.boolean().optional(),
  variants: z
    .array(
      z.strictObject({
        id: id.optional(),
        title: text.optional(),
        sku: text.optional(),
        price: amount,
        grams: z.int().nonnegative().optional(),
      }),
    )
    .min(1),
});

const newDiscount = z.strictObject({
  code: text,
  title: text.optional(),
  amountOff: amount.optional(),
  percentage: amount.optional(),
  eachItem: z.boolean().default(false),
  customerIds: z.array(id).optional(),
  productIds: z.array(id).optional(),
  usageLimit: z.int().positive().optional(),
  oncePerCustomer: z.boolean().optional(),
  minimumSubtotal: amount.optional(),
  startsAt: z.iso.datetime({ offset: true }).optional(),
  endsAt: z.iso.datetime({ offset: true }).optional(),
  combinesWith: z
    .strictObject({ order: z.boolean(), product: z.boolean(), shipping: z.boolean() })
    .optional(),
});

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
    onShop("GET", "/products", (_request, _context, shop) => [...shop.products.values()]),
    onShop("POST", "/products", addProduct),
    onShop("DELETE", "/products/:id", (request, context, shop) => {
      deleteProduct(context, shop, idOf(request));
      return { deleted: idOf(request) };
    }),
    onShop("POST", "/variants/:id/price", (request, context, shop) => {
      const { price } = parseInput(request, z.strictObject({ price: amount }));
      setPrice(context, shop, idOf(request), minor(price, shop.currency));
      return { id: idOf(request), price };
    }),
    onShop("GET", "/discounts", (_request, _context, shop) => [...shop.discounts.values()]),
    onShop("POST", "/discounts", addDiscount),
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

function addProduct(request: SimulatorRequest, context: SimulatorContext, shop: Shop): Answer {
  const { variants, title, ...fields } = parseInput(request, newProduct);
  return createProduct(context, shop, {
    title,
    ...given(fields),
    variants: variants.map(({ price, ...variant }) => ({
      priceMinor: minor(price, shop.currency),
      ...given(variant),
    })),
  });
}

function addDiscount(request: SimulatorRequest, context: SimulatorContext, shop: Shop): Answer {
  const input = parseInput(request, newDiscount);
  const amountMinor = minor(input.amountOff, shop.currency);
  if ((amountMinor === undefined) === (input.percentage === undefined)) {
    refuse('Give either amountOff, e.g. "5.00", or percentage as a fraction, e.g. "0.1"');
  }
  return createDiscount(context, shop, {
    ...describeDiscount(context, {
      code: input.code,
      value:
        amountMinor === undefined
          ? { kind: "percentage", fraction: input.percentage ?? "0" }
          : { kind: "amount", amountMinor, eachItem: input.eachItem },
    }),
    ...given({
      title: input.title,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
      usageLimit: input.usageLimit,
      appliesOncePerCustomer: input.oncePerCustomer,
      minimumSubtotalMinor: minor(input.minimumSubtotal, shop.currency),
      combinesWith: input.combinesWith,
    }),
    ...(input.customerIds
      ? { buyers: { kind: "customers" as const, customerIds: input.customerIds } }
      : {}),
    ...(input.productIds
      ? {
          items: {
            kind: "selected" as const,
            productIds: input.productIds,
            variantIds: [],
            collectionIds: [],
          },
        }
      : {}),
  });
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
