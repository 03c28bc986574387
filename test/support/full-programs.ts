// Two valid programs that say everything a program can say, and agree in nothing.
import { parseProgramDocument } from "../../app/core/program/document.ts";
import type { ProgramDocument, ProgramDocumentInput } from "../../app/core/program/document.ts";
import { FULL_FEATURES, OTHER_FEATURES } from "./full-features.ts";
import { FULL_REWARDS, OTHER_REWARDS } from "./full-rewards.ts";

function parsed(input: ProgramDocumentInput): ProgramDocument {
  const read = parseProgramDocument(input, { currency: "EUR" });
  if (read.outcome === "valid") return read.document;
  throw new Error(read.problems.map(({ path, message }) => `${path}: ${message}`).join("; "));
}

const spend = (atLeast: string) => ({ counter: "spend", atLeast }) as const;
const nights = (atLeast: string) => ({ counter: "nights", atLeast }) as const;

export const FULL_PROGRAM = parsed({
  pointsName: { one: "Star", other: "Stars" },
  earning: {
    pointsPerUnit: "2",
    taxIncluded: true,
    shippingIncluded: false,
    giftCardsIncluded: false,
    discountsDeducted: true,
    vouchersDeducted: true,
    giftCardPaymentsIncluded: true,
    storeCreditPaymentsIncluded: true,
    minimumOrderMinor: "1000",
    perOrderCap: "500",
    perDayCap: "600",
    perYearCap: "7000",
    programBudget: "900000",
    excludedProducts: {
      productIds: ["1"],
      variantIds: ["2"],
      collectionIds: ["3"],
      tags: ["sale"],
    },
    productMultipliers: [
      { id: "tea", products: { tags: ["tea"] }, multiplier: "0.5" },
      { id: "books", products: { collectionIds: ["44"] }, multiplier: "0" },
    ],
    rules: [
      {
        id: "coffee",
        name: "Coffee days",
        addedOn: "2026-01-01",
        effect: { kind: "multiplier", multiplier: "2" },
        conditions: {
          products: { tags: ["coffee"] },
          excludedProducts: { productIds: ["77"] },
          channels: ["online"],
          tiers: ["gold"],
          customerTags: ["vip"],
          segmentIds: ["5"],
          members: { kind: "new", days: 30 },
          minimumOrderMinor: "2500",
        },
      },
      {
        id: "items",
        name: "By the item",
        addedOn: "2026-02-01",
        effect: { kind: "bonus_per_item", points: "3" },
      },
    ],
    stacking: "best",
  },
  rounding: "floor",
  campaigns: [
    {
      id: "spring",
      name: "Spring",
      startsAt: "2026-03-01T09:00",
      endsAt: "2026-04-01T00:00",
      weekdays: [6, 7],
      hours: { from: "18:00", until: "22:00" },
      effect: { kind: "bonus_per_order", points: "50" },
      conditions: {
        tiers: ["gold"],
        channels: ["online", "pos"],
        members: { kind: "lapsed", days: 90 },
      },
      optIn: true,
      budget: "10000",
      perMemberLimit: "100",
    },
    {
      id: "summer",
      name: "Summer",
      startsAt: "2026-06-01T00:00",
      endsAt: "2026-09-01T00:00",
      effect: { kind: "bonus_per_unit", points: "0.5" },
    },
  ],
  pending: { kind: "delivery", days: 14, atLatestDays: 45 },
  expiry: {
    policy: { kind: "age", length: { unit: "months", count: 6 }, roundTo: "month" },
    byTier: [
      { tierId: "gold", policy: { kind: "never" } },
      {
        tierId: "silver",
        policy: {
          kind: "fixed_dates",
          dates: ["06-30", "12-31"],
          leastAge: { unit: "days", count: 90 },
        },
      },
    ],
    appliesTo: "new_points",
    warningDays: [30, 7],
  },
  tiers: {
    window: { kind: "rolling", months: 12 },
    qualifyingPoints: "all",
    validity: { kind: "months", months: 12 },
    downgrade: "earned",
    graceDays: 30,
    noticeDays: [30],
    crossingOrderEarnsNewRate: false,
    list: [
      {
        id: "silver",
        name: "Silver",
        enter: { anyOf: [{ allOf: [nights("10")] }] },
        earnMultiplier: "1.1",
      },
      {
        id: "gold",
        name: "Gold",
        enter: { anyOf: [{ allOf: [nights("50"), spend("200000")] }, { allOf: [nights("70")] }] },
        keep: { anyOf: [{ allOf: [nights("40")] }] },
        earnMultiplier: "1.5",
        entryPoints: "100",
        benefits: ["Free shipping", "Early access"],
        perks: { discountPercent: "12.5", freeShipping: true, minimumSubtotalMinor: "5000" },
      },
      { id: "friends", name: "Friends", entry: "invitation" },
    ],
  },
  rewards: FULL_REWARDS,
  ...FULL_FEATURES,
  codePrefix: "REG",
  shortfallPolicy: "repay",
  returnSpentPoints: "never",
  storeCreditRefunds: "taken_back",
  texts: [{ language: "en", key: "close", text: "Shut" }],
  emails: {
    orderEarned: true,
    expiryWarning: true,
    tierChanged: true,
    tierNotice: true,
    tierInvitation: true,
    rewardIssued: true,
    pointsReturned: true,
  },
});

