// Discounts as the Admin API shows them, with a code or without.

import { metafieldFields } from "./metafields.ts";
import { moneyOf, plainFields, utc, utcOrNull } from "./money-values.ts";
import { fieldsOf, type Call, type FieldResolvers } from "../call.ts";
import { connect } from "../connections.ts";
import { gap } from "../errors.ts";
import { countedUses, discountClass, discountStatus, nodeIdOf } from "../../actions/discounts.ts";
import { findVariant } from "../../actions/products.ts";
import type { Discount } from "../../model.ts";
import { gid } from "../../world.ts";

/** What every kind of discount shows. */
const commonFields = fieldsOf<Discount>({
  title: (discount) => discount.title,
  status: (discount, _args, call) => discountStatus(discount, call.context.now()),
  tags: (discount) => discount.tags,
  asyncUsageCount: (discount, _args, call) => countedUses(call.context, discount),
  startsAt: (discount) => utc(discount.startsAt),
  endsAt: (discount) => utcOrNull(discount.endsAt),
  createdAt: (discount) => utc(discount.createdAt),
  updatedAt: (discount) => utc(discount.updatedAt),
  discountClasses: (discount) => [discountClass(discount).toUpperCase()],
  combinesWith: (discount) => ({
    orderDiscounts: discount.combinesWith.order,
    productDiscounts: discount.combinesWith.product,
    shippingDiscounts: discount.combinesWith.shipping,
    productDiscountsWithTagsOnSameCartLine: null,
  }),
  context: (discount, _args, call) => contextOf(discount, call),
  minimumRequirement: (discount, _args, call) => minimumOf(discount, call),
});

const codeFields = fieldsOf<Discount>({
  usageLimit: (discount) => discount.usageLimit,
  appliesOncePerCustomer: (discount) => discount.appliesOncePerCustomer,
  recurringCycleLimit: (discount) => discount.recurringCycleLimit,
  codes: (discount, args) => connect([discount], args, (entry) => entry.redeemCodeId),
  codesCount: () => ({ count: 1, precision: "EXACT" }),
});

const automaticFields = fieldsOf<Discount>({
  recurringCycleLimit: (discount) => discount.recurringCycleLimit ?? 1,
});

const shippingFields = fieldsOf<Discount>({
  appliesOnOneTimePurchase: (discount) => discount.appliesOnOneTimePurchase,
  appliesOnSubscription: (discount) => discount.appliesOnSubscription,
  destinationSelection: ({ value }) => {
    if (value.kind !== "free_shipping") return gap("the destination of a discount on goods");
    const { countryCodes, includeRestOfWorld } = value;
    return countryCodes === null
      ? { __typename: "DiscountCountryAll", allCountries: true }
      : { __typename: "DiscountCountries", countries: countryCodes, includeRestOfWorld };
  },
  maximumShippingPrice: ({ value }, _args, { shop }) =>
    value.kind === "free_shipping" && value.maximumPriceMinor !== null
      ? moneyOf(value.maximumPriceMinor, shop.currency)
      : null,
});

const goodsFields = fieldsOf<Discount>({ customerGets: (discount) => discount });

const nodeFields = fieldsOf<Discount>({
  id: (discount) => nodeIdOf(discount),
  ...metafieldFields<Discount>((discount) => nodeIdOf(discount)),
});

