// What a set of codes is worth for one buyer and one cart, by Shopify's rules: who may use a code,
// when, how often, from which subtotal on, and together with which others.

import { collectionsOf } from "./collections.ts";
import { findCustomerByEmail } from "./customers.ts";
import { discountClass, discountStatus, findDiscountByCode } from "./discounts.ts";
import { findVariant } from "./products.ts";
import { isInSegment } from "./segments.ts";
import type { Cart, Discount, DiscountClass, Shop } from "../model.ts";
import { applyRate, spread } from "../money.ts";
import { refuse, type World } from "../world.ts";

export type PricedLine = {
  variantId: string | null;
  productId: string | null;
  collectionIds: string[];
  giftCard: boolean;
  priceMinor: number;
  quantity: number;
};

export type CartInput = {
  lines: PricedLine[];
  codes: string[];
  customerId: string | null;
  email: string | null;
};

export type CodeRefusal =
  | "unknown"
  | "not_started"
  | "expired"
  | "used_up"
  | "not_for_this_customer"
  | "once_per_customer"
  | "below_minimum"
  | "no_entitled_items"
  | "does_not_combine"
  | "too_many_codes";

export type AppliedCode = {
  code: string;
  discount: Discount;
  class: DiscountClass;
  amountMinor: number;
};

export type CartEvaluation = {
  /** Per line, what each applied code takes off. */
  lines: { totalMinor: number; finalMinor: number; allocations: Allocation[] }[];
  subtotalMinor: number;
  discountMinor: number;
  totalMinor: number;
  applied: AppliedCode[];
  refused: { code: string; reason: CodeRefusal; message: string }[];
};

export type Allocation = { code: string; amountMinor: number };

const maximumCodes = 5;

const messages: Record<CodeRefusal, string> = {
  unknown: "This discount code is not valid.",
  not_started: "This discount code is not active yet.",
  expired: "This discount code has expired.",
  used_up: "This discount code has reached its usage limit.",
  not_for_this_customer: "This discount code is not available to you.",
  once_per_customer: "You have used this discount code already.",
  below_minimum: "Your cart is below the minimum for this discount code.",
  no_entitled_items: "This discount code does not apply to the items in your cart.",
  does_not_combine: "This discount code cannot be used with your other discounts.",
  too_many_codes: `No more than ${maximumCodes} discount codes fit one order.`,
};

export function evaluateCart(world: World, shop: Shop, input: CartInput): CartEvaluation {
  const refused: CartEvaluation["refused"] = [];
  const reject = (code: string, reason: CodeRefusal): void => {
    refused.push({ code, reason, message: messages[reason] });
  };
  const usable: Discount[] = [];
  for (const code of distinctCodes(input.codes)) {
    const discount = findDiscountByCode(shop, code);
    const reason = discount ? refusalOf(world, shop, discount, input) : "unknown";
    if (reason) reject(code, reason);
    else if (usable.length === maximumCodes) reject(code, "too_many_codes");
    else if (discount) usable.push(discount);
  }
  const best = bestCombination(usable, input.lines);
  for (const discount of usable) {
    if (!best.applied.some((entry) => entry.discount === discount)) {
      const alone = takeOff([discount], input.lines);
      const reason = alone.applied.length === 0 ? "below_minimum" : "does_not_combine";
      reject(discount.code, reason);
    }
  }
  return { ...best, refused };
}

/** The lines of a storefront cart at today's prices. Deleted products drop out. */
export function cartInput(
  shop: Shop,
  cart: Cart,
  buyer: { customerId: string | null; email: string | null },
): CartInput {
  const lines = cart.lines.flatMap(({ variantId, quantity }) => {
    const line = priceVariant(shop, variantId, quantity);
    return line ? [line] : [];
  });
  return { lines, codes: cart.codes, ...buyer };
}

export function priceVariant(shop: Shop, variantId: string, quantity: number): PricedLine | null {
  if (!Number.isSafeInteger(quantity) || quantity < 1) refuse("A quantity is 1 or more");
  const found = findVariant(shop, variantId);
  if (!found || found.product.deletedAt !== null) return null;
  return {
    variantId,
    productId: found.product.id,
    collectionIds: collectionsOf(shop, found.product.id).map(({ id }) => id),
    giftCard: found.product.giftCard,
    priceMinor: found.variant.priceMinor,
    quantity,
  };
}

function distinctCodes(codes: string[]): string[] {
  const seen = new Map(codes.map((code) => [code.trim().toLowerCase(), code.trim()]));
  return [...seen.values()].filter((code) => code !== "");
}

