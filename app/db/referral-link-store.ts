// Personal links and the visits that came by them, and the salts with which connections are hashed.
import type { Instant } from "../core/calendar/instant.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

/** The newest devices tell most; more say nothing of a member. */
const MAX_DEVICES = 5;

export interface ReferralLink {
  readonly code: string;
  readonly memberId: string;
  /** Shopify's number of the member; null where the customer is gone. */
  readonly customerId: string | null;
  readonly email: string | null;
  readonly deviceHashes: readonly string[];
}

interface LinkRow {
  code: string;
  member_id: string;
  customer_id: string | null;
  email: string | null;
  device_hashes: string[];
}

/** The link behind a code, of a member who is there; their devices through all of their links. */
export async function findLink(
  sql: Sql,
  shopId: bigint,
  code: string,
): Promise<ReferralLink | undefined> {
  const { rows } = await sql.query<LinkRow>({
    name: "referral_link_find",
    text: `select link.code, link.member_id, member.shopify_customer_id as customer_id,
        member.email, link.device_hashes
      from referral_link as link
      join member on member.shop_id = link.shop_id and member.id = link.member_id
      where link.shop_id = $1 and link.code = $2
        and member.deleted_at is null and member.redacted_at is null`,
    values: [shopId, code],
  });
  const row = rows[0];
  return (
    row && {
      code: row.code,
      memberId: row.member_id,
      customerId: row.customer_id,
      email: row.email,
      deviceHashes: row.device_hashes,
    }
  );
}

/** The code that a member is shown; nothing before there is one. */
export async function findMainCode(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ code: string }>({
    name: "referral_link_main",
    text: `select code from referral_link where shop_id = $1 and member_id = $2 and is_main`,
    values: [shopId, memberId],
  });
  return rows[0]?.code;
}

/**
 * Gives the member a link. Nothing happens where somebody else has the code, or the member has a
 * link by now.
 */
export async function insertLink(
  sql: Sql,
  shopId: bigint,
  { code, memberId, now }: { code: string; memberId: string; now: Instant },
): Promise<void> {
  await sql.query({
    name: "referral_link_insert",
    text: `insert into referral_link (shop_id, code, member_id, created_at)
      select shop_id, $2, id, $4 from member
      where shop_id = $1 and id = $3 and deleted_at is null and redacted_at is null
      on conflict do nothing`,
    values: [shopId, code, memberId, instantText(now)],
  });
}

/** The member handed the link on, maybe on a device that is not known yet. */
export async function noteShare(
  sql: Sql,
  shopId: bigint,
  { memberId, deviceHash }: { memberId: string; deviceHash: string | null },
): Promise<void> {
  await sql.query({
    name: "referral_link_shared",
    text: `update referral_link set shares = least(shares + 1, 1000000),
        device_hashes = case when $3::text is null or device_hashes ? $3 then device_hashes
          else (select jsonb_agg(value order by place) from (
            select value, place from jsonb_array_elements(jsonb_build_array($3) || device_hashes)
              with ordinality as kept (value, place) limit ${MAX_DEVICES}) as newest) end
      where shop_id = $1 and member_id = $2 and is_main`,
    values: [shopId, memberId, deviceHash],
  });
}

export interface ReferralVisit {
  readonly id: string;
  readonly code: string;
  readonly visitedAt: Instant;
  readonly attempts: number;
}