/** The same things by id, each with other settings. */
export const OTHER_PROGRAM = parsed({
  pointsName: { one: "Bean", other: "Beans" },
  earning: {
    pointsPerUnit: "3",
    taxIncluded: false,
    shippingIncluded: true,
    giftCardsIncluded: true,
    discountsDeducted: false,
    vouchersDeducted: false,
    giftCardPaymentsIncluded: false,
    storeCreditPaymentsIncluded: false,
    excludedProducts: {},
    productMultipliers: [
      { id: "books", products: { collectionIds: ["45"] }, multiplier: "1.5" },
      { id: "tea", products: { productIds: ["8", "9"] }, multiplier: "2" },
    ],
    rules: [
      {
        id: "items",
        name: "Per item",
        addedOn: "2026-02-02",
        effect: { kind: "bonus_per_item", points: "4" },
        conditions: { excludedProducts: { variantIds: ["6"] } },
      },
      {
        id: "coffee",
        name: "Coffee",
        addedOn: "2026-01-02",
        effect: { kind: "bonus_per_order", points: "1" },
      },
    ],
    stacking: "sum",
  },
  rounding: "half_up",
  campaigns: [
    {
      id: "summer",
      name: "High summer",
      startsAt: "2026-06-02T00:00",
      endsAt: "2026-08-01T00:00",
      effect: { kind: "multiplier", multiplier: "3" },
      optIn: true,
      budget: "5000",
      perMemberLimit: "50",
    },
    {
      id: "spring",
      name: "Springtime",
      startsAt: "2026-03-02T09:00",
      endsAt: "2026-05-01T00:00",
      effect: { kind: "bonus_per_unit", points: "1" },
    },
  ],
  pending: { kind: "days", days: 1 },
  expiry: {
    policy: { kind: "inactivity", length: { unit: "years", count: 1 }, roundTo: "quarter" },
    byTier: [
      { tierId: "silver", policy: { kind: "age", length: { unit: "years", count: 2 } } },
      {
        tierId: "gold",
        policy: { kind: "inactivity", length: { unit: "months", count: 18 }, roundTo: "year" },
      },
    ],
    appliesTo: "all_points",
    warningDays: [],
  },
  tiers: {
    window: { kind: "lifetime" },
    qualifyingPoints: "base",
    validity: { kind: "rest_of_year", furtherYears: 1 },
    downgrade: "one_step",
    graceDays: 0,
    noticeDays: [],
    crossingOrderEarnsNewRate: true,
    list: [
      { id: "friends", name: "Friends of ours", entry: "manual", earnMultiplier: "2" },
      {
        id: "silver",
        name: "Silver class",
        enter: { anyOf: [{ allOf: [{ counter: "orders", atLeast: "1" }] }] },
        entryPoints: "5",
        benefits: ["A smile"],
        perks: { discountPercent: "5" },
      },
      {
        id: "gold",
        name: "Gold class",
        enter: {
          anyOf: [
            {
              allOf: [
                { counter: "points", atLeast: "500" },
                { counter: "balance", atLeast: "20" },
              ],
            },
          ],
        },
      },
    ],
  },
  rewards: OTHER_REWARDS,
  ...OTHER_FEATURES,
  codePrefix: "BEAN5",
  shortfallPolicy: "pending_only",
  returnSpentPoints: "on_full_refund_without_shipping",
  storeCreditRefunds: "kept",
  emails: {
    orderEarned: false,
    expiryWarning: false,
    tierChanged: false,
    tierNotice: false,
    tierInvitation: false,
    rewardIssued: false,
    birthday: false,
    pointsReturned: false,
  },
});
