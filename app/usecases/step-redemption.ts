// One step of an existing redemption: lock its member, load what the decision reads, decide, write
// what it says.
import type { Instant } from "../core/calendar/instant.ts";
import type { MissedByLot } from "../core/expiry/catch-up.ts";
import { carrierOf } from "../core/rewards/carrier.ts";
import type {
  Redemption,
  RedemptionContext,
  RedemptionDecision,
} from "../core/rewards/redemption.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import { findRedemption, loadAllocations, saveRedemptions } from "../db/redemption-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { lockLedger } from "./lock-ledger.ts";
import type { LockedLedger } from "./lock-ledger.ts";
import { emptyLotsOf, missedChanges } from "./missed-changes.ts";
import { loadShopTerms } from "./order-batch/shop-terms.ts";
import { pointsBackMessages } from "./tell-of-points-back.ts";
import { balanceMessage } from "./balance-messages.ts";

export interface RedemptionName {
  shopId: bigint;
  redemptionId: string;
}

/**
 * The redemption as it stands after the step, and whether the step changed it; nothing where there
 * is none.
 */
export async function stepRedemption(
  tx: Transaction,
  { shopId, redemptionId }: RedemptionName,
  now: Instant,
  decide: (context: RedemptionContext) => RedemptionDecision,
): Promise<{ redemption: Redemption; changed: boolean } | undefined> {
  const named = await findRedemption(tx, shopId, redemptionId);
  if (named === undefined) return undefined;
  const { memberId } = named.redemption;
  const allocations = await loadAllocations(tx, [{ shopId, id: redemptionId }]);
  const own = allocations.get(redemptionId) ?? [];
  const lotIds = own.map(({ lotId }) => lotId);
  const locked = await lockLedger(tx, { shopId, memberId, now }, lotIds);
  // Read again under the lock: another step may have come first.
  const stored = await findRedemption(tx, shopId, redemptionId);
  if (stored === undefined || locked === undefined) return undefined;
  const { redemption } = stored;
  const { ledger } = locked;
  const missed = await missedBy(tx, locked, { shopId, allocations: own, now });
  const context = { redemption, allocations: own, ledger, now };
  const decision = decide(missed ? { ...context, missed } : context);
  if (decision.outcome === "unchanged") return { redemption: decision.redemption, changed: false };
  await saveRedemptions(tx, [{ shopId, redemption: decision.redemption }]);
  if (decision.change.entries.length > 0) {
    await applyLedgerChanges(tx, [{ shopId, before: ledger, ...decision.change }], now);
    await enqueueMessages(tx, [
      balanceMessage(shopId, memberId),
      ...pointsBackMessages([{ shopId, redemption: decision.redemption }], now),
    ]);
  } else if (redemption.occasion !== null && carrierOf(redemption.reward.kind) === "none") {
    // No point moves with a gift, and the theme may show something for it all the same.
    await enqueueMessages(tx, [balanceMessage(shopId, memberId)]);
  }
  return { redemption: decision.redemption, changed: true };
}

interface Voucher extends Pick<RedemptionContext, "allocations" | "now"> {
  readonly shopId: bigint;
}

/** Asked for only where a lot is empty: most steps find their points where they were reserved. */
async function missedBy(
  tx: Transaction,
  { member, ledger }: LockedLedger,
  { shopId, allocations, now }: Voucher,
): Promise<MissedByLot | undefined> {
  const lotIds = emptyLotsOf(ledger, allocations);
  if (lotIds.length === 0) return undefined;
  const terms = (await loadShopTerms(tx, [shopId], now)).get(shopId);
  const { id, tier } = member;
  return terms && missedChanges(tx, { shopId, id, tier }, terms, { lotIds, now });
}