export async function findVisit(
  sql: Sql,
  shopId: bigint,
  id: string,
): Promise<ReferralVisit | undefined> {
  const { rows } = await sql.query<{ code: string; visited_at: Date; attempts: number }>({
    name: "referral_visit_find",
    text: `select code, visited_at, attempts from referral_visit where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  const row = rows[0];
  return (
    row && { id, code: row.code, visitedAt: instantOf(row.visited_at), attempts: row.attempts }
  );
}

export interface NewVisit {
  readonly id: string;
  readonly code: string;
  readonly visitedAt: Instant;
  readonly connectionHash: string | null;
}

export async function insertVisit(sql: Sql, shopId: bigint, visit: NewVisit): Promise<void> {
  await sql.query({
    name: "referral_visit_insert",
    text: `insert into referral_visit (shop_id, id, code, visited_at, connection_hash)
      values ($1, $2, $3, $4, $5)`,
    values: [shopId, visit.id, visit.code, instantText(visit.visitedAt), visit.connectionHash],
  });
}

/** Counts one more try of a visit to get the voucher. Answers how many there were with it. */
export async function countAttempt(sql: Sql, shopId: bigint, id: string): Promise<number> {
  const { rows } = await sql.query<{ attempts: number }>({
    name: "referral_visit_attempt",
    text: `update referral_visit set attempts = attempts + 1 where shop_id = $1 and id = $2
      returning attempts`,
    values: [shopId, id],
  });
  return rows[0]?.attempts ?? 0;
}

/** Visits since a moment: by the link, and from the connection. */
export async function countVisits(
  sql: Sql,
  shopId: bigint,
  asked: { code: string; connectionHash: string | null; since: Instant },
): Promise<{ ofLink: number; ofConnection: number }> {
  const { rows } = await sql.query<{ of_link: number; of_connection: number }>({
    name: "referral_visit_count",
    text: `select
        (select count(*)::int from referral_visit
          where shop_id = $1 and code = $2 and visited_at > $4) as of_link,
        (select count(*)::int from referral_visit
          where shop_id = $1 and connection_hash = $3 and visited_at > $4) as of_connection`,
    values: [shopId, asked.code, asked.connectionHash, instantText(asked.since)],
  });
  return { ofLink: rows[0]?.of_link ?? 0, ofConnection: rows[0]?.of_connection ?? 0 };
}

/**
 * The salt of a period, made where it is asked for first. Those of periods before `keepFrom` are
 * deleted then: what was hashed with them can be compared, and traced to nobody.
 */
export async function saltOf(
  sql: Sql,
  shopId: bigint,
  { period, keepFrom, fresh }: { period: number; keepFrom: number; fresh: string },
): Promise<string> {
  const known = await findSalt(sql, shopId, period);
  if (known !== undefined) return known;
  await sql.query({
    name: "referral_salt_insert",
    text: `insert into referral_salt (shop_id, period, salt) values ($1, $2, $3)
      on conflict (shop_id, period) do nothing`,
    values: [shopId, period, fresh],
  });
  await sql.query({
    name: "referral_salt_forget",
    text: `delete from referral_salt where shop_id = $1 and period < $2`,
    values: [shopId, keepFrom],
  });
  return (await findSalt(sql, shopId, period)) ?? fresh;
}

export async function findSalt(
  sql: Sql,
  shopId: bigint,
  period: number,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ salt: string }>({
    name: "referral_salt_find",
    text: `select salt from referral_salt where shop_id = $1 and period = $2`,
    values: [shopId, period],
  });
  return rows[0]?.salt;
}

/**
 * Forgets visits of before `before` that led to nothing any more, in whatever shop. Answers how
 * many.
 */
export async function forgetOldVisits(
  sql: Sql,
  { before, limit }: { before: Instant; limit: number },
): Promise<number> {
  const { rowCount } = await sql.query({
    name: "referral_visits_forget",
    text: `delete from referral_visit as old using (
        select shop_id, id from referral_visit where visited_at < $1
        order by visited_at limit $2) as found
      where old.shop_id = found.shop_id and old.id = found.id`,
    values: [instantText(before), limit],
  });
  return rowCount ?? 0;
}

/** Forgets from which connection visits of before `before` came. Answers how many. */
export async function forgetOldConnections(
  sql: Sql,
  { before, limit }: { before: Instant; limit: number },
): Promise<number> {
  const { rowCount } = await sql.query({
    name: "referral_connections_forget",
    text: `update referral_visit as old set connection_hash = null from (
        select shop_id, id from referral_visit
        where visited_at < $1 and connection_hash is not null
        order by visited_at limit $2) as found
      where old.shop_id = found.shop_id and old.id = found.id`,
    values: [instantText(before), limit],
  });
  return rowCount ?? 0;
}

/**
 * Deletes salts of periods before `keepFrom`, also of shops to which nobody comes any more. Answers
 * how many.
 */
export async function forgetOldSalts(
  sql: Sql,
  { keepFrom, limit }: { keepFrom: number; limit: number },
): Promise<number> {
  const { rowCount } = await sql.query({
    name: "referral_salts_forget",
    text: `delete from referral_salt as old using (
        select shop_id, period from referral_salt where period < $1 limit $2) as found
      where old.shop_id = found.shop_id and old.period = found.period`,
    values: [keepFrom, limit],
  });
  return rowCount ?? 0;
}

/** Forgets of which connection and device referrals of before `before` came. Answers how many. */
export async function forgetOldTraces(
  sql: Sql,
  { before, limit }: { before: Instant; limit: number },
): Promise<number> {
  const { rowCount } = await sql.query({
    name: "referral_traces_forget",
    text: `update referral as old set connection_hash = null, device_hash = null from (
        select shop_id, id from referral
        where claimed_at < $1 and (connection_hash is not null or device_hash is not null)
        order by claimed_at limit $2) as found
      where old.shop_id = found.shop_id and old.id = found.id`,
    values: [instantText(before), limit],
  });
  return rowCount ?? 0;
}
