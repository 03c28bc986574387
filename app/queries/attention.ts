// What waits for a person: messages that could not be handled, redemptions that hang, questions about personal data.
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface AttentionCounts {
  deadLetters: number;
  unsettledRedemptions: number;
  openPrivacyRequests: number;
}

interface CountsRow {
  dead_letters: bigint;
  unsettled: bigint;
  privacy: bigint;
}

export async function countAttention(shopId: bigint): Promise<AttentionCounts> {
  const { rows } = await pool().query<CountsRow>({
    name: "attention_counts",
    text: `select
        (select count(*) from inbox_message where shop_id = $1 and status = 'dead')
          + (select count(*) from outbox_message where shop_id = $1 and status = 'dead')
          as dead_letters,
        (select count(*) from redemption where shop_id = $1 and status = 'unsettled') as unsettled,
        (select count(*) from privacy_request where shop_id = $1 and answered_at is null) as privacy`,
    values: [shopId],
  });
  const row = rows[0];
  return {
    deadLetters: toWholeNumber(row?.dead_letters ?? 0n),
    unsettledRedemptions: toWholeNumber(row?.unsettled ?? 0n),
    openPrivacyRequests: toWholeNumber(row?.privacy ?? 0n),
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
          substring(ordering_key from '^order/(.+)$') as order_id
        from inbox_message where shop_id = $1 and status = 'dead'
        union all
        select id, 'outbox', kind, last_error, attempts, created_at,
          octet_length(payload::text), payload ->> 'orderId'
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
  }));
}

export interface TroubledRedemption {
  id: string;
  memberId: string;
  memberName: string | null;
  status: "unsettled" | "refused";
  refusal: string | null;
  points: number;
  amountMinor: number;
  requestedAt: Date;
}

interface RedemptionRow {
  id: string;
  member_id: string;
  member_name: string | null;
  status: "unsettled" | "refused";
  refusal: string | null;
  points: bigint;
  amount_minor: string;
  requested_at: Date;
}

const REDEMPTION_LIMIT = 50;
const REFUSED_SHOWN_DAYS = 30;

/** All that are unsettled, and those that Shopify refused lately. */
export async function listTroubledRedemptions(
  shopId: bigint,
  now: Date,
): Promise<TroubledRedemption[]> {
  const { rows } = await pool().query<RedemptionRow>({
    name: "attention_redemptions",
    text: `select r.id, r.member_id, r.status, r.refusal, r.points, r.requested_at,
        r.reward ->> 'amountMinor' as amount_minor,
        nullif(trim(concat_ws(' ', m.first_name, m.last_name)), '') as member_name
      from redemption r
      join member m on m.shop_id = r.shop_id and m.id = r.member_id
      where r.shop_id = $1 and (r.status = 'unsettled'
        or (r.status = 'refused' and r.requested_at >= $2::timestamptz - make_interval(days => $3)))
      order by r.status desc, r.requested_at desc, r.id desc limit $4`,
    values: [shopId, now, REFUSED_SHOWN_DAYS, REDEMPTION_LIMIT],
  });
  return rows.map((row) => ({
    id: row.id,
    memberId: row.member_id,
    memberName: row.member_name,
    status: row.status,
    refusal: row.refusal,
    points: toWholeNumber(row.points),
    amountMinor: toWholeNumber(BigInt(row.amount_minor)),
    requestedAt: row.requested_at,
  }));
}

export interface OpenPrivacyRequest {
  id: string;
  requestId: string;
  requestedAt: Date;
  dueAt: Date;
  /** Whether we hold anything about the person who asked. */
  isMember: boolean;
}

interface PrivacyRow {
  id: string;
  request_id: string;
  requested_at: Date;
  due_at: Date;
  is_member: boolean;
}

const PRIVACY_LIMIT = 50;

/** The most urgent first. */
export async function listOpenPrivacyRequests(shopId: bigint): Promise<OpenPrivacyRequest[]> {
  const { rows } = await pool().query<PrivacyRow>({
    name: "attention_privacy_requests",
    text: `select id, request_id, requested_at, due_at, member_id is not null as is_member
      from privacy_request where shop_id = $1 and answered_at is null
      order by due_at, id limit $2`,
    values: [shopId, PRIVACY_LIMIT],
  });
  return rows.map((row) => ({
    id: row.id,
    requestId: row.request_id,
    requestedAt: row.requested_at,
    dueAt: row.due_at,
    isMember: row.is_member,
  }));
}
