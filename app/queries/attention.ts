// What waits for a person: messages not handled, redemptions that hang, privacy requests.
import { addDays } from "../core/calendar/instant.ts";
import type { RewardParams } from "../core/explanations/reward-params.ts";
import { isDiscardable } from "../db/dead-letter-store.ts";
import { pool } from "../db/pool.ts";
import { prisma } from "../db/prisma.ts";
import { fullName } from "./full-name.ts";
import { redeemedReward } from "./redeemed-reward.ts";
import { countReferrals } from "./referrals.ts";
import { countBlockedPerks } from "./tier-perks.ts";
import { countDifferences } from "./voucher-differences.ts";
import { countWaitingOrders } from "./waiting-orders.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface AttentionCounts {
  deadLetters: number;
  unsettledRedemptions: number;
  openPrivacyRequests: number;
  waitingOrders: number;
  blockedPerks: number;
  voucherDifferences: number;
  /** Friends of members whom somebody has to look at. */
  referrals: number;
}

interface CountsRow {
  dead_letters: bigint;
  unsettled: bigint;
  privacy: bigint;
}

export async function countAttention(shopId: bigint): Promise<AttentionCounts> {
  const counting = pool().query<CountsRow>({
    name: "attention_counts",
    text: `select
        (select count(*) from inbox_message where shop_id = $1 and status = 'dead')
          + (select count(*) from outbox_message where shop_id = $1 and status = 'dead')
          as dead_letters,
        (select count(*) from redemption where shop_id = $1 and status = 'unsettled') as unsettled,
        (select count(*) from privacy_request where shop_id = $1 and answered_at is null)
          as privacy`,
    values: [shopId],
  });
  const [{ rows }, waiting, blocked, differences, friends] = await Promise.all([
    counting,
    countWaitingOrders(shopId),
    countBlockedPerks(shopId),
    countDifferences(shopId),
    countReferrals(shopId),
  ]);
  const row = rows[0];
  return {
    deadLetters: toWholeNumber(row?.dead_letters ?? 0n),
    unsettledRedemptions: toWholeNumber(row?.unsettled ?? 0n),
    openPrivacyRequests: toWholeNumber(row?.privacy ?? 0n),
    waitingOrders: waiting,
    blockedPerks: blocked,
    voucherDifferences: differences,
    referrals: friends.review,
  };
}

export interface DeadLetter {
  id: string;
  /** Received from Shopify, or to be sent. */
  box: "inbox" | "outbox";
  /** The webhook's topic, or the kind of delivery. */
  subject: string;
  reason: string | null;
  attempts: number;
  receivedAt: Date;
  payloadBytes: number;
  /** The order that it is about, where it is about one. */
  orderId: string | null;
  /** The member whom it is about, where it is about one. */
  memberId: string | null;
  /** Whether it may be given up; the others can only be tried again. */
  isDiscardable: boolean;
  /** Contents that are too old are gone; then it can only be given up. */
  isReplayable: boolean;
}

interface DeadLetterRow {
  id: string;
  box: "inbox" | "outbox";
  subject: string;
  reason: string | null;
  attempts: number;
  received_at: Date;
  payload_bytes: number;
  order_id: string | null;
  member_id: string | null;
}

const DEAD_LETTER_LIMIT = 50;

/** The newest first. Payloads stay where they are: they may hold personal data. */
export async function listDeadLetters(shopId: bigint): Promise<DeadLetter[]> {
  const { rows } = await pool().query<DeadLetterRow>({
    name: "attention_dead_letters",
    text: `
      select * from (
        select id, 'inbox' as box, topic as subject, last_error as reason, attempts, received_at,
          coalesce(octet_length(body), 0) as payload_bytes,
          substring(ordering_key from '^order/(.+)$') as order_id, null::text as member_id
        from inbox_message where shop_id = $1 and status = 'dead'
        union all
        select id, 'outbox', kind, last_error, attempts, created_at,
          octet_length(payload::text), payload ->> 'orderId',
          payload ->> 'memberId'
        from outbox_message where shop_id = $1 and status = 'dead'
      ) as dead
      order by received_at desc, id desc limit $2`,
    values: [shopId, DEAD_LETTER_LIMIT],
  });
  return rows.map((row) => ({
    id: row.id,
    box: row.box,
    subject: row.subject,
    reason: row.reason,
    attempts: row.attempts,
    receivedAt: row.received_at,
    payloadBytes: row.payload_bytes,
    orderId: row.order_id,
    memberId: row.member_id,
    isDiscardable: isDiscardable(row.subject),
    isReplayable: row.payload_bytes > 0,
  }));
}

