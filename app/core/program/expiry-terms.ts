// When earned points become spendable, and when they end.
import { z } from "zod";
import { monthDay } from "./calendar-fields.ts";
import { MAX_TIERS, count, daysBefore, id } from "./fields.ts";

export const pending = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("none") }),
    z.object({ kind: z.literal("days"), days: count(1, 365).describe("Days after payment") }),
    z.object({
      kind: z.literal("fulfilment"),
      days: count(0, 365).default(0).describe("Days after fulfilment"),
    }),
    z.object({
      kind: z.literal("delivery"),
      days: count(0, 365).default(0).describe("Days after delivery"),
      atLatestDays: count(1, 365)
        .default(60)
        .describe("Days after payment by which no delivery is waited for any more"),
    }),
  ])
  .describe(
    "When points of an order become spendable: at once, days after payment, after fulfilment, or " +
      "after delivery and at the latest some days after payment",
  );

/** Ten years, in each unit. */
const MAX_COUNTS = { days: 3_650, months: 120, years: 10 } as const;

export const length = z
  .object({
    unit: z.enum(["days", "months", "years"]).describe("What is counted, on the shop's calendar"),
    count: count(1, MAX_COUNTS.days).describe("How many of them, at most ten years"),
  })
  .refine((value) => value.count <= MAX_COUNTS[value.unit], {
    error: "Enter at most ten years",
    path: ["count"],
  })
  .describe("A length of time on the shop's calendar");

export const roundings = ["day", "month", "quarter", "year"] as const;
const roundTo = z.enum(roundings).default("day").describe("Points live to the end of this period");

/** What a member does that keeps a balance alive. */
export const activities = ["order", "redemption", "action"] as const;
/** An action is what a way to earn rewarded, anniversaries left out. */
export type Activity = (typeof activities)[number];

export const expiryPolicy = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("never") }),
  z.object({ kind: z.literal("age"), length, roundTo }),
  z.object({
    kind: z.literal("inactivity"),
    length,
    roundTo,
    activities: z
      .array(z.enum(activities))
      .min(1, "Choose at least one kind of activity")
      .refine(
        (chosen) => chosen.length === 0 || chosen.some((activity) => activity !== "action"),
        "Let orders or redemptions count, too: not every member finds something else to do",
      )
      .default(["order", "redemption"])
      .describe("What keeps the balance alive"),
  }),
  z.object({
    kind: z.literal("fixed_dates"),
    dates: z
      .array(monthDay)
      .min(1, "Give at least one date")
      .max(12, "Give at most twelve dates")
      .describe("Last days on which points can be spent, each year"),
    leastAge: length.nullable().default(null).describe("Younger points wait for the next date"),
  }),
]);

export const expiry = z
  .object({
    policy: expiryPolicy.prefault({ kind: "never" }).describe("When points of members end"),
    byTier: z
      .array(
        z.object({
          tierId: id.describe("The tier whose members have other terms"),
          policy: expiryPolicy.describe("When their points end"),
        }),
      )
      .max(MAX_TIERS, `Use at most ${MAX_TIERS} tiers`)
      .default([])
      .describe("Other terms for members in some tiers"),
    appliesTo: z
      .enum(["new_points", "all_points"])
      .default("new_points")
      .describe("Whether points that were earned before this version keep their terms"),
    warningDays: daysBefore.default([30, 7]).describe("Days before the end at which members hear"),
  })
  .describe("When points end");

export type Pending = z.output<typeof pending>;
export type CalendarLength = z.output<typeof length>;
export type PeriodRounding = (typeof roundings)[number];
export type ExpiryPolicy = z.output<typeof expiryPolicy>;
export type ExpiryTerms = z.output<typeof expiry>;
