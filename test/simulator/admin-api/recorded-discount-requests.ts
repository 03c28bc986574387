// Requests that provoke each recorded error of discountCodeBasicCreate.

import type { Provocation } from "./recorded-error.ts";

const create = `mutation Create($input: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $input) {
    codeDiscountNode { id }
    userErrors { field message code }
  }
}`;

const validDiscount = {
  title: "Five off",
  code: "FIVE",
  startsAt: "2026-01-01T00:00:00Z",
  customerGets: {
    value: { discountAmount: { amount: "5.00", appliesOnEachItem: false } },
    items: { all: true },
  },
};

const customer = "gid://shopify/Customer/1";

/** The valid discount with some fields bent. */
function bent(change: Record<string, unknown>): Provocation {
  return { query: create, variables: { input: { ...validDiscount, ...change } } };
}

function gets(change: Record<string, unknown>): Provocation {
  return bent({ customerGets: { ...validDiscount.customerGets, ...change } });
}

const amountOf = (amount: unknown, more = {}) =>
  gets({ value: { discountAmount: { amount, ...more } } });

const items = (value: Record<string, unknown>) => gets({ items: value });

const minimum = (minimumRequirement: Record<string, unknown>) => bent({ minimumRequirement });

const products = (id: string) =>
  items({ products: { productsToAdd: [`gid://shopify/Product/${id}`] } });
const variants = (id: string) =>
  items({ products: { productVariantsToAdd: [`gid://shopify/ProductVariant/${id}`] } });
const collections = (id: string) =>
  items({ collections: { add: [`gid://shopify/Collection/${id}`] } });

const tagged = { productDiscountsWithTagsOnSameCartLine: { add: ["sale"] } };
export const discountProvocations: Record<string, Provocation> = {
  "starts-at-cannot-be-blank": bent({ startsAt: null }),
  "code-cannot-be-blank": bent({ code: null }),
  "minimum-subtotal-cannot-be-defined-when-minimum-quantity-is": minimum({
    subtotal: { greaterThanOrEqualToSubtotal: "1" },
    quantity: { greaterThanOrEqualToQuantity: "1" },
  }),
  "minimum-quantity-cannot-be-defined-when-minimum-subtotal-is": minimum({
    subtotal: { greaterThanOrEqualToSubtotal: "1" },
    quantity: { greaterThanOrEqualToQuantity: "1" },
  }),
  "cannot-entitle-collections-in-product-variants-or-products": items({
    collections: { add: ["gid://shopify/Collection/1"] },
    products: { productsToAdd: ["gid://shopify/Product/1"] },
  }),
  "usage-limit-must-be-greater-than-0": bent({ usageLimit: 0 }),
  "product-with-id-0-is-invalid": products("0"),
  "product-variant-with-id-0-is-invalid": variants("0"),
  "ends-at-needs-to-be-after-starts-at": bent({ endsAt: "2025-01-01T00:00:00Z" }),
  "code-cannot-contain-newline-characters": bent({ code: "A\nB" }),
  "product-with-id-999999999999-is-invalid": products("999999999999"),
  "product-variant-with-id-999999999999-is-invalid": variants("999999999999"),
  "collection-with-id-999999999999-is-invalid": collections("999999999999"),
  "collection-with-id-0-is-invalid": collections("0"),
  "only-one-of-context-or-customerselection-can-be-provided": bent({
    context: { all: "ALL" },
    customerSelection: { all: true },
  }),
  "discountonquantity-field-is-only-permitted-with-bxgy-discounts": gets({
    value: { discountOnQuantity: { quantity: "1", effect: { percentage: 1 } } },
  }),
  "combines-with-product-discounts-the-product-discount-class": bent({ combinesWith: tagged }),
  "minimum-quantity-must-be-less-than-2147483647": minimum({
    quantity: { greaterThanOrEqualToQuantity: "2147483647" },
  }),
  "minimum-subtotal-must-be-less-than-1000000000000000000": minimum({
    subtotal: { greaterThanOrEqualToSubtotal: "1000000000000000000" },
  }),
  "value-must-be-greater-than-1000000000000000000": amountOf("1000000000000000000"),
  "value-must-be-less-than-or-equal-to-0": amountOf("-5.00"),
  "the-shop-s-plan-does-not-allow-setting-productdiscountswithtagsonsamecartline": bent({
    combinesWith: tagged,
    customerGets: {
      ...validDiscount.customerGets,
      items: { products: { productsToAdd: ["gid://shopify/Product/1"] } },
    },
  }),
  "code-must-be-unique-please-try-a-different-code": bent({ code: "taken" }),
  "code-is-too-long-maximum-is-255-characters": bent({ code: "A".repeat(256) }),
  "code-is-too-short-minimum-is-1-character": bent({ code: "" }),
  "argument-basiccodediscount-on-field-null-expected-type-discountcodebasicinput": {
    query: `mutation DiscountCodeBasicCreateInlineNullInput {
          discountCodeBasicCreate(basicCodeDiscount: null) { userErrors { message } }
        }`,
  },
  "a-customer-id-is-add-and-remove-fields": bent({
    context: { customers: { add: [customer], remove: [customer] } },
  }),
  "the-same-collection-id-add-and-remove-fields": items({
    collections: { add: ["gid://shopify/Collection/1"], remove: ["gid://shopify/Collection/1"] },
  }),
  "a-discount-can-only-percentage-discountonquantity-or-discountamount": gets({
    value: { percentage: 0.1, discountAmount: { amount: "1" } },
  }),
  "the-same-tag-is-remove-fields-of-productdiscountswithtagsonsamecartline": {
    query: create.replace("discountCodeBasicCreate", "tagOverlap: discountCodeBasicCreate"),
    variables: {
      input: {
        ...validDiscount,
        combinesWith: {
          productDiscountsWithTagsOnSameCartLine: { add: ["sale"], remove: ["sale"] },
        },
      },
    },
  },
  "a-discount-cannot-have-or-customersavedsearches-is-specified": bent({
    customerSelection: { all: true, customers: { add: [customer] } },
  }),
  "a-discount-cannot-have-when-customersegments-is-specified": bent({
    customerSelection: { all: true, customerSegments: { add: ["gid://shopify/Segment/1"] } },
  }),
  "variable-input-of-type-amount-invalid-decimal-abc": amountOf("abc"),
  "variable-input-of-type-discountcodebasicinput-was-provided-invalid-value": {
    query: create,
    variables: { input: null },
  },
  "variable-input-of-type-not-defined-on-discountamountinput": amountOf("1", { each: true }),
  "variable-input-of-type-not-defined-on-discountamountinput-2": amountOf("1", { useEach: true }),
  "variable-input-of-type-not-defined-on-discountcustomerselectioninput": bent({
    customerSelection: { customerSavedSearches: {} },
  }),
  "value-must-be-between-0-0-and-1-0": gets({ value: { percentage: 1.5 } }),
};
