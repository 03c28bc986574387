// Brings a referral in line with news of the friend's orders. At the first order Shopify is asked
// how both people are reached, which no payload tells, and which the app does not keep.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { fetchContacts } from "../../adapters/shopify/operations/fetch-contacts.ts";
import { pool } from "../../db/pool.ts";
import { loadOrdersOfFriend, loadReferringMember } from "../../db/referral-facts-store.ts";
import { type Referral, findReferral } from "../../db/referral-store.ts";
import { withTransaction } from "../../db/transaction.ts";
import { type Told, settleReferral } from "../../usecases/referrals/settle-referral.ts";
import type { Deliver, DeliveryOutcome } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const followReferral: Deliver<{ referralId: string }> = async (
  { shopId, payload },
  signal,
) => {
  const key = { shopId, id: payload.referralId };
  const referral = await findReferral(pool(), key);
  if (referral === undefined) return { outcome: "sent" };
  const asked = (await isToBeAsked(shopId, referral)) ? await ask(shopId, referral, signal) : null;
  if (asked !== null && "outcome" in asked) return asked;
  const now = (await businessNow()).getTime();
  await withTransaction((tx) => settleReferral(tx, key, now, asked?.told));
  return { outcome: "sent" };
};

/** Once, when there is an order to look at and nothing was given for it yet. */
async function isToBeAsked(shopId: bigint, referral: Referral): Promise<boolean> {
  const { friendCustomerId, lookedAtOrder, rewardedAt } = referral;
  if (friendCustomerId === null || lookedAtOrder || rewardedAt !== null) return false;
  const orders = await loadOrdersOfFriend(pool(), shopId, referral);
  return orders.some(({ paid }) => paid !== null);
}

/** Stores can keep phone numbers and addresses from apps: then those checks are not made. */
async function ask(
  shopId: bigint,
  { friendCustomerId, memberId: id }: Referral,
  signal: AbortSignal,
): Promise<DeliveryOutcome | { readonly told: Told }> {
  const { customerId: memberId } = await loadReferringMember(pool(), { shopId, id });
  const nothing = { phone: undefined, address: undefined };
  if (friendCustomerId === null || memberId === null) {
    return { told: { member: nothing, friend: nothing } };
  }
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const pair = { friendId: friendCustomerId, memberId };
  const answer = await fetchContacts(opened.admin, pair, signal);
  if (answer.outcome === "ok") {
    const { friend, member } = answer.data;
    return { told: { member: member ?? nothing, friend: friend ?? nothing } };
  }
  const isKept = answer.outcome === "unauthorised" && answer.denied !== undefined;
  if (isKept || answer.outcome === "refused") return { told: { member: nothing, friend: nothing } };
  return outcomeOf(answer);
}
