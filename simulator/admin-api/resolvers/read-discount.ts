// From the checked input of a discount to what is written: all of a new one, or what a change
// names.

import {
  digitsOf,
  isGiven,
  type BuyersInput,
  type DiscountForm,
  type DiscountInputFields,
  type ItemsInput,
} from "./discount-input.ts";
import type { Call } from "../call.ts";
import { gap } from "../errors.ts";
import { UNSAID, type DiscountInput } from "../../actions/discounts.ts";
import type { DiscountBuyers, DiscountItems, DiscountValue, FreeShipping } from "../../model.ts";
import { minorDigits, parseFraction, scale } from "../../money.ts";

/** A new discount; what its input leaves out is as Shopify has it by default. */
export function readNewDiscount(
  input: DiscountInputFields,
  form: DiscountForm,
  call: Call,
): DiscountInput {
  return {
    title: "",
    code: form.hasCode ? (input.code ?? "") : null,
    startsAt: "",
    ...UNSAID,
    ...readChange(input, form, call),
    value: valueOf(input, form, call),
  };
}

/** What an input says; what it does not name is left out. */
export function readChange(
  input: DiscountInputFields,
  form: DiscountForm,
  call: Call,
): Partial<DiscountInput> {
  const { minimumRequirement, combinesWith, customerGets } = input;
  const purchases = form.isForShipping ? input : (customerGets ?? {});
  const buyers = input.context ?? input.customerSelection;
  const changesValue = form.isForShipping
    ? "destination" in input || "maximumShippingPrice" in input
    : isGiven(customerGets?.value);
  return {
    ...readHead(input, form),
    ...(isGiven(buyers) ? { buyers: buyersOf(buyers, form) } : {}),
    ...(changesValue ? { value: valueOf(input, form, call) } : {}),
    ...(isGiven(customerGets?.items) ? { items: itemsOf(customerGets.items, form) } : {}),
    ...("minimumRequirement" in input ? readMinimum(minimumRequirement, call) : {}),
    ...(isGiven(combinesWith)
      ? {
          combinesWith: {
            order: combinesWith.orderDiscounts ?? false,
            product: combinesWith.productDiscounts ?? false,
            shipping: combinesWith.shippingDiscounts ?? false,
          },
        }
      : {}),
    ...(isGiven(purchases.appliesOnOneTimePurchase)
      ? { appliesOnOneTimePurchase: purchases.appliesOnOneTimePurchase }
      : {}),
    ...(isGiven(purchases.appliesOnSubscription)
      ? { appliesOnSubscription: purchases.appliesOnSubscription }
      : {}),
  };
}

function readHead(input: DiscountInputFields, form: DiscountForm): Partial<DiscountInput> {
  const { title, code, startsAt, endsAt, usageLimit, appliesOncePerCustomer, tags } = input;
  return {
    ...(isGiven(title) ? { title } : {}),
    ...(form.hasCode && isGiven(code) ? { code } : {}),
    ...(isGiven(startsAt) ? { startsAt: new Date(startsAt).toISOString() } : {}),
    ...("endsAt" in input
      ? { endsAt: isGiven(endsAt) ? new Date(endsAt).toISOString() : null }
      : {}),
    ...("usageLimit" in input ? { usageLimit: usageLimit ?? null } : {}),
    ...(isGiven(appliesOncePerCustomer) ? { appliesOncePerCustomer } : {}),
    ...("recurringCycleLimit" in input
      ? { recurringCycleLimit: input.recurringCycleLimit ?? null }
      : {}),
    ...(isGiven(tags) ? { tags } : {}),
  };
}

function readMinimum(
  minimum: DiscountInputFields["minimumRequirement"],
  call: Call,
): Pick<DiscountInput, "minimumSubtotalMinor" | "minimumQuantity"> {
  const subtotal = minimum?.subtotal?.greaterThanOrEqualToSubtotal;
  const quantity = minimum?.quantity?.greaterThanOrEqualToQuantity;
  return {
    minimumSubtotalMinor: isGiven(subtotal) ? toMinor(subtotal, call) : null,
    minimumQuantity: isGiven(quantity) ? Number(quantity) : null,
  };
}

