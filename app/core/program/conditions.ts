// What an earning rule or campaign asks of an order and of its lines. What is left empty asks
// nothing.
import { z } from "zod";
import { amountMinor, id, list, writable } from "./fields.ts";
import { membershipCondition } from "./membership-terms.ts";

export const shopifyId = z.string().regex(/^\d{1,20}$/, "Use Shopify's number, digits only");
export const tag = writable.trim().min(1, "Enter a tag").max(255, "Use at most 255 characters");

export const productCondition = z
  .object({
    productIds: list(shopifyId).describe("Shopify's numbers of products"),
    variantIds: list(shopifyId).describe("Shopify's numbers of variants"),
    collectionIds: list(shopifyId).describe("Shopify's numbers of collections"),
    tags: list(tag).describe("Product tags, without regard to case"),
  })
  .describe("Products that match any of these; with nothing given, none is named");

export const channels = ["online", "pos", "other"] as const;
/** `online` is the online store and the Shop app, `pos` Shopify's point of sale. */
export type Channel = (typeof channels)[number];

export const conditions = z
  .object({
    products: productCondition.prefault({}).describe("Only these products; empty for all"),
    excludedProducts: productCondition.prefault({}).describe("Not these products"),
    channels: list(z.enum(channels)).describe("Only orders of these channels; empty for all"),
    tiers: list(id).describe("Only members in these tiers; empty for all"),
    customerTags: list(tag).describe("Only customers with any of these tags; empty for all"),
    segmentIds: list(shopifyId).describe("Only customers in any of these segments; empty for all"),
    members: membershipCondition,
    minimumOrderMinor: amountMinor
      .default(0n)
      .describe("The least amount that counts, in minor units of the shop's currency"),
  })
  .describe("When it applies; all that is given must be met");

export type ProductCondition = z.output<typeof productCondition>;
export type Conditions = z.output<typeof conditions>;
