// Which code a friend was written about: the row of the referral lets it be one e-mail for each.
import type { Sql } from "./pool.ts";
import type { ShopKey } from "./rows.ts";

/**
 * Claims the e-mail about a code before anything is sent. False where it is claimed already, or the
 * code is not the one that works.
 */
export async function claimFriendMail(
  sql: Sql,
  { shopId, id }: ShopKey,
  code: string,
): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: "friend_mail_claim",
    text: `update referral set mailed_code = $3
      where shop_id = $1 and id = $2 and voucher_code = $3 and voucher_state = 'issued'
        and mailed_code is distinct from $3`,
    values: [shopId, id, code],
  });
  return rowCount === 1;
}

/** Gives the claim back: the mail server has certainly not taken the message. */
export async function releaseFriendMail(
  sql: Sql,
  { shopId, id }: ShopKey,
  code: string,
): Promise<void> {
  await sql.query({
    name: "friend_mail_release",
    text: `update referral set mailed_code = null
      where shop_id = $1 and id = $2 and mailed_code = $3`,
    values: [shopId, id, code],
  });
}
