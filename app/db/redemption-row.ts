// A row of the table of redemptions, and the redemption that it stands for.
import { z } from "zod";
import type { Instant } from "../core/calendar/instant.ts";
import { type Reward, reward } from "../core/program/reward-terms.ts";
import type {
  GiftOccasion,
  Redemption,
  RedemptionStatus,
  ReturnReason,
} from "../core/rewards/redemption.ts";

export interface StoredRedemption {
  shopId: bigint;
  redemption: Redemption;
  /** Of the discount, the gift card or the credit's transaction; known once it is there. */
  shopifyGid: string | null;
}

export interface RedemptionRow {
  shop_id: bigint;
  id: string;
  member_id: string;
  request_key: string;
  reward: unknown;
  program_version_id: string;
  points: bigint;
  occasion: GiftOccasion | null;
  choice: unknown;
  amount_minor: bigint | null;
  code: string;
  status: RedemptionStatus;
  refusal: string | null;
  shopify_gid: string | null;
  remaining_minor: bigint | null;
  recipient: unknown;
  requested_at: Date;
  issued_at: Date | null;
  expires_at: Date | null;
  deactivated_at: Date | null;
  ended_at: Date | null;
  used_order_id: string | null;
  return_reason: ReturnReason | null;
}

export const redemptionColumns = `shop_id, id, member_id, request_key, reward, program_version_id,
  points, occasion, choice, amount_minor, code, status, refusal, shopify_gid, remaining_minor,
  recipient, requested_at, issued_at, expires_at, deactivated_at, ended_at, used_order_id,
  return_reason`;

const rewardSchema = z.object({ currency: z.string() }).and(reward);

/**
 * The reward as it stood and the currency of its amounts, as JSON holds them. What rewards of its
 * time could not say is read as what they meant.
 */
export function storedReward(stored: unknown): { reward: Reward; currency: string } {
  const { currency, ...terms } = rewardSchema.parse(stored);
  return { reward: terms, currency };
}

export function storedRedemption(row: RedemptionRow): StoredRedemption {
  const { reward, currency } = storedReward(row.reward);
  return {
    shopId: row.shop_id,
    shopifyGid: row.shopify_gid,
    redemption: {
      id: row.id,
      memberId: row.member_id,
      requestKey: row.request_key,
      reward,
      programVersionId: row.program_version_id,
      currency,
      points: row.points,
      occasion: row.occasion,
      choice: choiceSchema.parse(row.choice),
      amountMinor: row.amount_minor ?? amountOf(reward),
      recipient: recipientSchema.parse(row.recipient),
      remainingMinor: row.remaining_minor,
      code: row.code,
      status: row.status,
      refusal: row.refusal,
      requestedAt: row.requested_at.getTime(),
      issuedAt: instantOf(row.issued_at),
      expiresAt: instantOf(row.expires_at),
      deactivatedAt: instantOf(row.deactivated_at),
      endedAt: instantOf(row.ended_at),
      usedOrderId: row.used_order_id,
      returnReason: row.return_reason,
    },
  };
}

export const choiceSchema = z
  .union([
    z.object({ steps: z.int() }),
    z.object({ variantId: z.string() }),
    z.object({ recipient: z.enum(["self", "friend"]) }),
  ])
  .nullable();

const recipientSchema = z
  .object({
    email: z.string(),
    name: z.string().nullable(),
    message: z.string().nullable(),
    sendOn: z.string().nullable(),
  })
  .nullable();

/** What redemptions stand for that were written before that had a column. */
export function amountOf(reward: Reward): bigint | null {
  return reward.kind === "amount_off" ? reward.amountMinor : null;
}

/**
 * The reward as it stood, with the currency that its amounts are in. Whole numbers become decimal
 * text.
 */
export function rewardToJson({ reward, currency }: Redemption): string {
  return JSON.stringify({ ...reward, currency }, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}

function instantOf(date: Date | null): Instant | null {
  return date === null ? null : date.getTime();
}

export function dateOf(instant: Instant | null): Date | null {
  return instant === null ? null : new Date(instant);
}
