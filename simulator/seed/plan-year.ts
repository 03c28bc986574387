// A year of trade as a list of moments: who orders what and when, and what happens to it later.

import { planAfterwards, type Afterwards } from "./plan-afterwards.ts";
import type { Random } from "./random.ts";
import { collectionsOf } from "../actions/collections.ts";
import type { PlaceOrderInput } from "../actions/orders.ts";
import type { Product, Shop } from "../model.ts";

const dayMs = 24 * 3600 * 1000;

/** How busy each month is, January first: presents before Christmas, quiet weeks in summer. */
const monthWeights = [0.8, 0.8, 0.9, 0.95, 0.95, 0.85, 0.7, 0.7, 0.95, 1.1, 1.6, 1.9];
/** Sunday first. */
const weekdayWeights = [1.2, 1.1, 0.9, 0.9, 0.95, 1, 1.1];

export type PlannedOrder = { at: Date; order: PlaceOrderInput; afterwards: Afterwards[] };

export function planYear(shop: Shop, random: Random, count: number, until: Date): PlannedOrder[] {
  const moments = pickMoments(random, count, until);
  const buyers = [...shop.customers.keys()];
  // The first buyers of the list come often, the last ones once or twice.
  const loyalty = new Map(buyers.map((id, index) => [id, 1 / (1 + index * 0.35)]));
  return moments.map((at, index) => {
    const customerId = random.weighted(buyers, (id) => loyalty.get(id) ?? 1);
    const order = planOrder(shop, random, customerId, index);
    return { at, order, afterwards: planAfterwards(shop, random, index, order, customerId) };
  });
}

function pickMoments(random: Random, count: number, until: Date): Date[] {
  const days = Array.from(
    { length: 364 },
    (_, index) => new Date(until.getTime() - (index + 1) * dayMs),
  );
  const weight = (day: Date): number =>
    (monthWeights[day.getUTCMonth()] ?? 1) * (weekdayWeights[day.getUTCDay()] ?? 1);
  return Array.from({ length: count }, () => {
    const day = random.weighted(days, weight);
    const secondsIntoDay = random.between(7 * 3600, 21 * 3600);
    return new Date(Math.floor(day.getTime() / dayMs) * dayMs + secondsIntoDay * 1000);
  }).toSorted((a, b) => a.getTime() - b.getTime());
}

function planOrder(shop: Shop, random: Random, customerId: string, index: number): PlaceOrderInput {
  const lines = planLines(shop, random);
  const guest = index % 31 === 7;
  const fromTill = index % 13 === 4;
  const anonymousTill = index % 39 === 4;
  const abroad = index % 29 === 11 && shop.currency === "EUR";
  const goodsMinor = goodsOf(shop, lines);
  return {
    lines,
    paid: true,
    ...(guest ? { email: `guest${index}@example.com` } : {}),
    ...(guest || anonymousTill ? {} : { customerId }),
    ...(fromTill ? { sourceName: "pos", shippingMinor: null } : {}),
    ...(goodsMinor >= 4500 && !fromTill ? { shippingMinor: 0 } : {}),
    ...(index % 19 === 8 && goodsMinor >= 2000 && !abroad ? { payments: withGiftCard } : {}),
    ...(abroad ? { presentmentCurrency: "CHF", exchangeRate: "0.9412" } : {}),
    ...(index % 17 === 5 ? { orderDiscountMinor: 200 } : {}),
    ...(index === 20 ? { test: true } : {}),
  };
}

/** Some buyers use up a gift card first. */
const withGiftCard = [{ gateway: "gift_card", amountMinor: 1000 }, { gateway: "shopify_payments" }];

function planLines(shop: Shop, random: Random): PlaceOrderInput["lines"] {
  const shelf = [...shop.products.values()].filter((product) => product.deletedAt === null);
  const chosen = new Map<string, number>();
  for (let left = random.between(1, 3); left > 0; left -= 1) {
    const product = random.weighted(shelf, (entry) => popularity(shop, entry));
    const variant = random.pick(product.variants);
    const more = product.productType === "Coffee" ? random.between(1, 2) : 1;
    chosen.set(variant.id, (chosen.get(variant.id) ?? 0) + more);
  }
  return [...chosen].map(([variantId, quantity]) => ({ variantId, quantity }));
}

function popularity(shop: Shop, product: Product): number {
  if (product.giftCard) return 0.4;
  const shelves = collectionsOf(shop, product.id).map(({ handle }) => handle);
  return shelves.includes("coffee") || shelves.includes("tea") ? 4 : 1.2;
}

function goodsOf(shop: Shop, lines: PlaceOrderInput["lines"]): number {
  const prices = new Map(
    [...shop.products.values()].flatMap((product) =>
      product.variants.map((variant) => [variant.id, variant.priceMinor] as const),
    ),
  );
  return lines.reduce(
    (sum, line) => sum + (prices.get(line.variantId ?? "") ?? 0) * line.quantity,
    0,
  );
}
