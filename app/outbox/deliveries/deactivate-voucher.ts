// Switches a voucher off that is to be returned. Its use is read again only after a pause.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import { deactivateDiscount } from "../../adapters/shopify/operations/deactivate-discount.ts";
import { findDiscount } from "../../adapters/shopify/operations/find-discount.ts";
import { type VoucherRedemption, isVoucherRedemption } from "../../core/rewards/carrier.ts";
import { pool } from "../../db/pool.ts";
import { findRedemption } from "../../db/redemption-store.ts";
import { recordDeactivation } from "../../usecases/return-voucher.ts";
import type { Deliver, DeliveryOutcome } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";
import { isOwnDiscount } from "./voucher-discount.ts";

export const deactivateVoucher: Deliver<{ redemptionId: string }> = async (message, signal) => {
  const { shopId, payload } = message;
  const stored = await findRedemption(pool(), shopId, payload.redemptionId);
  if (stored?.redemption.status !== "returning") return { outcome: "sent" };
  const { redemption, shopifyGid } = stored;
  if (!isVoucherRedemption(redemption)) throw new RangeError("No discount carries this reward");
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const outcome = await switchOff(opened.admin, redemption, shopifyGid, signal);
  if (outcome.outcome !== "sent") return outcome;
  await recordDeactivation(shopId, redemption.id, (await businessNow()).getTime());
  return outcome;
};

/** `sent` when the code certainly works no longer. */
export async function switchOff(
  admin: AdminGraphql,
  redemption: VoucherRedemption,
  discountGid: string | null,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  let gid = discountGid;
  if (gid !== null) {
    const answer = await deactivateDiscount(admin, gid, signal);
    if (answer.outcome === "ok") return { outcome: "sent" };
    if (answer.outcome !== "refused") return outcomeOf(answer);
  }
  // Refused because the merchant has deleted it, or for a reason that the discount itself must
  // tell.
  const found = await findDiscount(admin, redemption.code, signal);
  if (found.outcome !== "ok") return outcomeOf(found);
  if (found.data === null || !found.data.active) return { outcome: "sent" };
  if (!isOwnDiscount(found.data, redemption)) return { outcome: "sent" };
  if (found.data.discountGid === gid) return { outcome: "retry", reason: "deactivation_refused" };
  gid = found.data.discountGid;
  const again = await deactivateDiscount(admin, gid, signal);
  return again.outcome === "ok" ? { outcome: "sent" } : outcomeOf(again);
}
