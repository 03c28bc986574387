// Control calls about what a shop sells: products, collections, prices, discount codes.

import { z } from "zod";
import { amount, given, id, minor, parseInput, text } from "./parse-input.ts";
import { idOf, onShop } from "./shop-routes.ts";
import {
  addToCollection,
  createCollection,
  removeFromCollection,
  requireCollection,
} from "../actions/collections.ts";
import { createDiscount, describeDiscount } from "../actions/discounts.ts";
import { createProduct, deleteProduct, setPrice, setTags } from "../actions/products.ts";
import type { SimulatorContext } from "../context.ts";
import type { Discount, Product, Shop } from "../model.ts";
import type { Route, SimulatorRequest } from "../server.ts";
import { refuse } from "../world.ts";

const newProduct = z.strictObject({
  id: id.optional(),
  title: text,
  handle: text.optional(),
  description: z.string().optional(),
  vendor: text.optional(),
  productType: text.optional(),
  tags: z.array(text).optional(),
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
  segmentIds: z.array(id).optional(),
  usageLimit: z.int().positive().optional(),
  oncePerCustomer: z.boolean().optional(),
  minimumSubtotal: amount.optional(),
  startsAt: z.iso.datetime({ offset: true }).optional(),
  endsAt: z.iso.datetime({ offset: true }).optional(),
  combinesWith: z
    .strictObject({ order: z.boolean(), product: z.boolean(), shipping: z.boolean() })
    .optional(),
});

const newCollection = z.strictObject({
  id: id.optional(),
  title: text,
  handle: text.optional(),
  productIds: z.array(id).optional(),
});
const changedCollection = z.strictObject({
  add: z.array(id).default([]),
  remove: z.array(id).default([]),
});

export function catalogueRoutes(): Route[] {
  return [
    onShop("GET", "/products", (_request, _context, shop) => [...shop.products.values()]),
    onShop("POST", "/products", addProduct),
    onShop("POST", "/products/:id", (request, context, shop) => {
      const { tags } = parseInput(request, z.strictObject({ tags: z.array(text) }));
      return setTags(context, shop, idOf(request), tags);
    }),
    onShop("DELETE", "/products/:id", (request, context, shop) => {
      deleteProduct(context, shop, idOf(request));
      return { deleted: idOf(request) };
    }),
    onShop("POST", "/variants/:id/price", (request, context, shop) => {
      const { price } = parseInput(request, z.strictObject({ price: amount }));
      setPrice(context, shop, idOf(request), minor(price, shop.currency));
      return { id: idOf(request), price };
    }),
    onShop("GET", "/collections", (_request, _context, shop) => [...shop.collections.values()]),
    onShop("POST", "/collections", (request, context, shop) => {
      const { title, ...rest } = parseInput(request, newCollection);
      return createCollection(context, shop, { title, ...given(rest) });
    }),
    onShop("POST", "/collections/:id", (request, context, shop) => {
      const { add, remove } = parseInput(request, changedCollection);
      for (const product of add) addToCollection(context, shop, idOf(request), product);
      for (const product of remove) removeFromCollection(context, shop, idOf(request), product);
      return requireCollection(shop, idOf(request));
    }),
    onShop("GET", "/discounts", (_request, _context, shop) => [...shop.discounts.values()]),
    onShop("POST", "/discounts", addDiscount),
  ];
}

function addProduct(request: SimulatorRequest, context: SimulatorContext, shop: Shop): Product {
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

function addDiscount(request: SimulatorRequest, context: SimulatorContext, shop: Shop): Discount {
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
    ...(input.segmentIds
      ? { buyers: { kind: "segments" as const, segmentIds: input.segmentIds } }
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
