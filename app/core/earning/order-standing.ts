// An order as the program sees it: what is known, what it may earn, what it is worth now.
import { mergeOrder } from "../orders/merge-order.ts";
import type { OrderEvent } from "../orders/order-event.ts";
import type { OrderState } from "../orders/order-state.ts";
import { versionInForce } from "../program/version-in-force.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";
import type { ProgramVersion } from "../program/document.ts";
import type { EarnSnapshot } from "./earn-snapshot.ts";
import { evaluateOrder } from "./evaluate-order.ts";
import { targetPoints } from "./target-points.ts";
import type { Target } from "./target-points.ts";

export interface OrderStanding {
  readonly state: OrderState;
  /** Null until the order is fully paid under a program in force; tests never have one. */
  readonly snapshot: EarnSnapshot | null;
  /** Null without a snapshot. */
  readonly target: Target | null;
}

/**
 * The standing after one more event. The version is chosen when the order first qualifies, by the
 * moment it was placed, and kept; its terms are applied again when a newer fully paid payload shows
 * other lines, so that what an edit added earns under the same version.
 */
export function advanceOrder(
  standing: OrderStanding,
  event: OrderEvent,
  periods: readonly ProgramPeriod[],
): OrderStanding {
  const state = mergeOrder(standing.state, event);
  const snapshot = snapshotOf(state, standing, periods);
  if (state === standing.state && snapshot === standing.snapshot) return standing;
  return { state, snapshot, target: snapshot && targetPoints(snapshot, state) };
}

/** The standing of an order as it was stored. */
export function restoreStanding(state: OrderState, snapshot: EarnSnapshot | null): OrderStanding {
  return { state, snapshot, target: snapshot && targetPoints(snapshot, state) };
}

/** The customer who gets the order's points; null for guests. */
export function customerOf({ newest, paid }: OrderState): string | null {
  return newest?.customerId ?? paid?.customerId ?? null;
}

function snapshotOf(
  state: OrderState,
  before: OrderStanding,
  periods: readonly ProgramPeriod[],
): EarnSnapshot | null {
  if (!state.paid || state.newest?.test) return before.snapshot;
  if (before.snapshot && state.paid === before.state.paid) return before.snapshot;
  const version = before.snapshot
    ? versionById(periods, before.snapshot.programVersionId)
    : versionToEarnUnder(state, periods);
  return version ? evaluateOrder(state.paid, version) : before.snapshot;
}

/** The version under which a fully paid order is evaluated; null where it earns nothing at all. */
export function versionToEarnUnder(
  { paid, newest }: OrderState,
  periods: readonly ProgramPeriod[],
): ProgramVersion | null {
  return !paid || newest?.test ? null : versionInForce(periods, paid.placedAt);
}

/** The version with the id; null when it is not among the periods. */
export function versionById(
  periods: readonly ProgramPeriod[],
  versionId: string,
): ProgramVersion | null {
  return periods.find(({ version }) => version.id === versionId)?.version ?? null;
}