export interface MoneyQuestion {
  carrier: "gift_card" | "store_credit";
  /** When Shopify was asked for it. */
  askedAt: Date;
}

export interface TroubledRedemption {
  id: string;
  memberId: string;
  memberName: string | null;
  status: "unsettled" | "refused";
  refusal: string | null;
  points: number;
  /** What it was to be given for; null where points were spent. */
  occasion: string | null;
  /** What was to be redeemed. */
  reward: RewardParams;
  requestedAt: Date;
  /** Of money of which only the merchant can tell whether it was given; null otherwise. */
  question: MoneyQuestion | null;
}

const REDEMPTION_LIMIT = 50;
const REFUSED_SHOWN_DAYS = 30;

/** All that are unsettled, and those that Shopify refused lately. */
export async function listTroubledRedemptions(
  shopId: bigint,
  now: Date,
): Promise<TroubledRedemption[]> {
  const refusedSince = new Date(addDays(now.getTime(), -REFUSED_SHOWN_DAYS));
  const redemptions = await prisma().redemption.findMany({
    where: {
      shopId,
      OR: [{ status: "unsettled" }, { status: "refused", requestedAt: { gte: refusedSince } }],
    },
    include: {
      member: { select: { firstName: true, lastName: true } },
      issueAttempt: { select: { askedAt: true } },
    },
    orderBy: [{ status: "desc" }, { requestedAt: "desc" }],
    take: REDEMPTION_LIMIT,
  });
  const underWay = await listUnderWay(
    shopId,
    redemptions.map(({ id }) => id),
  );
  return redemptions.map(({ member, issueAttempt, ...redemption }) => ({
    id: redemption.id,
    memberId: redemption.memberId,
    memberName: fullName(member),
    status: redemption.status === "refused" ? "refused" : "unsettled",
    refusal: redemption.refusal,
    points: toWholeNumber(redemption.points),
    occasion: redemption.occasion,
    reward: redeemedReward(redemption),
    requestedAt: redemption.requestedAt,
    question: underWay.has(redemption.id)
      ? null
      : questionOf(redemption, issueAttempt?.askedAt ?? null),
  }));
}

/** A card may be stuck before it was ever asked for: its sealed code cannot be opened any more. */
function questionOf(
  { status, carrier, requestedAt }: { status: string; carrier: string; requestedAt: Date },
  askedAt: Date | null,
): MoneyQuestion | null {
  if (status !== "unsettled") return null;
  if (carrier === "gift_card") return { carrier, askedAt: askedAt ?? requestedAt };
  return carrier === "store_credit" && askedAt !== null ? { carrier, askedAt } : null;
}

/** Those of which Shopify is to be asked yet. */
async function listUnderWay(shopId: bigint, redemptionIds: string[]): Promise<Set<string>> {
  const messages = await prisma().outboxMessage.findMany({
    where: { shopId, kind: "issue_voucher", key: { in: redemptionIds }, status: "ready" },
    select: { key: true },
  });
  return new Set(messages.map(({ key }) => key));
}

export interface OpenPrivacyRequest {
  id: string;
  requestId: string;
  requestedAt: Date;
  dueAt: Date;
  /** Whether we hold anything about the person who asked. */
  isKnown: boolean;
}

const PRIVACY_LIMIT = 50;

/** The most urgent first. */
export async function listOpenPrivacyRequests(shopId: bigint): Promise<OpenPrivacyRequest[]> {
  const requests = await prisma().privacyRequest.findMany({
    where: { shopId, answeredAt: null },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: PRIVACY_LIMIT,
  });
  const customerIds = requests.flatMap(({ customerId }) => customerId ?? []);
  const orders = await prisma().orderState.findMany({
    where: { shopId, customerId: { in: customerIds } },
    select: { customerId: true },
    distinct: ["customerId"],
  });
  const known = new Set(orders.map(({ customerId }) => customerId));
  return requests.map(({ id, requestId, requestedAt, dueAt, memberId, customerId }) => ({
    id,
    requestId,
    requestedAt,
    dueAt,
    isKnown: memberId !== null || (customerId !== null && known.has(customerId)),
  }));
}
