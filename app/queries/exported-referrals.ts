// Referrals as they are handed over to one of the two people, without what they tell of the other.
import { mailboxOf } from "../core/referrals/normalise-contact.ts";
import { pool } from "../db/pool.ts";

/** Each part is null where it is not known. */
export interface ExportedPerson {
  readonly memberId: string | null;
  readonly customerId: string | null;
  /** A friend who was not looked for in Shopify yet is known by the address alone. */
  readonly email: string | null;
}

/** Friends whom the member brought, and what is kept of the person as a friend of somebody. */
export async function exportReferrals(
  shopId: bigint,
  { memberId, customerId, email }: ExportedPerson,
): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<{ row: Record<string, unknown> }>({
    name: "privacy_export_referrals",
    text: `select to_jsonb(part) as row from (
        select 'brought a friend' as "as", claimed_at as "claimedAt", state, due_at as "dueAt",
          rewarded_at as "rewardedAt", null as email, null as locale, null as code
        from referral where shop_id = $1 and member_id in (
          select id from member where shop_id = $1 and (id = $2 or merged_into_id = $2))
        union all
        select 'was brought', claimed_at, decision, null, null, friend_email, friend_locale,
          voucher_code
        from referral where shop_id = $1 and (friend_customer_id = $3 or friend_mailbox = $4)
        union all
        select 'has a link', created_at, null, null, null, null, null, code
        from referral_link where shop_id = $1 and member_id = $2
      ) as part order by "claimedAt", "as"`,
    values: [shopId, memberId, customerId, email === null ? null : mailboxOf(email)],
  });
  return rows.map(({ row }) => row);
}
