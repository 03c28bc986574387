// News of orders become points: a batch of events of any shops, in the transaction that took them
// from the inbox.
import type { Instant } from "../core/calendar/instant.ts";
import { versionById } from "../core/earning/order-standing.ts";
import { decideOrder } from "../core/ledger/decide-order.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import type { MemberChange } from "../db/ledger-store.ts";
import { customerKey, ensureMembers } from "../db/member-store.ts";
import type { NewMember } from "../db/member-store.ts";
import { insertOrders, lockOrders, orderKey, saveOrders } from "../db/order-store.ts";
import type { OrderKey } from "../db/order-store.ts";
import { newId } from "../db/new-id.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { NewMessage } from "../db/outbox-store.ts";
import type { Sql } from "../db/pool.ts";
import { loadProgramPeriods } from "../db/program-store.ts";
import { saveRedemptions } from "../db/redemption-store.ts";
import { balanceMessages, mailMessage, refetchMessages } from "./order-batch/messages.ts";
import type { MemberBook } from "./order-batch/member-book.ts";
import { openBooks } from "./order-batch/open-books.ts";
import type { MemberBooks } from "./order-batch/open-books.ts";
import {
  customerFacts,
  isChanged,
  needsMember,
  openWork,
  takeEvent,
} from "./order-batch/order-work.ts";
import type { OrderWork, ShopOrderEvent, WorkStep } from "./order-batch/order-work.ts";
import { codesOfBatch, readVouchers } from "./order-batch/voucher-work.ts";

export interface RecordedOrders {
  /** Orders that the batch spoke of. */
  readonly orders: number;
  /** Entries that it brought into the ledger. */
  readonly entries: number;
}

/**
 * Takes in events in the given order and commits nothing itself. Locks the orders, then the
 * members, each sorted; each event's difference becomes entries of its own. Repeating any event
 * changes nothing. An error means that nothing of the batch may be kept: the caller rolls back and
 * may try the events one by one.
 */
export async function recordOrders(
  tx: Sql,
  events: readonly ShopOrderEvent[],
  now: Instant,
): Promise<RecordedOrders> {
  if (events.length === 0) return { orders: 0, entries: 0 };
  const works = await openWorks(tx, events);
  const steps = events.map(({ shopId, event }) => takeEvent(workOf(works, shopId, event), event));
  await assignMembers(tx, [...works.values()]);
  const found = await readVouchers(tx, codesOfBatch(events));
  const { books, vouchers } = await openBooks(tx, steps, found);
  const mails: NewMessage[] = [];
  steps.forEach((step, index) => {
    vouchers.use(events[index] as ShopOrderEvent, step.work.periods, books, now);
    mails.push(...postStep(step, books, now));
  });
  const changed = [...works.values()].filter(isChanged);
  const changes = [...books.values()].map(changeOf);
  // Orders first: two transactions that are the first to hear of one must meet before either posts.
  await insertOrders(tx, changed.filter(isUnknown).map(recordOf), now);
  await saveOrders(tx, changed.filter((work) => !isUnknown(work)).map(recordOf));
  await applyLedgerChanges(tx, changes, now);
  await saveRedemptions(tx, vouchers.changed());
  await enqueueMessages(tx, [...balanceMessages(books), ...refetchMessages(changed), ...mails]);
  return {
    orders: works.size,
    entries: changes.reduce((count, { entries }) => count + entries.length, 0),
  };
}

async function openWorks(
  tx: Sql,
  events: readonly ShopOrderEvent[],
): Promise<Map<string, OrderWork>> {
  const orders = new Map<string, OrderKey>();
  for (const { shopId, event } of events) {
    const order = { shopId, orderId: event.orderId };
    orders.set(orderKey(order), order);
  }
  const records = await lockOrders(tx, [...orders.values()]);
  const shopIds = [...new Set(events.map(({ shopId }) => shopId))];
  const periods = await loadProgramPeriods(tx, shopIds);
  return new Map(
    [...orders].map(([key, { shopId, orderId }]) => [
      key,
      openWork(shopId, orderId, records.get(key), periods.get(shopId) ?? []),
    ]),
  );
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

/** Customers of qualifying orders become members; guests' orders wait for a customer. */
async function assignMembers(tx: Sql, works: readonly OrderWork[]): Promise<void> {
  const waiting = works.filter(needsMember);
  const customers = new Map<string, NewMember>();
  for (const work of waiting) {
    const customer = customerFacts(work);
    const placedAt = work.standing.state.paid?.placedAt;
    if (!customer || placedAt === undefined) continue;
    const { shopId } = work;
    const key = customerKey(shopId, customer.customerId);
    const enrolledAt = Math.min(placedAt, customers.get(key)?.enrolledAt ?? placedAt);
    customers.set(key, { shopId, customer, enrolledAt });
  }
  const members = await ensureMembers(tx, [...customers.values()]);
  for (const work of waiting) {
    const customer = customerFacts(work);
    if (!customer) continue;
    work.memberId = members.get(customerKey(work.shopId, customer.customerId)) ?? null;
  }
}

/** Posts the difference that one event made, and says whom to write to about it. */
function postStep(
  { work, before, after }: WorkStep,
  books: MemberBooks,
  now: Instant,
): NewMessage[] {
  const book = work.memberId === null ? undefined : books.get(work.memberId);
  const { snapshot, target, state } = after;
  if (!book || !snapshot || !target) return [];
  const version = versionById(work.periods, snapshot.programVersionId);
  const isFirst = work.account.entryCount === 0;
  const { change, account } = decideOrder({
    state,
    snapshot,
    target,
    before,
    account: work.account,
    newLotId: newId(),
    release: { kind: "at_once" },
    expiresAt: null,
    ledger: book.ledger,
    now,
    terms: {
      shortfallPolicy: version?.document.shortfallPolicy ?? "repay",
      voucherPoints: book.voucherPoints,
    },
  });
  book.apply(change);
  work.account = account;
  return isFirst && account.entryCount > 0 ? mailMessage(work, book, now) : [];
}

function isUnknown({ stored }: OrderWork): boolean {
  return stored === null;
}

function changeOf({ member: { shopId }, before, entries, ledger }: MemberBook): MemberChange {
  return { shopId, before, entries, ledger };
}

function recordOf({ shopId, standing, memberId, account }: OrderWork) {
  return { shopId, state: standing.state, snapshot: standing.snapshot, memberId, account };
}
