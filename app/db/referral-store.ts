// Referrals as rows: one for each friend who asked for the welcome voucher.
import type { Instant } from "../core/calendar/instant.ts";
import type { Decision, Evidence } from "../core/referrals/decide-referral.ts";
import type { RewardState } from "../core/referrals/decide-reward.ts";
import { numberColumn, textColumn } from "./columns.ts";
import type { Sql } from "./pool.ts";
import {
  type ShopKey,
  instantOf,
  instantText,
  optionalInstant,
  optionalInstantText,
} from "./rows.ts";

/**
 * `held`: nobody asked Shopify for it. `wanted`: it is asked for. `refused`: Shopify said no.
 * `off`: it worked, and was switched off.
 */
export type FriendVoucherState = "held" | "wanted" | "issued" | "refused" | "off";

export interface Referral {
  readonly id: string;
  readonly memberId: string;
  readonly visitId: string;
  readonly programVersionId: string;
  readonly claimedAt: Instant;
  /** Null once the friend asked to be forgotten. */
  readonly friendEmail: string | null;
  readonly friendMailbox: string | null;
  readonly friendCustomerId: string | null;
  readonly friendLocale: string | null;
  readonly connectionHash: string | null;
  readonly deviceHash: string | null;
  readonly evidence: Evidence;
  readonly decision: Decision;
  readonly decidedBy: string;
  readonly decidedAt: Instant;
  readonly voucherCode: string;
  readonly voucherState: FriendVoucherState;
  /** Null while nobody asked for it. */
  readonly voucherEndsAt: Instant | null;
  readonly voucherGid: string | null;
  readonly voucherProblem: string | null;
  readonly orderId: string | null;
  readonly lookedAtOrder: boolean;
  readonly state: RewardState;
  readonly dueAt: Instant | null;
  readonly rewardedAt: Instant | null;
  readonly rewardCount: number;
  readonly awardId: string | null;
  readonly redemptionId: string | null;
}

interface ReferralRow {
  id: string;
  member_id: string;
  visit_id: string;
  program_version_id: string;
  claimed_at: Date;
  friend_email: string | null;
  friend_mailbox: string | null;
  friend_customer_id: string | null;
  friend_locale: string | null;
  connection_hash: string | null;
  device_hash: string | null;
  evidence: Evidence;
  decision: Decision;
  decided_by: string;
  decided_at: Date;
  voucher_code: string;
  voucher_state: FriendVoucherState;
  voucher_ends_at: Date | null;
  voucher_gid: string | null;
  voucher_problem: string | null;
  order_id: string | null;
  looked_at_order: boolean;
  state: RewardState;
  due_at: Date | null;
  rewarded_at: Date | null;
  reward_count: number;
  award_id: string | null;
  redemption_id: string | null;
}

const columns = `id, member_id, visit_id, program_version_id, claimed_at, friend_email,
  friend_mailbox, friend_customer_id, connection_hash, device_hash, evidence, decision, decided_by,
  decided_at, voucher_code, voucher_state, voucher_ends_at, voucher_gid, voucher_problem, order_id,
  looked_at_order, state, due_at, rewarded_at, reward_count, award_id, redemption_id,
  friend_locale`;