export const discountTypes: Record<string, FieldResolvers> = {
  DiscountNode: { ...nodeFields, ...fieldsOf<Discount>({ discount: typed }) },
  DiscountCodeNode: { ...nodeFields, ...fieldsOf<Discount>({ codeDiscount: typed }) },
  DiscountAutomaticNode: { ...nodeFields, ...fieldsOf<Discount>({ automaticDiscount: typed }) },
  DiscountCodeBasic: { ...commonFields, ...codeFields, ...goodsFields },
  DiscountCodeFreeShipping: { ...commonFields, ...codeFields, ...shippingFields },
  DiscountAutomaticBasic: { ...commonFields, ...automaticFields, ...goodsFields },
  DiscountAutomaticFreeShipping: { ...commonFields, ...automaticFields, ...shippingFields },
  DiscountRedeemCode: fieldsOf<Discount>({
    id: (discount) => gid("DiscountRedeemCode", discount.redeemCodeId),
    code: (discount) => discount.code,
    asyncUsageCount: (discount, _args, call) => countedUses(call.context, discount),
  }),
  DiscountCustomerGets: fieldsOf<Discount>({
    appliesOnOneTimePurchase: (discount) => discount.appliesOnOneTimePurchase,
    appliesOnSubscription: (discount) => discount.appliesOnSubscription,
    items: (discount) => itemsOf(discount),
    value: (discount, _args, call) => valueOf(discount, call),
  }),
  AllDiscountItems: plainFields("allItems"),
  DiscountProducts: fieldsOf<{ productIds: string[]; variantIds: string[] }>({
    products: ({ productIds }, args, { shop }) =>
      connect(
        productIds.flatMap((id) => shop.products.get(id) ?? []),
        args,
        (product) => product.id,
      ),
    productVariants: ({ variantIds }, args, { shop }) =>
      connect(
        variantIds.flatMap((id) => findVariant(shop, id)?.variant ?? []),
        args,
        (variant) => variant.id,
      ),
  }),
  DiscountCollections: fieldsOf<{ collectionIds: string[] }>({
    collections: ({ collectionIds }, args, { shop }) =>
      connect(
        collectionIds.flatMap((id) => shop.collections.get(id) ?? []),
        args,
        (collection) => collection.id,
      ),
  }),
  DiscountAmount: plainFields("amount", "appliesOnEachItem"),
  DiscountPercentage: plainFields("percentage"),
  DiscountCountryAll: plainFields("allCountries"),
  DiscountCountries: plainFields("countries", "includeRestOfWorld"),
  DiscountCustomers: plainFields("customers"),
  DiscountCustomerSegments: plainFields("segments"),
  DiscountBuyerSelectionAll: plainFields("all"),
  DiscountMinimumSubtotal: plainFields("greaterThanOrEqualToSubtotal"),
  DiscountMinimumQuantity: plainFields("greaterThanOrEqualToQuantity"),
  DiscountCombinesWith: plainFields(
    "orderDiscounts",
    "productDiscounts",
    "shippingDiscounts",
    "productDiscountsWithTagsOnSameCartLine",
  ),
};

function typed(discount: Discount): Discount & { __typename: string } {
  const method = discount.code === null ? "Automatic" : "Code";
  const kind = discount.value.kind === "free_shipping" ? "FreeShipping" : "Basic";
  return { ...discount, __typename: `Discount${method}${kind}` };
}

function contextOf({ buyers }: Discount, { shop }: Call): unknown {
  if (buyers.kind === "all") return { __typename: "DiscountBuyerSelectionAll", all: "ALL" };
  if (buyers.kind === "segments") {
    const segments = buyers.segmentIds.flatMap((id) => shop.segments.get(id) ?? []);
    return { __typename: "DiscountCustomerSegments", segments };
  }
  const customers = buyers.customerIds.flatMap((id) => shop.customers.get(id) ?? []);
  return { __typename: "DiscountCustomers", customers };
}

function itemsOf({ items }: Discount): unknown {
  if (items.kind === "all") return { __typename: "AllDiscountItems", allItems: true };
  const __typename = items.collectionIds.length > 0 ? "DiscountCollections" : "DiscountProducts";
  return { ...items, __typename };
}

function valueOf({ value }: Discount, call: Call): unknown {
  if (value.kind === "percentage") {
    return { __typename: "DiscountPercentage", percentage: Number(value.fraction) };
  }
  if (value.kind === "free_shipping") return gap("the value of a discount on shipping");
  return {
    __typename: "DiscountAmount",
    amount: moneyOf(value.amountMinor, call.shop.currency),
    appliesOnEachItem: value.eachItem,
  };
}

function minimumOf(discount: Discount, call: Call): unknown {
  if (discount.minimumSubtotalMinor !== null) {
    return {
      __typename: "DiscountMinimumSubtotal",
      greaterThanOrEqualToSubtotal: moneyOf(discount.minimumSubtotalMinor, call.shop.currency),
    };
  }
  if (discount.minimumQuantity === null) return null;
  return {
    __typename: "DiscountMinimumQuantity",
    greaterThanOrEqualToQuantity: String(discount.minimumQuantity),
  };
}
