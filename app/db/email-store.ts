// E-mails as rows: each lets one e-mail be sent no more than once, and its unsubscribe link work.
import type { Instant } from "../core/calendar/instant.ts";
import type { TierReason, TierStanding } from "../core/tiers/standing.ts";
import type { Sql } from "./pool.ts";
import { instantOf, optionalInstant } from "./rows.ts";

/** One e-mail is written about each subject of a kind. */
export interface EmailName {
  shopId: bigint;
  kind: string;
  /** The order's id, or what else the e-mail is about. */
  subjectId: string;
}

export interface EmailClaim extends EmailName {
  /** Nobody can guess it: the unsubscribe link rests on that. */
  id: string;
  memberId: string;
  /** Null where there is no mail server. */
  messageId: string | null;
}

/**
 * Claims an e-mail before anything is sent. `status` is that of the row that stood there already:
 * `queued` means that an earlier attempt never told how it ended.
 */
export async function claimEmail(
  sql: Sql,
  claim: EmailClaim,
): Promise<{ outcome: "claimed" } | { outcome: "exists"; status: "queued" | "sent" | "skipped" }> {
  const inserted = await sql.query({
    name: "email_claim",
    text: `insert into email_send
        (shop_id, kind, subject_id, id, member_id, status, message_id, created_at)
      values ($1, $2, $3, $4, $5, 'queued', $6, now())
      on conflict (shop_id, kind, subject_id) do nothing`,
    values: [claim.shopId, claim.kind, claim.subjectId, claim.id, claim.memberId, claim.messageId],
  });
  if (inserted.rowCount === 1) return { outcome: "claimed" };
  const { rows } = await sql.query<{ status: "queued" | "sent" | "skipped" }>({
    name: "email_status",
    text: `select status from email_send where shop_id = $1 and kind = $2 and subject_id = $3`,
    values: [claim.shopId, claim.kind, claim.subjectId],
  });
  return { outcome: "exists", status: rows[0]?.status ?? "queued" };
}

/** Gives the claim back: the mail server has certainly not taken the message. */
export async function releaseEmail(sql: Sql, name: EmailName): Promise<void> {
  await sql.query({
    name: "email_release",
    text: `delete from email_send
      where shop_id = $1 and kind = $2 and subject_id = $3 and status = 'queued'`,
    values: [name.shopId, name.kind, name.subjectId],
  });
}

export async function finishEmail(
  sql: Sql,
  name: EmailName,
  end: { status: "sent" | "skipped"; reason: string | null },
): Promise<void> {
  await sql.query({
    name: "email_finish",
    text: `update email_send set status = $4, reason = $5,
        sent_at = case $4 when 'sent' then now() end
      where shop_id = $1 and kind = $2 and subject_id = $3`,
    values: [name.shopId, name.kind, name.subjectId, end.status, end.reason],
  });
}

/** To whom an e-mail was written, for the page behind its unsubscribe link. */
export async function findSubscriber(
  sql: Sql,
  shopId: bigint,
  { kind, subjectId, emailId }: { kind: string; subjectId: string; emailId: string },
): Promise<{ memberId: string; shopName: string; locale: string | null } | undefined> {
  const { rows } = await sql.query<{ id: string; name: string; locale: string | null }>({
    name: "email_subscriber",
    text: `select m.id, coalesce(s.name, s.domain) as name, m.locale
      from email_send e
      join member m on m.shop_id = e.shop_id and m.id = e.member_id
      join shop s on s.shop_id = e.shop_id
      where e.shop_id = $1 and e.kind = $2 and e.subject_id = $3 and e.id = $4`,
    values: [shopId, kind, subjectId, emailId],
  });
  const row = rows[0];
  return row && { memberId: row.id, shopName: row.name, locale: row.locale };
}

/** A member as one who is written to. */
export interface Reader {
  memberId: string;
  email: string | null;
  firstName: string | null;
  locale: string | null;
  optedOut: boolean;
  /** Redacted, deleted in Shopify, or merged into another. */
  gone: boolean;
  available: bigint;
  enrolledAt: Instant;
  balanceExpiresAt: Instant | null;
  tier: TierStanding;
}

interface ReaderRow {
  id: string;
  email: string | null;
  first_name: string | null;
  locale: string | null;
  opted_out: boolean;
  gone: boolean;
  available: bigint;
  enrolled_at: Date;
  balance_expires_at: Date | null;
  tier_id: string | null;
  tier_since: Date | null;
  tier_until: Date | null;
  tier_reason: TierReason | null;
}

export async function findReader(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<Reader | undefined> {
  const { rows } = await sql.query<ReaderRow>({
    name: "email_reader",
    text: `select id, email, first_name, locale, available, enrolled_at, balance_expires_at,
        tier_id, tier_since, tier_until, tier_reason, email_opted_out_at is not null as opted_out,
        redacted_at is not null or deleted_at is not null or merged_into_id is not null as gone
      from member where shop_id = $1 and id = $2`,
    values: [shopId, memberId],
  });
  const row = rows[0];
  return (
    row && {
      memberId: row.id,
      email: row.email,
      firstName: row.first_name,
      locale: row.locale,
      optedOut: row.opted_out,
      gone: row.gone,
      available: row.available,
      enrolledAt: instantOf(row.enrolled_at),
      balanceExpiresAt: optionalInstant(row.balance_expires_at),
      tier: {
        tierId: row.tier_id,
        since: optionalInstant(row.tier_since),
        until: optionalInstant(row.tier_until),
        reason: row.tier_reason,
      },
    }
  );
}

/** The first time counts. Answers whether there is such a member. */
export async function optOutOfEmail(
  sql: Sql,
  shopId: bigint,
  memberId: string,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: "email_opt_out",
    text: `update member set email_opted_out_at = coalesce(email_opted_out_at, $3)
      where shop_id = $1 and id = $2`,
    values: [shopId, memberId, at],
  });
  return rowCount === 1;
}

/** Answers whether there is such a member, who is not gone. */
export async function optInToEmail(sql: Sql, shopId: bigint, memberId: string): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: "email_opt_in",
    text: `update member set email_opted_out_at = null
      where shop_id = $1 and id = $2
        and redacted_at is null and deleted_at is null and merged_into_id is null`,
    values: [shopId, memberId],
  });
  return rowCount === 1;
}
