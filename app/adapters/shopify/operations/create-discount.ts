// Creates a code that one customer can use once. Repeating it is harmless: the code is unique in
// the shop, so a second create is refused as taken and the caller looks whose it is.
import { z } from "zod";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

/** Amounts are decimal text in the shop's currency; percentages decimal text such as 12.5. */
export type DiscountValue =
  | { kind: "amount"; amount: string }
  | { kind: "percentage"; percent: string }
  /** To all countries where none is named, at any price where there is no maximum. */
  | { kind: "free_shipping"; countries: readonly string[]; maximum: string | null };

export interface DiscountInput {
  title: string;
  code: string;
  tags: readonly string[];
  customerGid: string;
  value: DiscountValue;
  /** What an order must come to; null for nothing. */
  minimum: { subtotal: string } | { quantity: number } | null;
  /**
   * Shopify's numbers of what it is for: products and variants, or collections. None for all; null
   * for shipping.
   */
  items: {
    productIds: readonly string[];
    variantIds: readonly string[];
    collectionIds: readonly string[];
  } | null;
  purchases: { oneTime: boolean; subscription: boolean };
  combinesWith: { order: boolean; product: boolean; shipping: boolean };
  startsAt: Date;
  endsAt: Date | null;
}

const operation = `#graphql
  mutation CreateDiscount($discount: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }`;

const shippingOperation = `#graphql
  mutation CreateShippingDiscount($discount: DiscountCodeFreeShippingInput!) {
    discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
      codeDiscountNode {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }`;

const payload = z
  .object({
    codeDiscountNode: z.object({ id: z.string() }).nullable(),
    userErrors: userErrorsSchema,
  })
  .nullable();
const schema = z.union([
  z.object({ discountCodeBasicCreate: payload }),
  z.object({ discountCodeFreeShippingCreate: payload }),
]);

export type CreateDiscountAnswer = AdminAnswer<{ discountGid: string }> | { outcome: "taken" };

export async function createDiscount(
  admin: AdminGraphql,
  input: DiscountInput,
  signal?: AbortSignal,
): Promise<CreateDiscountAnswer> {
  const { value } = input;
  const isShipping = value.kind === "free_shipping";
  const discount = isShipping
    ? { ...commonVariables(input), ...shippingVariables(input, value) }
    : { ...commonVariables(input), ...goodsVariables(input, value) };
  const asked = { operation: isShipping ? shippingOperation : operation, variables: { discount } };
  const answer = await askAdmin(admin, { ...asked, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const [payload = null] = Object.values(answer.data);
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  if (payload.userErrors.some((error) => error.code === "TAKEN")) return { outcome: "taken" };
  const refusal = refusalOf(payload.userErrors);
  if (refusal !== null) return refusal;
  const discountGid = payload.codeDiscountNode?.id;
  if (discountGid === undefined) return { outcome: "unknown", reason: "empty_payload" };
  return { outcome: "ok", data: { discountGid } };
}

function commonVariables(input: DiscountInput): Record<string, unknown> {
  return {
    title: input.title,
    code: input.code,
    tags: input.tags,
    startsAt: input.startsAt.toISOString(),
    endsAt: input.endsAt?.toISOString() ?? null,
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { customers: { add: [input.customerGid] } },
    ...minimumVariables(input.minimum),
  };
}

type ShippingValue = Extract<DiscountValue, { kind: "free_shipping" }>;
type GoodsValue = Exclude<DiscountValue, ShippingValue>;

function goodsVariables(input: DiscountInput, value: GoodsValue): Record<string, unknown> {
  return {
    customerGets: {
      value: valueVariables(value),
      items: itemVariables(input.items),
      ...purchaseVariables(input.purchases),
    },
    combinesWith: {
      orderDiscounts: input.combinesWith.order,
      productDiscounts: input.combinesWith.product,
      shippingDiscounts: input.combinesWith.shipping,
    },
  };
}

/** Shopify refuses every word about other shipping discounts here. */
function shippingVariables(input: DiscountInput, value: ShippingValue): Record<string, unknown> {
  const { countries, maximum } = value;
  return {
    destination: countries.length === 0 ? { all: true } : { countries: { add: countries } },
    ...(maximum !== null && { maximumShippingPrice: maximum }),
    ...purchaseVariables(input.purchases),
    combinesWith: {
      orderDiscounts: input.combinesWith.order,
      productDiscounts: input.combinesWith.product,
    },
  };
}

function valueVariables(value: GoodsValue): Record<string, unknown> {
  // Shopify wants a fraction of one.
  if (value.kind === "percentage") return { percentage: Number(`${value.percent}e-2`) };
  return { discountAmount: { amount: value.amount, appliesOnEachItem: false } };
}

/**
 * A discount is for one-time purchases unless it says otherwise, and a shop that sells no
 * subscriptions refuses every word about them.
 */
function purchaseVariables(purchases: DiscountInput["purchases"]): Record<string, boolean> {
  if (!purchases.subscription) return {};
  return { appliesOnOneTimePurchase: purchases.oneTime, appliesOnSubscription: true };
}

function minimumVariables(minimum: DiscountInput["minimum"]): Record<string, unknown> {
  if (minimum === null) return {};
  const minimumRequirement =
    "subtotal" in minimum
      ? { subtotal: { greaterThanOrEqualToSubtotal: minimum.subtotal } }
      : { quantity: { greaterThanOrEqualToQuantity: String(minimum.quantity) } };
  return { minimumRequirement };
}

function itemVariables(items: DiscountInput["items"]): Record<string, unknown> {
  if (items === null) return { all: true };
  const { productIds, variantIds, collectionIds } = items;
  if (collectionIds.length > 0) return { collections: { add: gids("Collection", collectionIds) } };
  if (productIds.length === 0 && variantIds.length === 0) return { all: true };
  return {
    products: {
      productsToAdd: gids("Product", productIds),
      productVariantsToAdd: gids("ProductVariant", variantIds),
    },
  };
}

function gids(type: string, ids: readonly string[]): string[] {
  return ids.map((id) => `gid://shopify/${type}/${id}`);
}
