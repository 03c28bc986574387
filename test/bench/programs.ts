// The programs of the benchmark: one that says little, as a store's first, and one with a part of
// everything that costs work for each order.
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";

const REWARD = {
  id: "five-off",
  kind: "amount_off",
  amountMinor: "500",
  points: "100",
} as const;

const spend = (atLeast: string) => ({
  anyOf: [{ allOf: [{ counter: "spend" as const, atLeast }] }],
});

export const PLAIN_PROGRAM: ProgramDocumentInput = {
  earning: { pointsPerUnit: "2" },
  rewards: [REWARD],
};

/**
 * Tiers, a rule, a campaign with a limit, a limit for each day that nobody reaches, waiting and an
 * end of points.
 */
export const FULL_PROGRAM: ProgramDocumentInput = {
  earning: {
    pointsPerUnit: "2",
    perDayCap: "500000",
    rules: [
      {
        id: "large-orders",
        name: "Large orders",
        addedOn: "2026-01-01",
        effect: { kind: "bonus_per_order", points: "50" },
        conditions: { minimumOrderMinor: "20000" },
      },
    ],
    stacking: "sum",
  },
  campaigns: [
    {
      id: "double-sundays",
      name: "Double Sundays",
      startsAt: "2026-02-01T00:00",
      endsAt: "2026-04-01T00:00",
      weekdays: [7],
      effect: { kind: "multiplier", multiplier: "2" },
      perMemberLimit: "4000",
    },
  ],
  pending: { kind: "days", days: 14 },
  expiry: {
    policy: { kind: "age", length: { unit: "months", count: 12 }, roundTo: "month" },
    warningDays: [30],
  },
  tiers: {
    window: { kind: "rolling", months: 12 },
    validity: { kind: "months", months: 12 },
    list: [
      { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } },
      { id: "silver", name: "Silver", enter: spend("30000"), earnMultiplier: "1.25" },
      { id: "gold", name: "Gold", enter: spend("100000"), earnMultiplier: "1.5" },
    ],
  },
  rewards: [REWARD],
};
