// The input of discountCodeBasicCreate as it arrives, after the schema has checked its types.

type Decimal = string | number;

export type ItemsInput = {
  all?: boolean | null;
  products?: {
    productsToAdd?: string[] | null;
    productVariantsToAdd?: string[] | null;
  } | null;
  collections?: { add?: string[] | null; remove?: string[] | null } | null;
};

export type ValueInput = {
  percentage?: number | null;
  discountAmount?: { amount?: Decimal | null; appliesOnEachItem?: boolean | null } | null;
  discountOnQuantity?: unknown;
};

export type DiscountInputFields = {
  title?: string | null;
  code?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
  usageLimit?: number | null;
  appliesOncePerCustomer?: boolean | null;
  recurringCycleLimit?: number | null;
  tags?: string[] | null;
  context?: {
    all?: string | null;
    customers?: { add?: string[] | null; remove?: string[] | null } | null;
    customerSegments?: unknown;
    markets?: unknown;
  } | null;
  customerSelection?: {
    all?: boolean | null;
    customers?: { add?: string[] | null; remove?: string[] | null } | null;
    customerSegments?: unknown;
  } | null;
  customerGets?: {
    value?: ValueInput | null;
    items?: ItemsInput | null;
    appliesOnOneTimePurchase?: boolean | null;
    appliesOnSubscription?: boolean | null;
  } | null;
  minimumRequirement?: {
    subtotal?: { greaterThanOrEqualToSubtotal?: Decimal | null } | null;
    quantity?: { greaterThanOrEqualToQuantity?: Decimal | null } | null;
  } | null;
  combinesWith?: {
    orderDiscounts?: boolean | null;
    productDiscounts?: boolean | null;
    shippingDiscounts?: boolean | null;
    productDiscountsWithTagsOnSameCartLine?: {
      add?: string[] | null;
      remove?: string[] | null;
    } | null;
  } | null;
};
