// The pieces of an order that carry money, as the Admin API tells them.
import { z } from "zod";

export const moneyFragment = `#graphql
  fragment Money on MoneyBag {
    shopMoney {
      amount
      currencyCode
    }
    presentmentMoney {
      amount
      currencyCode
    }
  }`;

/** Beside `moneyFragment`. */
export const allocationFragment = `#graphql
  fragment Allocation on DiscountAllocation {
    allocatedAmountSet {
      ...Money
    }
    discountApplication {
      __typename
      ... on DiscountCodeApplication {
        code
      }
    }
  }`;

/** Beside `moneyFragment` and `allocationFragment`. */
export const linesFragment = `#graphql
  fragment Lines on LineItemConnection {
    nodes {
      id
      product {
        id
      }
      variant {
        id
      }
      title
      quantity
      currentQuantity
      isGiftCard
      taxable
      requiresShipping
      sku
      vendor
      originalTotalSet {
        ...Money
      }
      discountAllocations {
        ...Allocation
      }
      taxLines {
        priceSet {
          ...Money
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }`;

const moneySchema = z.object({ amount: z.string(), currencyCode: z.string() });

export const moneyBagSchema = z.object({ shopMoney: moneySchema, presentmentMoney: moneySchema });
export type MoneyBag = z.output<typeof moneyBagSchema>;

const allocationsSchema = z.array(
  z.object({
    allocatedAmountSet: moneyBagSchema,
    discountApplication: z.object({ code: z.string().optional() }),
  }),
);
export type AllocationAnswer = z.output<typeof allocationsSchema>[number];

const namedSchema = z.object({ id: z.string() }).nullable();
const taxLinesSchema = z.array(z.object({ priceSet: moneyBagSchema }));

export const orderLineSchema = z.object({
  id: z.string(),
  product: namedSchema,
  variant: namedSchema,
  title: z.string(),
  quantity: z.int().nonnegative(),
  currentQuantity: z.int().nonnegative(),
  isGiftCard: z.boolean(),
  taxable: z.boolean(),
  requiresShipping: z.boolean(),
  sku: z.string().nullable(),
  vendor: z.string().nullable(),
  originalTotalSet: moneyBagSchema,
  discountAllocations: allocationsSchema,
  taxLines: taxLinesSchema,
});
export type OrderLineAnswer = z.output<typeof orderLineSchema>;

export const shippingLineSchema = z.object({
  isRemoved: z.boolean(),
  originalPriceSet: moneyBagSchema,
  discountAllocations: allocationsSchema,
  taxLines: taxLinesSchema,
});
