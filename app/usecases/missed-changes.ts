// What a lot missed while a voucher had all of its points: versions and tiers that others followed.
import type { Instant } from "../core/calendar/instant.ts";
import type { MissedChanges } from "../core/expiry/catch-up.ts";
import type { Allocation } from "../core/ledger/allocate.ts";
import type { MemberLedger } from "../core/ledger/entry.ts";
import { isEmpty } from "../core/ledger/lot.ts";
import { endsDependOnTier } from "../core/tiers/follow-ends.ts";
import { tierAt } from "../core/tiers/standing.ts";
import type { TierChange, TierStanding } from "../core/tiers/standing.ts";
import type { Sql } from "../db/pool.ts";
import { findFirstMoveHeardSince, loadTierHistories } from "../db/tier-store.ts";
import type { ShopTerms } from "./order-batch/shop-terms.ts";

/** Whether one of the lots that gave a voucher its points holds none by now. */
export function hasEmptyLot({ lots }: MemberLedger, allocations: readonly Allocation[]): boolean {
  const own = new Set(allocations.map(({ lotId }) => lotId));
  return lots.some((lot) => own.has(lot.id) && isEmpty(lot));
}

export interface MissingMember {
  readonly shopId: bigint;
  readonly id: string;
  readonly tier: TierStanding;
  /** Changes that are decided and not written yet. */
  readonly tierChanges?: readonly TierChange[];
}

/** All that changed for the member after `since`. */
export async function missedChanges(
  tx: Sql,
  { shopId, id, tier, tierChanges = [] }: MissingMember,
  { periods, timeZone: zone }: ShopTerms,
  { since: taken, now }: { readonly since: Instant; readonly now: Instant },
): Promise<MissedChanges> {
  const unmoved = { periods, zone, since: taken, now, tiers: [{ tierId: tier.tierId, from: 0 }] };
  if (!endsDependOnTier(periods)) return unmoved;
  // What was heard of late may have taken effect long before the lot was emptied.
  const heard = await findFirstMoveHeardSince(tx, { shopId, id }, taken);
  const decided = tierChanges.map(({ effectiveAt }) => effectiveAt);
  const late = [...(heard === null ? [] : [heard]), ...decided].map((at) => at - 1);
  const hasMoved = tier.since !== null && tier.since > taken;
  if (!hasMoved && late.length === 0) return unmoved;
  const since = Math.min(taken, ...late);
  const stored = (await loadTierHistories(tx, [{ shopId, id }])).get(id)?.own ?? [];
  const history = [...stored, ...tierChanges];
  const moments = history.map(({ effectiveAt }) => effectiveAt).filter((at) => at > since);
  const tiers = [since, ...moments.toSorted((a, b) => a - b)].map((from) => ({
    tierId: tierAt(history, from),
    from,
  }));
  return { periods, zone, since, now, tiers };
}
