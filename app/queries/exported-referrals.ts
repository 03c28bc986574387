// Referrals as they are handed over to one of the two people, without what they tell of the other.
import { pool } from "../db/pool.ts";

/** Friends whom the member brought, and what is kept of the person as a friend of somebody. */
export async function exportReferrals(
  shopId: bigint,
  memberId: string | null,
  customerId: string | null,
): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<{ row: Record<string, unknown> }>({
    name: "privacy_export_referrals",
    text: `select to_jsonb(part) as row from (
        select 'brought a friend' as "as", claimed_at as "claimedAt", state, due_at as "dueAt",
          rewarded_at as "rewardedAt", null as email, null as code
        from referral where shop_id = $1 and member_id in (
          select id from member where shop_id = $1 and (id = $2 or merged_into_id = $2))
        union all
        select 'was brought', claimed_at, decision, null, null, friend_email, voucher_code
        from referral where shop_id = $1 and friend_customer_id = $3
        union all
        select 'has a link', created_at, null, null, null, null, code
        from referral_link where shop_id = $1 and member_id = $2
      ) as part order by "claimedAt", "as"`,
    values: [shopId, memberId, customerId],
  });
  return rows.map(({ row }) => row);
}
