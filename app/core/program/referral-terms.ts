// Referrals: what a member gets for bringing a friend, what the friend gets, and when.
import { z } from "zod";
import { audience } from "./audience-terms.ts";
import { amountMinor, count, id, percent, pointsAboveZero, writable } from "./fields.ts";

const MAX_VALIDITY_DAYS = 3_650;
const MAX_DAYS = 365;
const MAX_FRIENDS_A_YEAR = 1_000;
const MAX_HOUSEHOLD = 50;
const MAX_CLAIMS_A_DAY = 1_000;
const MAX_PATH_CHARACTERS = 200;

const validityDays = count(1, MAX_VALIDITY_DAYS);

const memberReward = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("points"),
      points: pointsAboveZero.describe("What the member gets for each friend"),
    }),
    z.object({
      kind: z.literal("voucher"),
      rewardId: id.describe("The reward of the program that the member gets as a gift"),
      validityDays: validityDays.default(90).describe("How long it works, in days of 24 hours"),
    }),
  ])
  .describe("What the member gets once the friend's first order qualifies");

const discount = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("amount_off"),
    amountMinor: amountMinor
      .refine((value) => value > 0n, "Enter more than zero")
      .describe("What comes off the friend's order, in minor units of the shop's currency"),
  }),
  z.object({
    kind: z.literal("percentage_off"),
    percent: percent.describe("What comes off the friend's order, in percent"),
  }),
  z.object({ kind: z.literal("free_shipping") }),
]);

const friendVoucher = z
  .object({
    discount: discount.describe("What the friend gets"),
    minimumSubtotalMinor: amountMinor
      .default(0n)
      .describe("The least subtotal of an order that may use it; zero for none"),
    validityDays: validityDays.default(30).describe("How long it works, in days of 24 hours"),
    handOver: z
      .enum(["page", "email"])
      .default("page")
      .describe("Where the friend gets the code: on the page, or by e-mail to prove the address"),
  })
  .describe("The voucher that welcomes the friend");

export const referral = z
  .object({
    memberReward,
    friendVoucher,
    minimumOrderMinor: amountMinor
      .default(0n)
      .describe("What must be left of the goods of the friend's first order, in minor units"),
    delayDays: count(0, MAX_DAYS)
      .default(14)
      .describe("Days of the shop's calendar between the payment and the member's reward"),
    refundWindowDays: count(1, MAX_DAYS)
      .nullable()
      .default(null)
      .describe("For how many days a refund takes the reward back; null for always"),
    mostPerYear: count(1, MAX_FRIENDS_A_YEAR)
      .nullable()
      .default(20)
      .describe("For how many friends a member is rewarded in a calendar year; null for any"),
    visitDays: count(1, MAX_DAYS)
      .default(30)
      .describe("For how many days after the visit a friend can ask for the voucher"),
    landingPath: writable
      .max(MAX_PATH_CHARACTERS, `Use at most ${MAX_PATH_CHARACTERS} characters`)
      .regex(
        /^\/(?!\/)[^\s?#\\]*$/,
        "Enter a path of your store such as /pages/friends, without ? and #",
      )
      .default("/")
      .describe("The page of the store on which friends arrive"),
    audience: audience
      .prefault({})
      .describe("Whose links lead to a voucher, looked at when a friend asks for it"),
    householdSize: count(1, MAX_HOUSEHOLD)
      .default(4)
      .describe("How many friends may come from one connection before staff look at it"),
    claimsPerDay: count(1, MAX_CLAIMS_A_DAY)
      .default(10)
      .describe("How many friends of one member a day staff need not look at"),
  })
  .describe("Members bring friends");

export type ReferralTerms = z.output<typeof referral>;
export type MemberReward = ReferralTerms["memberReward"];
export type FriendDiscount = ReferralTerms["friendVoucher"]["discount"];
