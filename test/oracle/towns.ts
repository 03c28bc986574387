// Random stores that live for months, and the households that buy there. No household touches what
// another one may have, so that each of them is a history of its own.
import fc from "fast-check";
import type { Deed, Life, StoreCurrency } from "./store.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { townPrograms } from "./town-programs.ts";
import { type TownEvent, townEvents } from "./town-ways.ts";
import { circumstances, currency, deed, goods } from "./worlds.ts";

const CUSTOMERS_AT_HOME = 2;
const DAY_MINUTES = 24 * 60;
/** Places in time are told in thousandths of the town's days. */
export const PLACES = 1_000;

export interface HomeOrder {
  readonly place: number;
  readonly minute: number;
  readonly life: Omit<Life, "placedAfterMinutes" | "voucher">;
  /** The wish whose voucher it carries, if that was made before. */
  readonly wish: number | null;
  /** After how many minutes the app hears of each webhook; null: never. */
  readonly delays: readonly (number | null)[];
  /** Webhooks that come once more, and after how many days. */
  readonly again: readonly { readonly which: number; readonly days: number }[];
}

export interface HomeWish {
  readonly place: number;
  readonly customer: number;
  /** When the voucher comes back unused; null: it does not. */
  readonly backAfterDays: number | null;
}

/** What a merchant gives by hand, or takes. */
export interface HomeGift {
  readonly place: number;
  readonly customer: number;
  readonly points: number;
}

/** What a customer does beside ordering. */
export interface HomeAct {
  readonly place: number;
  readonly minute: number;
  readonly customer: number;
  readonly event: TownEvent;
  /** After how many days the app hears of it. */
  readonly heardAfterDays: number;
}

/** A customer joins the campaign of the program in force, if it has one to join. */
export interface HomeJoin {
  readonly place: number;
  readonly customer: number;
}

/** A tier that a merchant gives by hand, or takes back. */
export interface HomeTier {
  readonly place: number;
  readonly customer: number;
  /** Null: what was given is taken back. */
  readonly tierId: string | null;
  /** For how many days; null: for good. */
  readonly days: number | null;
}

/** Two customers who may turn out to be the same person. */
export interface Household {
  readonly orders: readonly HomeOrder[];
  readonly wishes: readonly HomeWish[];
  readonly gifts: readonly HomeGift[];
  readonly acts: readonly HomeAct[];
  readonly tiers: readonly HomeTier[];
  readonly joins: readonly HomeJoin[];
  readonly merger: { readonly place: number; readonly gone: number } | null;
}

export interface Town {
  readonly program: ProgramDocumentInput;
  /** Another one that follows, in force from the news of a day on. */
  readonly later: { readonly day: number; readonly program: ProgramDocumentInput } | null;
  readonly currency: StoreCurrency;
  readonly timeZone: string;
  readonly opensOn: string;
  readonly days: number;
  /** The minute of each day at which the app hears of what was told since the day before. */
  readonly newsMinute: number;
  /** Whether one batch may bring news of several orders of a household. */
  readonly isTogether: boolean;
  /** The app hears of anything only each so many days. */
  readonly newsEvery: number;
  /** Whether the night's work is done before the day's news, or in the evening after them. */
  readonly isNightFirst: boolean;
  /** Days on which no night is worked off; the first one after them catches up. */
  readonly silences: readonly { readonly day: number; readonly days: number }[];
  readonly households: readonly Household[];
}

const customer = fc.nat(CUSTOMERS_AT_HOME - 1);

const homeDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 12, arbitrary: deed },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom("deliver" as const, "refund_all") }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("give_away" as const), customer }) },
);

const gap = fc.oneof(
  fc.integer({ min: 1, max: 600 }),
  fc.integer({ min: DAY_MINUTES, max: 10 * DAY_MINUTES }),
  fc.integer({ min: 10 * DAY_MINUTES, max: 40 * DAY_MINUTES }),
);

