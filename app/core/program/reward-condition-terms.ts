// What decides whether and how often a member can have a reward, whatever the reward is. What is
// left empty asks nothing.
import { z } from "zod";
import { localDateTime } from "./calendar-fields.ts";
import { shopifyId, tag } from "./conditions.ts";
import { count, id, list, pointsAboveZero } from "./fields.ts";

const MOST_TIMES = 1_000;
const MOST_IN_STOCK = 999_999;

export const limitPeriods = ["day", "week", "month", "year", "ever"] as const;
/** Of the shop's calendar; weeks begin on Monday. */
export type LimitPeriod = (typeof limitPeriods)[number];

const limit = z.object({
  count: count(1, MOST_TIMES).describe("How many times"),
  period: z.enum(limitPeriods).describe("In which time, on the shop's calendar"),
});

export type RewardLimit = z.output<typeof limit>;

const drop = z.object({
  id,
  opensAt: localDateTime.describe("The first minute, on the shop's clock"),
  closesAt: localDateTime
    .nullable()
    .default(null)
    .describe("The first minute after it, on the shop's clock; null for no end"),
  stock: count(0, MOST_IN_STOCK)
    .nullable()
    .default(null)
    .describe("How many can be had in this drop alone; null for any number"),
});

export type RewardDrop = z.output<typeof drop>;

const audience = z
  .object({
    tierIds: list(id).describe("Only members in one of these tiers; empty for all"),
    customerTags: list(tag).describe("Only customers with any of these tags; empty for all"),
    segmentIds: list(shopifyId).describe("Only customers in any of these segments; empty for all"),
  })
  .describe("Who can have it; all that is given must be met");

export type RewardAudience = z.output<typeof audience>;

const tierPrice = z.object({
  tierId: id,
  points: pointsAboveZero.describe("What it costs members in this tier"),
});

export type TierPrice = z.output<typeof tierPrice>;

/** The settings that rewards of every kind have. */
export const rewardConditions = {
  stock: count(0, MOST_IN_STOCK)
    .nullable()
    .default(null)
    .describe("How many there are for all members together; null for any number"),
  drops: list(drop).describe("When it is on sale; empty for always"),
  limits: list(limit).describe("How often one member can have it; empty for as often as they like"),
  audience: audience.prefault({}),
  tierPrices: list(tierPrice).describe("Tiers whose members pay another price"),
};
