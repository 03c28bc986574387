// Brings a referral in line with how things stand: the friend's order, the decision and the day say
// what the member is owed, and the difference to what they have is given or taken back.
import { versionById } from "../../core/earning/order-standing.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { addDaysTo, dayOfYear, yearOf } from "../../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import type { ReferralTerms } from "../../core/program/referral-terms.ts";
import { decideReward } from "../../core/referrals/decide-reward.ts";
import {
  type FirstOrder,
  firstOrderOf,
  hasBoughtBefore,
} from "../../core/referrals/first-order.ts";
import { MemberMergedMeanwhile, lockMembers } from "../../db/member-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import {
  countRewarded,
  isBroughtBefore,
  loadOrdersOfFriend,
} from "../../db/referral-facts-store.ts";
import {
  type Referral,
  findReferral,
  lockReferral,
  saveReferral,
} from "../../db/referral-store.ts";
import type { ShopKey } from "../../db/rows.ts";
import type { Transaction } from "../../db/transaction.ts";
import type { ShopTerms } from "../order-batch/shop-terms.ts";
import { loadShopTerms } from "../order-batch/shop-terms.ts";
import { type Look, lookAtReferral } from "./look-at-referral.ts";
import { giveReferralReward, isGiftRefused, takeBackReferralReward } from "./reward-member.ts";

/** A gift that Shopify was asked for cannot be taken back before Shopify has answered. */
const ASK_AGAIN_MS = 2 * 60_000;

export interface LockedReferral {
  readonly shopId: bigint;
  readonly referral: Referral;
  /** Of the version under which the friend asked. */
  readonly terms: ReferralTerms;
  readonly shopTerms: ShopTerms;
}

/** With its member, as every change of it begins. Nothing where there is no such referral. */
export async function openReferral(
  tx: Transaction,
  key: ShopKey,
  now: Instant,
): Promise<LockedReferral | undefined> {
  const { shopId } = key;
  const named = await findReferral(tx, key);
  if (named === undefined) return undefined;
  await lockMembers(tx, [{ shopId, id: named.memberId }]);
  const referral = await lockReferral(tx, key);
  const shopTerms = (await loadShopTerms(tx, [shopId], now)).get(shopId);
  if (referral === undefined || shopTerms === undefined) return undefined;
  // Merged between the two reads: whoever tries again meets the heir.
  if (referral.memberId !== named.memberId) throw new MemberMergedMeanwhile();
  const version = versionById(shopTerms.periods, referral.programVersionId);
  const terms = version?.document.referral;
  if (!terms) throw new RangeError(`Referral ${referral.id} was made under other terms`);
  return { shopId, referral, terms, shopTerms };
}

/** What Shopify told of both people, asked once the friend has ordered; left out for not asked. */
export type Told = NonNullable<Look["told"]>;

/** Repeating it changes nothing. Answers the referral as it is left. */
export async function settleReferral(
  tx: Transaction,
  key: ShopKey,
  now: Instant,
  told?: Told,
): Promise<Referral | undefined> {
  const opened = await openReferral(tx, key, now);
  if (opened === undefined) return undefined;
  const settled = await settle(tx, opened, now, told);
  await saveReferral(tx, opened.shopId, settled);
  return settled;
}

/** What is left of `opened` is what is to be saved. */
export async function settle(
  tx: Transaction,
  opened: LockedReferral,
  now: Instant,
  told?: Told,
): Promise<Referral> {
  const { shopId, terms, shopTerms } = opened;
  const { claimedAt, voucherCode, voucherEndsAt } = opened.referral;
  const orders = await loadOrdersOfFriend(tx, shopId, opened.referral);
  const zone = shopTerms.timeZone;
  const order = firstOrderOf({ orders, claimedAt, voucherCode, voucherEndsAt, terms, zone });
  const seen = withOrder(opened.referral, order);
  const hasBought = hasBoughtBefore(orders, claimedAt) || undefined;
  const looked = await lookAgain(
    tx,
    { ...opened, referral: seen },
    { hasBought, now, ...(told && { told }) },
  );
  const referral = await withoutVoucher(tx, shopId, looked);
  const moment = momentOf(referral, order, now);
  const year = yearAround(moment, zone);
  const member = { shopId, id: referral.memberId };
  const rewardedInYear = await countRewarded(tx, member, { ...year, exceptId: referral.id });
  const decided = decideReward({
    decision: referral.decision,
    order,
    isRewarded: referral.rewardedAt !== null,
    rewardedInYear,
    mostPerYear: terms.mostPerYear,
    now,
  });
  const isMissing = decided.step === "none" && (await isGiftRefused(tx, shopId, referral));
  const { step, state } = isMissing ? giftRefused : decided;
  const asked = { ...opened, referral, moment, now };
  if (step === "give") return giveReferralReward(tx, asked);
  if (step === "none") return referral.rewardedAt === null ? { ...referral, state } : referral;
  const taken = await takeBackReferralReward(tx, asked, state);
  if (taken === "later") {
    await enqueueMessages(tx, [{ ...followMessage(shopId, referral.id), delayMs: ASK_AGAIN_MS }]);
    return referral;
  }
  return taken;
}

