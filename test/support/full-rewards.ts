// Rewards of every kind that say everything, and others of the same ids that agree in nothing.
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";

type Rewards = ProgramDocumentInput["rewards"];

export const FULL_REWARDS: Rewards = [
  {
    id: "five-off",
    kind: "amount_off",
    amountMinor: "500",
    points: "100",
    minimumSubtotalMinor: "2000",
    validityDays: 90,
    combinesWith: { order: false, product: false, shipping: true },
    limits: [
      { count: 1, period: "week" },
      { count: 5, period: "ever" },
    ],
    audience: { tierIds: ["gold"], customerTags: ["vip"], segmentIds: ["5"] },
    tierPrices: [{ tierId: "gold", points: "90" }],
  },
  {
    id: "tenth-off",
    kind: "percentage_off",
    name: "A tenth off coffee",
    description: "For beans of every kind",
    percent: "10",
    points: "200",
    minimumQuantity: 2,
    stock: 50,
    drops: [{ id: "june", opensAt: "2026-06-01T09:00", closesAt: "2026-06-02T00:00", stock: 20 }],
    items: { collectionIds: ["31"] },
    purchases: { oneTime: true, subscription: true },
  },
  {
    id: "slider",
    kind: "points_for_money",
    points: "20",
    amountPerStepMinor: "100",
    minSteps: 5,
    maxSteps: 50,
    largestSharePercent: 50,
  },
  {
    id: "shipping",
    kind: "free_shipping",
    points: "60",
    countries: ["DE", "AT"],
    maximumShippingMinor: "900",
    combinesWith: { order: true },
  },
  {
    id: "bag",
    kind: "free_product",
    name: "Free coffee",
    points: "300",
    variantIds: ["33", "34"],
    variantNames: ["Light", "Dark"],
  },
];

export const OTHER_REWARDS: Rewards = [
  {
    id: "five-off",
    kind: "amount_off",
    amountMinor: "600",
    points: "80",
    validityDays: 1,
    combinesWith: { order: true, product: true, shipping: false },
    limits: [{ count: 2, period: "month" }],
    audience: { tierIds: ["silver"], customerTags: ["friend"], segmentIds: ["6"] },
    tierPrices: [{ tierId: "silver", points: "70" }],
  },
  {
    id: "tenth-off",
    kind: "percentage_off",
    name: "An eighth off tea",
    percent: "12.5",
    points: "200",
    minimumQuantity: 3,
    stock: 40,
    drops: [{ id: "june", opensAt: "2026-06-02T09:00", stock: 10 }],
    items: { productIds: ["32"], variantIds: ["33"] },
    purchases: { oneTime: false, subscription: true },
  },
  {
    id: "slider",
    kind: "points_for_money",
    points: "25",
    amountPerStepMinor: "100",
    minSteps: 5,
    maxSteps: 40,
  },
  { id: "shipping", kind: "free_shipping", points: "60", countries: ["FR"] },
  { id: "bag", kind: "free_product", name: "Free coffee", points: "250", variantIds: ["35"] },
];