export async function findReferral(
  sql: Sql,
  { shopId, id }: ShopKey,
): Promise<Referral | undefined> {
  const { rows } = await sql.query<ReferralRow>({
    name: "referral_find",
    text: `select ${columns} from referral where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  return rows[0] && toReferral(rows[0]);
}

/** The member must be locked before, as always. */
export async function lockReferral(
  tx: Sql,
  { shopId, id }: ShopKey,
): Promise<Referral | undefined> {
  const { rows } = await tx.query<ReferralRow>({
    name: "referral_lock",
    text: `select ${columns} from referral where shop_id = $1 and id = $2 for no key update`,
    values: [shopId, id],
  });
  return rows[0] && toReferral(rows[0]);
}

/** The one that a visit led to. */
export async function findReferralOfVisit(
  sql: Sql,
  shopId: bigint,
  visitId: string,
): Promise<Referral | undefined> {
  const { rows } = await sql.query<ReferralRow>({
    name: "referral_find_by_visit",
    text: `select ${columns} from referral where shop_id = $1 and visit_id = $2`,
    values: [shopId, visitId],
  });
  return rows[0] && toReferral(rows[0]);
}

/** False where the visit, or somebody with this mailbox, has one already. */
export async function insertReferral(
  tx: Sql,
  shopId: bigint,
  referral: Referral,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "referral_insert",
    text: `insert into referral (shop_id, ${columns})
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)
      on conflict do nothing`,
    values: [shopId, ...valuesOf(referral), referral.friendLocale],
  });
  return rowCount === 1;
}

/** All that may change of it. The row must be locked. */
export async function saveReferral(tx: Sql, shopId: bigint, referral: Referral): Promise<void> {
  await tx.query({
    name: "referral_save",
    text: `update referral set friend_customer_id = $3, evidence = $4, decision = $5,
        decided_by = $6, decided_at = $7, voucher_code = $8, voucher_state = $9,
        voucher_ends_at = $10, voucher_gid = $11, voucher_problem = $12, order_id = $13,
        looked_at_order = $14, state = $15, due_at = $16, rewarded_at = $17, reward_count = $18,
        award_id = $19, redemption_id = $20
      where shop_id = $1 and id = $2`,
    values: [shopId, referral.id, referral.friendCustomerId, ...changingValuesOf(referral)],
  });
}

function valuesOf(referral: Referral): unknown[] {
  return [
    referral.id,
    referral.memberId,
    referral.visitId,
    referral.programVersionId,
    instantText(referral.claimedAt),
    referral.friendEmail,
    referral.friendMailbox,
    referral.friendCustomerId,
    referral.connectionHash,
    referral.deviceHash,
    ...changingValuesOf(referral),
  ];
}

/** From the evidence on, in the order of the columns. */
function changingValuesOf(referral: Referral): unknown[] {
  return [
    JSON.stringify(referral.evidence),
    referral.decision,
    referral.decidedBy,
    instantText(referral.decidedAt),
    referral.voucherCode,
    referral.voucherState,
    optionalInstantText(referral.voucherEndsAt),
    referral.voucherGid,
    referral.voucherProblem,
    referral.orderId,
    referral.lookedAtOrder,
    referral.state,
    optionalInstantText(referral.dueAt),
    optionalInstantText(referral.rewardedAt),
    referral.rewardCount,
    referral.awardId,
    referral.redemptionId,
  ];
}

/** An order, and the customer whose it is; null for a guest's, and for one who was forgotten. */
export interface OrderOfFriend {
  readonly shopId: bigint;
  readonly orderId: string;
  readonly customerId: string | null;
}

/** Referrals of the customers of these orders, or that know one of them as the friend's first. */
export async function findReferralsOfOrders(
  sql: Sql,
  orders: readonly OrderOfFriend[],
): Promise<ShopKey[]> {
  const { rows } = await sql.query<{ shop_id: bigint; id: string }>({
    name: "referral_find_by_orders",
    text: `with news as (
        select * from unnest($1::bigint[], $2::text[], $3::text[])
          as news (shop_id, order_id, customer_id)
      )
      select referral.shop_id, referral.id from news join referral
        on referral.shop_id = news.shop_id and referral.friend_customer_id = news.customer_id
      union
      select referral.shop_id, referral.id from news join referral
        on referral.shop_id = news.shop_id and referral.order_id = news.order_id
      order by shop_id, id`,
    values: [
      numberColumn(orders.map(({ shopId }) => shopId)),
      textColumn(orders.map(({ orderId }) => orderId)),
      textColumn(orders.map(({ customerId }) => customerId)),
    ],
  });
  return rows.map((row) => ({ shopId: row.shop_id, id: row.id }));
}

/** A referral whose reward falls due. */
export interface DueReferral {
  readonly at: Instant;
  readonly memberId: string;
  readonly id: string;
}

/** Those that are due by a moment, after the last one that was dealt with. */
export async function listDueReferrals(
  sql: Sql,
  shopId: bigint,
  { until, after, limit }: { until: Instant; after: DueReferral | null; limit: number },
): Promise<DueReferral[]> {
  const { rows } = await sql.query<{ due_at: Date; member_id: string; id: string }>({
    name: "referral_due",
    text: `select due_at, member_id, id from referral
      where shop_id = $1 and state = 'waiting_for_day' and due_at <= $2
        and ($3::timestamptz is null or (due_at, id) > ($3::timestamptz, $4::uuid))
      order by due_at, id limit $5`,
    values: [
      shopId,
      instantText(until),
      after === null ? null : instantText(after.at),
      after?.id ?? null,
      limit,
    ],
  });
  return rows.map((row) => ({
    at: instantOf(row.due_at),
    memberId: row.member_id,
    id: row.id,
  }));
}

function toReferral(row: ReferralRow): Referral {
  return {
    id: row.id,
    memberId: row.member_id,
    visitId: row.visit_id,
    programVersionId: row.program_version_id,
    claimedAt: instantOf(row.claimed_at),
    friendEmail: row.friend_email,
    friendMailbox: row.friend_mailbox,
    friendCustomerId: row.friend_customer_id,
    friendLocale: row.friend_locale,
    connectionHash: row.connection_hash,
    deviceHash: row.device_hash,
    evidence: row.evidence,
    decision: row.decision,
    decidedBy: row.decided_by,
    decidedAt: instantOf(row.decided_at),
    voucherCode: row.voucher_code,
    voucherState: row.voucher_state,
    voucherEndsAt: optionalInstant(row.voucher_ends_at),
    voucherGid: row.voucher_gid,
    voucherProblem: row.voucher_problem,
    orderId: row.order_id,
    lookedAtOrder: row.looked_at_order,
    state: row.state,
    dueAt: optionalInstant(row.due_at),
    rewardedAt: optionalInstant(row.rewarded_at),
    rewardCount: row.reward_count,
    awardId: row.award_id,
    redemptionId: row.redemption_id,
  };
}
