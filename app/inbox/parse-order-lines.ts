// The lines of an order's payload: what is sold, for how much, and how much of it is left.
import { z } from "zod";
import type { AmountMinor } from "../core/money/money.ts";
import type {
  CodeDiscount,
  Exchange,
  LineKind,
  OrderLine,
  OrderShipping,
  Refund,
} from "../core/orders/order-state.ts";
import { ZERO, add, multiply, rational } from "../core/points/rational.ts";
import {
  decimalField,
  idField,
  listOf,
  moneySetField,
  readPrice,
  readQuantity,
  requireCurrency,
} from "./payload-fields.ts";
import type { MoneySet } from "./payload-fields.ts";
import { PayloadProblem } from "./payload-problem.ts";

const allocationField = z.object({
  amount: decimalField.nullish(),
  amount_set: moneySetField.nullish(),
  discount_application_index: z.int().nonnegative().nullish(),
});
type Allocations = z.output<typeof allocationField>[];

/** The code behind each of the order's discounts, by its place; null for discounts without one. */
export type DiscountCodes = readonly (string | null)[];

const taxField = z.object({ price: decimalField.nullish(), price_set: moneySetField.nullish() });

export const lineField = z.object({
  id: idField,
  product_id: idField.nullish(),
  variant_id: idField.nullish(),
  title: z.string().nullish(),
  quantity: z.int(),
  current_quantity: z.int().nullish(),
  price: decimalField.nullish(),
  price_set: moneySetField.nullish(),
  gift_card: z.boolean().nullish(),
  taxable: z.boolean().nullish(),
  requires_shipping: z.boolean().nullish(),
  discount_allocations: listOf(allocationField),
  tax_lines: listOf(taxField),
  tip: z.unknown().optional(),
  tip_payment_gateway: z.unknown().optional(),
  tip_payment_method: z.unknown().optional(),
});
type LineFields = z.output<typeof lineField>;

export const shippingField = z.object({
  price: decimalField.nullish(),
  price_set: moneySetField.nullish(),
  discount_allocations: listOf(allocationField),
  tax_lines: listOf(taxField),
  is_removed: z.boolean().nullish(),
});
type ShippingFields = z.output<typeof shippingField>;

/** What the rest of the payload says about its lines. */
export interface LineContext {
  readonly currency: string;
  /** Those of the same payload, used where it does not say what is left. */
  readonly refunds: readonly Refund[];
  readonly codes: DiscountCodes;
}

/** Lines as ordered. */
export function readLines(lines: readonly LineFields[], context: LineContext): OrderLine[] {
  const seen = new Set<string>();
  return lines.map((line, index) => {
    if (seen.has(line.id)) throw new PayloadProblem("duplicate_line", `line_items.${index}.id`);
    seen.add(line.id);
    return readLine(line, context, `line_items.${index}`);
  });
}

function readLine(
  line: LineFields,
  { currency, refunds, codes }: LineContext,
  path: string,
): OrderLine {
  const quantity = readQuantity(line.quantity, `${path}.quantity`);
  const left = Math.max(quantity - refundedUnits(refunds, line.id), 0);
  return {
    id: line.id,
    productId: line.product_id ?? null,
    variantId: line.variant_id ?? null,
    kind: kindOf(line),
    quantity,
    currentQuantity: readQuantity(line.current_quantity ?? left, `${path}.current_quantity`),
    gross: multiply(priceOf(line, currency, path), rational(BigInt(quantity))),
    discount: discountOf(line, currency, path),
    codeDiscounts: codeDiscountsOf(line.discount_allocations, codes, currency, path),
    tax: taxOf(line, currency, path),
  };
}

function refundedUnits(refunds: readonly Refund[], lineId: string): number {
  return refunds
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((units, { quantity }) => units + quantity, 0);
}

/**
 * Shopify writes a tip as a line without product, variant, tax and shipping, named so in every
 * language setting.
 */
