// What a lot missed while a voucher had all of its points: versions and tiers that others followed.
import type { Instant } from "../core/calendar/instant.ts";
import type { MissedChanges } from "../core/expiry/catch-up.ts";
import type { Allocation } from "../core/ledger/allocate.ts";
import type { MemberLedger } from "../core/ledger/entry.ts";
import { isEmpty } from "../core/ledger/lot.ts";
import { changesAsHeard } from "../core/tiers/as-heard.ts";
import { endsDependOnTier } from "../core/tiers/follow-ends.ts";
import type { TierChange, TierStanding } from "../core/tiers/standing.ts";
import type { Sql } from "../db/pool.ts";
import { loadMovesHeardSince } from "../db/tier-store.ts";
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

/** All that was heard of after `since` and moves ends of the member's points. */
export async function missedChanges(
  tx: Sql,
  { shopId, id, tier: { tierId }, tierChanges = [] }: MissingMember,
  { periods, timeZone: zone }: ShopTerms,
  { since, now }: { readonly since: Instant; readonly now: Instant },
): Promise<readonly MissedChanges[]> {
  const heard = { periods, zone, since, now, tierId };
  if (!endsDependOnTier(periods)) return changesAsHeard({ ...heard, moves: [] });
  const stored = await loadMovesHeardSince(tx, { shopId, id }, since);
  const decided = tierChanges
    .filter(({ fromTierId, toTierId }) => fromTierId !== toTierId)
    .map((change) => ({ ...change, heardAt: now }));
  return changesAsHeard({ ...heard, moves: [...stored, ...decided] });
}
