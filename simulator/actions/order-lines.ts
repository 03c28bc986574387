// Building an order's lines: prices in two currencies, discounts allocated, taxes in or out.

import { collectionsOf } from "./collections.ts";
import { discountOf, lineGross, lineNet, shippingNet } from "./order-amounts.ts";
import {
  evaluateCart,
  type AppliedDiscount,
  type CartShipping,
  type PricedLine,
} from "./evaluate-cart.ts";
import { findVariant } from "./products.ts";
import type {
  Discount,
  DiscountApplication,
  MoneyBag,
  OrderLine,
  Shop,
  ShippingLine,
} from "../model.ts";
import { applyRate, formatMinor, parseFraction, scale, spread, toBag } from "../money.ts";
import type { CurrencyPair } from "../money.ts";
import { newId, refuse, takeId, type World } from "../world.ts";

export type LineInput = {
  id?: string;
  variantId?: string;
  title?: string;
  priceMinor?: number;
  quantity: number;
  /** A manual discount on this line alone. */
  discountMinor?: number;
  giftCard?: boolean;
  taxable?: boolean;
  requiresShipping?: boolean;
  sku?: string;
  /** Bought with a plan of deliveries. */
  subscription?: boolean;
};

export type Pricing = CurrencyPair & { taxesIncluded: boolean; taxRate: string; taxTitle: string };

export function buildLine(world: World, shop: Shop, input: LineInput, pricing: Pricing): OrderLine {
  const found = input.variantId === undefined ? undefined : findVariant(shop, input.variantId);
  if (input.variantId !== undefined && !found) refuse(`No variant ${input.variantId}`);
  const priceMinor = input.priceMinor ?? found?.variant.priceMinor;
  if (priceMinor === undefined) refuse("A line needs a variant or a price");
  if (!Number.isSafeInteger(priceMinor) || priceMinor < 0) refuse("A price is 0 or more");
  if (!Number.isSafeInteger(input.quantity) || input.quantity < 1)
    refuse("A quantity is 1 or more");
  const variantTitle = found?.variant.title ?? null;
  return {
    id: takeId(world, input.id),
    productId: found?.product.id ?? null,
    variantId: found?.variant.id ?? null,
    title: input.title ?? found?.product.title ?? "Custom item",
    variantTitle: variantTitle === "Default Title" ? null : variantTitle,
    sku: input.sku ?? found?.variant.sku ?? null,
    vendor: found?.product.vendor ?? null,
    giftCard: input.giftCard ?? found?.product.giftCard ?? false,
    taxable: input.taxable ?? found?.product.taxable ?? true,
    requiresShipping: input.requiresShipping ?? found?.product.requiresShipping ?? true,
    grams: found?.variant.grams ?? 0,
    quantity: input.quantity,
    currentQuantity: input.quantity,
    price: toBag(priceMinor, pricing),
    allocations: [],
    taxLines: [],
    addedByEdit: false,
    tip: false,
  };
}

/** Shopify writes a tip as a line of no product, without tax and shipping. */
export function buildTip(world: World, shop: Shop, tipMinor: number, pricing: Pricing): OrderLine {
  const input = { title: "Tip", priceMinor: tipMinor, quantity: 1 };
  const line = buildLine(world, shop, input, pricing);
  return { ...line, tip: true, taxable: false, requiresShipping: false };
}

export type Buyer = {
  codes: string[];
  customerId: string | null;
  email: string | null;
  shipping: CartShipping | null;
};

/**
 * Applies codes, and what applies by itself, by the shop's rules. One code that does not apply
 * refuses the whole order.
 */
export function applyDiscounts(
  world: World,
  shop: Shop,
  lines: OrderLine[],
  inputs: LineInput[],
  buyer: Buyer,
  pricing: Pricing,
): { applications: DiscountApplication[]; applied: AppliedDiscount[] } {
  const priced = lines.map((line, index) => ({
    ...toPriced(shop, line),
    subscription: inputs[index]?.subscription ?? false,
  }));
  const evaluation = evaluateCart(world, shop, { lines: priced, ...buyer });
  const [refused] = evaluation.refused;
  if (refused) refuse(`${refused.code}: ${refused.message}`);
  const applications = evaluation.applied.map((entry) => describeApplication(entry, pricing));
  evaluation.lines.forEach((result, index) => {
    for (const { discountId, amountMinor } of result.allocations) {
      const applicationIndex = applications.findIndex((entry) => entry.discountId === discountId);
      lines[index]?.allocations.push({ applicationIndex, amount: toBag(amountMinor, pricing) });
    }
  });
  return { applications, applied: evaluation.applied };
}

/** Discounts that a merchant typed in: on single lines, and on the order as a whole. */
export function applyManualDiscounts(
  lines: OrderLine[],
  applications: DiscountApplication[],
  perLine: number[],
  orderDiscountMinor: number,
  pricing: Pricing,
): void {
  perLine.forEach((discountMinor, index) => {
    const line = lines[index];
    if (!line || discountMinor === 0) return;
    takeFrom([line], [discountMinor], "entitled", applications, pricing);
  });
  if (orderDiscountMinor === 0) return;
  const open = lines.filter((line) => !line.giftCard);
  const shares = spread(
    orderDiscountMinor,
    open.map((line) => lineNet(line).shop),
  );
  takeFrom(open, shares, "all", applications, pricing);
}

