// The shopper gives an unused voucher up, in the storefront, in their account or at checkout; the
// points follow once it is proven unused.
import { z } from "zod";
import type { CancelVoucherAnswer } from "../../../widget/contract/redeem.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { checkoutKey, comesBackAtOnce } from "../../core/rewards/checkout-voucher.ts";
import { deliverNow } from "../../outbox/deliver-now.ts";
import { returnAtOnce } from "../../outbox/return-at-once.ts";
import { findShopper } from "../../queries/shopper.ts";
import { countGivenUpAtCheckout, findVoucher, findVoucherByKey } from "../../queries/vouchers.ts";
import { type VoucherToCancel, cancelVoucher } from "../../usecases/return-voucher.ts";
import { type ProxyVisit, parseBody, signedInCustomer } from "./door.ts";
import { cancelAnswer } from "./redeem-answer.ts";
import { loadVoice } from "./load-voice.ts";

/**
 * Switching off is worth a short wait: then the code is dead before the shopper reads the answer.
 */
const SWITCH_OFF_WAIT_MS = 3_000;
/** So is reading whether it was used, where the points come back with that. */
const READ_WAIT_MS = 3_000;

const MAX_LOCALE_CHARACTERS = 40;

const locale = z.string().max(MAX_LOCALE_CHARACTERS).nullable().default(null);
/** By the key with which it was asked for at checkout, where its answer may have been lost. */
const requestSchema = z.union([
  z.object({ voucherId: z.uuid(), locale }),
  z.object({ requestKey: z.uuid(), locale }),
]);

/** `actor` gives it up for the member; left out where the member does. */
export async function takeCancellation(
  request: Request,
  visit: ProxyVisit,
  { actor }: Pick<VoucherToCancel, "actor"> = {},
): Promise<CancelVoucherAnswer> {
  const customerId = signedInCustomer(visit);
  const named = await parseBody(request, requestSchema);
  const { id: shopId, timeZone } = visit.shop;
  const shopper = await findShopper(shopId, customerId);
  if (shopper === undefined) return { outcome: "refused", reason: "voucher_not_found" };
  const { memberId } = shopper;
  const now = (await businessNow()).getTime();
  const voucherId =
    "voucherId" in named
      ? named.voucherId
      : (await findVoucherByKey(shopId, memberId, checkoutKey(named.requestKey)))?.redemption.id;
  if (voucherId === undefined) return { outcome: "refused", reason: "voucher_not_found" };
  const wish = { shopId, memberId, redemptionId: voucherId, ...(actor && { actor }) };
  const result = await cancelVoucher(wish, now);
  if (result.outcome === "refused") return { outcome: "refused", reason: result.reason };
  if (result.redemption.deactivatedAt === null) {
    const name = { shopId, kind: "deactivate_voucher", key: voucherId };
    await deliverNow(name, SWITCH_OFF_WAIT_MS);
  }
  const sinceHour = await countGivenUpAtCheckout({ shopId, memberId, voucherId }, now);
  if (comesBackAtOnce(result.redemption, { now, sinceHour })) {
    await returnAtOnce(shopId, result.redemption, READ_WAIT_MS);
  }
  const held = await findVoucher(shopId, memberId, voucherId);
  const after = await findShopper(shopId, customerId);
  const { redemption } = result;
  const answered = held ?? { shopId, redemption, sealedCode: null };
  const voice = await loadVoice(shopId, [named.locale, visit.shop.locale], now);
  return cancelAnswer(answered, after, { timeZone, voice });
}
