// An order as the program sees it: what is known, what it may earn, what it is worth now. Taking in
// news needs no member; evaluating an order does.
import type { TimeZone } from "../calendar/time-zone.ts";
import { addsOnly } from "../orders/order-facts.ts";
import type { OrderState } from "../orders/order-state.ts";
import { versionInForce } from "../program/version-in-force.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";
import type { ProgramVersion } from "../program/document.ts";
import type { EarnSnapshot } from "./earn-snapshot.ts";
import { neededFacts } from "./needed-facts.ts";
import type { FactsNeeded, PaidOrder } from "./needed-facts.ts";
import { targetPoints } from "./target-points.ts";
import type { Target } from "./target-points.ts";

export interface OrderStanding {
  readonly state: OrderState;
  /**
   * Null until the order qualifies: fully paid, by a customer, under a program; never for tests.
   */
  readonly snapshot: EarnSnapshot | null;
  /** Null without a snapshot. */
  readonly target: Target | null;
}

/** What is to be done before the order's target can be told. */
export type Qualification =
  /** Nothing: it does not qualify, or its snapshot stands. */
  | { readonly kind: "settled" }
  /** Shopify must be asked first. An order that qualified before keeps its snapshot meanwhile. */
  | { readonly kind: "awaits_facts"; readonly needed: FactsNeeded }
  /** Evaluate it under this version: `evaluateOrder`, then `grantRooms`. */
  | { readonly kind: "qualifies"; readonly order: PaidOrder; readonly version: ProgramVersion };

const SETTLED: Qualification = { kind: "settled" };

/**
 * What news mean for the order's snapshot. `before` is how it stood, `state` what is known after
 * `mergeOrder`. The version is chosen when the order first qualifies, by the moment it was placed,
 * and kept; its terms are applied again when a newer fully paid payload shows other lines, so that
 * what an edit added earns under the same version. Rule: orders keep the version in force when they
 * were placed. An answer of Shopify that tells nothing which was asked asks for no more of a limit.
 */
export function qualify(
  before: OrderStanding,
  state: OrderState,
  periods: readonly ProgramPeriod[],
  timeZone: TimeZone,
): Qualification {
  const { snapshot } = before;
  const { paid, facts, newest } = state;
  if (!paid || newest?.test) return SETTLED;
  const isKnown = paid === before.state.paid && facts === before.state.facts;
  if (snapshot && isKnown) return SETTLED;
  const version = snapshot
    ? versionById(periods, snapshot.programVersionId)
    : versionToEarnUnder(state, periods);
  if (!version) return SETTLED;
  const isSamePaid = snapshot !== null && paid === before.state.paid;
  if (isSamePaid && isAnswered(before, state, version, timeZone)) return SETTLED;
  const order = { head: paid, facts };
  const needed = neededFacts(order, customerOf(state), version, timeZone);
  return needed ? { kind: "awaits_facts", needed } : { kind: "qualifies", order, version };
}

/** Whether the order was evaluated with all that was asked about it, and nothing of it is news. */
function isAnswered(
  { state: { paid, facts: known } }: OrderStanding,
  { facts, newest }: OrderState,
  version: ProgramVersion,
  timeZone: TimeZone,
): boolean {
  if (!paid || !addsOnly(known, facts)) return false;
  const customerId = customerOf({ newest, paid });
  return neededFacts({ head: paid, facts: known }, customerId, version, timeZone) === null;
}

/** What Shopify must still be asked about the order as it is stored; null where that is nothing. */
export function openQuestions(
  { state, snapshot }: OrderStanding,
  periods: readonly ProgramPeriod[],
  timeZone: TimeZone,
): FactsNeeded | null {
  const unread = { state: { ...state, paid: null }, snapshot, target: null };
  const found = qualify(unread, state, periods, timeZone);
  return found.kind === "awaits_facts" ? found.needed : null;
}

/** The standing of an order as it was stored, or as it is after news or an evaluation. */
export function restoreStanding(state: OrderState, snapshot: EarnSnapshot | null): OrderStanding {
  return { state, snapshot, target: snapshot && targetPoints(snapshot, state) };
}

/** The customer who gets the order's points; null for guests. */
export function customerOf({ newest, paid }: Pick<OrderState, "newest" | "paid">): string | null {
  return newest?.customerId ?? paid?.customerId ?? null;
}

/**
 * The version under which an order is evaluated; null where it earns nothing at all. Orders without
 * a customer wait for one: the member's tier and limits belong to the evaluation.
 */
export function versionToEarnUnder(
  state: OrderState,
  periods: readonly ProgramPeriod[],
): ProgramVersion | null {
  const { paid, newest } = state;
  if (!paid || newest?.test || customerOf(state) === null) return null;
  return versionInForce(periods, paid.placedAt);
}

/** The version with the id; null when it is not among the periods. */
export function versionById(
  periods: readonly ProgramPeriod[],
  versionId: string,
): ProgramVersion | null {
  return periods.find(({ version }) => version.id === versionId)?.version ?? null;
}
