// Makes the discount of a voucher anew under the same code, after the merchant asked for it. Each
// attempt looks first what stands under the code: a good one is taken over, a bad one is deleted.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import { createDiscount } from "../../adapters/shopify/operations/create-discount.ts";
import { deleteCode } from "../../adapters/shopify/operations/delete-code.ts";
import { findDiscount } from "../../adapters/shopify/operations/find-discount.ts";
import { listOrdersWithCode } from "../../adapters/shopify/operations/list-orders-with-code.ts";
import { readDiscounts } from "../../adapters/shopify/operations/read-discounts.ts";
import { type VoucherRedemption, isVoucherRedemption } from "../../core/rewards/carrier.ts";
import { type VoucherHere, compareDiscount } from "../../core/rewards/compare-vouchers.ts";
import { findUnnamed, giveUpVoucher, nameVoucher } from "../../usecases/make-voucher-anew.ts";
import { requestOrders } from "../../usecases/sweep-orders.ts";
import type { Deliver, DeliveryOutcome } from "../delivery.ts";
import { switchOff } from "./deactivate-voucher.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";
import { isOwnDiscount, voucherDiscount } from "./voucher-discount.ts";

interface Making {
  readonly shopId: bigint;
  readonly voucher: VoucherHere;
  readonly redemption: VoucherRedemption;
  readonly admin: AdminGraphql;
  readonly signal: AbortSignal;
}

export const makeVoucherAnew: Deliver<{ redemptionId: string }> = async (
  { shopId, payload: { redemptionId } },
  signal,
) => {
  const voucher = await findUnnamed(shopId, redemptionId);
  if (voucher === undefined || !isVoucherRedemption(voucher.redemption)) return { outcome: "sent" };
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const { admin } = opened;
  const { redemption } = voucher;
  if (redemption.status === "used") return switchOff(admin, redemption, null, signal);
  return make({ shopId, voucher, redemption, admin, signal });
};

async function make(making: Making): Promise<DeliveryOutcome> {
  const { redemption, voucher, admin, signal } = making;
  const found = await findDiscount(admin, redemption.code, signal);
  if (found.outcome !== "ok") return outcomeOf(found);
  if (found.data !== null) {
    // Somebody else's code: ours cannot be made under it.
    if (!isOwnDiscount(found.data, redemption)) return giveUp(making);
    const over = await takeOver(making, found.data.discountGid);
    if (over !== null) return over;
  }
  const used = await usedUnseen(making);
  if (used !== null) return used;
  if (found.data !== null) {
    const deleted = await deleteCode(admin, found.data.discountGid, signal);
    if (deleted.outcome !== "ok") return outcomeOf(deleted);
  }
  if (voucher.customerId === null) return giveUp(making);
  const made = await createDiscount(admin, voucherDiscount(redemption, voucher.customerId), signal);
  if (made.outcome === "ok") return name(making, made.data.discountGid);
  if (made.outcome === "taken") return { outcome: "retry", reason: "code_taken_meanwhile" };
  return made.outcome === "refused" ? giveUp(making) : outcomeOf(made);
}

/**
 * One that is as it should be comes from an attempt whose answer was lost; one that was used is
 * looked at by the next comparison. Null for one that is to be replaced.
 */
async function takeOver(making: Making, gid: string): Promise<DeliveryOutcome | null> {
  const { voucher, redemption, admin, signal } = making;
  const asked = { gids: [gid], currency: redemption.currency };
  const read = await readDiscounts(admin, asked, signal);
  if (read.outcome !== "ok") return outcomeOf(read);
  const there = read.data.get(gid) ?? null;
  const now = (await businessNow()).getTime();
  const differences = compareDiscount({ ...voucher, shopifyGid: gid }, there, now);
  const isKept = differences.every(({ kind }) => kind === "used_unknown");
  return isKept ? name(making, gid) : null;
}

/**
 * Who deleted the discount may have done so after its use: a new one would work a second time.
 * Once the order is read the voucher is used. Null where no order carried the code.
 */
async function usedUnseen(making: Making): Promise<DeliveryOutcome | null> {
  const { shopId, redemption, admin, signal } = making;
  const orders = await listOrdersWithCode(admin, redemption.code, signal);
  if (orders.outcome !== "ok") return outcomeOf(orders);
  if (orders.data.length === 0) return null;
  await requestOrders(shopId, orders.data);
  return { outcome: "retry", reason: "used_by_unseen_order" };
}

/** A code that was used in the meantime must not work a second time. */
async function name(
  { shopId, redemption, admin, signal }: Making,
  gid: string,
): Promise<DeliveryOutcome> {
  const now = (await businessNow()).getTime();
  const status = await nameVoucher({ shopId, redemptionId: redemption.id }, { gid, now });
  return status === "used" ? switchOff(admin, redemption, gid, signal) : { outcome: "sent" };
}

async function giveUp({ shopId, redemption }: Making): Promise<DeliveryOutcome> {
  await giveUpVoucher(shopId, redemption.id, (await businessNow()).getTime());
  return { outcome: "sent" };
}
