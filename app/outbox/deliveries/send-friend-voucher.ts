// Writes a friend the code that welcomes them. The row of the referral is claimed before the mail
// server is spoken to: better one lost than one sent twice. Nothing of it is for members: a friend
// gets no other e-mail, so there is none to stop.
import { renderFriendVoucherEmail } from "../../adapters/email/friend-voucher-email.ts";
import { mailServer, messageIdOf, sendMail } from "../../adapters/email/send-mail.ts";
import type { MailServer } from "../../adapters/email/send-mail.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { FriendDiscount } from "../../core/program/referral-terms.ts";
import type { RewardParams } from "../../core/explanations/reward-params.ts";
import { findDeliveryShop } from "../../db/delivery-shop-store.ts";
import type { DeliveryShop } from "../../db/delivery-shop-store.ts";
import { claimFriendMail, releaseFriendMail } from "../../db/friend-mail-store.ts";
import { pool } from "../../db/pool.ts";
import { findReferralTerms } from "../../db/referral-facts-store.ts";
import { findReferral } from "../../db/referral-store.ts";
import type { Referral } from "../../db/referral-store.ts";
import type { Deliver, DeliveryOutcome } from "../delivery.ts";

export const sendFriendVoucher: Deliver<{ referralId: string }> = async ({ shopId, payload }) => {
  const key = { shopId, id: payload.referralId };
  const [shop, referral] = await Promise.all([
    findDeliveryShop(pool(), shopId),
    findReferral(pool(), key),
  ]);
  const server = mailServer();
  if (!shop?.installed || !referral || server === null) return { outcome: "sent" };
  const terms = await findReferralTerms(pool(), shopId, referral.programVersionId);
  const now = (await businessNow()).getTime();
  if (!terms || !isUseful(referral, now)) return { outcome: "sent" };
  const letter = await renderFriendVoucherEmail({
    locales: [referral.friendLocale, shop.locale],
    shopName: shop.name ?? shop.domain,
    shopUrl: shopUrlWith(shop, referral.voucherCode),
    reward: worthOf(terms.friendVoucher.discount, shop.currency),
    code: referral.voucherCode,
    lastDay: localDateOf((referral.voucherEndsAt ?? now) - 1, shop.timeZone),
  });
  if (!(await claimFriendMail(pool(), key, referral.voucherCode))) return { outcome: "sent" };
  return send(server, { shop, referral, letter });
};

/** Nobody is written to about a code that does not work, or that was of use already. */
function isUseful(referral: Referral, now: number): boolean {
  const { voucherState, voucherEndsAt, orderId, friendEmail } = referral;
  const isWorking = voucherState === "issued" && voucherEndsAt !== null && voucherEndsAt > now;
  return isWorking && orderId === null && friendEmail !== null;
}

/** Shopify puts the code of such a link into the cart by itself. */
function shopUrlWith({ domain }: DeliveryShop, code: string): string {
  return `https://${domain}/discount/${encodeURIComponent(code)}?redirect=/`;
}

function worthOf(discount: FriendDiscount, currency: string): RewardParams {
  if (discount.kind !== "amount_off") return discount;
  const amount = formatAmount(rational(discount.amountMinor), currency);
  return { kind: discount.kind, amount, currency };
}

interface Sending {
  readonly shop: DeliveryShop;
  readonly referral: Referral;
  readonly letter: Awaited<ReturnType<typeof renderFriendVoucherEmail>>;
}

async function send(
  server: MailServer,
  { shop, referral, letter }: Sending,
): Promise<DeliveryOutcome> {
  const { id, voucherCode, friendEmail } = referral;
  const name = `friend-voucher.${shop.shopId}.${id}.${voucherCode.replaceAll(/[^\w-]/g, "")}`;
  const result = await sendMail(server, {
    ...letter,
    messageId: messageIdOf(server, name),
    to: friendEmail ?? "",
    fromName: shop.name ?? shop.domain,
    replyTo: shop.contactEmail,
    unsubscribeUrl: null,
  });
  if (result.outcome !== "unavailable") return { outcome: "sent" };
  await releaseFriendMail(pool(), { shopId: shop.shopId, id }, voucherCode);
  return { outcome: "retry", reason: `mail server ${result.reason}` };
}
