// Rewards that the night issues by itself: once there are points enough, or on days of the year.
import { z } from "zod";
import { monthDay } from "./calendar-fields.ts";
import { count, pointsFromZero } from "./fields.ts";

const MOST_DATES = 12;
const MOST_TIMES = 1_000;

const mostPerYear = count(1, MOST_TIMES)
  .nullable()
  .default(null)
  .describe("How often in a calendar year; null for as often as the points allow");

export const autoIssue = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("threshold"),
      keep: pointsFromZero.default(0n).describe("Points that the member is left with at least"),
      mostPerYear,
    }),
    z.object({
      kind: z.literal("dates"),
      dates: z
        .array(monthDay)
        .min(1, "Give at least one date")
        .max(MOST_DATES, `Give at most ${MOST_DATES} dates`)
        .describe("Days of each year on which it is issued, on the shop's calendar"),
      most: count(1, MOST_TIMES)
        .nullable()
        .default(null)
        .describe("How often on each of them; null for as often as the points allow"),
      mostPerYear,
    }),
  ])
  .nullable()
  .default(null)
  .describe("Whether the night issues it by itself; null for only when a member asks for it");

export type AutoIssueTerms = NonNullable<z.output<typeof autoIssue>>;
