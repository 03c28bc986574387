// Households of whose months the app and the naive implementation once told otherwise, as small as
// they could be made.
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { EUR } from "./store.ts";
import type { Deed, Goods } from "./store.ts";
import type { HomeOrder, Household, Town } from "./towns.ts";

export interface FormerDifference {
  /** What was not the same, or not written down. */
  readonly rule: string;
  readonly town: Town;
}

const KEPT_DELAYS = 10;
const promptly: readonly number[] = Array.from({ length: KEPT_DELAYS }, () => 0);
const pay: Deed = { type: "pay" };

function goods(own: Partial<Goods>): Goods {
  return {
    kind: "product",
    product: 0,
    priceCents: 10_000,
    quantity: 1,
    discountCents: 0,
    taxCents: 0,
    ...own,
  };
}

interface OrderInput extends Partial<HomeOrder["life"]> {
  readonly place: number;
  readonly minute: number;
  readonly delays?: HomeOrder["delays"];
}

function order({ place, minute, delays = promptly, ...life }: OrderInput): HomeOrder {
  return {
    place,
    minute,
    delays,
    wish: null,
    again: [],
    life: {
      gapsMinutes: [1],
      channel: "web",
      customer: 0,
      goods: [goods({})],
      shippingCents: 0,
      taxesIncluded: true,
      deeds: [pay],
      ...life,
    },
  };
}

function home(
  program: Omit<ProgramDocumentInput, "rewards">,
  place: Pick<Town, "opensOn" | "days"> & Partial<Town>,
  orders: readonly HomeOrder[],
  merger: Household["merger"] = null,
): Town {
  const fiveOff = {
    id: "five-off",
    kind: "amount_off" as const,
    amountMinor: "500",
    points: "100",
  };
  return {
    program: { ...program, rewards: [fiveOff] },
    later: null,
    currency: EUR,
    timeZone: "Europe/Berlin",
    newsMinute: 600,
    newsEvery: 1,
    isNightFirst: true,
    silences: [],
    households: [{ orders, wishes: [], gifts: [], merger }],
    ...place,
  };
}

type Ladder = NonNullable<NonNullable<ProgramDocumentInput["tiers"]>["list"]>;

/** Silver, gold and top for once, twice and three times as much of each counter. */
function ladder(asked: Record<string, number>, entryPoints = "0"): Ladder {
  return ["silver", "gold", "top"].map((id, index) => ({
    id,
    name: id,
    entryPoints,
    earnMultiplier: ["1.5", "2", "3"][index] ?? "1",
    enter: {
      anyOf: [
        {
          allOf: Object.entries(asked).map(([counter, first]) => ({
            counter: counter as "spend",
            atLeast: String(counter === "orders" ? first + index : first * (index + 1)),
          })),
        },
      ],
    },
  }));
}

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

export const formerDifferences: readonly FormerDifference[] = [
  nothingToShip,
  clockThatRanOut,
  reachedInSilence,
  releasedByNews,
  reachedInGrace,
  mergedAtTheEnd,
  mergedInSilence,
];
