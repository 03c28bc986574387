// What lots missed while they held nothing: versions and tiers that others followed.
import type { Instant } from "../core/calendar/instant.ts";
import type { MissedByLot } from "../core/expiry/catch-up.ts";
import type { Allocation } from "../core/ledger/allocate.ts";
import type { MemberLedger } from "../core/ledger/entry.ts";
import { isEmpty } from "../core/ledger/lot.ts";
import { changesAsHeard } from "../core/tiers/as-heard.ts";
import { endsDependOnTier } from "../core/tiers/follow-ends.ts";
import type { TierChange, TierStanding } from "../core/tiers/standing.ts";
import { loadLotsEmptiedAt } from "../db/entry-store.ts";
import type { Sql } from "../db/pool.ts";
import { loadMovesHeardSince } from "../db/tier-store.ts";
import type { ShopTerms } from "./order-batch/shop-terms.ts";

/** Those of the lots that gave a voucher its points which hold none by now. */
export function emptyLotsOf(
  { lots }: MemberLedger,
  allocations: readonly Allocation[],
): readonly string[] {
  const own = new Set(allocations.map(({ lotId }) => lotId));
  return lots.filter((lot) => own.has(lot.id) && isEmpty(lot)).map(({ id }) => id);
}

export interface MissingMember {
  readonly shopId: bigint;
  readonly id: string;
  readonly tier: TierStanding;
  /** Changes that are decided and not written yet. */
  readonly tierChanges?: readonly TierChange[];
}

/**
 * For each of a member's empty lots all that was heard of since it was emptied and moves ends of
 * the member's points. Asks nothing where nothing moves any.
 */
export async function missedChanges(
  tx: Sql,
  { shopId, id, tier: { tierId }, tierChanges = [] }: MissingMember,
  { periods, timeZone: zone }: ShopTerms,
  { lotIds, now }: { readonly lotIds: readonly string[]; readonly now: Instant },
): Promise<MissedByLot> {
  const hasTiers = endsDependOnTier(periods);
  if (!hasTiers && periods.length < 2) return new Map();
  const emptiedAt = await loadLotsEmptiedAt(tx, { shopId, id }, lotIds);
  if (emptiedAt.size === 0) return new Map();
  const first = Math.min(...emptiedAt.values());
  const stored = hasTiers ? await loadMovesHeardSince(tx, { shopId, id }, first) : [];
  const decided = tierChanges
    .filter(({ fromTierId, toTierId }) => hasTiers && fromTierId !== toTierId)
    .map((change) => ({ ...change, heardAt: now }));
  return new Map(
    [...emptiedAt].map(([lotId, since]) => {
      const moves = [...stored.filter(({ heardAt }) => heardAt >= since), ...decided];
      return [lotId, changesAsHeard({ periods, zone, since, now, moves, tierId })];
    }),
  );
}
