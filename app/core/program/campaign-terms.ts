// Campaigns: more points for a while, on the shop's calendar and clock.
import { z } from "zod";
import { conditions } from "./conditions.ts";
import { bonusEffect } from "./earning-terms.ts";
import { id, name, pointsLimit } from "./fields.ts";

const localDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Enter a date and time such as 2026-03-01T09:00");
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Enter a time such as 18:00");

/** Monday is 1, Sunday is 7 (ISO 8601). */
const weekday = z.number().int().min(1).max(7);

export const campaign = z
  .object({
    id,
    name,
    startsAt: localDateTime.describe("The first minute, on the shop's clock"),
    endsAt: localDateTime.describe("The first minute after it, on the shop's clock"),
    weekdays: z.array(weekday).max(7).default([]).describe("Only these, Monday 1; empty for all"),
    hours: z
      .object({ from: clockTime, until: clockTime })
      .nullable()
      .default(null)
      .describe("Only between these times of each day; until 00:00 for the end of the day"),
    effect: bonusEffect,
    conditions: conditions.prefault({}),
    budget: pointsLimit.describe("The most points that the campaign gives to all together"),
    perMemberLimit: pointsLimit.describe("The most points that it gives to one member"),
  })
  .describe("More points for a while. The order's moment of placement decides");

export type Campaign = z.output<typeof campaign>;
