// What discounts are worth for one buyer and one cart, by Shopify's rules: who may use a code,
// when, how often, from which subtotal on, and together with which others; and which apply by
// themselves.

import {
  bestCombination,
  isEntitled,
  takeOff,
  type AppliedDiscount,
  type CartWorth,
} from "./cart-worth.ts";
import { collectionsOf } from "./collections.ts";
import { findCustomerByEmail } from "./customers.ts";
import { discountStatus, findDiscountByCode } from "./discounts.ts";
import { findVariant } from "./products.ts";
import { isInSegment } from "./segments.ts";
import type { Cart, Discount, FreeShipping, Shop } from "../model.ts";
import { refuse, type World } from "../world.ts";

export type { AppliedDiscount } from "./cart-worth.ts";

export type PricedLine = {
  variantId: string | null;
  productId: string | null;
  collectionIds: string[];
  giftCard: boolean;
  /** Bought with a plan of deliveries; left out, it is bought once. */
  subscription?: boolean;
  priceMinor: number;
  quantity: number;
};

export type CartShipping = { priceMinor: number; countryCode: string };

export type CartInput = {
  lines: PricedLine[];
  codes: string[];
  customerId: string | null;
  email: string | null;
  /** How it is sent, once that is known; null where nothing is sent. */
  shipping?: CartShipping | null;
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
  | "nothing_to_ship"
  | "not_for_this_country"
  | "shipping_too_dear"
  | "does_not_combine"
  | "too_many_codes";

export type CartEvaluation = CartWorth & {
  refused: { code: string; reason: CodeRefusal; message: string }[];
};

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
  nothing_to_ship: "This discount code is for shipping, and this order has none to pay.",
  not_for_this_country: "This discount code is not for shipping to your country.",
  shipping_too_dear: "This discount code is for cheaper ways of shipping.",
  does_not_combine: "This discount code cannot be used with your other discounts.",
  too_many_codes: `No more than ${maximumCodes} discount codes fit one order.`,
};

export function evaluateCart(world: World, shop: Shop, input: CartInput): CartEvaluation {
  const refused: CartEvaluation["refused"] = [];
  const reject = (code: string, reason: CodeRefusal): void => {
    refused.push({ code, reason, message: messages[reason] });
  };
  const usable: { code: string; discount: Discount }[] = [];
  for (const code of distinctCodes(input.codes)) {
    const discount = findDiscountByCode(shop, code);
    const reason = discount ? refusalOf(world, shop, discount, input) : "unknown";
    if (reason) reject(code, reason);
    else if (usable.length === maximumCodes) reject(code, "too_many_codes");
    else if (discount) usable.push({ code: discount.code ?? code, discount });
  }
  const automatic = [...shop.discounts.values()].filter(
    (discount) => discount.code === null && !refusalOf(world, shop, discount, input),
  );
  const shipping = input.shipping ?? null;
  const all = [...usable.map(({ discount }) => discount), ...automatic];
  const best = bestCombination(all, input.lines, shipping);
  for (const { code, discount } of usable) {
    if (best.applied.some((entry) => entry.discount === discount)) continue;
    if (waitsForShipping(discount, input)) continue;
    const alone = takeOff([discount], input.lines, shipping);
    reject(code, alone.applied.length === 0 ? "below_minimum" : "does_not_combine");
  }
  return { ...best, refused };
}

/** What was applied by the codes that the buyer entered. */
export function codesIn(evaluation: CartWorth): (AppliedDiscount & { code: string })[] {
  return evaluation.applied.flatMap((entry) =>
    entry.code === null ? [] : [{ ...entry, code: entry.code }],
  );
}

/** The lines of a storefront cart at today's prices. Deleted products drop out. */
export function cartInput(
  shop: Shop,
  cart: Cart,
  buyer: Omit<CartInput, "lines" | "codes">,
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
  return discount.value.kind === "free_shipping" ? shippingRefusal(discount.value, input) : null;
}

/** A code for shipping waits in the cart until the buyer says how and where to. */
function waitsForShipping({ value }: Discount, input: CartInput): boolean {
  return value.kind === "free_shipping" && input.shipping === undefined;
}

function shippingRefusal(value: FreeShipping, { shipping }: CartInput): CodeRefusal | null {
  if (shipping === undefined) return null;
  if (shipping === null || shipping.priceMinor === 0) return "nothing_to_ship";
  const { countryCodes, includeRestOfWorld, maximumPriceMinor } = value;
  const isListed = countryCodes === null || countryCodes.includes(shipping.countryCode);
  if (!isListed && !includeRestOfWorld) return "not_for_this_country";
  const isTooDear = maximumPriceMinor !== null && shipping.priceMinor > maximumPriceMinor;
  return isTooDear ? "shipping_too_dear" : null;
}

function mayBuy(shop: Shop, { buyers }: Discount, customerId: string | null): boolean {
  if (buyers.kind === "all") return true;
  if (customerId === null) return false;
  if (buyers.kind === "customers") return buyers.customerIds.includes(customerId);
  return buyers.segmentIds.some((id) => isInSegment(shop, id, customerId));
}
