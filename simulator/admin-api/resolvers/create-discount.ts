// discountCodeBasicCreate: from the checked input to a discount of the shop.

import { checkDiscount, refuseContradictions } from "./discount-checks.ts";
import type { DiscountInputFields, ItemsInput } from "./discount-input.ts";
import type { Arguments, Call } from "../call.ts";
import { gap } from "../errors.ts";
import { createDiscount } from "../../actions/discounts.ts";
import type { DiscountBuyers, DiscountItems, DiscountValue } from "../../model.ts";
import { minorDigits, parseFraction, scale } from "../../money.ts";

export function createDiscountFromInput(args: Arguments, call: Call): unknown {
  const input = args["basicCodeDiscount"] as DiscountInputFields;
  refuseContradictions(input);
  const userErrors = checkDiscount(input, call);
  if (userErrors.length > 0) return { codeDiscountNode: null, userErrors };
  const { minimumRequirement, combinesWith, customerGets } = input;
  const subtotal = minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal ?? null;
  const quantity = minimumRequirement?.quantity?.greaterThanOrEqualToQuantity ?? null;
  const discount = createDiscount(call.context, call.shop, {
    title: input.title ?? "",
    code: input.code ?? "",
    startsAt: new Date(input.startsAt ?? 0).toISOString(),
    endsAt: input.endsAt ? new Date(input.endsAt).toISOString() : null,
    usageLimit: input.usageLimit ?? null,
    appliesOncePerCustomer: input.appliesOncePerCustomer ?? false,
    buyers: buyersOf(input),
    value: valueOf(input, call),
    items: itemsOf(customerGets?.items),
    minimumSubtotalMinor: subtotal === null ? null : toMinor(subtotal, call),
    minimumQuantity: quantity === null ? null : Number(quantity),
    combinesWith: {
      order: combinesWith?.orderDiscounts ?? false,
      product: combinesWith?.productDiscounts ?? false,
      shipping: combinesWith?.shippingDiscounts ?? false,
    },
    appliesOnOneTimePurchase: customerGets?.appliesOnOneTimePurchase ?? true,
    appliesOnSubscription: customerGets?.appliesOnSubscription ?? false,
    recurringCycleLimit: input.recurringCycleLimit ?? null,
    tags: input.tags ?? [],
  });
  return { codeDiscountNode: discount, userErrors: [] };
}

function buyersOf(input: DiscountInputFields): DiscountBuyers {
  const { context, customerSelection } = input;
  if (context?.customerSegments || customerSelection?.customerSegments) gap("customer segments");
  if (context?.markets) gap("markets");
  const customers = context?.customers?.add ?? customerSelection?.customers?.add;
  if (!customers) return { kind: "all" };
  return { kind: "customers", customerIds: customers.map(lastPart) };
}

function valueOf(input: DiscountInputFields, call: Call): DiscountValue {
  const value = input.customerGets?.value;
  if (typeof value?.percentage === "number") {
    return { kind: "percentage", fraction: plainDecimal(value.percentage) };
  }
  const amount = value?.discountAmount?.amount;
  if (amount === null || amount === undefined) return gap("a discount without a value");
  const eachItem = value?.discountAmount?.appliesOnEachItem ?? false;
  return { kind: "amount", amountMinor: toMinor(amount, call), eachItem };
}

function itemsOf(items: ItemsInput | null | undefined): DiscountItems {
  if (items?.all) return { kind: "all" };
  const selected = {
    productIds: (items?.products?.productsToAdd ?? []).map(lastPart),
    variantIds: (items?.products?.productVariantsToAdd ?? []).map(lastPart),
    collectionIds: (items?.collections?.add ?? []).map(lastPart),
  };
  if (Object.values(selected).every((ids) => ids.length === 0)) gap("a discount without items");
  return { kind: "selected", ...selected };
}

/** Amounts finer than the currency are rounded to it. */
function toMinor(amount: string | number, call: Call): number {
  const text = typeof amount === "number" ? plainDecimal(amount) : amount;
  const { numerator, denominator } = parseFraction(text);
  const unit = 10n ** BigInt(minorDigits(call.shop.currency));
  return scale(1, numerator * unit, denominator);
}

function plainDecimal(number: number): string {
  return number.toFixed(8).replace(/\.?0+$/, "");
}

function lastPart(globalId: string): string {
  return globalId.split("/").at(-1) ?? "";
}
