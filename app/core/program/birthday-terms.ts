// Birthdays: what members are given, for how long they can have it, and what keeps one birthday
// from becoming several.
import { z } from "zod";
import { audience } from "./audience-terms.ts";
import { count, id, list, pointsAboveZero } from "./fields.ts";

export const MAX_WINDOW_DAYS = 60;
const MAX_BLACKOUT_DAYS = 365;
const MAX_MINIMUM_AGE = 100;
/** The month that most programs mean. */
const USUAL_BLACKOUT_DAYS = 30;
/** From this age on a person can agree to the use of their data in every country of Europe. */
const USUAL_MINIMUM_AGE = 16;

const points = pointsAboveZero.describe("The points that a member gets");
const rewardId = id.describe("The reward of the program that a member gets as a gift");

const gift = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("points"), points }),
    z.object({ kind: z.literal("reward"), rewardId }),
    z.object({ kind: z.literal("choice"), points, rewardId }),
  ])
  .describe("What members get: points, a reward, or what they choose of both");

const windowDays = count(1, MAX_WINDOW_DAYS);

export const birthday = z
  .object({
    gift,
    windowDays: windowDays
      .default(7)
      .describe("For how many days it can be had, from the birthday on: 1, 7 or 30, for example"),
    windowByTier: list(
      z.object({
        tierId: id.describe("The tier, by its id"),
        days: windowDays.describe("For how many days its members can have it"),
      }),
    ).describe("Tiers whose members can have it for longer, or shorter"),
    blackoutDays: count(1, MAX_BLACKOUT_DAYS)
      .default(USUAL_BLACKOUT_DAYS)
      .describe("How many days a birthday must lie behind the day on which the date was entered"),
    minimumAge: count(1, MAX_MINIMUM_AGE)
      .nullable()
      .default(USUAL_MINIMUM_AGE)
      .describe("Who is younger cannot enter a date of birth; null for no minimum"),
    audience: audience.prefault({}),
  })
  .describe("A gift for the member's birthday");

export type BirthdayTerms = z.output<typeof birthday>;
export type BirthdayGift = BirthdayTerms["gift"];
