// Steps of the night: gifts for the birthdays of the day, gifts of earlier days that nobody chose
// or that could not be had, and once a week a look at the dates of birth that stand in Shopify.
import { monthDaysOf } from "../../core/birthdays/birth-date.ts";
import { addDaysTo, weekdayOf } from "../../core/calendar/local-date.ts";
import { startOfDay } from "../../core/calendar/local-time.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import { listBirthdays, listCustomersOfShop, listGiftsToSettle } from "../../db/birthday-store.ts";
import { FIRST_ID } from "../../db/due-store.ts";
import type { DueItem } from "../../db/due-store.ts";
import { newId } from "../../db/new-id.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import { offerBirthday, offeredLater } from "../birthdays/offer-birthday.ts";
import { settleOpenGifts } from "../birthdays/settle-gift.ts";
import { CALL_SPACING_MS, lockDue } from "./night-ledgers.ts";
import type { Night, NightStep, Portion } from "./night.ts";

const MEMBERS_AT_ONCE = 25;
/** As many as Shopify is asked about in one call. */
const DATES_AT_ONCE = 100;
const MONDAY = 1;

export const giveBirthdayGifts: NightStep = {
  name: "birthdays",
  batchSize: MEMBERS_AT_ONCE,
  isNeeded: ({ current }) => current !== null && current.document.birthday !== null,
  list: (tx, night, portion) =>
    byMember(night, portion, (page) =>
      listBirthdays(tx, night.shopId, monthDaysOf(night.date), page),
    ),
  work: (tx, night, items) =>
    forEachMember(tx, night, items, async (memberId, delayMs) => {
      const { shopId, date: birthday, now } = night;
      await offerBirthday(tx, { shopId, memberId, birthday, delayMs }, now);
    }),
  // No later night looks for who has their birthday on this day.
  tryLater: (tx, { shopId, date: birthday }, items) =>
    enqueueMessages(
      tx,
      items.map(({ memberId }) => offeredLater({ shopId, memberId, birthday })),
    ),
};

export const settleBirthdayGifts: NightStep = {
  name: "birthday_gifts",
  batchSize: MEMBERS_AT_ONCE,
  isNeeded: () => true,
  list: (tx, night, portion) =>
    byMember(night, portion, (page) => listGiftsToSettle(tx, night.shopId, night.at, page)),
  work: (tx, night, items) =>
    forEachMember(tx, night, items, (memberId, delayMs) => {
      const { shopId, at, now } = night;
      return settleOpenGifts(tx, { shopId, memberId }, { at, delayMs, now });
    }),
};

/** Shopify tells of no change of a metafield for certain; what changed is looked at one by one. */
export const readBirthDates: NightStep = {
  name: "birth_dates",
  batchSize: DATES_AT_ONCE,
  isNeeded: (night) =>
    night.current !== null &&
    night.current.document.birthday !== null &&
    (weekdayOf(night.date) === MONDAY || isFirstNight(night)),
  list: (tx, night, portion) =>
    byMember(night, portion, (page) => listCustomersOfShop(tx, night.shopId, page)),
  work: async (tx, { shopId, itemsBefore }, items) => {
    const message = {
      shopId,
      kind: "read_birth_dates",
      key: newId(),
      payload: { memberIds: items.map(({ memberId }) => memberId) },
      // One after the other: a flood would keep others waiting.
      delayMs: Math.floor(itemsBefore / DATES_AT_ONCE) * CALL_SPACING_MS,
    };
    await enqueueMessages(tx, [message]);
  },
};

/** Whether the program of the day before knew no birthdays. */
function isFirstNight({ date, timeZone, periods }: Night): boolean {
  const before = versionInForce(periods, startOfDay(addDaysTo(date, -1), timeZone));
  return before === null || before.document.birthday === null;
}

async function byMember(
  { at }: Night,
  { after, limit }: Portion,
  list: (page: { afterId: string; limit: number }) => Promise<string[]>,
): Promise<DueItem[]> {
  const ids = await list({ afterId: after?.memberId ?? FIRST_ID, limit });
  return ids.map((memberId) => ({ at, memberId, lotId: null }));
}

/** One after the other, under locks that are taken in the one order of all transactions. */
async function forEachMember(
  tx: Transaction,
  night: Night,
  items: readonly DueItem[],
  deal: (memberId: string, delayMs: number) => Promise<void>,
): Promise<void> {
  const locked = await lockDue(tx, night, items);
  for (const [index, { id }] of locked.entries()) {
    await deal(id, (night.itemsBefore + index) * CALL_SPACING_MS);
  }
}
