// One more piece of news about an order. Merging is commutative and repeatable: whatever the
// sequence of deliveries, and however often each comes, the same news end in the same state.
import { SECOND_MS } from "../calendar/instant.ts";
import type { Instant } from "../calendar/instant.ts";
import { compare } from "../points/rational.ts";
import { compareText } from "./compare-text.ts";
import { showProductsOf, withoutProducts } from "./known-products.ts";
import type { OrderEvent, OrderSeen } from "./order-event.ts";
import { mergeFacts } from "./order-facts.ts";
import type { OrderFacts } from "./order-facts.ts";
import { awaitsReceived } from "./money-back.ts";
import { headToText } from "./order-state-json.ts";
import type { KnownRefund, OrderHead, OrderState, Refund } from "./order-state.ts";
import { refundToText } from "./refund-json.ts";
import { namesUnknownLine } from "./unknown-lines.ts";

/** The state that knows the event too. Returns the same object when the event told nothing new. */
export function mergeOrder(state: OrderState, event: OrderEvent): OrderState {
  switch (event.type) {
    case "order_seen":
      return withRefunds(
        withReceipt(withPayment(withHead(state, keptOf(state, event.head)), event), event),
        event.refunds,
        event.head.updatedAt,
      );
    case "refund_seen":
      return withRefunds(state, [event.refund], event.refund.createdAt);
    case "order_edited":
      return withEdit(state, event.editedAt);
    case "facts_seen":
      return withFacts(state, event.facts);
  }
}

/**
 * Whether only Shopify can tell how the order stands: two payloads of the same second differ, an
 * edit is known whose result is not, a refund names a line that nobody has shown, or it is not
 * known whether what left the order was ever paid for. What we fetched after the edit shows it,
 * whatever its `updatedAt`.
 */
export function needsRefetch(state: OrderState): boolean {
  const { ambiguous, editedAt, newest } = state;
  if (ambiguous || awaitsReceived(state) || namesUnknownLine(state)) return true;
  if (editedAt === null) return false;
  return newest === null || Math.max(newest.updatedAt, newest.fetchedAt ?? 0) < editedAt;
}

/** Of a customer who asked to be forgotten, no payload brings anything back. */
function keptOf({ customerForgotten }: OrderState, head: OrderHead): OrderHead {
  return customerForgotten && head.customerId !== null ? { ...head, customerId: null } : head;
}

function withHead(known: OrderState, told: OrderHead): OrderState {
  const head = showProductsOf(showProductsOf(told, known.newest), known.paid);
  const state = withProducts(known, head);
  const newest = newerHead(state.newest, head);
  const paid = head.fullyPaid ? newerHead(state.paid, head) : state.paid;
  const tied = isTie(state.newest, head) || (newest === state.newest && state.ambiguous);
  if (newest === state.newest && paid === state.paid && tied === state.ambiguous) return state;
  return { ...state, newest, paid, ambiguous: tied };
}

/** An older payload may still name a product that was deleted before the newer one was written. */
function withProducts(state: OrderState, head: OrderHead): OrderState {
  const newest = state.newest && showProductsOf(state.newest, head);
  const isOne = state.paid === state.newest;
  const paid = isOne ? newest : state.paid && showProductsOf(state.paid, head);
  return newest === state.newest && paid === state.paid ? state : { ...state, newest, paid };
}

/** A payload in which nothing is outstanding proves that it was paid by then, and maybe before. */
function withPayment(state: OrderState, { head, paidAt: told }: OrderSeen): OrderState {
  if (!head.fullyPaid) return state;
  const evidence = Math.min(told ?? head.updatedAt, head.updatedAt);
  const paidAt = Math.min(state.paidAt ?? evidence, evidence);
  return paidAt === state.paidAt ? state : { ...state, paidAt };
}

/** What was received stays known when a webhook follows, which does not tell it. */
function withReceipt(state: OrderState, { head: { received, fetchedAt } }: OrderSeen): OrderState {
  if (!received || fetchedAt === null) return state;
  if (state.received && state.received.fetchedAt >= fetchedAt) return state;
  return { ...state, received: { money: received, fetchedAt } };
}

function withFacts(state: OrderState, more: OrderFacts): OrderState {
  const facts = mergeFacts(state.facts, more);
  return facts === state.facts ? state : { ...state, facts };
}

/**
 * The later of two payloads by Shopify's clock, then by ours; among equals the one that
 * `compareTied` prefers.
 */
function newerHead(known: OrderHead | null, head: OrderHead): OrderHead {
  if (known === null) return head;
  const difference = compareAge(known, head);
  if (difference !== 0) return difference < 0 ? head : known;
  return compareTied(known, head) < 0 ? head : known;
}

function isTie(known: OrderHead | null, head: OrderHead): boolean {
  return known !== null && compareAge(known, head) === 0 && compareTied(known, head) !== 0;
}

function compareAge(a: OrderHead, b: OrderHead): number {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt - b.updatedAt;
  return authorityOf(a) - authorityOf(b);
}

/**
 * Shopify's clock ticks in seconds here. An answer that we fetched later than that second is final
 * for it; one fetched within the second may miss what followed, so it counts no more than a
 * webhook.
 */
function authorityOf({ updatedAt, fetchedAt }: OrderHead): number {
  if (fetchedAt === null) return 0;
  const age = fetchedAt - updatedAt;
  return age >= 0 && age < SECOND_MS ? 0 : fetchedAt;
}

/**
 * Orders mostly end by being cancelled or refunded, so that is the better guess until Shopify is
 * asked.
 */
function compareTied(a: OrderHead, b: OrderHead): number {
  const cancelled = Number(a.cancelledAt !== null) - Number(b.cancelledAt !== null);
  if (cancelled !== 0) return cancelled;
  if (a.refundIds.length !== b.refundIds.length) return a.refundIds.length - b.refundIds.length;
  return compareText(headToText(withoutProducts(a)), headToText(withoutProducts(b)));
}

/** What the payload of the moment `toldAt` says of a refund replaces what older ones said. */
function withRefunds(state: OrderState, refunds: readonly Refund[], toldAt: Instant): OrderState {
  const known = new Map(state.refunds.map((refund) => [refund.id, refund]));
  let grown = false;
  for (const told of refunds) {
    const refund = { ...told, toldAt };
    const before = known.get(refund.id);
    if (before && compareRefunds(before, refund) >= 0) continue;
    known.set(refund.id, refund);
    grown = true;
  }
  if (!grown) return state;
  return { ...state, refunds: [...known.values()].toSorted((a, b) => compareText(a.id, b.id)) };
}

/**
 * The newer one; among those of one moment what names its currencies is preferred, then what says
 * more of store credit; otherwise any fixed choice will do.
 */
function compareRefunds(a: KnownRefund, b: KnownRefund): number {
  if (a.toldAt !== b.toldAt) return a.toldAt - b.toldAt;
  if (isTold(a) !== isTold(b)) return isTold(a) ? 1 : -1;
  const share = compare(a.storeCreditShare, b.storeCreditShare);
  return share === 0 ? compareText(refundToText(a), refundToText(b)) : share;
}

function isTold({ unnamed }: Refund): boolean {
  return unnamed.currency === undefined;
}

function withEdit(state: OrderState, editedAt: Instant): OrderState {
  if (state.editedAt !== null && state.editedAt >= editedAt) return state;
  return { ...state, editedAt };
}
