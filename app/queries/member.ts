// One member: who they are, what they have, and the vouchers they hold or held.
import type { RewardParams } from "../core/explanations/reward-params.ts";
import { prisma } from "../db/prisma.ts";
import { fullName } from "./full-name.ts";
import { redeemedReward } from "./redeemed-reward.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface MemberDetails {
  id: string;
  name: string | null;
  email: string | null;
  shopifyCustomerId: string | null;
  enrolledAt: Date;
  emailOptedOutAt: Date | null;
  /** A day of the calendar: `1988-02-29`; null where none is known. */
  birthDate: string | null;
  /** When the whole balance ends for want of activity; null where it does not. */
  balanceExpiresAt: Date | null;
  pending: number;
  available: number;
  reserved: number;
  shortfall: number;
}

/** Nothing for a member of another shop, or one who was deleted or redacted. */
export async function loadMember(
  shopId: bigint,
  memberId: string,
): Promise<MemberDetails | undefined> {
  const member = await prisma().member.findFirst({
    where: { shopId, id: memberId, deletedAt: null, redactedAt: null },
  });
  if (!member) return undefined;
  const { id, email, shopifyCustomerId, enrolledAt, emailOptedOutAt } = member;
  return {
    id,
    name: fullName(member),
    email,
    shopifyCustomerId,
    enrolledAt,
    emailOptedOutAt,
    birthDate: member.birthDate?.toISOString().slice(0, 10) ?? null,
    balanceExpiresAt: member.balanceExpiresAt,
    pending: toWholeNumber(member.pending),
    available: toWholeNumber(member.available),
    reserved: toWholeNumber(member.reserved),
    shortfall: toWholeNumber(member.shortfall),
  };
}

/** The member into whom this one's customer was merged; null for anybody else. */
export async function findHeir(shopId: bigint, memberId: string): Promise<string | null> {
  const merged = await prisma().member.findFirst({
    where: { shopId, id: memberId, mergedInto: { deletedAt: null, redactedAt: null } },
    select: { mergedIntoId: true },
  });
  return merged?.mergedIntoId ?? null;
}

export interface MemberVoucher {
  id: string;
  code: string;
  status: string;
  points: number;
  /** What it was given for; null where points were spent. */
  occasion: string | null;
  /** What was redeemed, as it stood. */
  reward: RewardParams;
  requestedAt: Date;
  expiresAt: Date | null;
  usedOrderId: string | null;
  usedOrderName: string | null;
  returnReason: string | null;
  /** What in Shopify stands for it. */
  carrier: string;
  /** What is not spent of money that was given, in minor units; null where that is not known. */
  remainingMinor: number | null;
}

const VOUCHER_LIMIT = 20;

/** The newest first. */
export async function loadMemberVouchers(
  shopId: bigint,
  memberId: string,
): Promise<MemberVoucher[]> {
  const redemptions = await prisma().redemption.findMany({
    where: { shopId, memberId },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    take: VOUCHER_LIMIT,
  });
  const orderIds = redemptions.flatMap(({ usedOrderId }) => usedOrderId ?? []);
  const orderNames = await loadOrderNames(shopId, orderIds);
  return redemptions.map((redemption) => ({
    id: redemption.id,
    code: redemption.code,
    status: redemption.status,
    points: toWholeNumber(redemption.points),
    occasion: redemption.occasion,
    reward: redeemedReward(redemption),
    requestedAt: redemption.requestedAt,
    expiresAt: redemption.expiresAt,
    usedOrderId: redemption.usedOrderId,
    usedOrderName: orderNames.get(redemption.usedOrderId ?? "") ?? null,
    returnReason: redemption.returnReason,
    carrier: redemption.carrier,
    remainingMinor:
      redemption.remainingMinor === null ? null : toWholeNumber(redemption.remainingMinor),
  }));
}

async function loadOrderNames(
  shopId: bigint,
  orderIds: string[],
): Promise<Map<string, string | null>> {
  if (orderIds.length === 0) return new Map();
  const orders = await prisma().orderState.findMany({
    where: { shopId, orderId: { in: orderIds } },
    select: { orderId: true, name: true },
  });
  return new Map(orders.map(({ orderId, name }) => [orderId, name]));
}
