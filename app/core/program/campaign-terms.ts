// Campaigns: more points for a while, on the shop's calendar and clock.
import { z } from "zod";
import { clockTime, localDateTime } from "./calendar-fields.ts";
import { conditions } from "./conditions.ts";
import { bonusEffect } from "./earning-terms.ts";
import { count, id, name, pointsLimit } from "./fields.ts";

/** Monday is 1, Sunday is 7 (ISO 8601). */
const weekday = count(1, 7);

/** When something runs for a while. */
export const campaignTimes = {
  startsAt: localDateTime.describe("The first minute, on the shop's clock"),
  endsAt: localDateTime.describe("The first minute after it, on the shop's clock"),
  weekdays: z
    .array(weekday)
    .max(7, "Give each weekday once")
    .default([])
    .describe("Only these, Monday 1; empty for all"),
  hours: z
    .object({
      from: clockTime.describe("The first minute of each day"),
      until: clockTime.describe("The first minute of each day after it"),
    })
    .nullable()
    .default(null)
    .describe("Only between these times of each day; until 00:00 for the end of the day"),
};

export const campaign = z
  .object({
    id,
    name,
    ...campaignTimes,
    effect: bonusEffect,
    conditions: conditions.prefault({}),
    optIn: z
      .boolean()
      .default(false)
      .describe("Only for members who joined it before they ordered"),
    budget: pointsLimit.describe("The most points that the campaign gives to all together"),
    perMemberLimit: pointsLimit.describe("The most points that it gives to one member"),
  })
  .describe("More points for a while. The order's moment of placement decides");

export type Campaign = z.output<typeof campaign>;
/** When a campaign runs, whatever it gives. */
export type CampaignTimes = Pick<Campaign, keyof typeof campaignTimes>;
