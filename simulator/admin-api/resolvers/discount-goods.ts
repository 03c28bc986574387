// What Shopify finds wrong with a discount's value, its goods and its minimum.

import {
  digitsOf,
  isGiven,
  type DiscountForm,
  type DiscountInputFields,
  type ItemsInput,
  type ValueInput,
} from "./discount-input.ts";
import type { Call } from "../call.ts";
import { userError, type UserError } from "../errors.ts";
import { findVariant } from "../../actions/products.ts";
import { parseFraction } from "../../money.ts";

const amountLimit = 10n ** 18n;
const quantityLimit = 2_147_483_647n;

export function checkValue(
  value: ValueInput | null | undefined,
  { root, hasCode }: DiscountForm,
): UserError[] {
  const at = (...rest: string[]): string[] => [root, "customerGets", "value", ...rest];
  if (isGiven(value?.discountOnQuantity)) {
    const message = "discountOnQuantity field is only permitted with bxgy discounts.";
    return [userError(at("discountOnQuantity"), message, "INVALID")];
  }
  const { percentage } = value ?? {};
  // A code may be worth nothing; what applies by itself may not.
  if (isGiven(percentage) && (percentage < 0 || percentage > 1 || (!hasCode && percentage === 0))) {
    return [
      userError(at("percentage"), "Value must be between 0.0 and 1.0", "VALUE_OUTSIDE_RANGE"),
    ];
  }
  const amount = value?.discountAmount?.amount;
  if (!isGiven(amount)) return [];
  const field = at("discountAmount", "amount");
  const isNegative = String(amount).startsWith("-");
  // Shopify keeps the value of an amount as a negative number, and words its limits accordingly.
  if (!hasCode && (isNegative || parseFraction(textOf(amount)).numerator === 0n)) {
    return [userError(field, "Value must be less than 0", "GREATER_THAN")];
  }
  if (isNegative) {
    return [userError(field, "Value must be less than or equal to 0", "LESS_THAN_OR_EQUAL_TO")];
  }
  if (wholeOf(amount) < amountLimit) return [];
  return [userError(field, `Value must be greater than -${amountLimit}`, "LESS_THAN")];
}

export function checkItems(
  items: ItemsInput | null | undefined,
  { root }: DiscountForm,
  { shop }: Call,
): UserError[] {
  const at = (...rest: string[]): string[] => [root, "customerGets", "items", ...rest];
  const products = digitsOf(items?.products?.productsToAdd);
  const variants = digitsOf(items?.products?.productVariantsToAdd);
  const collections = digitsOf(items?.collections?.add);
  if (collections.length > 0 && products.length + variants.length > 0) {
    const message = "Cannot entitle collections in combination with product variants or products";
    return [userError(at("collections", "add"), message, "CONFLICT")];
  }
  const invalid = (field: string[], kind: string, ids: string[], exists: (id: string) => boolean) =>
    ids
      .filter((id) => !exists(id))
      .map((id) => userError(at(...field), `${kind} with id: ${id} is invalid`, "INVALID"));
  return [
    ...invalid(
      ["products", "productsToAdd"],
      "Product",
      products,
      (id) => shop.products.get(id)?.deletedAt === null,
    ),
    ...invalid(
      ["products", "productVariantsToAdd"],
      "Product variant",
      variants,
      (id) => findVariant(shop, id)?.product.deletedAt === null,
    ),
    ...invalid(["collections", "add"], "Collection", collections, (id) => shop.collections.has(id)),
  ];
}

export function checkMinimum(input: DiscountInputFields, { root }: DiscountForm): UserError[] {
  const subtotal = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal;
  const quantity = input.minimumRequirement?.quantity?.greaterThanOrEqualToQuantity;
  const subtotalField = [root, "minimumRequirement", "subtotal", "greaterThanOrEqualToSubtotal"];
  const quantityField = [root, "minimumRequirement", "quantity", "greaterThanOrEqualToQuantity"];
  if (isGiven(subtotal) && isGiven(quantity)) {
    return [
      userError(
        subtotalField,
        "Minimum subtotal cannot be defined when minimum quantity is.",
        "CONFLICT",
      ),
      userError(
        quantityField,
        "Minimum quantity cannot be defined when minimum subtotal is.",
        "CONFLICT",
      ),
    ];
  }
  if (isGiven(subtotal) && wholeOf(subtotal) >= amountLimit) {
    const message = `Minimum subtotal must be less than ${amountLimit}`;
    return [userError(subtotalField, message, "LESS_THAN")];
  }
  if (isGiven(quantity) && wholeOf(quantity) >= quantityLimit) {
    const message = `Minimum quantity must be less than ${quantityLimit}`;
    return [userError(quantityField, message, "LESS_THAN")];
  }
  return [];
}

function wholeOf(amount: string | number): bigint {
  const { numerator, denominator } = parseFraction(
    typeof amount === "number" ? amount.toFixed(0) : amount,
  );
  return numerator / denominator;
}

function textOf(amount: string | number): string {
  return typeof amount === "number" ? amount.toFixed(8) : amount;
}
