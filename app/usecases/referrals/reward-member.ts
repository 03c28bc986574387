// The member's reward for one friend, given or taken back: points, or a reward of the program as a
// gift. Each time has a key of its own, so that nothing is given twice for one.
import type { Instant } from "../../core/calendar/instant.ts";
import type { RewardState } from "../../core/referrals/decide-reward.ts";
import { findRedemption } from "../../db/redemption-store.ts";
import type { Referral } from "../../db/referral-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import { giveReward, takeBackGift } from "../give-reward.ts";
import { grantPoints } from "../grant-points.ts";
import { takeBackAward } from "../take-back-award.ts";
import { countForTiers } from "../tiers/count-for-tiers.ts";
import type { LockedReferral } from "./settle-referral.ts";

/** Under which awards for friends stand. */
export const REFERRAL_RULE = "referral";

export interface Rewarding extends LockedReferral {
  /** When it counts as given. */
  readonly moment: Instant;
  readonly now: Instant;
}

/** Where the program has the reward no more, or the member is gone, nothing is given. */
export async function giveReferralReward(tx: Transaction, rewarding: Rewarding): Promise<Referral> {
  const { shopId, referral, moment, now } = rewarding;
  const rewardCount = referral.rewardCount + 1;
  const given = await give(tx, rewarding, `${referral.id}/${rewardCount}`);
  if ("state" in given) return { ...referral, state: given.state };
  await count(
    tx,
    { shopId, referral, at: moment, key: `referral/${referral.id}/${rewardCount}`, by: 1n },
    now,
  );
  const nothing = { awardId: null, redemptionId: null };
  return { ...referral, ...nothing, ...given, rewardCount, state: "rewarded", rewardedAt: moment };
}

type Given =
  | { readonly awardId: string }
  | { readonly redemptionId: string }
  | { readonly state: "reward_unavailable" | "refused" };

async function give(tx: Transaction, rewarding: Rewarding, key: string): Promise<Given> {
  const { shopId, referral, terms, moment, now } = rewarding;
  const { memberId, programVersionId: versionId } = referral;
  const { memberReward } = terms;
  if (memberReward.kind === "voucher") {
    const { redemptionId } = referral;
    if (redemptionId !== null && (await isUsed(tx, shopId, redemptionId))) return { redemptionId };
    const { rewardId, validityDays: validDays } = memberReward;
    const occasion = { kind: "referral", key } as const;
    const gift = { shopId, memberId, rewardId, occasion, validDays };
    const given = await giveReward(tx, gift, now);
    if (given.outcome === "given") return { redemptionId: given.redemptionId };
    return { state: given.reason === "not_a_member" ? "refused" : "reward_unavailable" };
  }
  const { points } = memberReward;
  const granted = await grantPoints(
    tx,
    {
      shopId,
      memberId,
      ruleId: REFERRAL_RULE,
      occurrence: `referral/${key}`,
      action: REFERRAL_RULE,
      title: "Referral",
      points,
      occurredAt: moment,
      pendingDays: 0,
      explanation: { key: "friend_ordered", params: { points: points.toString() } },
      versionId,
    },
    now,
  );
  return granted.outcome === "refused" ? { state: "refused" } : { awardId: granted.awardId };
}

/** What was used before it was taken back, or just then, is the gift that is due again. */
async function isUsed(tx: Transaction, shopId: bigint, redemptionId: string): Promise<boolean> {
  const earlier = await findRedemption(tx, shopId, redemptionId);
  return earlier?.redemption.status === "used";
}

/** Whether the member was to have a gift, which Shopify refused since. */
export async function isGiftRefused(
  tx: Transaction,
  shopId: bigint,
  { rewardedAt, redemptionId }: Pick<Referral, "rewardedAt" | "redemptionId">,
): Promise<boolean> {
  if (rewardedAt === null || redemptionId === null) return false;
  const stored = await findRedemption(tx, shopId, redemptionId);
  return stored?.redemption.status === "refused";
}

/** `later`: Shopify has not answered yet whether the gift is there. What is used stays used. */
export async function takeBackReferralReward(
  tx: Transaction,
  { shopId, referral, terms, moment, now }: Rewarding,
  state: RewardState,
): Promise<Referral | "later"> {
  const { awardId, redemptionId, rewardCount, rewardedAt } = referral;
  if (redemptionId !== null) {
    const taken = await takeBackGift(tx, { shopId, redemptionId }, now);
    if (taken === "on_its_way") return "later";
  }
  if (awardId !== null) {
    const points = terms.memberReward.kind === "points" ? terms.memberReward.points : 0n;
    const params = { points: points.toString() };
    const explanation = { key: "friend_order_undone", params } as const;
    await takeBackAward(tx, { shopId, awardId, reason: state, explanation }, now);
  }
  const key = `referral/${referral.id}/${rewardCount}/undone`;
  await count(tx, { shopId, referral, at: rewardedAt ?? moment, key, by: -1n }, now);
  return { ...referral, state, rewardedAt: null };
}

interface Counted {
  readonly shopId: bigint;
  readonly referral: Referral;
  readonly at: Instant;
  readonly key: string;
  readonly by: bigint;
}

/** Friends count for tiers where the program counts them. */
async function count(
  tx: Transaction,
  { shopId, referral: { memberId }, at: occurredAt, key, by }: Counted,
  now: Instant,
): Promise<void> {
  const counts = { referrals: by };
  await countForTiers(tx, { shopId, memberId, key, occurredAt, counts }, now);
}
