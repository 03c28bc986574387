// A voucher whose discount is wrong or gone gets another of the same code. While that is on its way
// the voucher has no name in Shopify.
import type { Instant } from "../core/calendar/instant.ts";
import type { RedemptionStatus } from "../core/rewards/redemption.ts";
import type { VoucherHere } from "../core/rewards/compare-vouchers.ts";
import { pool } from "../db/pool.ts";
import { findRedemption, setShopifyGid } from "../db/redemption-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { loadVouchersByIds } from "../db/voucher-comparison-store.ts";
import { lockLedger } from "./lock-ledger.ts";
import { returnVoucher } from "./return-voucher.ts";

/**
 * The voucher that is to be made, or was used while it was made; nothing where it has a name again,
 * or was given up.
 */
export async function findUnnamed(
  shopId: bigint,
  redemptionId: string,
): Promise<VoucherHere | undefined> {
  const [voucher] = await loadVouchersByIds(pool(), shopId, [redemptionId]);
  const status = voucher?.redemption.status;
  const isAsked = status === "issued" || status === "used";
  return isAsked && voucher?.shopifyGid === null ? voucher : undefined;
}

/** Names it unless an order has used the code meanwhile. Answers how it stands by now. */
export function nameVoucher(
  { shopId, redemptionId }: { readonly shopId: bigint; readonly redemptionId: string },
  { gid, now }: { readonly gid: string; readonly now: Instant },
): Promise<RedemptionStatus | undefined> {
  return withTransaction(async (tx) => {
    const named = await findRedemption(tx, shopId, redemptionId);
    if (named === undefined) return undefined;
    await lockLedger(tx, { shopId, memberId: named.redemption.memberId, now });
    const stored = await findRedemption(tx, shopId, redemptionId);
    const status = stored?.redemption.status;
    if (status !== "used") await setShopifyGid(tx, shopId, redemptionId, gid);
    return status;
  });
}

/** Shopify will not have it again: its points go back, as if it had been deleted there. */
export async function giveUpVoucher(
  shopId: bigint,
  redemptionId: string,
  now: Instant,
): Promise<void> {
  const name = { shopId, redemptionId };
  await withTransaction((tx) => returnVoucher(tx, name, "deleted_in_shopify", now));
}