function refusalOf(
  world: World,
  shop: Shop,
  discount: Discount,
  input: CartInput,
): CodeRefusal | null {
  const status = discountStatus(discount, world.now());
  if (status === "EXPIRED") return "expired";
  if (status === "SCHEDULED") return "not_started";
  if (discount.usageLimit !== null && discount.uses.length >= discount.usageLimit) return "used_up";
  const email = input.email?.trim().toLowerCase() || null;
  const customerId =
    input.customerId ?? (email ? (findCustomerByEmail(shop, email)?.id ?? null) : null);
  if (!mayBuy(shop, discount, customerId)) return "not_for_this_customer";
  const usedBefore = discount.uses.some(
    (use) =>
      (customerId !== null && use.customerId === customerId) ||
      (email !== null && use.email === email),
  );
  if (discount.appliesOncePerCustomer && usedBefore) return "once_per_customer";
  const entitled = input.lines.filter((line) => isEntitled(discount, line));
  if (entitled.length === 0) return "no_entitled_items";
  const quantity = entitled.reduce((sum, line) => sum + line.quantity, 0);
  if (discount.minimumQuantity !== null && quantity < discount.minimumQuantity) {
    return "below_minimum";
  }
  return null;
}

function mayBuy(shop: Shop, { buyers }: Discount, customerId: string | null): boolean {
  if (buyers.kind === "all") return true;
  if (customerId === null) return false;
  if (buyers.kind === "customers") return buyers.customerIds.includes(customerId);
  return buyers.segmentIds.some((id) => isInSegment(shop, id, customerId));
}

/** Gift cards are never discounted. */
function isEntitled(discount: Discount, line: PricedLine): boolean {
  if (line.giftCard) return false;
  if (discount.items.kind === "all") return true;
  return (
    (line.productId !== null && discount.items.productIds.includes(line.productId)) ||
    (line.variantId !== null && discount.items.variantIds.includes(line.variantId)) ||
    line.collectionIds.some(
      (id) => discount.items.kind === "selected" && discount.items.collectionIds.includes(id),
    )
  );
}

type TakenOff = Omit<CartEvaluation, "refused">;

/** The set of codes, all combining with each other, that saves most; earlier codes win ties. */
function bestCombination(usable: Discount[], lines: PricedLine[]): TakenOff {
  let best = takeOff([], lines);
  for (let mask = 1; mask < 1 << usable.length; mask += 1) {
    const chosen = usable.filter((_, index) => (mask >> index) & 1);
    if (!allCombine(chosen)) continue;
    const result = takeOff(chosen, lines);
    const better = result.discountMinor > best.discountMinor;
    if (better && result.applied.length === chosen.length) best = result;
  }
  return best;
}

function allCombine(chosen: Discount[]): boolean {
  return chosen.every((left) =>
    chosen.every((right) => left === right || left.combinesWith[discountClass(right)]),
  );
}

/** Product discounts first, each line keeping its best one; order discounts on what remains. */
function takeOff(chosen: Discount[], lines: PricedLine[]): TakenOff {
  const totals = lines.map((line) => line.priceMinor * line.quantity);
  const remaining = [...totals];
  const allocations: Allocation[][] = lines.map(() => []);
  const applied: AppliedCode[] = [];
  const ordered = [...chosen].sort((a, b) => rank(a) - rank(b));
  for (const discount of ordered) {
    const amounts = amountsOf(
      discount,
      lines,
      discountClass(discount) === "product" ? totals : remaining,
    );
    let amountMinor = 0;
    amounts.forEach((amount, index) => {
      const own = allocations[index] ?? [];
      const left = remaining[index] ?? 0;
      const taken = Math.min(amount, left);
      if (taken <= 0) return;
      if (discountClass(discount) === "product" && own.length > 0) return;
      own.push({ code: discount.code, amountMinor: taken });
      remaining[index] = left - taken;
      amountMinor += taken;
    });
    if (amountMinor > 0) {
      applied.push({ code: discount.code, discount, class: discountClass(discount), amountMinor });
    }
  }
  const subtotalMinor = totals.reduce((sum, total) => sum + total, 0);
  const totalMinor = remaining.reduce((sum, total) => sum + total, 0);
  return {
    lines: totals.map((total, index) => ({
      totalMinor: total,
      finalMinor: remaining[index] ?? 0,
      allocations: allocations[index] ?? [],
    })),
    subtotalMinor,
    discountMinor: subtotalMinor - totalMinor,
    totalMinor,
    applied,
  };
}

function rank(discount: Discount): number {
  return discountClass(discount) === "product" ? 0 : 1;
}

/** What one discount would take off each line, before other discounts and caps. */
function amountsOf(discount: Discount, lines: PricedLine[], base: number[]): number[] {
  const weights = lines.map((line, index) => (isEntitled(discount, line) ? (base[index] ?? 0) : 0));
  const subtotal = weights.reduce((sum, weight) => sum + weight, 0);
  if (discount.minimumSubtotalMinor !== null && subtotal < discount.minimumSubtotalMinor) {
    return lines.map(() => 0);
  }
  const { value } = discount;
  if (value.kind === "percentage") return spread(applyRate(subtotal, value.fraction), weights);
  if (!value.eachItem) return spread(Math.min(value.amountMinor, subtotal), weights);
  return lines.map((line, index) =>
    weights[index] === 0 ? 0 : Math.min(value.amountMinor, line.priceMinor) * line.quantity,
  );
}
