// One order of a batch: where it stood, and where each event of the batch brings it. Needs no
// member yet.
import { advanceOrder, customerOf, restoreStanding } from "../../core/earning/order-standing.ts";
import type { OrderStanding } from "../../core/earning/order-standing.ts";
import type { OrderAccount } from "../../core/ledger/decide-order.ts";
import type { CustomerFacts, OrderEvent } from "../../core/orders/order-event.ts";
import { emptyOrderState } from "../../core/orders/order-state.ts";
import type { ProgramPeriod } from "../../core/program/version-in-force.ts";
import type { OrderRecord } from "../../db/order-store.ts";

/** News of an order of a shop. */
export interface ShopOrderEvent {
  readonly shopId: bigint;
  readonly event: OrderEvent;
}

export interface OrderWork {
  readonly shopId: bigint;
  readonly orderId: string;
  /** All versions that the shop's program had. */
  readonly periods: readonly ProgramPeriod[];
  /** How it was stored; a new order stands empty. */
  readonly before: OrderStanding;
  /** Changes as its events are gone through, then as entries are decided. */
  standing: OrderStanding;
  account: OrderAccount;
  memberId: string | null;
  /** The customer as the batch's latest payload shows them. */
  customer: CustomerFacts | null;
  /** What the row held when the batch began; null for an order that the batch heard of first. */
  readonly stored: OrderRecord | null;
}

export interface WorkStep {
  readonly work: OrderWork;
  readonly before: OrderStanding;
  readonly after: OrderStanding;
}

/** Opens the work on an order that is locked. */
export function openWork(
  shopId: bigint,
  orderId: string,
  record: OrderRecord | undefined,
  periods: readonly ProgramPeriod[],
): OrderWork {
  const before = record
    ? restoreStanding(record.state, record.snapshot)
    : restoreStanding(emptyOrderState(orderId), null);
  return {
    shopId,
    orderId,
    periods,
    before,
    standing: before,
    account: record?.account ?? { lotId: null, postedPoints: 0n, entryCount: 0 },
    memberId: record?.memberId ?? null,
    customer: null,
    stored: record ?? null,
  };
}

/** Takes in one event. */
export function takeEvent(work: OrderWork, event: OrderEvent): WorkStep {
  const before = work.standing;
  work.standing = advanceOrder(before, event, work.periods);
  if (event.type === "order_seen" && event.customer) work.customer = event.customer;
  return { work, before, after: work.standing };
}

/** Whether the order's customer is to be a member: it qualifies, and they are none for it yet. */
export function needsMember({ memberId, standing }: OrderWork): boolean {
  return memberId === null && standing.snapshot !== null && customerOf(standing.state) !== null;
}

/** The customer to enrol; only the id is known when the batch's payloads do not show them. */
export function customerFacts({ customer, standing }: OrderWork): CustomerFacts | null {
  const customerId = customerOf(standing.state);
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
export function isChanged({ standing, before, memberId, account, stored }: OrderWork): boolean {
  if (standing !== before || memberId !== (stored?.memberId ?? null)) return true;
  return account.entryCount !== (stored?.account.entryCount ?? 0);
}
