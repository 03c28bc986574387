// Rewards that are no discount code: money to keep, and what needs nothing to be made in Shopify.
import { z } from "zod";
import { localDateTime } from "./calendar-fields.ts";
import { shopifyId } from "./conditions.ts";
import { amountMinor, count, list, name } from "./fields.ts";
import { rewardBasics } from "./reward-basics.ts";

const MAX_EXPIRY_DAYS = 3_650;

const worth = amountMinor
  .refine((value) => value > 0n, "Enter more than zero")
  .describe("What it is worth, in minor units of the shop's currency");

const expiresAfterDays = count(1, MAX_EXPIRY_DAYS)
  .nullable()
  .default(null)
  .describe("How long it can be spent, in days of 24 hours; null for as long as they like");

export const storeCredit = z.object({
  ...rewardBasics,
  kind: z.literal("store_credit"),
  amountMinor: worth,
  expiresAfterDays,
});

export const giftCard = z.object({
  ...rewardBasics,
  kind: z.literal("gift_card"),
  amountMinor: worth,
  expiresAfterDays,
  recipient: z
    .enum(["self", "friend", "either"])
    .default("self")
    .describe("Whom it is for: the member, a friend to whom Shopify sends it, or as they choose"),
});

export const donation = z.object({
  ...rewardBasics,
  kind: z.literal("donation"),
  amountMinor: worth.describe("What the store gives, in minor units of the shop's currency"),
  cause: name.describe("To whom or for what the store gives it"),
});

export const experience = z.object({
  ...rewardBasics,
  kind: z.literal("experience"),
  place: name.describe("Where it takes place"),
  startsAt: localDateTime.describe("When it begins, on the shop's clock: no redemption after it"),
  endsAt: localDateTime
    .nullable()
    .default(null)
    .describe("When it ends, on the shop's clock; null where that is not said"),
});

export const exclusiveProduct = z.object({
  ...rewardBasics,
  kind: z.literal("exclusive_product"),
  productIds: list(shopifyId)
    .refine((ids) => ids.length > 0, "Name the product")
    .describe("Shopify's numbers of the products that the theme shows to who has it"),
  days: count(1, MAX_EXPIRY_DAYS)
    .nullable()
    .default(null)
    .describe("For how long, in days of 24 hours; null for good"),
});

export const earlyAccess = z.object({
  ...rewardBasics,
  kind: z.literal("early_access"),
  productIds: list(shopifyId).describe("Shopify's numbers of products"),
  collectionIds: list(shopifyId).describe("Shopify's numbers of collections"),
  until: localDateTime.describe(
    "When everybody sees them, on the shop's clock: no redemption after it",
  ),
});
