// The catalogue as apps read it: products, their variants, and the collections they are in.

import { requireType } from "../access.ts";
import { discountOfNode } from "./discounts.ts";
import { metafieldFields } from "./metafields.ts";
import { utc } from "./money-values.ts";
import { creditMove } from "./store-credit.ts";
import { visibleOrders } from "./visible-orders.ts";
import { fieldsOf, textOf, type Arguments, type Call, type FieldResolvers } from "../call.ts";
import { connect } from "../connections.ts";
import { gap, topLevel } from "../errors.ts";
import { matchesNumber, matchesText, matchesTime, parseSearch } from "../search-query.ts";
import { collectionsOf } from "../../actions/collections.ts";
import { creditAccount } from "../../actions/store-credit.ts";
import { findVariant, listProducts } from "../../actions/products.ts";
import type { Collection, Product, Variant } from "../../model.ts";
import { formatMinor } from "../../money.ts";
import { gid, idOf } from "../../world.ts";

/** What Shopify calls the only variant of a product. */
const DEFAULT_TITLE = "Default Title";

export const productRoot = fieldsOf<unknown>({
  product: (_source, args, call) => productById(call, numberOf("Product", textOf(args, "id"))),
  products: (_source, args, call) => listAll(args, call),
  productVariant: (_source, args, call) =>
    variantById(call, numberOf("ProductVariant", textOf(args, "id"))),
  collection: (_source, args, call) =>
    call.shop.collections.get(numberOf("Collection", textOf(args, "id"))) ?? null,
  nodes: (_source, args, call) =>
    (args["ids"] as string[]).map((globalId) => nodeOf(call, globalId)),
});

export const productTypes: Record<string, FieldResolvers> = {
  Product: fieldsOf<Product>({
    id: (product) => gid("Product", product.id),
    legacyResourceId: (product) => product.id,
    title: (product) => product.title,
    handle: (product) => product.handle,
    vendor: (product) => product.vendor,
    productType: (product) => product.productType,
    tags: (product) => product.tags,
    status: () => "ACTIVE",
    isGiftCard: (product) => product.giftCard,
    createdAt: (product) => utc(product.createdAt),
    updatedAt: (product) => utc(product.updatedAt),
    inCollection: (product, args, { shop }) => {
      const collection = shop.collections.get(idOf("Collection", textOf(args, "id")) ?? "");
      return collection?.productIds.includes(product.id) ?? false;
    },
    collections: (product, args, { shop }) => {
      if (typeof args["query"] === "string") gap("Product.collections(query:)");
      return connect(collectionsOf(shop, product.id), args, (collection) => collection.id);
    },
    variants: (product, args) => connect(product.variants, args, (variant) => variant.id),
    ...metafieldFields<Product>((product) => gid("Product", product.id)),
  }),
  ProductVariant: fieldsOf<Variant>({
    id: (variant) => gid("ProductVariant", variant.id),
    legacyResourceId: (variant) => variant.id,
    title: (variant) => variant.title,
    displayName: (variant, _args, { shop }) => {
      const title = findVariant(shop, variant.id)?.product.title ?? "";
      return variant.title === DEFAULT_TITLE ? title : `${title} - ${variant.title}`;
    },
    sku: (variant) => variant.sku,
    price: (variant, _args, { shop }) => formatMinor(variant.priceMinor, shop.currency),
    compareAtPrice: ({ compareAtMinor }, _args, { shop }) =>
      compareAtMinor === null ? null : formatMinor(compareAtMinor, shop.currency),
    product: (variant, _args, call) => findVariant(call.shop, variant.id)?.product ?? null,
  }),
  Collection: fieldsOf<Collection>({
    id: (collection) => gid("Collection", collection.id),
    legacyResourceId: (collection) => collection.id,
    title: (collection) => collection.title,
    handle: (collection) => collection.handle,
    updatedAt: (collection) => utc(collection.updatedAt),
    hasProduct: (collection, args) =>
      collection.productIds.includes(idOf("Product", textOf(args, "id")) ?? ""),
    products: (collection, args, { shop }) => {
      const members = listProducts(shop).filter(({ id }) => collection.productIds.includes(id));
      return connect(members, args, (product) => product.id);
    },
  }),
};

/** A product that was deleted is not there any more, although orders still name it. */
function productById(call: Call, id: string): Product | null {
  const product = call.shop.products.get(id);
  return product && product.deletedAt === null ? product : null;
}

function variantById(call: Call, id: string): Variant | null {
  const found = findVariant(call.shop, id);
  return found && found.product.deletedAt === null ? found.variant : null;
}

function nodeOf(call: Call, globalId: string): object | null {
  const type = /^gid:\/\/shopify\/([A-Za-z]+)\//.exec(globalId)?.[1] ?? "";
  const find = finders[type] ?? gap(`nodes of the type ${type}`);
  requireType(call, "nodes", type);
  const node = find(call, numberOf(type, globalId));
  return node && { ...node, __typename: type };
}

const finders: Record<string, (call: Call, id: string) => object | null> = {
  Product: productById,
  ProductVariant: variantById,
  Collection: ({ shop }, id) => shop.collections.get(id) ?? null,
  Segment: ({ shop }, id) => shop.segments.get(id) ?? null,
  Customer: ({ shop }, id) => shop.customers.get(id) ?? null,
  Order: (call, id) => visibleOrders(call).find((order) => order.id === id) ?? null,
  GiftCard: ({ shop }, id) => shop.giftCards.get(id) ?? null,
  StoreCreditAccount: ({ context, shop }, id) => creditAccount(context, shop, id) ?? null,
  StoreCreditAccountCreditTransaction: creditMove,
  DiscountCodeNode: (call, id) => discountOfNode(call, gid("DiscountCodeNode", id)),
  DiscountAutomaticNode: (call, id) => discountOfNode(call, gid("DiscountAutomaticNode", id)),
};

function numberOf(type: string, globalId: string): string {
  return idOf(type, globalId) ?? fail(globalId);
}

function fail(globalId: string): never {
  throw topLevel(`Invalid id: ${globalId}`, "RESOURCE_NOT_FOUND");
}

function listAll(args: Arguments, call: Call): unknown {
  const terms = parseSearch(textOf(args, "query"));
  const sortKey = textOf(args, "sortKey") || "ID";
  if (sortKey !== "ID") gap(`sorting products by ${sortKey}`);
  const found = listProducts(call.shop).filter((product) =>
    terms.every((term) => {
      if (term.field === "id") return matchesNumber(term, BigInt(product.id));
      if (term.field === "title") return matchesText(term, product.title);
      if (term.field === "tag") return product.tags.some((tag) => matchesText(term, tag));
      if (term.field === "updated_at") return matchesTime(term, product.updatedAt);
      return gap(`the product filter "${term.field}"`);
    }),
  );
  const sorted = found.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  return connect(sorted, args, (product) => product.id);
}
