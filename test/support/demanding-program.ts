// A program whose rewards name all that a store can have or lack, and a store that loses it.
import { createCollection } from "../../simulator/actions/collections.ts";
import { createProduct, deleteProduct } from "../../simulator/actions/products.ts";
import { createSegment, deleteSegment } from "../../simulator/actions/segments.ts";
import { programOfRate } from "./program-form.ts";
import type { SimulatedShop } from "./simulated-shop.ts";

type Json = Record<string, unknown>;

/** Names are taken once in a store. */
let blends = 0;

const amountOff = { kind: "amount_off", points: "100", amountMinor: "500" };

/** A program whose rewards need all of this of the store. */
export function demandingProgram(world: SimulatedShop): Json {
  blends += 1;
  const { simulator, shop } = world;
  const { context } = simulator;
  const product = createProduct(context, shop, {
    title: `House Blend ${blends}`,
    variants: [{ title: "1 kg", priceMinor: 4_000 }],
  });
  const collection = createCollection(context, shop, { title: `Beans ${blends}` });
  const segment = createSegment(context, shop, {
    name: "Baristas",
    query: "customer_tags CONTAINS 'barista'",
  });
  const rewards = [
    { ...amountOff, id: "product", items: { productIds: [product.id] } },
    { ...amountOff, id: "collection", items: { collectionIds: [collection.id] } },
    { ...amountOff, id: "segment", audience: { segmentIds: [segment.id] } },
    {
      id: "variant",
      kind: "free_product",
      points: "9",
      variantIds: [product.variants[0]?.id ?? ""],
    },
    { ...amountOff, id: "subscription", purchases: { subscription: true } },
    { id: "card", kind: "gift_card", points: "500", amountMinor: "5000" },
    { id: "credit", kind: "store_credit", points: "500", amountMinor: "5000" },
  ];
  return { ...programOfRate("7"), rewards };
}

/** The store loses all that the program's rewards need. */
export function emptyTheStore(world: SimulatedShop, program: Json): void {
  const { simulator, shop } = world;
  const [product, collection, segment] = program["rewards"] as [Json, Json, Json];
  const only = (part: unknown, list: string) =>
    String((part as Record<string, string[]>)[list]?.[0]);
  deleteProduct(simulator.context, shop, only(product["items"], "productIds"));
  shop.collections.delete(only(collection["items"], "collectionIds"));
  deleteSegment(shop, only(segment["audience"], "segmentIds"));
  Object.assign(shop, { sellsSubscriptions: false, giftCardLimitMinor: 4_999 });
  Object.assign(shop, { storeCreditOn: false });
}
