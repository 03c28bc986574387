// What a set of discounts takes off a cart together: product discounts first, then those on the
// order, then shipping; and which set saves most.

import { discountClass } from "./discounts.ts";
import type { CartShipping, PricedLine } from "./evaluate-cart.ts";
import type { Discount, DiscountClass } from "../model.ts";
import { applyRate, spread } from "../money.ts";

export type AppliedDiscount = {
  /** Null: it applied by itself. */
  code: string | null;
  discount: Discount;
  class: DiscountClass;
  amountMinor: number;
};

export type Allocation = { discountId: string; amountMinor: number };

/** Amounts of goods; what shipping costs is not in them. */
export type CartWorth = {
  /** Per line, what each discount takes off. */
  lines: { totalMinor: number; finalMinor: number; allocations: Allocation[] }[];
  subtotalMinor: number;
  discountMinor: number;
  totalMinor: number;
  shippingDiscountMinor: number;
  applied: AppliedDiscount[];
};

/** More can hardly meet in one cart: two to this power is how many sets are looked at. */
const consideredAtOnce = 12;

/** The set of discounts, all combining with each other, that saves most; earlier ones win ties. */
export function bestCombination(
  usable: Discount[],
  lines: PricedLine[],
  shipping: CartShipping | null,
): CartWorth {
  let best = takeOff([], lines, shipping);
  const considered = usable.slice(0, consideredAtOnce);
  for (let mask = 1; mask < 1 << considered.length; mask += 1) {
    const chosen = considered.filter((_, index) => (mask >> index) & 1);
    if (!allCombine(chosen)) continue;
    const result = takeOff(chosen, lines, shipping);
    if (result.applied.length === chosen.length && saved(result) > saved(best)) best = result;
  }
  return best;
}

/** Product discounts first, each line keeping its best one; order discounts on what remains. */
export function takeOff(
  chosen: Discount[],
  lines: PricedLine[],
  shipping: CartShipping | null,
): CartWorth {
  const totals = lines.map((line) => line.priceMinor * line.quantity);
  const remaining = [...totals];
  const allocations: Allocation[][] = lines.map(() => []);
  const give = (discount: Discount, index: number, wanted: number): number => {
    const left = remaining[index] ?? 0;
    const amountMinor = Math.min(wanted, left);
    if (amountMinor <= 0) return 0;
    allocations[index]?.push({ discountId: discount.id, amountMinor });
    remaining[index] = left - amountMinor;
    return amountMinor;
  };
  const amounts = new Map<Discount, number>();
  const products = ofClass(chosen, "product");
  const offers = products.map((discount) => amountsOf(discount, lines, totals));
  lines.forEach((_, index) => {
    const best = indexOfBest(offers.map((offer) => offer[index] ?? 0));
    const discount = products[best];
    if (!discount) return;
    const taken = give(discount, index, offers[best]?.[index] ?? 0);
    amounts.set(discount, (amounts.get(discount) ?? 0) + taken);
  });
  for (const discount of ofClass(chosen, "order")) {
    const parts = amountsOf(discount, lines, remaining);
    const taken = parts.map((amount, index) => give(discount, index, amount));
    amounts.set(discount, sum(taken));
  }
  const goods = { lines, remaining };
  const freed = shippingTakenOff(ofClass(chosen, "shipping"), goods, shipping, amounts);
  return worthOf({ chosen, amounts, totals, remaining, allocations, freed });
}

/** Whether a discount has anything to say about a line. Gift cards are never discounted. */
export function isEntitled(discount: Discount, line: PricedLine): boolean {
  if (line.giftCard) return false;
  const { items } = discount;
  if (line.subscription ? !discount.appliesOnSubscription : !discount.appliesOnOneTimePurchase) {
    return false;
  }
  if (items.kind === "all") return true;
  return (
    (line.productId !== null && items.productIds.includes(line.productId)) ||
    (line.variantId !== null && items.variantIds.includes(line.variantId)) ||
    line.collectionIds.some((id) => items.collectionIds.includes(id))
  );
}

function worthOf(parts: {
  chosen: Discount[];
  amounts: Map<Discount, number>;
  totals: number[];
  remaining: number[];
  allocations: Allocation[][];
  freed: number;
}): CartWorth {
  const { chosen, amounts, totals, remaining, allocations, freed } = parts;
  const [subtotalMinor, totalMinor] = [sum(totals), sum(remaining)];
  const ordered = (["product", "order", "shipping"] as const).flatMap((name) =>
    ofClass(chosen, name),
  );
  return {
    lines: totals.map((total, index) => ({
      totalMinor: total,
      finalMinor: remaining[index] ?? 0,
      allocations: allocations[index] ?? [],
    })),
    subtotalMinor,
    discountMinor: subtotalMinor - totalMinor,
    totalMinor,
    shippingDiscountMinor: freed,
    applied: ordered.flatMap((discount) => {
      const amountMinor = amounts.get(discount) ?? 0;
      if (amountMinor <= 0) return [];
      return [{ code: discount.code, discount, class: discountClass(discount), amountMinor }];
    }),
  };
}

/** The minimum of a shipping discount counts what the goods cost after all other discounts. */
function shippingTakenOff(
  chosen: Discount[],
  goods: { lines: PricedLine[]; remaining: number[] },
  shipping: CartShipping | null,
  amounts: Map<Discount, number>,
): number {
  const [discount] = chosen;
  if (!discount || !shipping) return 0;
  const open = goods.lines.map((line, index) =>
    isEntitled(discount, line) ? (goods.remaining[index] ?? 0) : 0,
  );
  if (sum(open) < (discount.minimumSubtotalMinor ?? 0)) return 0;
  amounts.set(discount, shipping.priceMinor);
  return shipping.priceMinor;
}

/** What one discount would take off each line, before other discounts and caps. */
function amountsOf(discount: Discount, lines: PricedLine[], base: number[]): number[] {
  const weights = lines.map((line, index) => (isEntitled(discount, line) ? (base[index] ?? 0) : 0));
  const subtotal = sum(weights);
  if (discount.minimumSubtotalMinor !== null && subtotal < discount.minimumSubtotalMinor) {
    return lines.map(() => 0);
  }
  const { value } = discount;
  if (value.kind === "free_shipping") return lines.map(() => 0);
  if (value.kind === "percentage") return spread(applyRate(subtotal, value.fraction), weights);
  if (!value.eachItem) return spread(Math.min(value.amountMinor, subtotal), weights);
  return lines.map((line, index) =>
    weights[index] === 0 ? 0 : Math.min(value.amountMinor, line.priceMinor) * line.quantity,
  );
}

/** Each must allow the class of every other; shipping is discounted once at most. */
function allCombine(chosen: Discount[]): boolean {
  if (ofClass(chosen, "shipping").length > 1) return false;
  return chosen.every((left) =>
    chosen.every((right) => left === right || left.combinesWith[discountClass(right)]),
  );
}

function ofClass(discounts: Discount[], name: DiscountClass): Discount[] {
  return discounts.filter((discount) => discountClass(discount) === name);
}

/** The first of the largest; -1 where nothing is above zero. */
function indexOfBest(amounts: number[]): number {
  const largest = Math.max(0, ...amounts);
  return largest === 0 ? -1 : amounts.indexOf(largest);
}

function saved(worth: CartWorth): number {
  return worth.discountMinor + worth.shippingDiscountMinor;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
