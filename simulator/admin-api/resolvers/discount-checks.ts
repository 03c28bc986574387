// What Shopify finds wrong with the input of discountCodeBasicCreate, in its codes and sentences.

import type { DiscountInputFields, ItemsInput, ValueInput } from "./discount-input.ts";
import type { Call } from "../call.ts";
import { topLevel, userError, type UserError } from "../errors.ts";
import { findDiscountByCode } from "../../actions/discounts.ts";
import { findVariant } from "../../actions/products.ts";
import { parseFraction } from "../../money.ts";

const root = "basicCodeDiscount";
const maximumTextLength = 255;
const amountLimit = 10n ** 18n;
const quantityLimit = 2_147_483_647n;

/** Contradictions that end the whole request instead of becoming user errors. */
export function refuseContradictions(input: DiscountInputFields): void {
  const bad = (message: string): never => {
    throw topLevel(message, "BAD_REQUEST");
  };
  const value = input.customerGets?.value;
  const kinds = [value?.percentage, value?.discountOnQuantity, value?.discountAmount];
  if (kinds.filter(isGiven).length > 1) {
    bad("A discount can only have one of percentage, discountOnQuantity or discountAmount.");
  }
  const customers = input.context?.customers ?? input.customerSelection?.customers;
  if (overlap(customers?.add, customers?.remove)) {
    bad("A customer id is present in `add` and `remove` fields");
  }
  const collections = input.customerGets?.items?.collections;
  if (overlap(collections?.add, collections?.remove)) {
    bad("The same Collection id is present in both 'add' and 'remove' fields");
  }
  const tags = input.combinesWith?.productDiscountsWithTagsOnSameCartLine;
  if (overlap(tags?.add, tags?.remove)) {
    bad(
      "The same tag is present in both `add` and `remove` fields of " +
        "`productDiscountsWithTagsOnSameCartLine`.",
    );
  }
  const selection = input.customerSelection;
  if (selection?.all && selection.customers) {
    bad(
      "A discount cannot have customerSelection set to all, " +
        "when customers or customerSavedSearches is specified.",
    );
  }
  if (selection?.all && selection.customerSegments) {
    bad("A discount cannot have customerSelection set to all, when customerSegments is specified.");
  }
}

export function checkDiscount(input: DiscountInputFields, call: Call): UserError[] {
  return [
    ...checkTexts(input, call),
    ...checkDates(input),
    ...checkLimits(input),
    ...checkValue(input.customerGets?.value),
    ...checkItems(input.customerGets?.items, call),
    ...checkMinimum(input),
    ...checkBuyers(input, call),
    ...checkTagsOnLine(input),
  ];
}

function checkTexts(input: DiscountInputFields, call: Call): UserError[] {
  const errors: UserError[] = [];
  const add = (field: string, message: string, code: string): void => {
    errors.push(userError([root, field], message, code));
  };
  const { title, code } = input;
  if (!isGiven(title) || title.trim() === "") add("title", "Title can't be blank", "BLANK");
  else if (title.length > maximumTextLength) {
    add("title", `Title is too long (maximum is ${maximumTextLength} characters)`, "TOO_LONG");
  }
  if (!isGiven(code)) add("code", "Code can't be blank", "BLANK");
  else if (code === "") add("code", "Code is too short (minimum is 1 character)", "TOO_SHORT");
  else if (code.length > maximumTextLength) {
    add("code", `Code is too long (maximum is ${maximumTextLength} characters)`, "TOO_LONG");
  } else if (/[\r\n]/.test(code)) add("code", "Code cannot contain newline characters.", "INVALID");
  else if (findDiscountByCode(call.shop, code)) {
    add("code", "Code must be unique. Please try a different code.", "TAKEN");
  }
  return errors;
}

function checkDates(input: DiscountInputFields): UserError[] {
  const { startsAt, endsAt } = input;
  if (!isGiven(startsAt))
    return [userError([root, "startsAt"], "Starts at can't be blank", "BLANK")];
  if (!isGiven(endsAt) || Date.parse(endsAt) > Date.parse(startsAt)) return [];
  return [userError([root, "endsAt"], "Ends at needs to be after starts_at", "INVALID")];
}

function checkLimits(input: DiscountInputFields): UserError[] {
  const { usageLimit } = input;
  if (!isGiven(usageLimit) || usageLimit > 0) return [];
  return [userError([root, "usageLimit"], "Usage limit must be greater than 0", "GREATER_THAN")];
}

