// What becomes of redemptions half-way when their shop uninstalls the app, and when it comes back.
import type { Instant } from "../core/calendar/instant.ts";
import { decideUnsettled } from "../core/rewards/decide-settlement.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { listWaitingRedemptions } from "../db/waiting-redemption-store.ts";
import { voucherMessage } from "./return-voucher.ts";
import { stepRedemption } from "./step-redemption.ts";

/**
 * At uninstallation: nobody can ask Shopify any more, so open reservations are shown as unsettled.
 */
export async function suspendRedemptions(
  tx: Transaction,
  shopId: bigint,
  now: Instant,
): Promise<void> {
  for (const { redemption } of await listWaitingRedemptions(tx, shopId)) {
    if (redemption.status !== "reserved") continue;
    await stepRedemption(tx, { shopId, redemptionId: redemption.id }, now, decideUnsettled);
  }
}

/**
 * At reinstallation: whatever waited for Shopify is asked again; repeating is harmless by design.
 */
export async function resumeRedemptions(tx: Transaction, shopId: bigint): Promise<void> {
  const waiting = await listWaitingRedemptions(tx, shopId);
  await enqueueMessages(
    tx,
    waiting.map(({ redemption }) => {
      const name = { shopId, redemptionId: redemption.id };
      if (redemption.status !== "returning") return voucherMessage("issue_voucher", name);
      if (redemption.deactivatedAt === null) return voucherMessage("deactivate_voucher", name);
      return voucherMessage("confirm_voucher_unused", name);
    }),
  );
}
