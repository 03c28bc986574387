// One order of a batch: what was stored of it, what the batch's events tell, and how it stands as
// they are gone through.
import { customerOf, restoreStanding } from "../../core/earning/order-standing.ts";
import type { OrderStanding } from "../../core/earning/order-standing.ts";
import type { OrderAccount } from "../../core/ledger/decide-order.ts";
import { mergeOrder } from "../../core/orders/merge-order.ts";
import type { CustomerFacts, OrderEvent } from "../../core/orders/order-event.ts";
import { emptyOrderState } from "../../core/orders/order-state.ts";
import type { OrderState } from "../../core/orders/order-state.ts";
import { NO_RECORDED_UNITS } from "../../db/order-store.ts";
import type { OrderRecord, RecordedUnits } from "../../db/order-store.ts";
import type { ShopTerms } from "./shop-terms.ts";

/** News of an order of a shop. */
export interface ShopOrderEvent {
  readonly shopId: bigint;
  readonly event: OrderEvent;
}

export interface OrderWork {
  readonly shopId: bigint;
  readonly orderId: string;
  readonly terms: ShopTerms;
  /** What the row held when the batch began; null for an order that the batch heard of first. */
  readonly stored: OrderRecord | null;
  /** How it was stored; a new order stands empty. */
  readonly before: OrderStanding;
  readonly steps: WorkStep[];
  /** All that is known once every event of the batch is taken in. */
  latest: OrderState;
  /** Changes as the steps are gone through, as do the next three. */
  standing: OrderStanding;
  account: OrderAccount;
  units: RecordedUnits;
  awaitsFacts: boolean;
  /** The member who has the points from this batch on. */
  memberId: string | null;
  /** The member who had them before, where the order's customer changed. */
  formerMemberId: string | null;
  /** The customer as the batch's latest payload shows them. */
  customer: CustomerFacts | null;
}

export interface WorkStep {
  readonly work: OrderWork;
  readonly event: OrderEvent;
  /** What is known once it is taken in. */
  readonly state: OrderState;
  /** How the order stands then; null where only its member's tier and limits can tell. */
  foreseen: OrderStanding | null;
}

/** Opens the work on an order that is locked. */
export function openWork(
  { shopId, orderId }: { readonly shopId: bigint; readonly orderId: string },
  record: OrderRecord | undefined,
  terms: ShopTerms,
): OrderWork {
  const before = record
    ? restoreStanding(record.state, record.snapshot)
    : restoreStanding(emptyOrderState(orderId), null);
  return {
    shopId,
    orderId,
    terms,
    stored: record ?? null,
    before,
    steps: [],
    latest: before.state,
    standing: before,
    account: record?.account ?? { lotId: null, postedPoints: 0n, entryCount: 0 },
    units: record?.units ?? NO_RECORDED_UNITS,
    awaitsFacts: record?.awaitsFacts ?? false,
    memberId: record?.memberId ?? null,
    formerMemberId: null,
    customer: null,
  };
}

/** Takes in one event. */
export function takeEvent(work: OrderWork, event: OrderEvent): WorkStep {
  work.latest = mergeOrder(work.latest, event);
  if (event.type === "order_seen" && event.customer) work.customer = event.customer;
  const step = { work, event, state: work.latest, foreseen: null };
  work.steps.push(step);
  return step;
}

/** Whether the event gives the order to another customer than the one whom the batch told of. */
export function isGivenAwayBy({ steps, before, latest }: OrderWork, event: OrderEvent): boolean {
  if (steps.length === 0 || event.type !== "order_seen") return false;
  if (event.head.customerId === customerOf(latest)) return false;
  const customerId = customerOf(mergeOrder(latest, event));
  const known = [before, ...steps].map(({ state }) => customerOf(state));
  const owner = known.findLast((each) => each !== null) ?? null;
  return customerId !== null && owner !== null && customerId !== owner;
}

/** The order's customer; only the id is known when the batch's payloads do not show them. */
export function customerFacts({ customer, latest }: OrderWork): CustomerFacts | null {
  const customerId = customerOf(latest);
  if (customerId === null) return null;
  if (customer?.customerId === customerId) return customer;
  return {
    customerId,
    email: null,
    firstName: null,
    lastName: null,
    locale: null,
    updatedAt: null,
  };
}

/** Whether the row no longer says what is known. */
export function isChanged({ stored, ...work }: OrderWork): boolean {
  if (stored === null) return true;
  return (
    work.standing.state !== stored.state ||
    work.standing.snapshot !== stored.snapshot ||
    work.memberId !== stored.memberId ||
    work.account.entryCount !== stored.account.entryCount ||
    work.units.count !== stored.units.count ||
    work.awaitsFacts !== stored.awaitsFacts
  );
}

export function recordOf(work: OrderWork): OrderRecord {
  const { shopId, standing, memberId, account, units, awaitsFacts } = work;
  const { state, snapshot } = standing;
  return { shopId, state, snapshot, memberId, account, units, awaitsFacts };
}
