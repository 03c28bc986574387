// Tiers: what members must reach to enter one, to keep it, and what it gives them.
import { z } from "zod";
import { MAX_AMOUNT_MINOR } from "../money/money.ts";
import {
  MAX_TIERS,
  amountMinor,
  count,
  daysBefore,
  decimalAboveZero,
  id,
  name,
  percent,
  pointsFromZero,
  wholeNumber,
  writable,
} from "./fields.ts";

/**
 * What is counted for tiers and cannot be spent. `spend` is in minor units of the shop's currency,
 * `balance` is what the member can spend at that moment; the others are numbers of things.
 */
export const counters = [
  "spend",
  "points",
  "orders",
  "items",
  "nights",
  "visits",
  "referrals",
  "events",
  "balance",
] as const;
export type Counter = (typeof counters)[number];

const threshold = z.object({
  counter: z.enum(counters).describe("What is counted"),
  atLeast: wholeNumber
    .refine((value) => value > 0n, "Enter more than zero")
    .refine((value) => value <= MAX_AMOUNT_MINOR, "This number is too large")
    .describe("How many, or how much in minor units of the shop's currency"),
});

export const requirement = z
  .object({
    anyOf: z
      .array(
        z.object({
          allOf: z
            .array(threshold)
            .max(5, "Use at most five thresholds")
            .describe("Thresholds of one way, all of which must be met"),
        }),
      )
      .min(1, "Give at least one way")
      .max(5, "Give at most five ways")
      .describe("Ways, of which one is enough"),
  })
  .describe("One of the ways must be met, with all its thresholds. An empty way asks nothing");

export const tierWindow = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("rolling"),
      months: count(1, 60).describe("The last months that count"),
    }),
    z.object({ kind: z.literal("calendar_year") }),
    z.object({ kind: z.literal("membership_year") }),
    z.object({ kind: z.literal("lifetime") }),
  ])
  .describe("Which past counts");

export const tierValidity = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("while_met") }),
    z.object({
      kind: z.literal("months"),
      months: count(1, 120).describe("Months from entering it"),
    }),
    z.object({
      kind: z.literal("rest_of_year"),
      furtherYears: count(0, 10)
        .default(1)
        .describe("Whole years after the one in which it is entered"),
    }),
    z.object({ kind: z.literal("forever") }),
  ])
  .describe(
    "How long a tier is kept at least: while its threshold is met, for months, for the rest of the year and further ones, or for ever",
  );

const perks = z
  .object({
    discountPercent: percent
      .nullable()
      .default(null)
      .describe("What comes off the goods of an order, in percent; null for nothing"),
    freeShipping: z.boolean().default(false).describe("Whether shipping costs nothing"),
    minimumSubtotalMinor: amountMinor
      .default(0n)
      .describe("The least subtotal of an order that gets them; zero for none"),
  })
  .describe("What its members get in the cart, without a code");

export const tier = z
  .object({
    id,
    name,
    entry: z
      .enum(["earned", "manual", "invitation"])
      .default("earned")
      .describe("Whether counters, your staff or an accepted invitation lead into it"),
    enter: requirement.nullable().default(null).describe("Only for tiers that are earned"),
    keep: requirement.nullable().default(null).describe("As for entering when left out"),
    earnMultiplier: decimalAboveZero.default("1").describe("Base points of its members, times"),
    entryPoints: pointsFromZero.default(0n).describe("Points given on entering it, once a year"),
    benefits: z
      .array(
        writable
          .trim()
          .min(1, "Enter a benefit, or leave it out")
          .max(120, "Use at most 120 characters"),
      )
      .max(10, "Use at most ten benefits")
      .default([])
      .describe("What members read about it"),
    perks: perks.prefault({}),
  })
  .describe("A status of members");

export const tiers = z
  .object({
    window: tierWindow.prefault({ kind: "calendar_year" }),
    qualifyingPoints: z
      .enum(["all", "base"])
      .default("all")
      .describe("Whether the counter `points` takes all points of an order, or base points only"),
    validity: tierValidity.prefault({ kind: "rest_of_year" }),
    downgrade: z
      .enum(["none", "one_step", "earned"])
      .default("earned")
      .describe("Where members fall who no longer meet a tier: nowhere, one tier, what they meet"),
    graceDays: count(0, 365).default(0).describe("Days between the end of a tier and the fall"),
    noticeDays: daysBefore.default([30]).describe("Days before a fall at which members hear"),
    crossingOrderEarnsNewRate: z
      .boolean()
      .default(false)
      .describe("Whether the order that reaches a tier already earns at its rate"),
    list: z
      .array(tier)
      .min(1, "Add at least one tier")
      .max(MAX_TIERS, `Use at most ${MAX_TIERS} tiers`)
      .describe("From the lowest to the highest"),
  })
  .describe("Tiers of members");

export type Threshold = z.output<typeof threshold>;
export type Requirement = z.output<typeof requirement>;
export type TierWindow = z.output<typeof tierWindow>;
export type TierValidity = z.output<typeof tierValidity>;
export type Tier = z.output<typeof tier>;
export type TierPerks = z.output<typeof perks>;
export type TierTerms = z.output<typeof tiers>;
