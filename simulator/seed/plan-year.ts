// A year of trade as a list of moments: who orders what and when, and what happens to it later.

import type { Random } from "./random.ts";
import { collectionsOf } from "../actions/collections.ts";
import type { PlaceOrderInput } from "../actions/orders.ts";
import type { Product, Shop } from "../model.ts";

const dayMs = 24 * 3600 * 1000;

/** How busy each month is, January first: presents before Christmas, quiet weeks in summer. */
const monthWeights = [0.8, 0.8, 0.9, 0.95, 0.95, 0.85, 0.7, 0.7, 0.95, 1.1, 1.6, 1.9];
/** Sunday first. */
const weekdayWeights = [1.2, 1.1, 0.9, 0.9, 0.95, 1, 1.1];

export type Afterwards =
  | { kind: "refund_line"; afterDays: number }
  | { kind: "refund_all"; afterDays: number }
  | { kind: "refund_amount"; afterDays: number; amountMinor: number }
  | { kind: "cancel"; afterDays: number }
  | { kind: "remove_unit"; afterDays: number }
  | { kind: "add_item"; afterDays: number; variantId: string }
  | { kind: "find_customer"; afterDays: number; customerId: string };

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
  return {
    lines,
    paid: true,
    ...(guest ? { email: `guest${index}@example.com` } : {}),
    ...(guest || anonymousTill ? {} : { customerId }),
    ...(fromTill ? { sourceName: "pos", shippingMinor: null } : {}),
    ...(goodsOf(shop, lines) >= 4500 && !fromTill ? { shippingMinor: 0 } : {}),
    ...(abroad ? { presentmentCurrency: "CHF", exchangeRate: "0.9412" } : {}),
    ...(index % 17 === 5 ? { orderDiscountMinor: 200 } : {}),
    ...(index === 20 ? { test: true } : {}),
  };
}

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

function planAfterwards(
  shop: Shop,
  random: Random,
  index: number,
  order: PlaceOrderInput,
  customerId: string,
): Afterwards[] {
  const afterDays = random.between(2, 12);
  if (order.email) {
    return index % 2 === 0 ? [] : [{ kind: "find_customer", afterDays, customerId }];
  }
  if (index % 23 === 3) return [{ kind: "refund_line", afterDays }];
  if (index % 47 === 9) return [{ kind: "refund_all", afterDays }];
  if (index % 61 === 15) return [{ kind: "refund_amount", afterDays, amountMinor: 250 }];
  // What was handed over at the till is neither cancelled nor edited, but given back.
  if (order.sourceName === "pos")
    return index % 83 === 30 ? [{ kind: "refund_line", afterDays }] : [];
  if (index % 59 === 21) return [{ kind: "cancel", afterDays: 0.1 }];
  if (index % 83 === 30) return [{ kind: "remove_unit", afterDays: 0.5 }];
  if (index % 97 === 40) {
    const extra = [...shop.products.values()][0]?.variants[0]?.id;
    return extra === undefined ? [] : [{ kind: "add_item", afterDays: 0.4, variantId: extra }];
  }
  return [];
}