/** The member has nothing: the merchant can have it tried again. */
const giftRefused = { step: "take_back", state: "reward_unavailable" } as const;

export function friendVoucherMessage(shopId: bigint, referralId: string) {
  return { shopId, kind: "issue_friend_voucher", key: referralId, payload: { referralId } };
}

export function followMessage(shopId: bigint, referralId: string) {
  return { shopId, kind: "follow_referral", key: referralId, payload: { referralId } };
}

export function switchOffMessage(shopId: bigint, voucherGid: string) {
  const payload = { shopifyGid: voucherGid };
  return { shopId, kind: "switch_off_discount", key: voucherGid, payload };
}

function withOrder(referral: Referral, order: FirstOrder): Referral {
  const orderId = order.kind === "none" ? null : order.orderId;
  const dueAt = order.kind === "qualifies" ? order.dueAt : null;
  // Another order is another thing to look at.
  const isSame = orderId === referral.orderId;
  return { ...referral, orderId, dueAt, lookedAtOrder: isSame && referral.lookedAtOrder };
}

interface Again {
  readonly hasBought: true | undefined;
  readonly told?: Told;
  readonly now: Instant;
}

/**
 * The second look is at the friend's first order, the third when the reward falls due: those who
 * came meanwhile tell of those who came before.
 */
async function lookAgain(
  tx: Transaction,
  { shopId, referral, terms }: LockedReferral,
  { hasBought, told, now }: Again,
): Promise<Referral> {
  if (referral.orderId === null || referral.rewardedAt !== null) return referral;
  const isDue = referral.dueAt !== null && referral.dueAt <= now;
  const looked = await lookAtReferral(tx, shopId, referral, {
    stage: isDue ? "reward" : "order",
    terms,
    friendHasBought: hasBought,
    isBroughtBefore: await isBroughtBefore(tx, shopId, referral),
    connectionHashes: referral.connectionHash === null ? [] : [referral.connectionHash],
    ...(told && { told }),
    now,
  });
  return { ...looked, lookedAtOrder: referral.lookedAtOrder || told !== undefined };
}

/** A referral that is refused leaves no voucher that works. */
export async function withoutVoucher(
  tx: Transaction,
  shopId: bigint,
  referral: Referral,
): Promise<Referral> {
  const { decision, voucherState, voucherGid } = referral;
  if (decision !== "refuse") return referral;
  if (voucherState === "wanted") {
    // Shopify may have been asked already: whoever delivers it looks, and switches it off.
    await enqueueMessages(tx, [friendVoucherMessage(shopId, referral.id)]);
    return { ...referral, voucherState: "held", voucherEndsAt: null };
  }
  if (voucherState !== "issued" || voucherGid === null) return referral;
  await enqueueMessages(tx, [switchOffMessage(shopId, voucherGid)]);
  return { ...referral, voucherState: "off" };
}

/**
 * When the reward counts as given: the day on which it was due, or the merchant's word after it.
 */
function momentOf(referral: Referral, order: FirstOrder, now: Instant): Instant {
  const dueAt = order.kind === "qualifies" ? order.dueAt : now;
  const saidAt = referral.decidedBy === "system" ? dueAt : referral.decidedAt;
  return Math.min(Math.max(dueAt, saidAt), now);
}

function yearAround(at: Instant, zone: string): { from: Instant; until: Instant } {
  const year = yearOf(localDateOf(at, zone));
  const [first, last] = [dayOfYear(year, "01-01"), dayOfYear(year, "12-31")];
  return { from: startOfDay(first, zone), until: startOfDay(addDaysTo(last, 1), zone) };
}