const delay = fc.oneof(
  { weight: 8, arbitrary: fc.nat(30) },
  { weight: 2, arbitrary: fc.nat(5 * DAY_MINUTES) },
  { weight: 1, arbitrary: fc.nat(60 * DAY_MINUTES) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const MAX_DEEDS = 5;

const homeOrder: fc.Arbitrary<HomeOrder> = fc.record({
  place: fc.nat(PLACES - 1),
  minute: fc.nat(DAY_MINUTES - 1),
  life: fc.record({
    ...circumstances,
    gapsMinutes: fc.array(gap, { minLength: MAX_DEEDS, maxLength: MAX_DEEDS }),
    channel: fc.constantFrom("web" as const, "pos", "draft"),
    customer: fc.constantFrom(0, 0, 0, 1, null),
    goods: fc.array(goods, { minLength: 1, maxLength: 2 }),
    shippingCents: fc.constantFrom(0, 490),
    taxesIncluded: fc.boolean(),
    deeds: fc
      .array(homeDeed, { maxLength: MAX_DEEDS - 1 })
      .map((deeds): Deed[] => [{ type: "pay" }, ...deeds]),
  }),
  delays: fc.array(delay, { minLength: 2 * MAX_DEEDS, maxLength: 2 * MAX_DEEDS }),
  wish: fc.constantFrom(null, null, 0, 1),
  again: fc.array(fc.record({ which: fc.nat(9), days: fc.nat(40) }), { maxLength: 1 }),
});

const household: fc.Arbitrary<Household> = fc.record({
  orders: fc.array(homeOrder, { minLength: 1, maxLength: 6 }),
  wishes: fc.array(
    fc.record({
      place: fc.nat(PLACES - 1),
      customer,
      backAfterDays: fc.option(fc.nat(40)),
    }),
    { maxLength: 2 },
  ),
  gifts: fc.array(
    fc.record({
      place: fc.nat(PLACES - 1),
      customer,
      points: fc.constantFrom(30, 120, -20, -90),
    }),
    { maxLength: 1 },
  ),
  acts: fc.array(
    fc.record({
      place: fc.nat(PLACES - 1),
      minute: fc.nat(DAY_MINUTES - 1),
      customer,
      event: fc.constantFrom(...townEvents),
      heardAfterDays: fc.constantFrom(0, 0, 1, 25),
    }),
    { maxLength: 3 },
  ),
  tiers: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.array(
        fc.record({
          place: fc.nat(PLACES - 1),
          customer,
          tierId: fc.constantFrom("bronze", "silver", "gold", "gold", "top", null),
          days: fc.constantFrom(null, null, 0, 9, 30),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    },
  ),
  // Most campaigns are over before long.
  joins: fc.array(fc.record({ place: fc.nat(PLACES / 2), customer }), { maxLength: 3 }),
  merger: fc.option(fc.record({ place: fc.nat(PLACES - 1), gone: customer }), { freq: 2 }),
});

/** Where days begin at other moments than elsewhere, or in other ways. */
const timeZone = fc.constantFrom(
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kathmandu",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Australia/Lord_Howe",
  "America/Havana",
);

/** Before changes of clocks, ends of years and leap days. */
const opensOn = fc.constantFrom(
  "2026-02-20",
  "2026-09-25",
  "2026-11-15",
  "2027-01-27",
  "2028-02-10",
);

const days = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 35, max: 75 }) },
  { weight: 3, arbitrary: fc.integer({ min: 75, max: 130 }) },
  { weight: 1, arbitrary: fc.integer({ min: 370, max: 420 }) },
);

const programs = fc.tuple(opensOn, currency, fc.nat(60)).chain(([opening, own, day]) =>
  townPrograms(opening, own).map(([program, next]) => {
    const later = next && { day, program: next };
    return { opening, own, program, later };
  }),
);

export function towns(households: number): fc.Arbitrary<Town> {
  return fc.noBias(
    programs.chain(({ opening, own, program, later }) =>
      fc.record({
        program: fc.constant(program),
        later: fc.constant(later),
        currency: fc.constant(own),
        timeZone,
        opensOn: fc.constant(opening),
        days,
        newsMinute: fc.constantFrom(5, 600, 1_290),
        isTogether: fc.boolean(),
        newsEvery: fc.constant(1),
        isNightFirst: fc.boolean(),
        silences: fc.array(fc.record({ day: fc.nat(90), days: fc.integer({ min: 1, max: 25 }) }), {
          maxLength: 3,
        }),
        households: fc.array(household, { minLength: households, maxLength: households }),
      }),
    ),
  );
}
