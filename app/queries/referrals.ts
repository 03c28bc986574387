// Referrals as merchants see them: who brought whom, what speaks against it, and how far it came.
import type { Decision } from "../core/referrals/decide-referral.ts";
import type { RewardState } from "../core/referrals/decide-reward.ts";
import { type CheckWeight, fraudCheck } from "../core/referrals/fraud-checks.ts";
import { pool } from "../db/pool.ts";
import type { FriendVoucherState } from "../db/referral-store.ts";
import { type Cursor, encodeCursor } from "./cursor.ts";

export const referralFilters = ["review", "waiting", "rewarded", "refused", "all"] as const;
export type ReferralFilter = (typeof referralFilters)[number];

export interface ShownFinding {
  check: string;
  /** A sentence. */
  reason: string;
  weight: CheckWeight;
}

export interface ShownReferral {
  id: string;
  memberId: string;
  memberName: string | null;
  /** Null once the friend asked to be forgotten. */
  friendEmail: string | null;
  friendCustomerId: string | null;
  claimedAt: Date;
  decision: Decision;
  isDecidedByStaff: boolean;
  findings: ShownFinding[];
  /** What could not be checked, as names of checks. */
  unknown: string[];
  voucherState: FriendVoucherState;
  voucherCode: string;
  voucherProblem: string | null;
  orderId: string | null;
  state: RewardState;
  dueAt: Date | null;
}

export interface ReferralPage {
  referrals: ShownReferral[];
  nextCursor: string | null;
}

export interface ReferralTotals {
  review: number;
  /** Of all times, so that an empty page knows why it is empty. */
  all: number;
  rewarded: number;
}

interface Row {
  id: string;
  member_id: string;
  member_name: string | null;
  friend_email: string | null;
  friend_customer_id: string | null;
  claimed_at: Date;
  decision: Decision;
  decided_by: string;
  evidence: { found: { check: string }[]; unknown: string[] };
  voucher_state: FriendVoucherState;
  voucher_code: string;
  voucher_problem: string | null;
  order_id: string | null;
  state: RewardState;
  due_at: Date | null;
}

const PAGE_SIZE = 25;

const conditions: Readonly<Record<ReferralFilter, string>> = {
  review: "and decision = 'review'",
  waiting: "and decision <> 'refuse' and state not in ('rewarded', 'refused')",
  rewarded: "and state = 'rewarded'",
  refused: "and decision = 'refuse'",
  all: "",
};

/** The newest first; what is to be looked at, the oldest first. */
export async function listReferrals(
  shopId: bigint,
  { filter, after }: { filter: ReferralFilter; after: Cursor | null },
): Promise<ReferralPage> {
  const [compare, direction] = filter === "review" ? [">", "asc"] : ["<", "desc"];
  const { rows } = await pool().query<Row>({
    name: `referrals_${filter}_${after ? "paged" : "first"}`,
    text: `select referral.id, member_id, friend_email, friend_customer_id, claimed_at, decision,
        decided_by, evidence, voucher_state, voucher_code, voucher_problem, order_id, state, due_at,
        nullif(trim(concat_ws(' ', member.first_name, member.last_name)), '') as member_name
      from referral
      join member on member.shop_id = referral.shop_id and member.id = referral.member_id
      where referral.shop_id = $1 ${conditions[filter]}
        ${after ? `and (claimed_at, referral.id) ${compare} ($3::timestamptz, $4::uuid)` : ""}
      order by claimed_at ${direction}, referral.id ${direction} limit $2`,
    values: [shopId, PAGE_SIZE + 1, ...(after ? [after.value, after.id] : [])],
  });
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  const hasMore = rows.length > PAGE_SIZE && last !== undefined;
  const nextCursor = hasMore
    ? encodeCursor({ value: last.claimed_at.toISOString(), id: last.id })
    : null;
  return { referrals: page.map(shown), nextCursor };
}

export async function countReferrals(shopId: bigint): Promise<ReferralTotals> {
  const { rows } = await pool().query<ReferralTotals>({
    name: "referrals_count",
    text: `select count(*) filter (where decision = 'review')::int as review,
        count(*)::int as "all", count(*) filter (where state = 'rewarded')::int as rewarded
      from referral where shop_id = $1`,
    values: [shopId],
  });
  return rows[0] ?? { review: 0, all: 0, rewarded: 0 };
}

function shown(row: Row): ShownReferral {
  return {
    id: row.id,
    memberId: row.member_id,
    memberName: row.member_name,
    friendEmail: row.friend_email,
    friendCustomerId: row.friend_customer_id,
    claimedAt: row.claimed_at,
    decision: row.decision,
    isDecidedByStaff: row.decided_by !== "system",
    findings: row.evidence.found.flatMap(({ check }) => shownFinding(check)),
    unknown: row.evidence.unknown,
    voucherState: row.voucher_state,
    voucherCode: row.voucher_code,
    voucherProblem: row.voucher_problem,
    orderId: row.order_id,
    state: row.state,
    dueAt: row.due_at,
  };
}

function shownFinding(name: string): ShownFinding[] {
  const check = fraudCheck(name);
  return check ? [{ check: check.name, reason: check.reason, weight: check.weight }] : [];
}
