// A birthday gift becomes points or a reward: at once, as the member chooses, or in the night in
// which its window ends.
import type { Instant } from "../../core/calendar/instant.ts";
import { loadBirthdayGifts, saveBirthdayGift } from "../../db/birthday-store.ts";
import type { BirthdayGiftRow } from "../../db/birthday-store.ts";
import { findRedemption } from "../../db/redemption-store.ts";
import { type Transaction, withTransaction } from "../../db/transaction.ts";
import { giveReward } from "../give-reward.ts";
import type { GiftRefusal } from "../give-reward.ts";
import { grantPoints } from "../grant-points.ts";
import { openBook } from "../order-batch/open-book.ts";

export const BIRTHDAY_RULE = "birthday";

export interface Settling {
  readonly kind: "points" | "reward";
  /** Shopify is asked for the voucher after so long. */
  readonly delayMs?: number;
  /** Of when points are; now, if left out. */
  readonly occurredAt?: Instant;
}

/**
 * Gives it, under the member's lock. A reward that cannot be had now leaves the gift open, and a
 * later night tries again. The same settling again gives nothing more.
 */
export async function settleGift(
  tx: Transaction,
  gift: BirthdayGiftRow,
  settling: Settling,
  now: Instant,
): Promise<BirthdayGiftRow> {
  const settled =
    settling.kind === "points"
      ? await givePoints(tx, gift, settling.occurredAt ?? now, now)
      : (await giveGiftReward(tx, gift, settling, now)).gift;
  if (settled !== gift) await saveBirthdayGift(tx, settled);
  return settled;
}

async function givePoints(
  tx: Transaction,
  gift: BirthdayGiftRow,
  occurredAt: Instant,
  now: Instant,
): Promise<BirthdayGiftRow> {
  const { shopId, memberId, birthday, points, programVersionId: versionId } = gift;
  if (points === null) throw new RangeError("The gift is no points");
  const granted = await grantPoints(
    tx,
    {
      shopId,
      memberId,
      ruleId: BIRTHDAY_RULE,
      occurrence: `birthday/${memberId}/${birthday.slice(0, 4)}`,
      action: BIRTHDAY_RULE,
      title: "Birthday",
      points,
      occurredAt,
      pendingDays: 0,
      explanation: { key: "birthday", params: { points: points.toString() } },
      versionId,
    },
    now,
  );
  if (granted.outcome === "refused") return gift;
  return { ...gift, status: "points", settledAt: now };
}

interface RewardGiven {
  readonly gift: BirthdayGiftRow;
  /** Why it could not be given; null where it was. */
  readonly refusal: GiftRefusal | null;
}

async function giveGiftReward(
  tx: Transaction,
  gift: BirthdayGiftRow,
  { delayMs = 0 }: Pick<Settling, "delayMs">,
  now: Instant,
): Promise<RewardGiven> {
  const { shopId, memberId, birthday, rewardId, until } = gift;
  if (rewardId === null) throw new RangeError("The gift is no reward");
  const attempts = gift.attempts + 1;
  const key = `${birthday.slice(0, 4)}/${attempts}`;
  const occasion = { kind: "birthday", key } as const;
  const asked = { shopId, memberId, rewardId, occasion, validDays: null, until, delayMs };
  const given = await giveReward(tx, asked, now);
  if (given.outcome === "refused") return { gift, refusal: given.reason };
  const { redemptionId } = given;
  return {
    gift: { ...gift, status: "reward", attempts, redemptionId, settledAt: now },
    refusal: null,
  };
}

export interface ChooseBirthdayGift {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly choice: "points" | "reward";
  readonly now: Instant;
}

export type ChooseBirthdayResult =
  | { readonly outcome: "given"; readonly gift: BirthdayGiftRow }
  /** no_offer: none, or none any more. chosen: the other one, before. */
  | { readonly outcome: "refused"; readonly reason: "no_offer" | "chosen" | GiftRefusal };

/** The member's choice counts once; the same choice again says the same. */
export function chooseBirthdayGift(command: ChooseBirthdayGift): Promise<ChooseBirthdayResult> {
  return withTransaction((tx) => choose(tx, command));
}

async function choose(
  tx: Transaction,
  { shopId, memberId, choice, now }: ChooseBirthdayGift,
): Promise<ChooseBirthdayResult> {
  const book = await openBook(tx, { shopId, memberId, now });
  if (!book) return { outcome: "refused", reason: "not_a_member" };
  const gifts = await loadBirthdayGifts(tx, { shopId, id: memberId });
  const gift = gifts.find(({ until }) => until > now);
  const isChoice = gift !== undefined && gift.points !== null && gift.rewardId !== null;
  if (!isChoice || gift.status === "missed") return { outcome: "refused", reason: "no_offer" };
  if (gift.status !== "offered") {
    if (gift.status === choice) return { outcome: "given", gift };
    return { outcome: "refused", reason: "chosen" };
  }
  if (choice === "points") {
    return { outcome: "given", gift: await settleGift(tx, gift, { kind: "points" }, now) };
  }
  const { gift: given, refusal } = await giveGiftReward(tx, gift, {}, now);
  if (refusal !== null) return { outcome: "refused", reason: refusal };
  await saveBirthdayGift(tx, given);
  return { outcome: "given", gift: given };
}

/**
 * What a night does with a member's open gifts, under the member's lock. Who did not choose in
 * time gets the points. A reward is tried again until its window ends, also after Shopify refused
 * it; who had chosen it gets the points instead, also where Shopify refuses it after the window.
 */
export async function settleOpenGifts(
  tx: Transaction,
  { shopId, memberId }: { readonly shopId: bigint; readonly memberId: string },
  { at, delayMs, now }: { readonly at: Instant; readonly delayMs: number; readonly now: Instant },
): Promise<void> {
  for (const gift of await loadBirthdayGifts(tx, { shopId, id: memberId })) {
    const isOpen = gift.status === "offered" || (await isRefused(tx, gift));
    const isOver = gift.until <= at;
    if (!isOpen || (isOver && gift.status === "reward" && gift.points === null)) continue;
    if (gift.points === null) {
      const missed = { ...gift, status: "missed", settledAt: now } as const;
      if (isOver) await saveBirthdayGift(tx, missed);
      else await settleGift(tx, gift, { kind: "reward", delayMs }, now);
    } else if (isOver || gift.status === "reward") {
      // However late the night is dealt with.
      const occurredAt = isOver && gift.status === "offered" ? gift.until : at;
      await settleGift(tx, gift, { kind: "points", occurredAt }, now);
    }
  }
}

async function isRefused(tx: Transaction, gift: BirthdayGiftRow): Promise<boolean> {
  if (gift.status !== "reward" || gift.redemptionId === null) return false;
  const stored = await findRedemption(tx, gift.shopId, gift.redemptionId);
  return stored?.redemption.status === "refused";
}
