// SQL that forgets every person of a store that is gone. The ledger keeps its sums.
import { deleteBirthdayGifts } from "./birthday-heritage-store.ts";
import { redactGuests } from "./guest-privacy-store.ts";
import type { Sql } from "./pool.ts";
import {
  forgottenMember,
  isAboutPerson,
  isSettledCard,
  withdrawn,
  withoutCustomer,
} from "./privacy-store.ts";
import { redactReferralsOfShop } from "./referral-privacy-store.ts";

/** Forgets every person of a shop, and the shop's own contact. A large shop takes a while. */
export async function redactShopRows(
  tx: Sql,
  shopId: bigint,
  messageId: string,
  now: Date,
): Promise<void> {
  await tx.query("set local statement_timeout = 0");
  const run = (text: string, values: unknown[] = []) => tx.query(text, [shopId, ...values]);
  await run(
    `update member set ${forgottenMember.replace("$3", "$2")}
      where shop_id = $1 and redacted_at is null`,
    [now],
  );
  await run(
    `select redact_explanations(shop_id, id) from member where shop_id = $1 and exists (
      select from journal_entry as entry
      where entry.shop_id = member.shop_id and entry.member_id = member.id)`,
  );
  await run(
    `update order_state set customer_id = null, paid_customer_id = null,
        state = ${withoutCustomer("state")}
      where shop_id = $1 and (customer_id is not null or paid_customer_id is not null)`,
  );
  await run(`delete from inbox_message where shop_id = $1 and id <> $2`, [messageId]);
  await run(`delete from outbox_message where shop_id = $1 and ${isAboutPerson}`);
  await run(
    `update tier_invitation set ${withdrawn.replace("$3", "$2")}
      where shop_id = $1 and status = 'open'`,
    [now],
  );
  await run(`update email_send set message_id = null, reason = null where shop_id = $1`);
  await run(`update redemption set recipient = null where shop_id = $1 and recipient is not null`);
  await run(`update redemption set card_code = null where shop_id = $1 and ${isSettledCard}`);
  await run(`update issue_attempt set customer_id = null where shop_id = $1`);
  await run(
    `update earned_action set taken_back_reason = ''
      where shop_id = $1 and taken_back_reason <> ''`,
  );
  await redactReferralsOfShop(tx, shopId);
  await run(`delete from privacy_request where shop_id = $1`);
  await run(`delete from campaign_opt_in where shop_id = $1`);
  await redactGuests(tx, shopId);
  await deleteBirthdayGifts(tx, shopId, null);
  await run(`delete from voucher_difference where shop_id = $1`);
  await run(`delete from voucher_comparison where shop_id = $1`);
  await run(
    `update shop set name = null, contact_email = null, redacted_at = $2 where shop_id = $1`,
    [now],
  );
  await redactStaff(tx, shopId);
}

/** Who of the merchant's staff did something, and what they wrote. */
async function redactStaff(tx: Sql, shopId: bigint): Promise<void> {
  const run = (text: string) => tx.query(text, [shopId]);
  await run(`select redact_staff($1)`);
  await run(
    `update program_version set name = null, notes = null,
        created_by = case when created_by like 'merchant:%' then 'merchant:redacted'
          else created_by end
      where shop_id = $1`,
  );
  await run(
    `update audit_event set details = details - 'reason',
        actor = case when actor like 'merchant:%' then 'merchant:redacted' else actor end
      where shop_id = $1`,
  );
}
