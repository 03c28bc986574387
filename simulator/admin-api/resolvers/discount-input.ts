// The input of the mutations that write discounts, after the schema has checked its types.

import type { Discount } from "../../model.ts";

type Decimal = string | number;

type Chosen = { add?: string[] | null; remove?: string[] | null };

export type ItemsInput = {
  all?: boolean | null;
  products?: {
    productsToAdd?: string[] | null;
    productVariantsToAdd?: string[] | null;
    productsToRemove?: string[] | null;
    productVariantsToRemove?: string[] | null;
  } | null;
  collections?: Chosen | null;
};

export type ValueInput = {
  percentage?: number | null;
  discountAmount?: { amount?: Decimal | null; appliesOnEachItem?: boolean | null } | null;
  discountOnQuantity?: unknown;
};

export type PurchasesInput = {
  appliesOnOneTimePurchase?: boolean | null;
  appliesOnSubscription?: boolean | null;
};

export type BuyersInput = {
  all?: string | boolean | null;
  customers?: Chosen | null;
  customerSegments?: Chosen | null;
  markets?: unknown;
};

export type DiscountInputFields = PurchasesInput & {
  title?: string | null;
  code?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
  usageLimit?: number | null;
  appliesOncePerCustomer?: boolean | null;
  recurringCycleLimit?: number | null;
  tags?: string[] | null;
  context?: BuyersInput | null;
  customerSelection?: BuyersInput | null;
  customerGets?: (PurchasesInput & { value?: ValueInput | null; items?: ItemsInput | null }) | null;
  minimumRequirement?: {
    subtotal?: { greaterThanOrEqualToSubtotal?: Decimal | null } | null;
    quantity?: { greaterThanOrEqualToQuantity?: Decimal | null } | null;
  } | null;
  combinesWith?: {
    orderDiscounts?: boolean | null;
    productDiscounts?: boolean | null;
    shippingDiscounts?: boolean | null;
    productDiscountsWithTagsOnSameCartLine?: Chosen | null;
  } | null;
  destination?: {
    all?: boolean | null;
    countries?: (Chosen & { includeRestOfWorld?: boolean | null }) | null;
  } | null;
  maximumShippingPrice?: Decimal | null;
};

/** Which kind of discount an input is for, and what it changes. */
export type DiscountForm = {
  /** The name of the input, which user errors begin with. */
  root: string;
  hasCode: boolean;
  isForShipping: boolean;
  /** Null: a new one is made. */
  existing: Discount | null;
};

export const codeBasic = { root: "basicCodeDiscount", hasCode: true, isForShipping: false };
export const codeFreeShipping = {
  root: "freeShippingCodeDiscount",
  hasCode: true,
  isForShipping: true,
};

export function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

/** The digits at the end of each global id. */
export function digitsOf(globalIds: string[] | null | undefined): string[] {
  return (globalIds ?? []).map((globalId) => globalId.split("/").at(-1) ?? "");
}
