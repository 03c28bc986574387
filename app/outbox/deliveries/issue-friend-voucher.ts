// Has Shopify make the voucher that welcomes a friend: for the customer of the friend's address
// alone, who is looked for first and made where the store knows none. An unknown outcome is met by
// asking for exactly the same again.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { createDiscount } from "../../adapters/shopify/operations/create-discount.ts";
import { customerOfEmail } from "../../adapters/shopify/operations/customer-of-email.ts";
import { deactivateDiscount } from "../../adapters/shopify/operations/deactivate-discount.ts";
import { findDiscount } from "../../adapters/shopify/operations/find-discount.ts";
import { findFriend } from "../../adapters/shopify/operations/find-friend.ts";
import type { AdminAnswer } from "../../adapters/shopify/admin-answer.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import { findReferralTerms } from "../../db/referral-facts-store.ts";
import { pool } from "../../db/pool.ts";
import { type Referral, findReferral } from "../../db/referral-store.ts";
import {
  type KnownFriend,
  recordFriend,
  recordVoucherIssued,
  recordVoucherRefused,
} from "../../usecases/referrals/record-friend-voucher.ts";
import type { Deliver, DeliveryOutcome } from "../delivery.ts";
import { friendDiscount, isOwnFriendDiscount } from "./friend-discount.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

interface Making {
  readonly shopId: bigint;
  readonly referral: Referral;
  readonly admin: AdminGraphql;
  readonly currency: string;
  readonly signal: AbortSignal;
}

export const issueFriendVoucher: Deliver<{ referralId: string }> = async (
  { shopId, payload },
  signal,
) => {
  const key = { shopId, id: payload.referralId };
  const referral = await findReferral(pool(), key);
  const isWanted = referral?.voucherState === "wanted";
  if (!referral || !(isWanted || isGivenUp(referral))) return { outcome: "sent" };
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const { admin, shop } = opened;
  const making = { shopId, referral, admin, currency: shop.currency, signal };
  if (!isWanted) return switchOff(making);
  const friend = await knownFriend(making);
  if (friend.outcome === "refused") return refused(making, friend.message);
  if (friend.outcome !== "ok") return outcomeOf(friend);
  const known = await recordFriend(key, friend.data, await now());
  // A check refused or doubts it by now: nothing is made.
  if (known?.voucherState !== "wanted") return { outcome: "sent" };
  return make({ ...making, referral: known });
};

/** Refused after Shopify was asked, and before it answered: the code may be there. */
function isGivenUp({ decision, voucherState }: Referral): boolean {
  return decision === "refuse" && voucherState === "held";
}

async function switchOff({ referral, admin, signal }: Making): Promise<DeliveryOutcome> {
  const found = await findDiscount(admin, referral.voucherCode, signal);
  if (found.outcome !== "ok") return outcomeOf(found);
  if (found.data === null || !isOwnFriendDiscount(found.data, referral)) return { outcome: "sent" };
  const off = await deactivateDiscount(admin, found.data.discountGid, signal);
  return off.outcome === "ok" ? { outcome: "sent" } : outcomeOf(off);
}

/** May be repeated: whoever was made by an earlier attempt is known by the note of it. */
async function knownFriend({
  referral: { friendCustomerId, friendEmail, claimedAt },
  admin,
  signal,
}: Making): Promise<AdminAnswer<KnownFriend>> {
  if (friendCustomerId !== null) {
    return { outcome: "ok", data: { customerId: friendCustomerId, hasBought: false } };
  }
  if (friendEmail === null) {
    return { outcome: "refused", code: "REDACTED", message: "The friend asked to be forgotten." };
  }
  const found = await findFriend(admin, { email: friendEmail, since: claimedAt }, signal);
  if (found.outcome !== "ok") return found;
  if (found.data !== null) return { outcome: "ok", data: found.data };
  const made = await customerOfEmail(admin, { email: friendEmail, name: null }, signal);
  if (made.outcome !== "ok") return made;
  return { outcome: "ok", data: { customerId: made.data, hasBought: false } };
}

async function make(making: Making): Promise<DeliveryOutcome> {
  const { shopId, referral, currency, admin, signal } = making;
  const terms = await findReferralTerms(pool(), shopId, referral.programVersionId);
  if (terms === undefined || referral.friendCustomerId === null) {
    return refused(making, "The program says nothing of friends any more.");
  }
  const discount = friendDiscount(referral, terms, currency);
  const answer = await createDiscount(admin, discount, signal);
  switch (answer.outcome) {
    case "ok":
      return issued(making, answer.data.discountGid);
    case "taken":
      return lookUp(making, "The code is taken by another discount.");
    case "refused":
      return lookUp(making, answer.message);
    case "throttled":
    case "unauthorised":
    case "unknown":
      return outcomeOf(answer);
  }
}

/** A refusal of this attempt does not speak for an earlier one: the code itself tells. */
async function lookUp(making: Making, refusal: string): Promise<DeliveryOutcome> {
  const { referral, admin, signal } = making;
  const found = await findDiscount(admin, referral.voucherCode, signal);
  if (found.outcome === "refused") {
    return { outcome: "retry", reason: `look-up refused ${found.code}` };
  }
  if (found.outcome !== "ok") return outcomeOf(found);
  if (found.data !== null && isOwnFriendDiscount(found.data, referral)) {
    return issued(making, found.data.discountGid);
  }
  return refused(making, refusal);
}

async function issued({ shopId, referral }: Making, gid: string): Promise<DeliveryOutcome> {
  const made = { code: referral.voucherCode, gid };
  await recordVoucherIssued({ shopId, id: referral.id }, made, await now());
  return { outcome: "sent" };
}

async function refused({ shopId, referral }: Making, why: string): Promise<DeliveryOutcome> {
  const problem = referral.friendEmail === null ? why : withoutAddress(why, referral.friendEmail);
  const notMade = { code: referral.voucherCode, problem };
  await recordVoucherRefused({ shopId, id: referral.id }, notMade, await now());
  return { outcome: "sent" };
}

/** Shopify's words may repeat the address, which is kept in one place only. */
function withoutAddress(why: string, email: string): string {
  return why.toLowerCase().includes(email.toLowerCase())
    ? "Shopify does not take the friend’s address."
    : why;
}

async function now(): Promise<number> {
  return (await businessNow()).getTime();
}
