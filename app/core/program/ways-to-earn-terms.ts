// Ways to earn points without an order: what a member does, or what comes round each year.
import { z } from "zod";
import { audience } from "./audience-terms.ts";
import { count, id, name, pointsAboveZero, writable } from "./fields.ts";

export const MAX_WAYS_TO_EARN = 30;
const MAX_DAYS = 3_650;
const MAX_PENDING_DAYS = 365;
const MOST_TIMES = 1_000;
const MAX_ADDRESS_CHARACTERS = 500;

export const socialNetworks = [
  "instagram",
  "facebook",
  "tiktok",
  "youtube",
  "x",
  "pinterest",
  "threads",
  "other",
] as const;
export type SocialNetwork = (typeof socialNetworks)[number];

export const wayPeriods = ["ever", "year", "month", "day"] as const;
/** Of the shop's calendar. */
export type WayPeriod = (typeof wayPeriods)[number];

const common = {
  id,
  name,
  points: pointsAboveZero.describe("The points that it gives"),
  audience: audience.prefault({}),
  pendingDays: count(0, MAX_PENDING_DAYS)
    .default(0)
    .describe("Days after which its points can be spent; 0 for at once"),
};

const limits = {
  limit: z
    .object({
      times: count(1, MOST_TIMES).describe("How many times"),
      per: z.enum(wayPeriods).describe("In which time, on the shop's calendar"),
    })
    .nullable()
    .default(null)
    .describe("How often one member earns by it; null for as often as it happens"),
  coolDownDays: count(0, MAX_DAYS)
    .default(0)
    .describe("Days after which it earns again; 0 for at once"),
};

/** What the store's own page on a network is: opened by members, so nothing but the web. */
const address = writable
  .trim()
  .max(MAX_ADDRESS_CHARACTERS, `Use at most ${MAX_ADDRESS_CHARACTERS} characters`)
  .regex(
    /^https:\/\/[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?$/i,
    "Enter an address that begins with https://",
  );

export const eventName = z
  .string()
  .regex(
    /^[a-z0-9_-]{1,40}$/,
    "Use lower-case letters, digits, hyphens and underscores, at most 40",
  );

export const wayToEarn = z
  .discriminatedUnion("trigger", [
    z.object({ trigger: z.literal("account"), ...common }),
    z.object({ trigger: z.literal("newsletter"), ...common }),
    z.object({ trigger: z.literal("sms"), ...common }),
    z.object({ trigger: z.literal("anniversary"), ...common }),
    z.object({
      trigger: z.literal("social"),
      network: z.enum(socialNetworks).describe("Where the store is followed"),
      url: address.describe("The store's page there"),
      ...common,
    }),
    z.object({ trigger: z.literal("review"), ...common, ...limits }),
    z.object({ trigger: z.literal("survey"), ...common, ...limits }),
    z.object({ trigger: z.literal("check_in"), ...common, ...limits }),
    z.object({
      trigger: z.literal("custom"),
      event: eventName.describe("What the event is called in what is sent to the app"),
      ...common,
      ...limits,
    }),
  ])
  .describe("Points for something else than an order");

export type WayToEarn = z.output<typeof wayToEarn>;
export type WayTrigger = WayToEarn["trigger"];
export const wayTriggers = [
  "account",
  "newsletter",
  "sms",
  "anniversary",
  "social",
  "review",
  "survey",
  "check_in",
  "custom",
] as const satisfies readonly WayTrigger[];

/** What is to be done, with all that says so. */
export type ActionTerms =
  | { readonly trigger: Exclude<WayTrigger, "social" | "custom"> }
  | { readonly trigger: "social"; readonly network: SocialNetwork; readonly url: string }
  | { readonly trigger: "custom"; readonly event: string };

/** What is to be done, without what it gives and to whom. */
export function actionTerms(way: WayToEarn): ActionTerms {
  if (way.trigger === "custom") return { trigger: way.trigger, event: way.event };
  if (way.trigger !== "social") return { trigger: way.trigger };
  return { trigger: way.trigger, network: way.network, url: way.url };
}

export const waysToEarn = z
  .array(wayToEarn)
  .max(MAX_WAYS_TO_EARN, `Use at most ${MAX_WAYS_TO_EARN} ways to earn`)
  .default([]);
