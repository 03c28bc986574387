// E-mails about orders: what they say, and the row that lets each be sent no more than once.
import type { Sql } from "./pool.ts";

export const ORDER_EARNED = "order_earned";

export interface OrderEmailFacts {
  orderName: string;
  /** When the points were first written down; null before. */
  earnedAt: Date | null;
  isTest: boolean;
  earnedPoints: bigint;
  email: string | null;
  firstName: string | null;
  locale: string | null;
  optedOut: boolean;
  /** Redacted, or deleted in Shopify. */
  gone: boolean;
  available: bigint;
}

interface FactsRow {
  name: string | null;
  earned_at: Date | null;
  is_test: boolean;
  posted_points: bigint;
  email: string | null;
  first_name: string | null;
  locale: string | null;
  opted_out: boolean;
  gone: boolean;
  available: bigint;
}

export async function findOrderEmailFacts(
  sql: Sql,
  shopId: bigint,
  orderId: string,
  memberId: string,
): Promise<OrderEmailFacts | undefined> {
  const { rows } = await sql.query<FactsRow>({
    name: "email_order_facts",
    text: `select o.name, o.is_test, o.posted_points, m.email, m.first_name, m.locale,
        (select min(entry.recorded_at) from journal_entry entry
          where entry.shop_id = o.shop_id and entry.member_id = m.id
            and entry.order_id = o.order_id and entry.kind = 'accrual') as earned_at,
        m.email_opted_out_at is not null as opted_out,
        m.redacted_at is not null or m.deleted_at is not null as gone, m.available
      from order_state o
      join member m on m.shop_id = o.shop_id and m.id = $3
      where o.shop_id = $1 and o.order_id = $2`,
    values: [shopId, orderId, memberId],
  });
  const row = rows[0];
  return (
    row && {
      orderName: row.name ?? "",
      earnedAt: row.earned_at,
      isTest: row.is_test,
      earnedPoints: row.posted_points,
      email: row.email,
      firstName: row.first_name,
      locale: row.locale,
      optedOut: row.opted_out,
      gone: row.gone,
      available: row.available,
    }
  );
}

export interface EmailClaim {
  shopId: bigint;
  /** Nobody can guess it: the unsubscribe link rests on that. */
  id: string;
  orderId: string;
  memberId: string;
  /** Null where there is no mail server. */
  messageId: string | null;
}

/**
 * Claims the one e-mail that an order may cause, before anything is sent. `status` is that of the
 * row that stood there already: `queued` means that an earlier attempt never told how it ended.
 */
export async function claimOrderEmail(
  sql: Sql,
  claim: EmailClaim,
): Promise<{ outcome: "claimed" } | { outcome: "exists"; status: "queued" | "sent" | "skipped" }> {
  const inserted = await sql.query({
    name: "email_claim",
    text: `insert into email_send
        (shop_id, kind, subject_id, id, member_id, status, message_id, created_at)
      values ($1, $2, $3, $4, $5, 'queued', $6, now())
      on conflict (shop_id, kind, subject_id) do nothing`,
    values: [claim.shopId, ORDER_EARNED, claim.orderId, claim.id, claim.memberId, claim.messageId],
  });
  if (inserted.rowCount === 1) return { outcome: "claimed" };
  const { rows } = await sql.query<{ status: "queued" | "sent" | "skipped" }>({
    name: "email_status",
    text: `select status from email_send where shop_id = $1 and kind = $2 and subject_id = $3`,
    values: [claim.shopId, ORDER_EARNED, claim.orderId],
  });
  return { outcome: "exists", status: rows[0]?.status ?? "queued" };
}

/** Gives the claim back: the mail server has certainly not taken the message. */
export async function releaseOrderEmail(sql: Sql, shopId: bigint, orderId: string): Promise<void> {
  await sql.query({
    name: "email_release",
    text: `delete from email_send
      where shop_id = $1 and kind = $2 and subject_id = $3 and status = 'queued'`,
    values: [shopId, ORDER_EARNED, orderId],
  });
}

export async function finishOrderEmail(
  sql: Sql,
  shopId: bigint,
  orderId: string,
  end: { status: "sent" | "skipped"; reason: string | null },
): Promise<void> {
  await sql.query({
    name: "email_finish",
    text: `update email_send set status = $4, reason = $5,
        sent_at = case $4 when 'sent' then now() end
      where shop_id = $1 and kind = $2 and subject_id = $3`,
    values: [shopId, ORDER_EARNED, orderId, end.status, end.reason],
  });
}

/** To whom an e-mail was written, for the page behind its unsubscribe link. */
export async function findSubscriber(
  sql: Sql,
  shopId: bigint,
  { orderId, emailId }: { orderId: string; emailId: string },
): Promise<{ memberId: string; shopName: string; locale: string | null } | undefined> {
  const { rows } = await sql.query<{ id: string; name: string; locale: string | null }>({
    name: "email_subscriber",
    text: `select m.id, coalesce(s.name, s.domain) as name, m.locale
      from email_send e
      join member m on m.shop_id = e.shop_id and m.id = e.member_id
      join shop s on s.shop_id = e.shop_id
      where e.shop_id = $1 and e.kind = $2 and e.subject_id = $3 and e.id = $4`,
    values: [shopId, ORDER_EARNED, orderId, emailId],
  });
  const row = rows[0];
  return row && { memberId: row.id, shopName: row.name, locale: row.locale };
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
