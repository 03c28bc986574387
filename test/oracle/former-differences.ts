// Households of whose months the app and the naive implementation once told otherwise, as small as
// they could be made.
import { formerEnds } from "./former-ends.ts";
import { goods, home, ladder, order, pay } from "./former-towns.ts";
import type { FormerDifference } from "./former-towns.ts";

const delivered = { kind: "delivery" as const, days: 2, atLatestDays: 12 };

const nothingToShip: FormerDifference = {
  rule: "what nobody ships counts as delivered once it is fulfilled",
  town: home(
    { earning: { shippingIncluded: true }, pending: delivered },
    { opensOn: "2027-01-27", days: 53 },
    [
      order({
        place: 688,
        minute: 1_304,
        gapsMinutes: [16_039, 4_167],
        goods: [goods({ kind: "tip" })],
        shippingCents: 490,
        deeds: [pay, { type: "fulfil" }],
      }),
    ],
  ),
};

const clockThatRanOut: FormerDifference = {
  rule: "a clock that ran out before a tier without one does not end what was earned in that tier",
  town: home(
    {
      pending: { kind: "days", days: 5 },
      expiry: {
        policy: {
          kind: "inactivity",
          length: { unit: "months", count: 1 },
          roundTo: "day",
          activities: ["redemption"],
        },
        byTier: [{ tierId: "gold", policy: { kind: "never" } }],
        warningDays: [],
      },
      tiers: {
        window: { kind: "rolling", months: 1 },
        validity: { kind: "while_met" },
        downgrade: "earned",
        noticeDays: [],
        list: ladder({ spend: 6_000 }),
      },
    },
    { opensOn: "2026-11-15", days: 118 },
    [
      order({ place: 308, minute: 554, goods: [goods({ priceCents: 2_000 })] }),
      order({ place: 595, minute: 737, goods: [goods({ priceCents: 13_000 })] }),
    ],
  ),
};

const reachedInSilence: FormerDifference = {
  rule: "who falls in a night that is caught up may rise again in one that follows",
  town: home(
    {
      tiers: {
        window: { kind: "rolling", months: 1 },
        validity: { kind: "while_met" },
        downgrade: "one_step",
        noticeDays: [],
        list: [
          { id: "bronze", name: "bronze", enter: { anyOf: [{ allOf: [] }] } },
          ...ladder({ orders: 2, spend: 3_000 }),
        ],
      },
    },
    {
      timeZone: "Pacific/Kiritimati",
      opensOn: "2028-02-10",
      days: 73,
      silences: [{ day: 51, days: 15 }],
    },
    [
      order({ place: 314, minute: 712, goods: [goods({ priceCents: 900 })] }),
      order({ place: 478, minute: 1_318 }),
      order({ place: 816, minute: 1_321 }),
    ],
  ),
};

const releasedByNews: FormerDifference = {
  rule: "news that ask for more of a limit release what is due, even where they are granted nothing",
  town: home(
    {
      earning: { perDayCap: "150" },
      pending: delivered,
      tiers: {
        window: { kind: "calendar_year" },
        validity: { kind: "rest_of_year", furtherYears: 0 },
        downgrade: "none",
        noticeDays: [],
        list: ladder({ balance: 60 }, "25"),
      },
    },
    { opensOn: "2028-02-10", days: 70, silences: [{ day: 29, days: 15 }] },
    [
      order({
        place: 291,
        minute: 470,
        gapsMinutes: [3, 3_005, 4_197, 15_623],
        goods: [goods({ priceCents: 25_000 })],
        deeds: [pay, { type: "touch" }, { type: "touch" }, { type: "refund_shipping", cents: 84 }],
      }),
    ],
  ),
};

const reachedInGrace: FormerDifference = {
  rule: "a tier that is reached in the grace is looked at from tomorrow's night on",
  town: home(
    {
      tiers: {
        window: { kind: "rolling", months: 2 },
        validity: { kind: "while_met" },
        downgrade: "earned",
        graceDays: 4,
        noticeDays: [],
        list: ladder({ spend: 9_000 }),
      },
    },
    { opensOn: "2026-11-15", days: 94, isNightFirst: false },
    [
      order({ place: 309, minute: 892, goods: [goods({ priceCents: 19_632 })] }),
      order({ place: 635, minute: 615, gapsMinutes: [48_063] }),
    ],
  ),
};

const mergedAtTheEnd: FormerDifference = {
  rule: "a tier that was over when its member was merged is looked at in the next night",
  town: home(
    {
      earning: { pointsPerUnit: "1.25" },
      tiers: {
        window: { kind: "membership_year" },
        validity: { kind: "months", months: 1 },
        downgrade: "earned",
        graceDays: 20,
        noticeDays: [],
        list: ladder({ points: 120 }),
      },
    },
    {
      timeZone: "Pacific/Pago_Pago",
      opensOn: "2028-02-10",
      days: 42,
      newsMinute: 5,
      isNightFirst: false,
    },
    [
      order({
        place: 576,
        minute: 943,
        gapsMinutes: [9_728],
        goods: [goods({ priceCents: 2_986 })],
      }),
      order({ place: 253, minute: 730, gapsMinutes: [39_541] }),
    ],
    { place: 968, gone: 0 },
  ),
};

const mergedInSilence: FormerDifference = {
  rule: "nights before a merger that are worked off after it know nothing of it",
  town: home(
    {
      tiers: {
        window: { kind: "rolling", months: 1 },
        validity: { kind: "forever" },
        noticeDays: [],
        list: ladder({ orders: 2 }),
      },
    },
    { opensOn: "2026-09-25", days: 60, silences: [{ day: 20, days: 25 }] },
    [order({ place: 20, minute: 600 }), order({ place: 300, minute: 600, customer: 1 })],
    { place: 700, gone: 1 },
  ),
};

const answeredUnasked: FormerDifference = {
  rule: "an answer of Shopify that tells nothing which was asked asks for no more of a limit",
  town: home({ earning: { perYearCap: "300" } }, { opensOn: "2026-02-20", days: 75 }, [
    order({ place: 233, minute: 832, goods: [goods({ quantity: 4 })] }),
    order({
      place: 662,
      minute: 1_105,
      gapsMinutes: [246, 26_572, 288, 4_805],
      delays: [0, 0, 20_403, 0],
      deeds: [
        pay,
        { type: "remove_unit", line: 0 },
        { type: "add_line", goods: goods({ kind: "gift_card", product: 2 }) },
        { type: "give_away", customer: 1 },
      ],
    }),
  ]),
};

const raisedInBatch: FormerDifference = {
  rule: "an order that comes with a newer one which brings a tier earns at the tier of before",
  town: home(
    {
      tiers: {
        window: { kind: "lifetime" },
        validity: { kind: "forever" },
        noticeDays: [],
        list: ladder({ spend: 10_000 }),
      },
    },
    { opensOn: "2027-01-27", days: 50, isTogether: true },
    [
      order({ place: 40, minute: 600 }),
      order({ place: 400, minute: 720 }),
      order({ place: 400, minute: 660, delays: [300, 0] }),
    ],
  ),
};

export const formerDifferences: readonly FormerDifference[] = [
  nothingToShip,
  clockThatRanOut,
  reachedInSilence,
  releasedByNews,
  reachedInGrace,
  mergedAtTheEnd,
  mergedInSilence,
  answeredUnasked,
  raisedInBatch,
  ...formerEnds,
];
