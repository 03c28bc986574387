// What members and stores see of the program outside the app: the balance and the tier of a member,
// and the program in force.
import type { Instant } from "../core/calendar/instant.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import { NO_TIER_VALUE } from "../core/perks/wanted-perks.ts";
import type { ProgramDocument } from "../core/program/document.ts";
import { askedAgain } from "./outbox-store.ts";
import type { Sql } from "./pool.ts";
import { loadProgramInForce } from "./program-store.ts";
import { dueNow } from "./queue-head.ts";
import { instantOf } from "./rows.ts";

export interface PublishedBalance {
  memberId: string;
  customerId: string;
  enrolledAt: Instant;
  available: bigint;
  /** Null for who is in no tier. */
  tierId: string | null;
  /** The tier's id, or that there is none; null for a member who never was in one. */
  tier: string | null;
}

/** Nothing for a member whom Shopify no longer knows, or who asked to be forgotten. */
export async function findPublishedBalance(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<PublishedBalance | undefined> {
  return (await findPublishedBalances(sql, shopId, [memberId]))[0];
}

/** Of the members whom Shopify knows, and who did not ask to be forgotten. */
export async function findPublishedBalances(
  sql: Sql,
  shopId: bigint,
  memberIds: readonly string[],
): Promise<PublishedBalance[]> {
  const { rows } = await sql.query<BalanceRow>({
    name: "published_balances",
    text: `select id, shopify_customer_id, enrolled_at, available, tier_id, coalesce(tier_id,
          case when exists (select from tier_change as change
            where change.shop_id = member.shop_id and change.member_id = member.id) then $3 end
        ) as tier
      from member
      where shop_id = $1 and id = any($2::uuid[]) and shopify_customer_id is not null
        and deleted_at is null and redacted_at is null`,
    values: [shopId, memberIds, NO_TIER_VALUE],
  });
  return rows.map((row) => ({
    memberId: row.id,
    customerId: row.shopify_customer_id,
    enrolledAt: instantOf(row.enrolled_at),
    available: row.available,
    tierId: row.tier_id,
    tier: row.tier,
  }));
}

interface BalanceRow {
  id: string;
  shopify_customer_id: string;
  enrolled_at: Date;
  available: bigint;
  tier_id: string | null;
  tier: string | null;
}

/** About what the smallest plan's call budget restores for one write. */
const BALANCE_SPACING_MS = 100;

/**
 * Asks for what is shown of every member with points, a tier or a reward to be written anew, the
 * greatest balance first, one after the other: a flood would keep others waiting. Answers for how
 * many.
 */
export async function enqueueBalances(tx: Sql, shopId: bigint): Promise<number> {
  return enqueueMembers(tx, shopId, {
    name: "published_balances_enqueue",
    condition: `(available > 0 or tier_id is not null or exists (
          select from redemption as held where held.shop_id = member.shop_id
            and held.member_id = member.id and held.carrier = 'none' and held.status = 'issued'))`,
    values: [],
  });
}

/** The same for the members of one tier. */
export async function enqueueTierMembers(tx: Sql, shopId: bigint, tierId: string): Promise<number> {
  return enqueueMembers(tx, shopId, {
    name: "published_tier_enqueue",
    condition: "tier_id = $3",
    values: [tierId],
  });
}

async function enqueueMembers(
  tx: Sql,
  shopId: bigint,
  { name, condition, values }: { name: string; condition: string; values: readonly string[] },
): Promise<number> {
  const { rowCount } = await tx.query({
    name,
    text: `insert into outbox_message as held
        (shop_id, id, kind, key, payload, next_attempt_at, created_at)
      select shop_id, id, 'write_member_balance', id::text, json_build_object('memberId', id),
        ${dueNow} + turn * $2::int * interval '1 millisecond', now()
      from (
        select shop_id, id, row_number() over (order by available desc, id) as turn from member
        where shop_id = $1 and ${condition} and shopify_customer_id is not null
          and deleted_at is null and redacted_at is null
      ) as holders
      order by holders.id
      ${askedAgain}`,
    values: [shopId, BALANCE_SPACING_MS, ...values],
  });
  return rowCount ?? 0;
}

export interface ShownMembers {
  readonly memberIds: readonly string[];
  /** After whom the next are; null where nobody is left. */
  readonly next: string | null;
}

/**
 * The next members, by id, of whom anything was ever counted: what shows how far they are is
 * written with that. At most so many, out of so many that are looked at: each by itself, because
 * all units of a store are more than a portion may read.
 */
export async function listShownMembers(
  sql: Sql,
  shopId: bigint,
  {
    after,
    atMost,
    lookedAt,
  }: { readonly after: string | null; readonly atMost: number; readonly lookedAt: number },
): Promise<ShownMembers> {
  const from = [shopId, after ?? "00000000-0000-0000-0000-000000000000"];
  const { rows } = await sql.query<{ id: string }>({
    name: "published_members_after",
    text: `select looked.id from (
        select shop_id, id, tier_id, shopify_customer_id, deleted_at, redacted_at from member
        where shop_id = $1 and id > $2::uuid order by id limit $3
      ) as looked
      left join lateral (select true as is_any from lot
        where lot.shop_id = looked.shop_id and lot.member_id = looked.id limit 1
      ) as lot on true
      left join lateral (select true as is_any from qualifying_unit as one
        where one.shop_id = looked.shop_id and one.member_id = looked.id limit 1
      ) as unit on true
      where shopify_customer_id is not null and deleted_at is null and redacted_at is null
        and (tier_id is not null or lot.is_any or unit.is_any)
      order by looked.id limit $4`,
    values: [...from, lookedAt, atMost],
  });
  const memberIds = rows.map(({ id }) => id);
  if (memberIds.length === atMost) return { memberIds, next: memberIds.at(-1) ?? null };
  const last = await sql.query<{ id: string }>({
    name: "published_members_last",
    text: `select id from member where shop_id = $1 and id > $2::uuid
      order by id offset $3 limit 1`,
    values: [...from, lookedAt - 1],
  });
  return { memberIds, next: last.rows[0]?.id ?? null };
}

export interface PublishedProgram {
  versionId: string;
  document: ProgramDocument;
  /** Of all amounts in the document. */
  currency: string;
  /** Of the dates and times in the document. */
  timeZone: TimeZone;
  /** What the store lets the app do, with commas. */
  scopes: string;
}

/** The program in force at an instant; nothing while the app is not installed. */
export async function findPublishedProgram(
  sql: Sql,
  shopId: bigint,
  at: Instant,
): Promise<PublishedProgram | undefined> {
  const version = await loadProgramInForce(sql, shopId, at);
  if (version === undefined) return undefined;
  const { rows } = await sql.query<{ currency: string; time_zone: string; scopes: string }>({
    name: "published_shop",
    text: `select currency, time_zone, scopes from shop where shop_id = $1 and uninstalled_at is null`,
    values: [shopId],
  });
  const { id: versionId, document } = version;
  const [shop] = rows;
  if (shop === undefined) return undefined;
  const { currency, time_zone: timeZone, scopes } = shop;
  return { versionId, document, currency, timeZone, scopes };
}

/**
 * The program in force by now, as any process has found it: clocks of several differ a little, and
 * one that is behind must not publish the program before.
 */
export async function findStartedProgram(
  sql: Sql,
  shopId: bigint,
  now: Instant,
): Promise<PublishedProgram | undefined> {
  const { rows } = await sql.query<{ active_from: Date }>({
    name: "published_start",
    text: `select active_from from program_version where shop_id = $1 and status = 'active'`,
    values: [shopId],
  });
  const [active] = rows;
  const startedAt = active === undefined ? now : instantOf(active.active_from);
  return findPublishedProgram(sql, shopId, Math.max(now, startedAt));
}
