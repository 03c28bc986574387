// What the program says of one order beside its points: when they are released, when they end, and
// whether it counts for tiers.
import type { Instant } from "../../core/calendar/instant.ts";
import { versionById } from "../../core/earning/order-standing.ts";
import type { OrderStanding } from "../../core/earning/order-standing.ts";
import { targetUnits } from "../../core/earning/target-points.ts";
import type { OrderUnits } from "../../core/earning/target-points.ts";
import { catchUpLotExpiry } from "../../core/expiry/catch-up.ts";
import type { TierHeld } from "../../core/expiry/catch-up.ts";
import { lotExpiry } from "../../core/expiry/expiry-of.ts";
import { termsOfLot } from "../../core/expiry/terms-in-force.ts";
import type { OrderState } from "../../core/orders/order-state.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import { releaseOf } from "../../core/release/release-of.ts";
import type { Release } from "../../core/release/release-of.ts";
import { tierTermsOf } from "./shop-terms.ts";
import type { ShopTerms } from "./shop-terms.ts";

/** The version under which the order earns; null before it qualifies. */
export function versionOf(
  { periods }: ShopTerms,
  { snapshot }: Pick<OrderStanding, "snapshot">,
): ProgramVersion | null {
  return snapshot && versionById(periods, snapshot.programVersionId);
}

/** When the order's points become spendable, as far as its news tell. */
export function releaseOfOrder(
  { timeZone }: ShopTerms,
  version: ProgramVersion | null,
  { paidAt, newest }: OrderState,
): Release {
  const pending = version?.document.pending ?? { kind: "none" };
  const fulfilledAt = newest?.fulfilledAt ?? null;
  const deliveredAt = newest?.deliveredAt ?? null;
  return releaseOf(pending, { paidAt, fulfilledAt, deliveredAt }, timeZone);
}

/**
 * When points that the order earns end by themselves, for a member who held `tiers` one after the
 * other since its placement. What has ended under one tier or program is not brought back by the
 * next: an order heard late ends as it would have in time.
 */
export function endOfPoints(
  { periods, timeZone: zone }: ShopTerms,
  version: ProgramVersion,
  { accruedAt, tiers }: { readonly accruedAt: Instant; readonly tiers: readonly TierHeld[] },
  now: Instant,
): Instant | null {
  const tierId = tiers.findLast(({ from }) => from <= accruedAt)?.tierId ?? null;
  const termsVersionId = version.id;
  const terms = termsOfLot(periods, termsVersionId, accruedAt);
  const expiresAt = lotExpiry(terms, { accruedAt, tierId }, zone);
  const missed = { periods, zone, tiers, since: accruedAt, now };
  return catchUpLotExpiry({ accruedAt, expiresAt, termsVersionId }, missed);
}

/**
 * What the order counts for tiers; null where nobody asks: neither the program in force nor the one
 * under which it earns has tiers.
 */
export function unitsOf(terms: ShopTerms, standing: OrderStanding): OrderUnits | null {
  const { target } = standing;
  if (!target) return null;
  const counts = tierTermsOf(terms) ?? versionOf(terms, standing)?.document.tiers ?? null;
  return counts && targetUnits(target);
}
