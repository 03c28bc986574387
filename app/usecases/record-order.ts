// News of orders become points: a batch of events of any shops, in the transaction that took them
// from the inbox.
import type { Instant } from "../core/calendar/instant.ts";
import { openQuestions } from "../core/earning/order-standing.ts";
import { isInOrdersCurrency } from "../core/orders/order-currency.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import { insertOrders, lockOrders, orderKey, saveOrders } from "../db/order-store.ts";
import type { OrderKey } from "../db/order-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { NewMessage } from "../db/outbox-store.ts";
import type { Sql } from "../db/pool.ts";
import { saveRedemptions } from "../db/redemption-store.ts";
import { together } from "../db/transaction.ts";
import { appendUnits } from "../db/unit-store.ts";
import { assignMembers } from "./order-batch/assign-members.ts";
import { carryOutTiers } from "./order-batch/carry-out-tiers.ts";
import { Evaluations } from "./order-batch/evaluations.ts";
import { foresee } from "./order-batch/foresee.ts";
import { balanceMessages, factMessages, refetchMessages } from "./order-batch/messages.ts";
import { MemberDaysWork } from "./order-batch/member-days-work.ts";
import { openBooks } from "./order-batch/open-books.ts";
import { OptInWork } from "./order-batch/opt-in-work.ts";
import {
  isChanged,
  isGivenAwayBy,
  openWork,
  recordOf,
  takeEvent,
} from "./order-batch/order-work.ts";
import type { OrderWork, ShopOrderEvent, WorkStep } from "./order-batch/order-work.ts";
import { postStep } from "./order-batch/post-step.ts";
import type { Batch } from "./order-batch/post-step.ts";
import { askMoves, askRooms, askTiers } from "./order-batch/questions.ts";
import { referralMessages } from "./order-batch/referral-messages.ts";
import { RoomWork } from "./order-batch/room-work.ts";
import { loadShopTerms } from "./order-batch/shop-terms.ts";
import { TierWork } from "./order-batch/tier-work.ts";
import { VoucherWork } from "./order-batch/voucher-work.ts";
import { pointsBackMessages } from "./tell-of-points-back.ts";

export interface RecordedOrders {
  /** Orders that the batch spoke of. */
  readonly orders: number;
  /** Entries that it brought into the ledger. */
  readonly entries: number;
  /**
   * Those of the events that were left out, for their amounts are in another currency than the one
   * in which their order is counted.
   */
  readonly refused: readonly ShopOrderEvent[];
  /** Those that were not taken in: they are for a later batch. Mostly none, and never all. */
  readonly left: readonly ShopOrderEvent[];
}

/**
 * Takes in events in the given order and commits nothing itself. Locks the orders, then the
 * members, each sorted, then shared limits; each event's difference becomes entries of its own.
 * Repeating any event changes nothing. An error means that nothing of the batch may be kept: the
 * caller rolls back and may try the events one by one. Two kinds of events are left for another
 * transaction: all from one on that gives an order of the batch to another customer, since what
 * came before is the former's, and whose members the rest locks cannot be told before; and in a
 * large batch those of a few members whom another transaction holds.
 */
export async function recordOrders(
  tx: Sql,
  events: readonly ShopOrderEvent[],
  now: Instant,
): Promise<RecordedOrders> {
  if (events.length === 0) return { orders: 0, entries: 0, refused: [], left: [] };
  const { works, accepted, refused } = await openWorks(tx, events, now);
  await askForCurrencies(tx, refused);
  if (accepted.length === 0) return { orders: 0, entries: 0, refused, left: [] };
  const steps = takeEvents(works, accepted);
  const told = [...works.values()].filter((work) => work.steps.length > 0);
  const batch = await openBatch(tx, told, now);
  const held = new Set(batch.works);
  const taken = steps.filter(({ work }) => held.has(work));
  const mails: NewMessage[] = [];
  for (const step of taken) mails.push(...(await postStep(batch, step)));
  const entries = await save(batch, mails);
  const done = new Set(taken.map(({ event }) => event));
  const left = accepted.filter(({ event }) => !done.has(event));
  return { orders: held.size, entries, refused, left };
}

/** Takes in events up to the first that gives an order of the batch to another customer. */
function takeEvents(
  works: ReadonlyMap<string, OrderWork>,
  events: readonly ShopOrderEvent[],
): WorkStep[] {
  const steps: WorkStep[] = [];
  for (const { shopId, event } of events) {
    const work = workOf(works, shopId, event);
    if (isGivenAwayBy(work, event)) return steps;
    steps.push(takeEvent(work, event));
  }
  return steps;
}

