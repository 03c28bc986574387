// Households of whose ends of points the app and the naive implementation once told otherwise, as
// small as they could be made.
import { goods, home, ladder, order, pay, withLater, withWish } from "./former-towns.ts";
import type { FormerDifference } from "./former-towns.ts";

const sameEnds: FormerDifference = {
  rule: "a version with the same ends moves none, however late it is carried out",
  town: withLater(
    43,
    home(
      {
        expiry: {
          policy: {
            kind: "inactivity",
            length: { unit: "days", count: 13 },
            roundTo: "month",
            activities: ["order"],
          },
          warningDays: [],
        },
      },
      {
        opensOn: "2026-09-25",
        days: 72,
        silences: [
          { day: 54, days: 9 },
          { day: 35, days: 21 },
        ],
      },
      [order({ place: 101, minute: 1_225 })],
      { place: 832, gone: 0 },
    ),
  ),
};

const endAtHigherTier: FormerDifference = {
  rule: "an order that is heard of after a merger ends at the higher of the tiers that the two held",
  town: home(
    {
      expiry: {
        policy: { kind: "age", length: { unit: "days", count: 13 }, roundTo: "day" },
        byTier: [{ tierId: "silver", policy: { kind: "never" } }],
        warningDays: [],
      },
      tiers: {
        window: { kind: "rolling", months: 2 },
        validity: { kind: "months", months: 1 },
        downgrade: "none",
        noticeDays: [],
        list: ladder({ spend: 10_000 }),
      },
    },
    { opensOn: "2028-02-10", days: 41 },
    [
      order({ place: 94, minute: 600 }),
      order({
        place: 198,
        minute: 600,
        customer: null,
        gapsMinutes: [30, 38_119],
        goods: [goods({ priceCents: 4_000 })],
        deeds: [pay, { type: "customer", customer: 1 }],
      }),
    ],
    { place: 588, gone: 0 },
  ),
};

const endedByItsTier: FormerDifference = {
  rule: "what a tier has ended stays ended, whichever tier is heard of late and whatever follows",
  town: home(
    {
      expiry: {
        policy: { kind: "inactivity", length: { unit: "months", count: 2 }, roundTo: "day" },
        byTier: [
          {
            tierId: "silver",
            policy: { kind: "age", length: { unit: "days", count: 13 }, roundTo: "day" },
          },
        ],
        warningDays: [],
      },
      tiers: {
        window: { kind: "lifetime" },
        validity: { kind: "forever" },
        noticeDays: [],
        list: ladder({ spend: 10_000 }),
      },
    },
    { opensOn: "2027-01-27", days: 50 },
    [
      order({ place: 40, minute: 600 }),
      order({ place: 200, minute: 600, delays: [14_400] }),
      order({ place: 600, minute: 600, delays: [1_440] }),
    ],
  ),
};

const returnedAfterTier: FormerDifference = {
  rule: "points that come back from a voucher follow a tier that was heard of since it took them",
  town: withWish(
    { place: 600, customer: 0, backAfterDays: 10 },
    home(
      {
        expiry: {
          policy: { kind: "never" },
          byTier: [
            {
              tierId: "gold",
              policy: { kind: "age", length: { unit: "days", count: 13 }, roundTo: "day" },
            },
          ],
          warningDays: [],
        },
        tiers: {
          window: { kind: "lifetime" },
          validity: { kind: "forever" },
          noticeDays: [],
          list: ladder({ spend: 10_000 }),
        },
      },
      { opensOn: "2027-01-27", days: 60 },
      [
        order({ place: 40, minute: 600 }),
        order({ place: 200, minute: 600, gapsMinutes: [38_880] }),
      ],
    ),
  ),
};

const endedBeforeTier: FormerDifference = {
  rule: "what had ended before a tier was heard of ends at once when a used voucher brings it back",
  town: withWish(
    { place: 90, customer: 0, backAfterDays: 5 },
    home(
      {
        returnSpentPoints: "on_full_refund",
        expiry: {
          policy: { kind: "never" },
          byTier: [
            {
              tierId: "silver",
              policy: { kind: "age", length: { unit: "days", count: 13 }, roundTo: "day" },
            },
          ],
          warningDays: [],
        },
        tiers: {
          window: { kind: "lifetime" },
          validity: { kind: "forever" },
          noticeDays: [],
          list: ladder({ spend: 10_000 }),
        },
      },
      { opensOn: "2027-01-27", days: 60 },
      [
        order({ place: 40, minute: 600 }),
        order({ place: 200, minute: 600, delays: [11_520] }),
        {
          ...order({
            place: 420,
            minute: 600,
            goods: [goods({ priceCents: 1_000 })],
            deeds: [pay, { type: "refund_all" }],
          }),
          wish: 0,
        },
      ],
    ),
  ),
};

export const formerEnds: readonly FormerDifference[] = [
  sameEnds,
  endAtHigherTier,
  endedByItsTier,
  returnedAfterTier,
  endedBeforeTier,
];
