// What the demonstration stores' programs are, as program files of the admin.

import { beyondOrders, birthdayReward } from "./beyond-orders.ts";

type Program = Record<string, unknown>;

const dayMs = 24 * 3600 * 1000;

const spend = (atLeast: string) => ({ anyOf: [{ allOf: [{ counter: "spend", atLeast }] }] });

/** The reward that members of the demonstration have turned points into. */
export const redeemedReward = "five-off";

const reward = {
  id: redeemedReward,
  kind: "amount_off",
  amountMinor: "500",
  points: "100",
  minimumSubtotalMinor: "2000",
  validityDays: 90,
};

/** What else Beans can be turned into, of every kind of voucher. */
const moreRewards = [
  {
    id: "free-delivery",
    kind: "free_shipping",
    name: "Free delivery",
    points: "80",
    countries: ["DE", "AT"],
    maximumShippingMinor: "600",
  },
  {
    id: "ten-percent",
    kind: "percentage_off",
    percent: "10",
    points: "250",
    combinesWith: { order: false, product: true, shipping: true },
  },
  {
    id: "beans-for-euros",
    kind: "points_for_money",
    name: "Pay with Beans",
    points: "50",
    amountPerStepMinor: "250",
    minSteps: 2,
    maxSteps: 20,
    largestSharePercent: 50,
  },
];

/** What Beans become besides codes. */
function giftsOf(now: Date): Program[] {
  return [
    {
      id: "gift-card",
      kind: "gift_card",
      points: "450",
      amountMinor: "2000",
      recipient: "either",
    },
    {
      id: "store-credit",
      kind: "store_credit",
      points: "120",
      amountMinor: "500",
      expiresAfterDays: 365,
    },
    {
      id: "donation",
      kind: "donation",
      points: "60",
      amountMinor: "300",
      cause: "Clean water for coffee villages",
    },
    {
      id: "cupping",
      kind: "experience",
      name: "Cupping with our roasters",
      points: "300",
      place: "Harbour Coffee, Pier 4",
      startsAt: `${dateAround(now, 45)}T18:00`,
      stock: 12,
    },
  ];
}

/** The date, some days before or after the given moment. */
function dateAround(now: Date, days: number): string {
  return new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
}

/** One for everybody, and one for those who join it. */
function campaignsAround(now: Date): Program["campaigns"] {
  return [
    {
      id: "double-weekends",
      name: "Double Beans weekends",
      startsAt: `${dateAround(now, -90)}T00:00`,
      endsAt: `${dateAround(now, 21)}T00:00`,
      weekdays: [6, 7],
      effect: { kind: "multiplier", multiplier: "2" },
    },
    {
      id: "harvest-club",
      name: "Harvest Club",
      startsAt: `${dateAround(now, -7)}T00:00`,
      endsAt: `${dateAround(now, 30)}T00:00`,
      optIn: true,
      effect: { kind: "bonus_per_order", points: "25" },
      budget: "10000",
    },
  ];
}

/** Everything that a program for a small store may have: tiers, a campaign, waiting, an end. */
function coffeeProgram(now: Date): Program {
  return {
    pointsName: { one: "Bean", other: "Beans" },
    earning: { pointsPerUnit: "2" },
    campaigns: campaignsAround(now),
    pending: { kind: "fulfilment", days: 14 },
    expiry: {
      policy: { kind: "age", length: { unit: "months", count: 12 }, roundTo: "month" },
      warningDays: [30, 7],
    },
    tiers: {
      window: { kind: "rolling", months: 12 },
      validity: { kind: "months", months: 12 },
      downgrade: "earned",
      graceDays: 30,
      list: [
        { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } },
        {
          id: "silver",
          name: "Silver",
          enter: spend("30000"),
          earnMultiplier: "1.25",
          benefits: ["A quarter more Beans", "First to hear of new harvests"],
          perks: { freeShipping: true, minimumSubtotalMinor: "3000" },
        },
        {
          id: "gold",
          name: "Gold",
          enter: spend("100000"),
          earnMultiplier: "1.5",
          entryPoints: "100",
          benefits: ["Half as many Beans again", "100 Beans on becoming Gold"],
          perks: { discountPercent: "5", freeShipping: true },
        },
        {
          id: "circle",
          name: "Roasters’ Circle",
          entry: "invitation",
          earnMultiplier: "2",
          entryPoints: "200",
          benefits: ["Tastings with our roasters", "A seat at the spring harvest dinner"],
        },
      ],
    },
    rewards: [reward, ...moreRewards, ...giftsOf(now), birthdayReward],
    ...beyondOrders,
    codePrefix: "HARBOUR",
    returnSpentPoints: "on_full_refund",
  };
}

/** Days instead of parcels, and no tiers. */
function teaProgram(): Program {
  return {
    pointsName: { one: "Leaf", other: "Leaves" },
    earning: { pointsPerUnit: "1" },
    pending: { kind: "days", days: 14 },
    expiry: {
      policy: { kind: "inactivity", length: { unit: "months", count: 12 }, roundTo: "month" },
    },
    rewards: [reward],
  };
}

/** A store's first program: points at once, one voucher, nothing else. */
export const plainProgram: Program = {
  pointsName: { one: "Bean", other: "Beans" },
  earning: { pointsPerUnit: "2" },
  rewards: [reward],
};

/** By the store's handle. The campaign is on at the moment given. */
export function programsAt(now: Date): Record<string, Program> {
  return { "harbour-coffee": coffeeProgram(now), "northwind-tea": teaProgram() };
}