function checkValue(value: ValueInput | null | undefined): UserError[] {
  const at = (...rest: string[]): string[] => [root, "customerGets", "value", ...rest];
  if (isGiven(value?.discountOnQuantity)) {
    const message = "discountOnQuantity field is only permitted with bxgy discounts.";
    return [userError(at("discountOnQuantity"), message, "INVALID")];
  }
  const { percentage } = value ?? {};
  if (isGiven(percentage) && (percentage < 0 || percentage > 1)) {
    return [
      userError(at("percentage"), "Value must be between 0.0 and 1.0", "VALUE_OUTSIDE_RANGE"),
    ];
  }
  const amount = value?.discountAmount?.amount;
  if (!isGiven(amount)) return [];
  const field = at("discountAmount", "amount");
  // Shopify keeps the value of an amount as a negative number, and words its limits accordingly.
  if (String(amount).startsWith("-")) {
    return [userError(field, "Value must be less than or equal to 0", "LESS_THAN_OR_EQUAL_TO")];
  }
  if (wholeOf(amount) < amountLimit) return [];
  return [userError(field, `Value must be greater than -${amountLimit}`, "LESS_THAN")];
}

function checkItems(items: ItemsInput | null | undefined, call: Call): UserError[] {
  const at = (...rest: string[]): string[] => [root, "customerGets", "items", ...rest];
  const products = items?.products?.productsToAdd ?? [];
  const variants = items?.products?.productVariantsToAdd ?? [];
  const collections = items?.collections?.add ?? [];
  if (collections.length > 0 && products.length + variants.length > 0) {
    const message = "Cannot entitle collections in combination with product variants or products";
    return [userError(at("collections", "add"), message, "CONFLICT")];
  }
  const { shop } = call;
  const invalid = (field: string[], kind: string, ids: string[], exists: (id: string) => boolean) =>
    ids
      .map((globalId) => globalId.split("/").at(-1) ?? "")
      .filter((id) => !exists(id))
      .map((id) => userError(at(...field), `${kind} with id: ${id} is invalid`, "INVALID"));
  return [
    ...invalid(["products", "productsToAdd"], "Product", products, (id) => shop.products.has(id)),
    ...invalid(
      ["products", "productVariantsToAdd"],
      "Product variant",
      variants,
      (id) => findVariant(shop, id) !== undefined,
    ),
    ...invalid(["collections", "add"], "Collection", collections, (id) => shop.collections.has(id)),
  ];
}

function checkMinimum(input: DiscountInputFields): UserError[] {
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

function checkBuyers(input: DiscountInputFields, call: Call): UserError[] {
  if (isGiven(input.context) && isGiven(input.customerSelection)) {
    const message = "Only one of context or customerSelection can be provided.";
    return [userError([root, "context"], message, "INVALID")];
  }
  const where = isGiven(input.context) ? "context" : "customerSelection";
  const customers = input.context?.customers ?? input.customerSelection?.customers;
  return (customers?.add ?? [])
    .map((globalId) => globalId.split("/").at(-1) ?? "")
    .filter((id) => !call.shop.customers.has(id))
    .map((id) =>
      userError([root, where, "customers", "add"], `Customer with id: ${id} is invalid`, "INVALID"),
    );
}

function checkTagsOnLine(input: DiscountInputFields): UserError[] {
  const tags = input.combinesWith?.productDiscountsWithTagsOnSameCartLine;
  if (!isGiven(tags)) return [];
  const field = [root, "combinesWith", "productDiscountsWithTagsOnSameCartLine"];
  if (input.customerGets?.items?.all) {
    return [
      userError(
        field,
        "Combines with product discounts with tags on same cart line is only valid for " +
          "discounts with the PRODUCT discount class",
        "INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_FOR_DISCOUNT_CLASS",
      ),
    ];
  }
  return [
    userError(
      field,
      "The shop's plan does not allow setting `productDiscountsWithTagsOnSameCartLine`.",
      "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED",
    ),
  ];
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

function overlap(left: string[] | null | undefined, right: string[] | null | undefined): boolean {
  return (left ?? []).some((item) => (right ?? []).includes(item));
}

function wholeOf(amount: string | number): bigint {
  const text = typeof amount === "number" ? amount.toFixed(0) : amount;
  const { numerator, denominator } = parseFraction(text);
  return numerator / denominator;
}