/** A store whose currency has changed may not have told so yet. */
async function askForCurrencies(tx: Sql, refused: readonly ShopOrderEvent[]): Promise<void> {
  const shopIds = new Set(refused.map(({ shopId }) => shopId));
  await enqueueMessages(
    tx,
    [...shopIds].map((shopId) => ({ shopId, kind: "fetch_shop", key: "shop", payload: {} })),
  );
}

interface OpenedWorks {
  readonly works: ReadonlyMap<string, OrderWork>;
  readonly accepted: readonly ShopOrderEvent[];
  readonly refused: readonly ShopOrderEvent[];
}

async function openWorks(
  tx: Sql,
  events: readonly ShopOrderEvent[],
  now: Instant,
): Promise<OpenedWorks> {
  const orders = new Map<string, OrderKey>();
  for (const { shopId, event } of events) {
    const order = { shopId, orderId: event.orderId };
    orders.set(orderKey(order), order);
  }
  const shopIds = [...new Set(events.map(({ shopId }) => shopId))];
  const [records, terms] = await together(
    lockOrders(tx, [...orders.values()]),
    loadShopTerms(tx, shopIds, now),
  );
  const works = new Map<string, OrderWork>();
  const refused: ShopOrderEvent[] = [];
  const accepted = events.filter((news) => {
    const { shopId, event } = news;
    const order = { shopId, orderId: event.orderId };
    const key = orderKey(order);
    const own = terms.get(shopId);
    const record = records.get(key);
    if (!isInOrdersCurrency(event, record?.state ?? null, own?.currency ?? null)) {
      refused.push(news);
      return false;
    }
    if (own && !works.has(key)) works.set(key, openWork(order, record, own));
    return true;
  });
  return { works, accepted, refused };
}

function workOf(
  works: ReadonlyMap<string, OrderWork>,
  shopId: bigint,
  { orderId }: ShopOrderEvent["event"],
): OrderWork {
  const work = works.get(orderKey({ shopId, orderId }));
  if (!work) throw new RangeError(`No work was opened for order ${orderId}`);
  return work;
}

/** Locks and reads what the steps will need. */
async function openBatch(tx: Sql, told: readonly OrderWork[], now: Instant): Promise<Batch> {
  const vouchers = new VoucherWork();
  await vouchers.read(tx, told);
  for (const work of told) foresee(work, vouchers.codesOf(work.shopId));
  await assignMembers(tx, told);
  const { books, works } = await openBooks(tx, told, vouchers);
  const tiers = new TierWork();
  await tiers.load(tx, askTiers(works, books));
  const optIns = new OptInWork();
  await optIns.load(tx, works);
  const memberDays = new MemberDaysWork();
  await memberDays.load(tx, works, books);
  const evaluations = new Evaluations(vouchers, optIns, memberDays);
  const rooms = new RoomWork(evaluations);
  await rooms.loadMoves(tx, askMoves(works));
  await rooms.load(tx, askRooms(works, books));
  return { tx, now, works, books, vouchers, evaluations, rooms, tiers };
}

/** Writes what the steps left; answers how many entries the ledger received. */
async function save(batch: Batch, mails: readonly NewMessage[]): Promise<number> {
  const { tx, now, works, vouchers, rooms } = batch;
  const books = [...batch.books.values()];
  for (const work of works) work.awaitsFacts = isAwaitingFacts(work);
  const changed = works.filter(isChanged);
  // Orders first: two transactions that are the first to hear of one must meet before either posts.
  await together(
    insertOrders(tx, changed.filter(isUnknown).map(recordOf), now),
    saveOrders(tx, changed.filter((work) => !isUnknown(work)).map(recordOf)),
  );
  const tierMails = await carryOutTiers(tx, books, now);
  const changes = books.map((book) => book.change());
  const units = books.flatMap((book) => book.units);
  const messages = [
    ...balanceMessages(books),
    ...factMessages(changed),
    ...refetchMessages(changed),
    ...(await referralMessages(tx, changed)),
    ...mails,
    ...tierMails,
    ...pointsBackMessages(vouchers.changed(), now),
  ];
  await together(
    applyLedgerChanges(tx, changes, now),
    appendUnits(tx, units, now),
    rooms.save(tx),
    saveRedemptions(tx, vouchers.changed()),
    enqueueMessages(tx, messages),
  );
  return changes.reduce((count, { entries }) => count + entries.length, 0);
}

function isAwaitingFacts({ standing, terms }: OrderWork): boolean {
  return openQuestions(standing, terms.periods, terms.timeZone) !== null;
}

function isUnknown({ stored }: OrderWork): boolean {
  return stored === null;
}
