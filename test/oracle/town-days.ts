// What happens in a town, one moment after the other: news, wishes, mergers and nights.
import { isDeepStrictEqual } from "node:util";
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { Delivery } from "./deliveries.ts";
import { live } from "./store.ts";
import type { Life, Told } from "./store.ts";
import { TOWN_CAMPAIGN } from "./town-programs.ts";
import { PLACES } from "./towns.ts";
import type { HomeOrder, Household, Town } from "./towns.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const NIGHT_MINUTE = 7;
const EVENING_MINUTES = 40;
const FIRST_ORDER = 1_000;
const ORDERS_PER_HOUSEHOLD = 10;

export type TownStep =
  /** The app works off the nights that are due. */
  | { readonly type: "nights"; readonly now: number }
  | {
      readonly type: "program";
      readonly now: number;
      readonly document: ProgramDocumentInput;
      /** Whether members follow it: points end otherwise, or tiers are others. */
      readonly isFollowed: boolean;
    }
  /** For each household at most one delivery, or news of different orders. */
  | { readonly type: "news"; readonly now: number; readonly deliveries: readonly Delivery[] };

interface Heard {
  readonly at: number;
  readonly delivery: Delivery;
}

export function customersOf(household: number): [number, number] {
  return [2 * household, 2 * household + 1];
}

export function ordersOf(household: number): (orderId: string) => boolean {
  const first = FIRST_ORDER + household * ORDERS_PER_HOUSEHOLD;
  return (orderId) => Number(orderId) >= first && Number(orderId) < first + ORDERS_PER_HOUSEHOLD;
}

/** All that the app does in the town's time; at its end it has asked for every order once more. */
export function stepsOf(town: Town): TownStep[] {
  const { opensOn, timeZone, days, newsMinute, isNightFirst, isTogether } = town;
  const lastNews = momentOf(town, days, newsMinute);
  const queues = town.households.map((household, index) => {
    const heard = heardBy(town, household, index).filter(({ at }) => at <= lastNews);
    return heard.toSorted((a, b) => a.at - b.at);
  });
  const silent = silentDays(town);
  const steps: TownStep[] = [];
  for (let day = 0; day <= days; day += 1) {
    const news = momentOf(town, day, newsMinute);
    const isSilent = silent.has(day);
    if (isNightFirst && !isSilent) {
      steps.push({ type: "nights", now: momentOf(town, day, NIGHT_MINUTE) });
    }
    const until = day === days ? Number.MAX_SAFE_INTEGER : news;
    const now = Math.max(news, steps.at(-1)?.now ?? 0);
    if (town.later?.day === day) {
      steps.push({ type: "program", now, ...followedBy(town.program, town.later.program) });
    }
    if (isHeardOn(town, day)) steps.push(...wavesOf(queues, { until, now, isTogether }));
    if (!isNightFirst && !isSilent) {
      steps.push({ type: "nights", now: news + EVENING_MINUTES * MINUTE_MS });
    }
  }
  const after = startOfDay(addDaysTo(opensOn, days + 1), timeZone) + NIGHT_MINUTE * MINUTE_MS;
  return [...steps, { type: "nights", now: after }];
}

function followedBy(before: ProgramDocumentInput, document: ProgramDocumentInput) {
  const hasSameEnds = isDeepStrictEqual(document.expiry, before.expiry);
  const hasSameTiers = isDeepStrictEqual(document.tiers, before.tiers);
  return { document, isFollowed: !hasSameEnds || !hasSameTiers };
}

function isHeardOn({ newsEvery, days }: Town, day: number): boolean {
  return day % newsEvery === 0 || day === days;
}

/** The town with nights as the days begin, and the one whose nights are all worked off late. */
export function nightsOnTimeAndLate(town: Town): [Town, Town] {
  const onTime = { ...town, isNightFirst: true, silences: [], newsEvery: 6 };
  const silences = Array.from({ length: town.days }, (_, day) => day)
    .filter((day) => !isHeardOn(onTime, day))
    .map((day) => ({ day, days: 1 }));
  return [onTime, { ...onTime, silences }];
}

interface Hearing {
  readonly until: number;
  readonly now: number;
  /** Whether news of several orders of a household come together. */
  readonly isTogether: boolean;
}

/** The deliveries until a moment, one after the other for each household, or many together. */
function wavesOf(queues: Heard[][], { until, now, isTogether }: Hearing): TownStep[] {
  const waves: TownStep[] = [];
  for (;;) {
    const deliveries = queues.flatMap((queue) => {
      const due = queue.filter(({ at }) => at <= until);
      return queue.splice(0, isTogether ? countTogether(due) : Math.min(due.length, 1));
    });
    if (deliveries.length === 0) return waves;
    const told = deliveries.map(({ delivery }) => delivery);
    waves.push({ type: "news", now: now + (waves.length + 1) * 1_000, deliveries: told });
  }
}

/** The first, and as much news of other orders as follow: the app hears of each order by itself. */
function countTogether(due: readonly Heard[]): number {
  const orders = new Set<string>();
  for (const { delivery } of due) {
    if (delivery.type !== "told") return Math.max(orders.size, 1);
    const { told } = delivery;
    const orderId = told.type === "order" ? told.order.orderId : told.orderId;
    if (orders.has(orderId)) return orders.size;
    orders.add(orderId);
  }
  return orders.size;
}

function silentDays({ silences }: Town): Set<number> {
  const silent = silences.flatMap(({ day, days }) =>
    Array.from({ length: days }, (_, index) => day + index),
  );
  return new Set(silent);
}

