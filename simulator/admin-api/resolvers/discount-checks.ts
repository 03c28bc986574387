// What Shopify finds wrong with the input of a discount, in its codes and sentences.

import { checkItems, checkMinimum, checkValue } from "./discount-goods.ts";
import {
  digitsOf,
  isGiven,
  type DiscountForm,
  type DiscountInputFields,
} from "./discount-input.ts";
import type { Call } from "../call.ts";
import { userError, type UserError } from "../errors.ts";
import { findDiscountByCode } from "../../actions/discounts.ts";

const maximumTextLength = 255;

export function checkDiscount(
  input: DiscountInputFields,
  form: DiscountForm,
  call: Call,
): UserError[] {
  return [
    ...checkTexts(input, form, call),
    ...checkDates(input, form),
    ...checkLimits(input, form),
    ...checkPurchases(input, form, call),
    ...checkValue(input.customerGets?.value, form),
    ...checkItems(input.customerGets?.items, form, call),
    ...checkMinimum(input, form),
    ...checkBuyers(input, form, call),
    ...checkCombinations(input, form),
  ];
}

/** A change need not repeat what it leaves as it is. */
function isAsked(input: DiscountInputFields, form: DiscountForm, name: string): boolean {
  return form.existing === null || name in input;
}

function checkTexts(input: DiscountInputFields, form: DiscountForm, call: Call): UserError[] {
  const errors: UserError[] = [];
  const add = (field: string, message: string, code: string): void => {
    errors.push(userError([form.root, field], message, code));
  };
  const { title } = input;
  if (isAsked(input, form, "title")) {
    if (!isGiven(title) || title.trim() === "") add("title", "Title can't be blank", "BLANK");
    else if (title.length > maximumTextLength) {
      add("title", `Title is too long (maximum is ${maximumTextLength} characters)`, "TOO_LONG");
    }
  }
  if (form.hasCode && isAsked(input, form, "code")) {
    const finding = findingOfCode(input.code, form, call);
    if (finding) add("code", ...finding);
  }
  return errors;
}

function findingOfCode(
  code: string | null | undefined,
  form: DiscountForm,
  call: Call,
): [message: string, code: string] | null {
  if (!isGiven(code) || (code !== "" && code.trim() === "")) {
    return ["Code can't be blank", "BLANK"];
  }
  if (code === "") return ["Code is too short (minimum is 1 character)", "TOO_SHORT"];
  if (code.length > maximumTextLength) {
    return [`Code is too long (maximum is ${maximumTextLength} characters)`, "TOO_LONG"];
  }
  if (/[\r\n]/.test(code)) return ["Code cannot contain newline characters.", "INVALID"];
  const holder = findDiscountByCode(call.shop, code);
  const isTaken = holder !== undefined && holder !== form.existing;
  return isTaken ? ["Code must be unique. Please try a different code.", "TAKEN"] : null;
}

function checkDates(input: DiscountInputFields, form: DiscountForm): UserError[] {
  const startsAt = "startsAt" in input ? input.startsAt : form.existing?.startsAt;
  const endsAt = "endsAt" in input ? input.endsAt : form.existing?.endsAt;
  if (!isGiven(startsAt)) {
    return [userError([form.root, "startsAt"], "Starts at can't be blank", "BLANK")];
  }
  if (!isGiven(endsAt) || Date.parse(endsAt) > Date.parse(startsAt)) return [];
  return [userError([form.root, "endsAt"], "Ends at needs to be after starts_at", "INVALID")];
}

function checkLimits({ usageLimit }: DiscountInputFields, { root }: DiscountForm): UserError[] {
  if (!isGiven(usageLimit) || usageLimit > 0) return [];
  return [userError([root, "usageLimit"], "Usage limit must be greater than 0", "GREATER_THAN")];
}

/** A shop that sells no subscriptions refuses every word about them. */
function checkPurchases(input: DiscountInputFields, form: DiscountForm, call: Call): UserError[] {
  const skipsThis = form.isForShipping && !form.hasCode;
  if (call.shop.sellsSubscriptions || skipsThis) return [];
  const purchases: object = (form.isForShipping ? input : input.customerGets) ?? {};
  const path = form.isForShipping ? [form.root] : [form.root, "customerGets"];
  const refused = (field: string[], name: string): UserError =>
    userError(
      field,
      `${name} field is not permitted without the shop using subscriptions.`,
      "INVALID",
    );
  return [
    ...("appliesOnSubscription" in purchases
      ? [refused([...path, "appliesOnSubscription"], "applies_on_subscription")]
      : []),
    ...("appliesOnOneTimePurchase" in purchases
      ? [refused([...path, "appliesOnOneTimePurchase"], "applies_on_one_time_purchase")]
      : []),
    ...("recurringCycleLimit" in input
      ? [refused([form.root, "recurringCycleLimit"], "recurring_cycle_limit")]
      : []),
  ];
}

function checkBuyers(input: DiscountInputFields, form: DiscountForm, call: Call): UserError[] {
  const { root } = form;
  if (isGiven(input.context) && isGiven(input.customerSelection)) {
    const message = "Only one of context or customerSelection can be provided.";
    return [userError([root, "context"], message, "INVALID")];
  }
  const where = isGiven(input.context) ? "context" : "customerSelection";
  const { customers, customerSegments } = input.context ?? input.customerSelection ?? {};
  const missing = (kind: string, field: string, ids: string[], known: Map<string, unknown>) =>
    ids
      .filter((id) => !known.has(id))
      .map((id) =>
        userError([root, where, field, "add"], `${kind} with id: ${id} is invalid`, "INVALID"),
      );
  return [
    ...missing("Customer", "customers", digitsOf(customers?.add), call.shop.customers),
    ...missing("Segment", "customerSegments", digitsOf(customerSegments?.add), call.shop.segments),
  ];
}

function checkCombinations(input: DiscountInputFields, form: DiscountForm): UserError[] {
  const { combinesWith, customerGets } = input;
  const field = [form.root, "combinesWith"];
  const invalid = "The combinesWith settings are not valid for the discount class.";
  if (form.isForShipping && combinesWith?.shippingDiscounts) {
    return [userError(field, invalid, "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS")];
  }
  if (!isGiven(combinesWith?.productDiscountsWithTagsOnSameCartLine)) return [];
  const onLine = [...field, "productDiscountsWithTagsOnSameCartLine"];
  if (form.isForShipping || customerGets?.items?.all) {
    return [
      userError(
        onLine,
        "Combines with product discounts with tags on same cart line is only valid for " +
          "discounts with the PRODUCT discount class",
        "INVALID_PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_FOR_DISCOUNT_CLASS",
      ),
    ];
  }
  return [
    userError(
      onLine,
      "The shop's plan does not allow setting `productDiscountsWithTagsOnSameCartLine`.",
      "PRODUCT_DISCOUNTS_WITH_TAGS_ON_SAME_CART_LINE_NOT_ENTITLED",
    ),
  ];
}