function kindOf(line: LineFields): LineKind {
  if (line.gift_card === true) return "gift_card";
  const marked = line.tip || line.tip_payment_gateway || line.tip_payment_method;
  const bare = !line.product_id && !line.variant_id && !line.taxable && !line.requires_shipping;
  return marked || (bare && line.title === "Tip") ? "tip" : "product";
}

/** All shipping together; shipping that an edit took off the order does not count. */
export function readShipping(
  lines: readonly ShippingFields[],
  { currency, codes }: LineContext,
): OrderShipping {
  const kept = lines.filter((line) => line.is_removed !== true);
  const total = (part: (line: ShippingFields) => AmountMinor): AmountMinor =>
    kept.map(part).reduce(add, ZERO);
  return {
    gross: total((line) => priceOf(line, currency, "shipping_lines")),
    discount: total((line) => discountOf(line, currency, "shipping_lines")),
    codeDiscounts: codeDiscountsOf(
      kept.flatMap((line) => line.discount_allocations),
      codes,
      currency,
      "shipping_lines",
    ),
    tax: total((line) => taxOf(line, currency, "shipping_lines")),
  };
}

/**
 * Prices of all lines in both currencies; null where there is only one, or a payload without both.
 */
export function readExchange(
  lines: readonly LineFields[],
  currency: string,
  presentmentCurrency: string,
): Exchange | null {
  if (requireCurrency(presentmentCurrency, "presentment_currency") === currency) return null;
  let shop = ZERO;
  let presentment = ZERO;
  for (const { quantity, price_set: set } of lines) {
    if (!set?.presentment_money) return null;
    const units = rational(BigInt(Math.max(quantity, 0)));
    const price = readPrice(set.presentment_money.amount, presentmentCurrency, "line_items");
    shop = add(shop, multiply(priceInShopMoney(set, currency, "line_items"), units));
    presentment = add(presentment, multiply(price, units));
  }
  return { presentmentCurrency, shop, presentment };
}

function priceOf(
  { price, price_set: set }: Pick<LineFields, "price" | "price_set">,
  currency: string,
  path: string,
): AmountMinor {
  if (set) return priceInShopMoney(set, currency, `${path}.price_set`);
  if (price === null || price === undefined) {
    throw new PayloadProblem("missing_field", `${path}.price`);
  }
  return readPrice(price, currency, `${path}.price`);
}

function discountOf(
  { discount_allocations: allocations }: Pick<LineFields, "discount_allocations">,
  currency: string,
  path: string,
): AmountMinor {
  return allocations.map((part) => allocated(part, currency, path)).reduce(add, ZERO);
}

function allocated(
  { amount, amount_set: set }: Allocations[number],
  currency: string,
  path: string,
): AmountMinor {
  const field = `${path}.discount_allocations`;
  return set ? priceInShopMoney(set, currency, field) : readPrice(amount ?? "0", currency, field);
}

/** Each code once, in the order of the payload. */
function codeDiscountsOf(
  allocations: Allocations,
  codes: DiscountCodes,
  currency: string,
  path: string,
): CodeDiscount[] {
  const amounts = new Map<string, AmountMinor>();
  for (const part of allocations) {
    const code = codes[part.discount_application_index ?? -1];
    if (!code) continue;
    amounts.set(code, add(amounts.get(code) ?? ZERO, allocated(part, currency, path)));
  }
  return [...amounts].map(([code, amount]) => ({ code, amount }));
}

function taxOf(
  { tax_lines: taxes }: Pick<LineFields, "tax_lines">,
  currency: string,
  path: string,
): AmountMinor {
  const field = `${path}.tax_lines`;
  return taxes
    .map(({ price, price_set: set }) =>
      set ? priceInShopMoney(set, currency, field) : readPrice(price ?? "0", currency, field),
    )
    .reduce(add, ZERO);
}

function priceInShopMoney(
  { shop_money: money }: MoneySet,
  currency: string,
  path: string,
): AmountMinor {
  if (money.currency_code !== currency) throw new PayloadProblem("currency_mismatch", path);
  return readPrice(money.amount, currency, path);
}
