// Personal data of referrals: what is forgotten of members and of friends, and what moves when
// Shopify merges two customers.
import type { Sql } from "./pool.ts";

const FORGOTTEN_FRIEND = `friend_email = null, friend_mailbox = null, friend_customer_id = null,
  friend_locale = null, connection_hash = null, device_hash = null, voucher_problem = null`;

/** Forgets a friend, whoever brought them: by Shopify's number, or by the address. */
export async function redactFriend(
  tx: Sql,
  shopId: bigint,
  { customerId, mailbox }: { customerId: string; mailbox: string | null },
): Promise<void> {
  await tx.query({
    name: "privacy_friend_redact",
    text: `update referral set ${FORGOTTEN_FRIEND}
      where shop_id = $1 and (friend_customer_id = $2 or friend_mailbox = $3)`,
    values: [shopId, customerId, mailbox],
  });
}

/**
 * Forgets on which devices a member shared. Their link leads nowhere, as long as there is no such
 * member; whom they brought is a matter of those friends.
 */
export async function redactLinks(tx: Sql, shopId: bigint, memberId: string): Promise<void> {
  await tx.query({
    name: "privacy_links_redact",
    text: `update referral_link set device_hashes = '[]' where shop_id = $1 and member_id = $2`,
    values: [shopId, memberId],
  });
}

/** Of a whole shop, and who of its staff decided. */
export async function redactReferralsOfShop(tx: Sql, shopId: bigint): Promise<void> {
  const run = (text: string) => tx.query(text, [shopId]);
  await run(
    `update referral set ${FORGOTTEN_FRIEND},
        decided_by = case when decided_by like 'merchant:%' then 'merchant:redacted'
          else decided_by end
      where shop_id = $1`,
  );
  await run(`update referral_link set device_hashes = '[]' where shop_id = $1`);
  await run(`delete from referral_visit where shop_id = $1`);
  await run(`delete from referral_salt where shop_id = $1`);
}

/**
 * The gone member's links lead to the heir, who goes on showing their own; friends whom the gone
 * one brought were brought by the heir. Who was a friend is one under the number that was kept.
 */
export async function moveReferrals(
  tx: Sql,
  { shopId, fromId, toId }: { shopId: bigint; fromId: string; toId: string },
): Promise<void> {
  const members = [shopId, fromId, toId];
  await tx.query({
    name: "merge_move_links",
    text: `update referral_link set member_id = $3,
        is_main = is_main and not exists (select from referral_link as own
          where own.shop_id = $1 and own.member_id = $3 and own.is_main)
      where shop_id = $1 and member_id = $2`,
    values: members,
  });
  await tx.query({
    name: "merge_move_referrals",
    text: `update referral set member_id = $3 where shop_id = $1 and member_id = $2`,
    values: members,
  });
}

/** Orders of the gone customer are the kept one's from now on. */
export async function moveFriends(
  tx: Sql,
  shopId: bigint,
  { keptCustomerId, goneCustomerId }: { keptCustomerId: string; goneCustomerId: string },
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: "merge_move_friends",
    text: `update referral set friend_customer_id = $2
      where shop_id = $1 and friend_customer_id = $3 returning id`,
    values: [shopId, keptCustomerId, goneCustomerId],
  });
  return rows.map(({ id }) => id);
}
