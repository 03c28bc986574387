// Well-known programs as documents: how they earn, release, end points and rank members. Rewards,
// birthdays, referrals and paid membership are no part of them.
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { Counter } from "../../app/core/program/tier-terms.ts";

type Tiers = NonNullable<ProgramDocumentInput["tiers"]>;
type TierInput = Tiers["list"][number];
type Way = Partial<Record<Counter, number>>;

/** A voucher that documents need, and that no example looks at. */
const rewards: ProgramDocumentInput["rewards"] = [
  { id: "voucher", kind: "amount_off", amountMinor: "500", points: "100" },
];

/** A tier at any of the ways, or everyone's. */
function tier(name: string, earnMultiplier: string, ...ways: Way[]): TierInput {
  const anyOf = (ways.length > 0 ? ways : [{}]).map((way) => ({
    allOf: Object.entries(way).map(([counter, atLeast]) => ({
      counter: counter as Counter,
      atLeast: String(atLeast),
    })),
  }));
  return { id: name.toLowerCase(), name, earnMultiplier, enter: { anyOf } };
}

const months = (count: number) => ({ unit: "months", count }) as const;
const throughNextYear = { kind: "rest_of_year", furtherYears: 1 } as const;
const never = { kind: "never" } as const;

const coffeeShop: ProgramDocumentInput = { earning: { pointsPerUnit: "1" }, rewards };

/** From 10 March 2026. */
const starbucks: ProgramDocumentInput = {
  pointsName: { one: "Star", other: "Stars" },
  earning: { pointsPerUnit: "1" },
  campaigns: [
    {
      id: "double-star-day",
      name: "Double Star Day",
      startsAt: "2026-04-07T00:00",
      endsAt: "2026-04-08T00:00",
      effect: { kind: "multiplier", multiplier: "2" },
    },
  ],
  expiry: {
    policy: { kind: "age", length: months(6), roundTo: "month" },
    byTier: [
      { tierId: "gold", policy: never },
      { tierId: "reserve", policy: never },
    ],
  },
  tiers: {
    window: { kind: "rolling", months: 12 },
    validity: { kind: "months", months: 12 },
    list: [
      tier("Green", "1"),
      tier("Gold", "1.2", { points: 500 }),
      tier("Reserve", "1.7", { points: 2_500 }),
    ],
  },
  rewards,
};

const dsw: ProgramDocumentInput = {
  earning: { pointsPerUnit: "1" },
  expiry: { policy: { kind: "age", length: months(24) } },
  tiers: {
    list: [
      tier("Club", "1"),
      tier("Gold", "1", { spend: 20_000 }),
      tier("Elite", "2", { spend: 50_000 }),
    ],
  },
  rewards,
};

const sephora: ProgramDocumentInput = {
  earning: { pointsPerUnit: "1" },
  expiry: { policy: { kind: "inactivity", length: months(12) } },
  tiers: {
    window: { kind: "calendar_year" },
    validity: throughNextYear,
    list: [
      tier("Insider", "1"),
      tier("VIB", "1.25", { spend: 35_000 }),
      tier("Rouge", "1.5", { spend: 100_000 }),
    ],
  },
  rewards,
};

const xplrPass: ProgramDocumentInput = { earning: { pointsPerUnit: "1" }, rewards };

const alaska: ProgramDocumentInput = {
  pointsName: { one: "mile", other: "miles" },
  earning: { pointsPerUnit: "1", stacking: "bonus_on_base" },
  campaigns: [
    {
      id: "promotion",
      name: "Double miles in autumn",
      startsAt: "2026-09-01T00:00",
      endsAt: "2026-12-01T00:00",
      effect: { kind: "multiplier", multiplier: "2" },
    },
  ],
  tiers: {
    window: { kind: "calendar_year" },
    validity: throughNextYear,
    qualifyingPoints: "base",
    list: [
      tier("MVP", "1.5", { points: 20_000 }, { events: 30 }),
      tier("Gold", "2", { points: 40_000 }, { events: 60 }),
      tier("Gold75K", "2.25", { points: 75_000 }, { events: 90 }),
      tier("Gold100K", "2.5", { points: 100_000 }, { events: 140 }),
    ],
  },
  rewards,
};

const marriott: ProgramDocumentInput = {
  earning: { pointsPerUnit: "10", stacking: "bonus_on_base" },
  expiry: {
    policy: { kind: "inactivity", length: months(24), activities: ["order", "redemption"] },
  },
  tiers: {
    window: { kind: "calendar_year" },
    validity: throughNextYear,
    list: [
      tier("Member", "1"),
      tier("Silver", "1.1", { nights: 10 }),
      tier("Gold", "1.25", { nights: 25 }),
      tier("Platinum", "1.5", { nights: 50 }),
      tier("Titanium", "1.75", { nights: 75 }),
      tier("Ambassador", "1.75", { nights: 100, spend: 2_300_000 }),
    ],
  },
  rewards,
};

/** Points are hundredths of the currency; VIP products give 3, 4 and 6 % by tier. */
const oneKey: ProgramDocumentInput = {
  earning: {
    pointsPerUnit: "2",
    rules: (
      [
        ["silver", "1.5"],
        ["gold", "2"],
        ["platinum", "3"],
      ] as const
    ).map(([tierId, multiplier]) => ({
      id: `vip-${tierId}`,
      name: `VIP, ${tierId}`,
      addedOn: "2026-01-01",
      effect: { kind: "multiplier", multiplier } as const,
      conditions: { products: { tags: ["vip"] }, tiers: [tierId] },
    })),
  },
  pending: { kind: "fulfilment" },
  expiry: { policy: { kind: "inactivity", length: months(18) } },
  tiers: {
    validity: throughNextYear,
    list: [
      tier("Blue", "1"),
      tier("Silver", "1", { items: 5 }),
      tier("Gold", "1", { items: 15 }),
      tier("Platinum", "1", { items: 30 }),
    ],
  },
  rewards,
};

const classic: ProgramDocumentInput = {
  earning: { pointsPerUnit: "1" },
  expiry: { policy: { kind: "age", length: months(12) } },
  tiers: {
    window: { kind: "rolling", months: 12 },
    validity: { kind: "months", months: 12 },
    list: [
      tier("Bronze", "1"),
      tier("Silver", "1.25", { spend: 25_000 }),
      tier("Gold", "1.5", { spend: 75_000 }),
      tier("Platinum", "2", { spend: 150_000 }),
    ].map((each, index) => ({ ...each, benefits: index >= 2 ? ["Early access"] : [] })),
  },
  rewards,
};

export const KNOWN_PROGRAMS = {
  coffeeShop,
  starbucks,
  dsw,
  sephora,
  xplrPass,
  alaska,
  marriott,
  oneKey,
  classic,
} as const;