/** Customers and segments are added to and taken off those that are there. */
function buyersOf(input: BuyersInput, { existing }: DiscountForm): DiscountBuyers {
  if (isGiven(input.markets)) gap("markets");
  const now = existing?.buyers;
  if (isGiven(input.customers)) {
    const before = now?.kind === "customers" ? now.customerIds : [];
    return { kind: "customers", customerIds: changed(before, input.customers) };
  }
  if (isGiven(input.customerSegments)) {
    const before = now?.kind === "segments" ? now.segmentIds : [];
    return { kind: "segments", segmentIds: changed(before, input.customerSegments) };
  }
  return { kind: "all" };
}

function valueOf(input: DiscountInputFields, form: DiscountForm, call: Call): DiscountValue {
  if (form.isForShipping) return shippingOf(input, form, call);
  const value = input.customerGets?.value;
  if (isGiven(value?.percentage)) {
    return { kind: "percentage", fraction: plainDecimal(value.percentage) };
  }
  const amount = value?.discountAmount?.amount;
  if (!isGiven(amount)) return gap("a discount without a value");
  const eachItem = value?.discountAmount?.appliesOnEachItem ?? false;
  return { kind: "amount", amountMinor: toMinor(amount, call), eachItem };
}

function shippingOf(input: DiscountInputFields, form: DiscountForm, call: Call): FreeShipping {
  const { destination, maximumShippingPrice } = input;
  const now = form.existing?.value;
  const before: FreeShipping =
    now?.kind === "free_shipping"
      ? now
      : {
          kind: "free_shipping",
          countryCodes: null,
          includeRestOfWorld: false,
          maximumPriceMinor: null,
        };
  const price = isGiven(maximumShippingPrice) ? toMinor(maximumShippingPrice, call) : null;
  const maximumPriceMinor = "maximumShippingPrice" in input ? price : before.maximumPriceMinor;
  if (!isGiven(destination)) return { ...before, maximumPriceMinor };
  const { countries } = destination;
  if (destination.all || !isGiven(countries)) {
    return { ...before, countryCodes: null, includeRestOfWorld: false, maximumPriceMinor };
  }
  const kept = (before.countryCodes ?? []).filter((code) => !countries.remove?.includes(code));
  return {
    ...before,
    countryCodes: [...new Set([...kept, ...(countries.add ?? [])])],
    includeRestOfWorld: countries.includeRestOfWorld ?? false,
    maximumPriceMinor,
  };
}

function itemsOf(items: ItemsInput, { existing }: DiscountForm): DiscountItems {
  if (items.all) return { kind: "all" };
  const { products, collections } = items;
  const none = { productIds: [], variantIds: [], collectionIds: [] };
  const now = existing?.items.kind === "selected" ? existing.items : none;
  const adds =
    (products?.productsToAdd ?? []).length + (products?.productVariantsToAdd ?? []).length;
  // Collections and products take each other's place.
  const before = adds > 0 ? { ...now, collectionIds: [] } : now;
  const selected = {
    productIds: changed(before.productIds, {
      add: products?.productsToAdd,
      remove: products?.productsToRemove,
    }),
    variantIds: changed(before.variantIds, {
      add: products?.productVariantsToAdd,
      remove: products?.productVariantsToRemove,
    }),
    collectionIds: changed(before.collectionIds, collections ?? {}),
  };
  if ((collections?.add ?? []).length > 0) {
    return { kind: "selected", ...none, collectionIds: selected.collectionIds };
  }
  if (Object.values(selected).every((ids) => ids.length === 0)) gap("a discount without items");
  return { kind: "selected", ...selected };
}

function changed(
  before: string[],
  { add, remove }: { add?: string[] | null | undefined; remove?: string[] | null | undefined },
): string[] {
  const gone = digitsOf(remove);
  return [...new Set([...before.filter((id) => !gone.includes(id)), ...digitsOf(add)])];
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
