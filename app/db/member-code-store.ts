// The codes by which members check in. Each works for a while; a new one ends the one before. Their
// time is real time, by the database's clock.
import type { Sql } from "./pool.ts";

export interface MemberCode {
  readonly code: string;
  readonly expiresAt: Date;
}

/** How long a new code works, and how much of an old one must be left for it to be shown again. */
export interface CodeLife {
  readonly validSeconds: number;
  readonly leastSeconds: number;
}

/** The member's code: `code` where there is none, or the one there is has little time left. */
export async function renewMemberCode(
  tx: Sql,
  { shopId, memberId }: { shopId: bigint; memberId: string },
  code: string,
  { validSeconds, leastSeconds }: CodeLife,
): Promise<MemberCode> {
  const { rows } = await tx.query<{ code: string; expires_at: Date }>({
    name: "member_code_renew",
    text: `insert into member_code as held (shop_id, member_id, code, expires_at)
      values ($1, $2, $3, now() + make_interval(secs => $4::int))
      on conflict (shop_id, member_id) do update set
        code = case when held.expires_at < now() + make_interval(secs => $5::int)
          then excluded.code else held.code end,
        expires_at = case when held.expires_at < now() + make_interval(secs => $5::int)
          then excluded.expires_at else held.expires_at end
      returning code, expires_at`,
    values: [shopId, memberId, code, validSeconds, leastSeconds],
  });
  const [row] = rows;
  if (!row) throw new Error("The code was not written");
  return { code: row.code, expiresAt: row.expires_at };
}

/** Nothing without one that works for so many seconds still. */
export async function findWorkingCode(
  sql: Sql,
  shopId: bigint,
  customerId: string,
  leastSeconds: number,
): Promise<MemberCode | undefined> {
  const { rows } = await sql.query<{ code: string; expires_at: Date }>({
    name: "member_code_of_customer",
    text: `select held.code, held.expires_at from member
      join member_code as held on held.shop_id = member.shop_id and held.member_id = member.id
      where member.shop_id = $1 and member.shopify_customer_id = $2
        and held.expires_at > now() + make_interval(secs => $3::int)
        and member.deleted_at is null and member.redacted_at is null`,
    values: [shopId, customerId, leastSeconds],
  });
  return rows[0] && { code: rows[0].code, expiresAt: rows[0].expires_at };
}

/** Whose code it is; nobody's once they are gone. */
export async function findCodeHolder(
  sql: Sql,
  shopId: bigint,
  code: string,
): Promise<{ readonly memberId: string; readonly isExpired: boolean } | undefined> {
  const { rows } = await sql.query<{ member_id: string; is_expired: boolean }>({
    name: "member_code_holder",
    text: `select held.member_id, held.expires_at <= now() as is_expired from member_code as held
      join member on member.shop_id = held.shop_id and member.id = held.member_id
      where held.shop_id = $1 and held.code = $2 and member.deleted_at is null
        and member.redacted_at is null and member.merged_into_id is null`,
    values: [shopId, code],
  });
  return rows[0] && { memberId: rows[0].member_id, isExpired: rows[0].is_expired };
}

/** Nobody checks in by it any more. */
export async function dropMemberCode(tx: Sql, shopId: bigint, memberId: string): Promise<void> {
  await tx.query({
    name: "member_code_drop",
    text: `delete from member_code where shop_id = $1 and member_id = $2`,
    values: [shopId, memberId],
  });
}
