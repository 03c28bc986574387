// Rewards: what points can be turned into, kind by kind.
import { z } from "zod";
import { shopifyId } from "./conditions.ts";
import { isCountry } from "./countries.ts";
import { amountMinor, count, list, name, percent, pointsAboveZero } from "./fields.ts";
import { rewardBasics } from "./reward-basics.ts";
import {
  donation,
  earlyAccess,
  exclusiveProduct,
  experience,
  giftCard,
  storeCredit,
} from "./reward-giving-terms.ts";

export const MAX_REWARDS = 50;
const MAX_VALIDITY_DAYS = 3_650;
const MAX_MINIMUM_QUANTITY = 1_000;
const MAX_STEPS = 10_000;
const MANY_STEPS = 100;
const MAX_VARIANTS = 20;

const items = z
  .object({
    productIds: list(shopifyId).describe("Shopify's numbers of products"),
    variantIds: list(shopifyId).describe("Shopify's numbers of variants"),
    collectionIds: list(shopifyId).describe("Shopify's numbers of collections"),
  })
  .describe("What of an order the voucher takes something off; with nothing given, all of it");

const purchases = z
  .object({
    oneTime: z.boolean().default(true).describe("For what is bought once"),
    subscription: z.boolean().default(false).describe("For what is bought by subscription"),
  })
  .describe("Which purchases the voucher is for");

const combinesWith = z
  .object({
    order: z.boolean().default(false).describe("With other discounts of the order"),
    product: z.boolean().default(false).describe("With discounts of products"),
    shipping: z.boolean().default(true).describe("With discounts of shipping"),
  })
  .describe("Which other discounts may apply together with the voucher");

/** ISO 3166, as Shopify counts countries. */
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, {
    error: "Use a country's two capital letters, such as DE",
    abort: true,
  })
  .refine(isCountry, "Shopify knows no such country: use its code, such as DE");

/** What every voucher says, whatever it takes off. */
const voucher = {
  ...rewardBasics,
  minimumSubtotalMinor: amountMinor
    .default(0n)
    .describe("The least subtotal of an order that may use the voucher; zero for none"),
  minimumQuantity: count(0, MAX_MINIMUM_QUANTITY)
    .default(0)
    .describe("The least number of items in an order that may use the voucher; zero for none"),
  validityDays: z
    .number()
    .int("Enter whole days")
    .min(1, "Enter at least one day")
    .max(MAX_VALIDITY_DAYS, `Enter at most ${MAX_VALIDITY_DAYS} days`)
    .default(90)
    .describe("How long the voucher works, in days of 24 hours"),
  purchases: purchases.prefault({}),
};

/** What a voucher says that takes something off goods. */
const goodsVoucher = {
  ...voucher,
  items: items.prefault({}),
  combinesWith: combinesWith.prefault({}),
};

const amountOff = z.object({
  ...goodsVoucher,
  kind: z.literal("amount_off"),
  amountMinor: amountMinor
    .refine((value) => value > 0n, "Enter more than zero")
    .describe("What the voucher takes off, in minor units of the shop's currency"),
});

const percentageOff = z.object({
  ...goodsVoucher,
  kind: z.literal("percentage_off"),
  percent: percent.describe("What the voucher takes off, in percent"),
});

const pointsForMoney = z.object({
  ...goodsVoucher,
  kind: z.literal("points_for_money"),
  points: pointsAboveZero.describe("What a step costs"),
  amountPerStepMinor: amountMinor
    .refine((value) => value > 0n, "Enter more than zero")
    .describe("What the voucher takes off for each step, in minor units"),
  minSteps: count(1, MAX_STEPS).default(1).describe("The fewest steps at a time"),
  maxSteps: count(1, MAX_STEPS).default(MANY_STEPS).describe("The most steps at a time"),
  largestSharePercent: count(1, 100)
    .nullable()
    .default(null)
    .describe("The largest share of an order that it pays for, in percent; null for all of it"),
});

const freeShipping = z.object({
  ...voucher,
  kind: z.literal("free_shipping"),
  countries: list(country).describe("Codes of the countries that it ships to; empty for all"),
  maximumShippingMinor: amountMinor
    .default(0n)
    .describe("The dearest shipping that is free, in minor units; zero for any"),
  combinesWith: combinesWith
    .omit({ shipping: true })
    .describe("Which other discounts may apply together with the voucher")
    .prefault({}),
});

const freeProduct = z.object({
  ...voucher,
  kind: z.literal("free_product"),
  variantIds: list(shopifyId)
    .refine((ids) => ids.length > 0, "Name the variant that is free")
    .refine((ids) => ids.length <= MAX_VARIANTS, `Name at most ${MAX_VARIANTS} variants`)
    .describe("Shopify's numbers of the variants of which the member chooses one"),
  variantNames: list(name)
    .refine((names) => names.length <= MAX_VARIANTS, `Give at most ${MAX_VARIANTS} names`)
    .describe("What members read for each variant, in the same order"),
  combinesWith: combinesWith.prefault({}),
});

export const reward = z
  .discriminatedUnion("kind", [
    amountOff,
    percentageOff,
    pointsForMoney,
    freeShipping,
    freeProduct,
    storeCredit,
    giftCard,
    donation,
    experience,
    exclusiveProduct,
    earlyAccess,
  ])
  .describe("What points can be turned into");

export type Reward = z.output<typeof reward>;
export type RewardKind = Reward["kind"];
/** A reward that becomes a discount code. */
export type VoucherReward = Extract<Reward, { combinesWith: unknown }>;
/** A reward whose voucher takes something off goods. */
export type GoodsReward = Extract<Reward, { items: unknown }>;
/** One kind of reward. */
export type RewardOf<Kind extends RewardKind> = Extract<Reward, { kind: Kind }>;

type Basic = Exclude<keyof typeof rewardBasics, "points">;
type VoucherTerm = Exclude<keyof typeof goodsVoucher, keyof typeof rewardBasics>;
type WorthOf<Kind> = Kind extends Reward ? Omit<Kind, Basic | VoucherTerm> : never;
/** What a reward is and what it costs, without the terms of its voucher. */
export type RewardWorth = WorthOf<Reward>;

const notOfItsWorth: ReadonlySet<string> = new Set(
  [...Object.keys(rewardBasics), ...Object.keys(goodsVoucher)].filter((key) => key !== "points"),
);

/** What a reward is and what it costs. */
export function worthOf(reward: Reward): RewardWorth {
  const own = Object.entries(reward).filter(([key]) => !notOfItsWorth.has(key));
  // Taking settings away by their names is what the type says, which it cannot follow.
  return Object.fromEntries(own) as RewardWorth;
}
