// How orders earn points: the base rate, what counts towards it, rules beside it, and their limits.
import { z } from "zod";
import { localDate } from "./calendar-fields.ts";
import { conditions, productCondition } from "./conditions.ts";
import {
  amountMinor,
  decimalAboveZero,
  decimalFromZero,
  id,
  list,
  name,
  pointsAboveZero,
  pointsLimit,
} from "./fields.ts";

export const bonusEffect = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("multiplier"),
      multiplier: decimalAboveZero.describe("Base points, times"),
    }),
    z.object({
      kind: z.literal("bonus_per_unit"),
      points: decimalAboveZero.describe("Extra points for each whole unit of the shop's currency"),
    }),
    z.object({
      kind: z.literal("bonus_per_item"),
      points: pointsAboveZero.describe("Extra points for each item"),
    }),
    z.object({
      kind: z.literal("bonus_per_order"),
      points: pointsAboveZero.describe("Extra points for the order"),
    }),
  ])
  .describe(
    "Base points times a multiplier; or extra points for each unit of the currency, for each item, or for the order",
  );

export const earningRule = z
  .object({
    id,
    name,
    addedOn: localDate.describe("Which of two rules is the newer, in the shop's calendar"),
    effect: bonusEffect,
    conditions: conditions.prefault({}),
  })
  .describe("More points for some orders, lines or members, at any time");

export const productMultiplier = z
  .object({
    id,
    products: productCondition,
    multiplier: decimalFromZero.describe("Base points of such lines, times"),
  })
  .describe("Lines of these products earn base points times this; zero for none");

export const stackings = ["best", "sum", "newest", "bonus_on_base"] as const;
export type Stacking = (typeof stackings)[number];

export const earning = z
  .object({
    pointsPerUnit: decimalFromZero
      .default("1")
      .describe(
        "Base points for each whole unit of the shop's currency; zero where rules and campaigns " +
          "alone add points",
      ),
    taxIncluded: z.boolean().default(true).describe("Whether tax counts"),
    shippingIncluded: z.boolean().default(false).describe("Whether shipping counts"),
    giftCardsIncluded: z
      .boolean()
      .default(false)
      .describe("Whether buying a gift card earns. What it later pays for is another setting"),
    discountsDeducted: z
      .boolean()
      .default(true)
      .describe("Whether discounts lower the amount that counts"),
    vouchersDeducted: z
      .boolean()
      .default(true)
      .describe("Whether loyalty vouchers lower the amount that counts, as other discounts do"),
    giftCardPaymentsIncluded: z
      .boolean()
      .default(true)
      .describe("Whether the part of an order that a gift card paid counts"),
    storeCreditPaymentsIncluded: z
      .boolean()
      .default(true)
      .describe("Whether the part of an order that store credit paid counts"),
    minimumOrderMinor: amountMinor
      .default(0n)
      .describe("The least amount that earns at all, in minor units of the shop's currency"),
    perOrderCap: pointsLimit.describe("The most points that one order can earn"),
    perDayCap: pointsLimit.describe("The most points a member earns with orders of one day"),
    perYearCap: pointsLimit.describe("The most points a member earns with orders of one year"),
    programBudget: pointsLimit.describe("The most points that all orders of a year can earn"),
    excludedProducts: productCondition.prefault({}).describe("Products that never earn"),
    productMultipliers: list(productMultiplier).describe("The first that names a line counts"),
    rules: list(earningRule).describe("Rules beside the base rate"),
    stacking: z
      .enum(stackings)
      .default("best")
      .describe(
        "When tier, rules and campaigns match together: the best alone, the newest alone, all " +
          "multiplied and added, or each counted on base points only",
      ),
  })
  .describe("How orders earn points");

export type BonusEffect = z.output<typeof bonusEffect>;
export type EarningRule = z.output<typeof earningRule>;
export type EarningTerms = z.output<typeof earning>;