export function setTaxes(
  lines: OrderLine[],
  shippingLines: ShippingLine[],
  pricing: Pricing,
): void {
  for (const line of lines) {
    line.taxLines = line.taxable ? taxLines(lineNet(line), pricing) : [];
  }
  for (const line of shippingLines) line.taxLines = taxLines(shippingNet(line), pricing);
}

export function buildShippingLine(
  world: World,
  input: { title: string; priceMinor: number; discountMinor: number },
  applications: DiscountApplication[],
  pricing: Pricing,
): ShippingLine {
  const line: ShippingLine = {
    id: newId(world),
    title: input.title,
    price: toBag(input.priceMinor, pricing),
    allocations: [],
    taxLines: [],
    refunded: { shop: 0, presentment: 0 },
  };
  const freeing = applications.findIndex(({ class: kind }) => kind === "shipping");
  if (freeing >= 0) line.allocations.push({ applicationIndex: freeing, amount: line.price });
  const left = shippingNet(line).shop;
  if (input.discountMinor > left) refuse("Shipping cannot cost less than nothing");
  if (input.discountMinor > 0) {
    applications.push(manualApplication(input.discountMinor, "all", "shipping_line", pricing));
    const applicationIndex = applications.length - 1;
    line.allocations.push({ applicationIndex, amount: toBag(input.discountMinor, pricing) });
  }
  return line;
}

function takeFrom(
  lines: OrderLine[],
  amounts: number[],
  target: "all" | "entitled",
  applications: DiscountApplication[],
  pricing: Pricing,
): void {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  applications.push(manualApplication(total, target, "line_item", pricing));
  const applicationIndex = applications.length - 1;
  lines.forEach((line, index) => {
    const amount = amounts[index] ?? 0;
    if (amount < 0 || discountOf(line).shop + amount > lineGross(line).shop) {
      refuse("A discount is between nothing and the price of its line");
    }
    if (amount > 0) line.allocations.push({ applicationIndex, amount: toBag(amount, pricing) });
  });
}

function manualApplication(
  amountMinor: number,
  targetSelection: "all" | "entitled",
  targetType: "line_item" | "shipping_line",
  pricing: Pricing,
): DiscountApplication {
  const line = targetSelection === "entitled" ? "product" : "order";
  return {
    kind: "manual",
    title: "Discount",
    code: null,
    discountId: null,
    value: formatMinor(amountMinor, pricing.currency),
    valueType: "fixed_amount",
    allocationMethod: "across",
    targetSelection,
    targetType,
    class: targetType === "shipping_line" ? "shipping" : line,
  };
}

function describeApplication(entry: AppliedDiscount, pricing: Pricing): DiscountApplication {
  const { discount, class: kind } = entry;
  return {
    kind: entry.code === null ? "automatic" : "discount_code",
    title: discount.title,
    code: entry.code,
    discountId: discount.id,
    ...describeValue(discount, pricing),
    targetSelection: kind === "product" ? "entitled" : "all",
    targetType: kind === "shipping" ? "shipping_line" : "line_item",
    class: kind,
  };
}

type ApplicationValue = Pick<DiscountApplication, "value" | "valueType" | "allocationMethod">;

/** Free shipping is written as all of the shipping's price. */
function describeValue({ value }: Discount, pricing: Pricing): ApplicationValue {
  if (value.kind === "free_shipping") {
    return { value: "100.0", valueType: "percentage", allocationMethod: "each" };
  }
  if (value.kind === "percentage") {
    const percent = formatMinor(applyRate(10_000, value.fraction), "EUR");
    return { value: percent, valueType: "percentage", allocationMethod: "across" };
  }
  return {
    value: formatMinor(value.amountMinor, pricing.currency),
    valueType: "fixed_amount",
    allocationMethod: value.eachItem ? "each" : "across",
  };
}

function toPriced(shop: Shop, line: OrderLine): PricedLine {
  return {
    variantId: line.variantId,
    productId: line.productId,
    collectionIds: line.productId ? collectionsOf(shop, line.productId).map(({ id }) => id) : [],
    giftCard: line.giftCard,
    priceMinor: line.price.shop,
    quantity: line.quantity,
  };
}

function taxLines(net: MoneyBag, pricing: Pricing): OrderLine["taxLines"] {
  const { numerator, denominator } = parseFraction(pricing.taxRate);
  if (numerator === 0n) return [];
  const below = pricing.taxesIncluded ? denominator + numerator : denominator;
  const amount = {
    shop: scale(net.shop, numerator, below),
    presentment: scale(net.presentment, numerator, below),
  };
  return [{ title: pricing.taxTitle, rate: pricing.taxRate, amount }];
}