function heardBy(town: Town, household: Household, index: number): Heard[] {
  const orders = household.orders.flatMap((order, place) =>
    heardOfOrder(town, order, { household: index, place, wishes: household.wishes }),
  );
  const [first, second] = customersOf(index);
  const { merger } = household;
  const mergedOn = merger ? dayOf(merger.place, town.days) : town.days + 1;
  // Who was merged into another signs in as that other, and so does the merchant find them.
  const nameOf = (customer: number, day: number): number => {
    const own = merger && day >= mergedOn && merger.gone === customer ? 1 - customer : customer;
    return own === 0 ? first : second;
  };
  const wishes = household.wishes.flatMap(({ place, customer, backAfterDays }, wish): Heard[] => {
    const day = dayOf(place, town.days);
    const key = wishKey(index, wish);
    const delivery: Delivery = { type: "wish", customer: nameOf(customer, day), key };
    const asked = { at: momentOf(town, day, wish), delivery };
    if (backAfterDays === null) return [asked];
    const at = asked.at + backAfterDays * DAY_MINUTES * MINUTE_MS + 1;
    return [asked, { at, delivery: { type: "return", key } }];
  });
  const gifts = household.gifts.map(({ place, customer, points }, gift): Heard => {
    const day = dayOf(place, town.days);
    const key = `gift-${index}-${gift}`;
    const delivery: Delivery = { type: "adjust", customer: nameOf(customer, day), key, points };
    return { at: momentOf(town, day, gift), delivery };
  });
  const acts = household.acts.map(
    ({ place, minute, customer, event, heardAfterDays }, one): Heard => {
      const day = dayOf(place, town.days);
      const [key, at] = [`act-${index}-${one}`, momentOf(town, day, minute)];
      const named = nameOf(customer, day + heardAfterDays);
      const delivery: Delivery = { type: "act", customer: named, key, event, at };
      return { at: at + heardAfterDays * DAY_MINUTES * MINUTE_MS, delivery };
    },
  );
  const tiers = household.tiers.map(({ place, customer, tierId, days }, line): Heard => {
    const day = dayOf(place, town.days);
    const named = nameOf(customer, day);
    const through = days === null ? null : addDaysTo(town.opensOn, day + days);
    const delivery: Delivery =
      tierId === null
        ? { type: "tier_back", customer: named }
        : { type: "tier", customer: named, tierId, through };
    return { at: momentOf(town, day, line), delivery };
  });
  const joins = joinsOf(town, household, nameOf);
  const all = [...orders, ...wishes, ...gifts, ...acts, ...tiers, ...joins];
  if (!merger) return all;
  const [kept, gone] = merger.gone === 0 ? [second, first] : [first, second];
  const at = momentOf(town, mergedOn, 0);
  return [{ at, delivery: { type: "merge", kept, gone } }, ...all];
}

/** Each as who signs in on that day. */
function joinsOf(
  town: Town,
  { joins }: Household,
  nameOf: (customer: number, day: number) => number,
): Heard[] {
  return joins.map(({ place, customer }): Heard => {
    const day = dayOf(place, town.days);
    const named = nameOf(customer, day);
    const delivery: Delivery = { type: "join", customer: named, campaignId: TOWN_CAMPAIGN };
    return { at: momentOf(town, day, 0), delivery };
  });
}

function wishKey(household: number, wish: number | null): string {
  return `wish-${household}-${wish}`;
}

function heardOfOrder(
  town: Town,
  { place, minute, life, delays, wish, again }: HomeOrder,
  home: { household: number; place: number; wishes: Household["wishes"] },
): Heard[] {
  const { opensOn, timeZone: zone, currency } = town;
  const opening = { at: startOfDay(opensOn, zone), zone, currency };
  const orderId = `${FIRST_ORDER + home.household * ORDERS_PER_HOUSEHOLD + home.place}`;
  const placedAfterMinutes = dayOf(place, town.days) * DAY_MINUTES + minute;
  const end = momentOf(town, town.days, town.newsMinute);
  const lived = atHome(life, customersOf(home.household));
  const wished = wish === null ? undefined : home.wishes[wish];
  const isEarlier = wished && dayOf(wished.place, town.days) < dayOf(place, town.days);
  const voucher = isEarlier ? wishKey(home.household, wish) : null;
  const own = { ...lived, placedAfterMinutes, voucher };
  const all = live(own, orderId, opening).filter((told) => momentTold(told) <= end);
  const heard = all.flatMap((told, index): Heard[] => {
    const delay = delays[index] ?? null;
    if (delay === null) return [];
    return [{ at: momentTold(told) + delay * MINUTE_MS, delivery: { type: "told", told } }];
  });
  const twice = again.flatMap(({ which, days }): Heard[] => {
    const told = all[which];
    if (!told) return [];
    const at = momentTold(told) + days * DAY_MINUTES * MINUTE_MS;
    return [{ at, delivery: { type: "told", told } }];
  });
  const newest = all.findLast(({ type }) => type === "order");
  const swept: Heard[] = newest ? [{ at: end, delivery: { type: "told", told: newest } }] : [];
  return [...heard, ...twice, ...swept];
}

function atHome(life: HomeOrder["life"], customers: [number, number]): HomeOrder["life"] {
  const own = (customer: number): number => customers[customer] ?? customers[0];
  return {
    ...life,
    customer: life.customer === null ? null : own(life.customer),
    deeds: life.deeds.map((deed) =>
      deed.type === "customer" || deed.type === "give_away"
        ? { ...deed, customer: own(deed.customer) }
        : deed,
    ) satisfies Life["deeds"],
  };
}

function momentTold(told: Told): number {
  return told.type === "order" ? told.order.at : told.refund.at;
}

function dayOf(place: number, days: number): number {
  return Math.floor((place * days) / PLACES);
}

function momentOf({ opensOn, timeZone }: Town, day: number, minute: number): number {
  return startOfDay(addDaysTo(opensOn, day), timeZone) + minute * MINUTE_MS;
}
