// Requests that provoke each recorded error of changing a discount on goods, and of discounts on
// shipping.

import type { Provocation } from "./recorded-error.ts";

const customer = "gid://shopify/Customer/1";
const collection = "gid://shopify/Collection/1";
const unknown = "gid://shopify/DiscountCodeNode/999999999999";

function query(root: string, input: string, type: string, id: string | null): string {
  const target = id === null ? "" : `id: "${id}", `;
  return `mutation Write($input: ${type}!) {
    ${root}(${target}${input}: $input) { codeDiscountNode { id } userErrors { field message code } }
  }`;
}

/** The discount that the test's shop has from the start. */
export const heldDiscount = "gid://shopify/DiscountCodeNode/77";

function update(input: Record<string, unknown>, id = heldDiscount): Provocation {
  const document = query(
    "discountCodeBasicUpdate",
    "basicCodeDiscount",
    "DiscountCodeBasicInput",
    id,
  );
  return { query: document, variables: { input } };
}

const gets = (customerGets: Record<string, unknown>) => update({ customerGets });

function shipping(change: Record<string, unknown>, id: string | null = null): Provocation {
  const root = `discountCodeFreeShipping${id === null ? "Create" : "Update"}`;
  const type = "DiscountCodeFreeShippingInput";
  const valid = {
    title: "Shipping",
    code: "SHIP",
    startsAt: "2026-01-01T00:00:00Z",
    destination: { all: true },
  };
  return {
    query: query(root, "freeShippingCodeDiscount", type, id),
    variables: { input: id === null ? { ...valid, ...change } : change },
  };
}

const twoContexts = { context: { all: "ALL" }, customerSelection: { all: true } };
const oneCountryTwice = { destination: { countries: { add: ["DE"], remove: ["DE"] } } };
const sameTag = { productDiscountsWithTagsOnSameCartLine: { add: ["sale"], remove: ["sale"] } };

export const discountUpdateProvocations: Record<string, Provocation> = {
  "only-one-of-context-or-customerselection-can-be-provided": update(twoContexts),
  "discountonquantity-field-is-only-permitted-with-bxgy-discounts": gets({
    value: { discountOnQuantity: { quantity: "1", effect: { percentage: 1 } } },
  }),
  "value-must-be-greater-than-1000000000000000000": gets({
    value: { discountAmount: { amount: "1000000000000000000" } },
  }),
  "discount-does-not-exist": update({ title: "New" }, unknown),
  "a-customer-id-is-present-in-add-and-remove-fields": update({
    context: { customers: { add: [customer], remove: [customer] } },
  }),
  "the-same-collection-id-is-both-add-and-remove-fields": gets({
    items: { collections: { add: [collection], remove: [collection] } },
  }),
  "a-discount-can-only-have-of-percentage-discountonquantity-or-discountamount": gets({
    value: { percentage: 0.1, discountAmount: { amount: "1" } },
  }),
};

export const shippingProvocations: Record<string, Provocation> = {
  "starts-at-cant-be-blank": shipping({ startsAt: null }),
  "title-cant-be-blank": shipping({ title: "" }),
  "code-cant-be-blank": shipping({ code: null }),
  "ends-at-needs-to-be-after-starts-at": shipping({ endsAt: "2025-01-01T00:00:00Z" }),
  "code-cannot-contain-newline-characters": shipping({ code: "A\nB" }),
  "only-one-of-context-or-customerselection-can-be-provided": shipping(twoContexts),
  "the-combineswith-settings-are-not-valid-for-the-discount-class": shipping({
    combinesWith: { shippingDiscounts: true },
  }),
  "code-is-too-short-minimum-is-1-character": shipping({ code: "" }),
  "a-country-code-is-present-in-add-and-remove-field": shipping(oneCountryTwice),
  "the-same-tag-is-present-and-remove-fields-of-productdiscountswithtagsonsamecartline": {
    query: query(
      "tagOverlap: discountCodeFreeShippingCreate",
      "freeShippingCodeDiscount",
      "DiscountCodeFreeShippingInput",
      null,
    ),
    variables: { input: { combinesWith: sameTag } },
  },
};

export const shippingUpdateProvocations: Record<string, Provocation> = {
  "only-one-of-context-or-customerselection-can-be-provided": shipping(twoContexts, heldDiscount),
  "a-country-code-is-present-in-add-and-remove-field": shipping(oneCountryTwice, heldDiscount),
};
