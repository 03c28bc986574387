// Code discounts: finding, ending, opening and deleting them.

import { createDiscountFromInput } from "./create-discount.ts";
import { metafieldFields } from "./metafields.ts";
import { moneyOf, plainFields, utc, utcOrNull } from "./money-values.ts";
import { fieldsOf, textOf, type Arguments, type Call, type FieldResolvers } from "../call.ts";
import { connect } from "../connections.ts";
import { gap, topLevel, userError } from "../errors.ts";
import {
  activateDiscount,
  countedUses,
  deactivateDiscount,
  deleteDiscount,
  discountClass,
  discountStatus,
  findDiscountByCode,
} from "../../actions/discounts.ts";
import type { Discount } from "../../model.ts";
import { gid, idOf } from "../../world.ts";

export const discountRoot = fieldsOf<unknown>({
  codeDiscountNode: (_source, args, call) => {
    const id = idOf("DiscountCodeNode", textOf(args, "id"));
    if (id === null) throw topLevel(`Invalid id: ${textOf(args, "id")}`, "RESOURCE_NOT_FOUND");
    return call.shop.discounts.get(id) ?? null;
  },
  codeDiscountNodeByCode: (_source, args, call) =>
    findDiscountByCode(call.shop, textOf(args, "code")) ?? null,
});

export const discountMutations = fieldsOf<unknown>({
  discountCodeBasicCreate: (_source, args, call) => createDiscountFromInput(args, call),
  discountCodeDeactivate: (_source, args, call) =>
    change(args, call, (discount) => deactivateDiscount(call.context, discount)),
  discountCodeActivate: (_source, args, call) =>
    change(args, call, (discount) => activateDiscount(call.context, discount)),
  discountCodeDelete: (_source, args, call) => {
    const discount = discountOf(args, call);
    if (!discount) return { deletedCodeDiscountId: null, userErrors: [missing()] };
    deleteDiscount(call.context, call.shop, discount);
    return { deletedCodeDiscountId: textOf(args, "id"), userErrors: [] };
  },
});

export const discountTypes: Record<string, FieldResolvers> = {
  DiscountCodeNode: fieldsOf<Discount>({
    id: (discount) => gid("DiscountCodeNode", discount.id),
    codeDiscount: (discount) => ({ ...discount, __typename: "DiscountCodeBasic" }),
    ...metafieldFields<Discount>((discount) => gid("DiscountCodeNode", discount.id)),
  }),
  DiscountCodeBasic: fieldsOf<Discount>({
    title: (discount) => discount.title,
    status: (discount, _args, call) => discountStatus(discount, call.context.now()),
    tags: (discount) => discount.tags,
    asyncUsageCount: (discount, _args, call) => countedUses(call.context, discount),
    usageLimit: (discount) => discount.usageLimit,
    appliesOncePerCustomer: (discount) => discount.appliesOncePerCustomer,
    recurringCycleLimit: (discount) => discount.recurringCycleLimit,
    startsAt: (discount) => utc(discount.startsAt),
    endsAt: (discount) => utcOrNull(discount.endsAt),
    createdAt: (discount) => utc(discount.createdAt),
    updatedAt: (discount) => utc(discount.updatedAt),
    discountClasses: (discount) => [discountClass(discount).toUpperCase()],
    codes: (discount, args) => connect([discount], args, (entry) => entry.redeemCodeId),
    codesCount: () => ({ count: 1, precision: "EXACT" }),
    combinesWith: (discount) => ({
      orderDiscounts: discount.combinesWith.order,
      productDiscounts: discount.combinesWith.product,
      shippingDiscounts: discount.combinesWith.shipping,
      productDiscountsWithTagsOnSameCartLine: null,
    }),
    context: (discount, _args, call) => contextOf(discount, call),
    customerGets: (discount) => discount,
    minimumRequirement: (discount, _args, call) => minimumOf(discount, call),
  }),
  DiscountRedeemCode: fieldsOf<Discount>({
    id: (discount) => gid("DiscountRedeemCode", discount.redeemCodeId),
    code: (discount) => discount.code,
    asyncUsageCount: (discount, _args, call) => countedUses(call.context, discount),
  }),
  DiscountCustomerGets: fieldsOf<Discount>({
    appliesOnOneTimePurchase: (discount) => discount.appliesOnOneTimePurchase,
    appliesOnSubscription: (discount) => discount.appliesOnSubscription,
    items: (discount) =>
      discount.items.kind === "all"
        ? { __typename: "AllDiscountItems", allItems: true }
        : gap("reading the selected items of a discount"),
    value: (discount, _args, call) => valueOf(discount, call),
  }),
  AllDiscountItems: plainFields("allItems"),
  DiscountAmount: plainFields("amount", "appliesOnEachItem"),
  DiscountPercentage: plainFields("percentage"),
  DiscountCustomers: plainFields("customers"),
  DiscountBuyerSelectionAll: plainFields("all"),
  DiscountMinimumSubtotal: plainFields("greaterThanOrEqualToSubtotal"),
  DiscountMinimumQuantity: plainFields("greaterThanOrEqualToQuantity"),
  DiscountCombinesWith: plainFields(
    "orderDiscounts",
    "productDiscounts",
    "shippingDiscounts",
    "productDiscountsWithTagsOnSameCartLine",
  ),
  DiscountCodeBasicCreatePayload: plainFields("codeDiscountNode", "userErrors"),
  DiscountCodeDeactivatePayload: plainFields("codeDiscountNode", "userErrors"),
  DiscountCodeActivatePayload: plainFields("codeDiscountNode", "userErrors"),
  DiscountCodeDeletePayload: plainFields("deletedCodeDiscountId", "userErrors"),
};

function change(args: Arguments, call: Call, apply: (discount: Discount) => void): unknown {
  const discount = discountOf(args, call);
  if (!discount) return { codeDiscountNode: null, userErrors: [missing()] };
  apply(discount);
  return { codeDiscountNode: discount, userErrors: [] };
}

function discountOf(args: Arguments, call: Call): Discount | undefined {
  return call.shop.discounts.get(idOf("DiscountCodeNode", textOf(args, "id")) ?? "");
}

function missing(): ReturnType<typeof userError> {
  return userError(["id"], "Code discount does not exist.", "INVALID");
}

function contextOf(discount: Discount, call: Call): unknown {
  const { buyers } = discount;
  if (buyers.kind === "all") return { __typename: "DiscountBuyerSelectionAll", all: "ALL" };
  if (buyers.kind === "segments") return gap("reading the segments of a discount");
  const customers = buyers.customerIds.flatMap((id) => call.shop.customers.get(id) ?? []);
  return { __typename: "DiscountCustomers", customers };
}

function valueOf(discount: Discount, call: Call): unknown {
  const { value } = discount;
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
