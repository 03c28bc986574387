// Members as rows: personal data, and the balances that the ledger's postings add up to.
import type { Instant } from "../core/calendar/instant.ts";
import type { MemberBalances } from "../core/ledger/entry.ts";
import type { CustomerFacts } from "../core/orders/order-event.ts";
import type { TierReason, TierStanding } from "../core/tiers/standing.ts";
import { instantColumn, numberColumn, textColumn, uuidColumn } from "./columns.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./pool.ts";
import { instantOf, optionalInstant } from "./rows.ts";
import type { ShopKey } from "./rows.ts";
import { together } from "./transaction.ts";

/** A member as decisions need it, under its lock. */
export interface LockedMember extends ShopKey {
  /** Null once the customer's link was cut. */
  readonly customerId: string | null;
  /** May be written to: has an address, and did not opt out. */
  readonly wantsEmail: boolean;
  readonly enrolledAt: Instant;
  readonly balances: MemberBalances;
  /** How many releases, expiries and transfers there were. */
  readonly turnCount: number;
  /** When the whole balance ends for inactivity; null where it does not. */
  readonly balanceExpiresAt: Instant | null;
  /** The latest thing the member did that keeps a balance alive. */
  readonly activityAt: Instant | null;
  readonly tier: TierStanding;
  /** When the nightly review of tiers must look next. */
  readonly tierReviewAt: Instant | null;
}

/** The member was merged into another. Tried again, the other is found in its place. */
export class MemberMergedMeanwhile extends Error {
  /** As PostgreSQL reports what a repetition of the transaction will solve. */
  readonly code = "40001";

  constructor() {
    super("A member was merged into another while it was waited for");
    this.name = "MemberMergedMeanwhile";
  }
}

export interface ShopCustomer {
  readonly shopId: bigint;
  readonly customer: CustomerFacts;
}

export interface NewMember extends ShopCustomer {
  /** When the order was placed that makes the customer a member. */
  readonly enrolledAt: Instant;
}

/** Names a customer within all shops. */
export function customerKey(shopId: bigint, customerId: string): string {
  return `${shopId} ${customerId}`;
}

/**
 * The members of the customers, by `customerKey`. Enrols those that are none yet.
 * When two transactions enrol the same customer, the second waits for the first and takes its
 * member.
 */
export async function ensureMembers(
  tx: Sql,
  customers: readonly NewMember[],
): Promise<Map<string, string>> {
  const members = await findMemberIds(tx, customers);
  const missing = customers.filter(
    ({ shopId, customer }) => !members.has(customerKey(shopId, customer.customerId)),
  );
  if (missing.length === 0) return members;
  await insertMembers(tx, missing);
  for (const [key, id] of await findMemberIds(tx, missing)) members.set(key, id);
  return members;
}

interface MemberIdRow {
  shop_id: bigint;
  id: string;
  customer_id: string;
  merged_into_id: string | null;
}

/**
 * The members of those customers that are members. Where a customer was merged into another, the
 * member who has everything now.
 */
export async function findMemberIds(
  sql: Sql,
  customers: readonly { shopId: bigint; customer: Pick<CustomerFacts, "customerId"> }[],
): Promise<Map<string, string>> {
  if (customers.length === 0) return new Map();
  const { rows } = await sql.query<MemberIdRow>({
    name: "member_ids_by_customer",
    text: `select member.shop_id, member.id, customer_id, merged_into_id
      from unnest($1::bigint[], $2::text[]) as wanted (shop_id, customer_id)
      join member on member.shop_id = wanted.shop_id
        and member.shopify_customer_id = wanted.customer_id`,
    values: [
      numberColumn(customers.map(({ shopId }) => shopId)),
      textColumn(customers.map(({ customer }) => customer.customerId)),
    ],
  });
  const heirs = await findHeirs(sql, rows);
  return new Map(
    rows.map((row) => [
      customerKey(row.shop_id, row.customer_id),
      heirs.get(row.id) ?? row.merged_into_id ?? row.id,
    ]),
  );
}

/** At the end of each chain of mergers, by the id of its beginning. */
async function findHeirs(sql: Sql, rows: readonly MemberIdRow[]): Promise<Map<string, string>> {
  const merged = rows.filter(({ merged_into_id }) => merged_into_id !== null);
  if (merged.length === 0) return new Map();
  const heirs = await sql.query<{ id: string; heir_id: string }>({
    name: "member_heirs",
    text: `with recursive chain (shop_id, id, heir_id, next_id) as (
        select shop_id, wanted.id, member.id, merged_into_id
        from unnest($1::bigint[], $2::uuid[]) as wanted (shop_id, id)
        join member using (shop_id, id)
        union all
        select member.shop_id, chain.id, member.id, member.merged_into_id
        from chain join member on member.shop_id = chain.shop_id and member.id = chain.next_id
      )
      select id, heir_id from chain where next_id is null`,
    values: [merged.map(({ shop_id }) => shop_id), merged.map(({ id }) => id)],
  });
  return new Map(heirs.rows.map(({ id, heir_id }) => [id, heir_id]));
}

async function insertMembers(tx: Sql, customers: readonly NewMember[]): Promise<void> {
  const column = <Value>(read: (customer: CustomerFacts) => Value): Value[] =>
    customers.map(({ customer }) => read(customer));
  await tx.query({
    name: "member_enrol",
    text: `insert into member (shop_id, id, shopify_customer_id, email, first_name, last_name,
        locale, customer_updated_at, enrolled_at)
      select shop_id, id, customer_id, email, first_name, last_name, locale, updated_at, enrolled_at
      from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[],
        $7::text[], $8::timestamptz[], $9::timestamptz[]) as enrolled
        (shop_id, id, customer_id, email, first_name, last_name, locale, updated_at, enrolled_at)
      order by shop_id, customer_id
      on conflict (shop_id, shopify_customer_id) do nothing`,
    values: [
      numberColumn(customers.map(({ shopId }) => shopId)),
      uuidColumn(customers.map(() => newId())),
      textColumn(column(({ customerId }) => customerId)),
      textColumn(column(({ email }) => email)),
      textColumn(column(({ firstName }) => firstName)),
      textColumn(column(({ lastName }) => lastName)),
      textColumn(column(({ locale }) => locale)),
      instantColumn(column(({ updatedAt }) => updatedAt)),
      instantColumn(customers.map(({ enrolledAt }) => enrolledAt)),
    ],
  });
}

interface LockedRow {
  shop_id: bigint;
  id: string;
  shopify_customer_id: string | null;
  wants_email: boolean;
  enrolled_at: Date;
  pending: bigint;
  available: bigint;
  reserved: bigint;
  shortfall: bigint;
  turn_count: number;
  balance_expires_at: Date | null;
  activity_at: Date | null;
  tier_id: string | null;
  tier_reason: TierReason | null;
  tier_since: Date | null;
  tier_until: Date | null;
  tier_review_at: Date | null;
  merged_into_id: string | null;
}

/**
 * Locks members in the one order that all transactions keep. Those that do not exist are left out.
 * Throws `MemberMergedMeanwhile` where one was merged into another: nothing is its own any more.
 */
export async function lockMembers(tx: Sql, members: readonly ShopKey[]): Promise<LockedMember[]> {
  return members.length === 0 ? [] : lock(tx, members, "member_lock");
}

export interface FreeMembers {
  readonly locked: readonly LockedMember[];
  /** Ids of those that another transaction holds. */
  readonly busy: ReadonlySet<string>;
}

/**
 * As `lockMembers`, but passes over members that others hold, up to `mostBusy` of them. Where there
 * are more, it waits for all.
 */
export async function lockFreeMembers(
  tx: Sql,
  members: readonly ShopKey[],
  mostBusy: number,
): Promise<FreeMembers> {
  if (mostBusy > 0) {
    const [, locked] = await together(
      tx.query("savepoint members"),
      lock(tx, members, "member_lock_free"),
    );
    const ids = new Set(locked.map(({ id }) => id));
    const busy = new Set(members.map(({ id }) => id).filter((id) => !ids.has(id)));
    if (busy.size <= mostBusy) return { locked, busy };
    // Whoever waits while holding others could be waited for by those.
    await tx.query("rollback to savepoint members");
  }
  return { locked: await lockMembers(tx, members), busy: new Set() };
}

async function lock(
  tx: Sql,
  members: readonly ShopKey[],
  name: "member_lock" | "member_lock_free",
): Promise<LockedMember[]> {
  const { rows } = await tx.query<LockedRow>({
    name,
    text: `select member.shop_id, member.id, shopify_customer_id, enrolled_at, pending, available,
        reserved, shortfall, turn_count, balance_expires_at, activity_at, tier_id, tier_reason,
        tier_since, tier_until, tier_review_at, merged_into_id,
        email is not null and email_opted_out_at is null and deleted_at is null
          and redacted_at is null as wants_email
      from unnest($1::bigint[], $2::uuid[]) as wanted (shop_id, id)
      join member on member.shop_id = wanted.shop_id and member.id = wanted.id
      order by member.shop_id, member.id
      for no key update of member ${name === "member_lock_free" ? "skip locked" : ""}`,
    values: [
      numberColumn(members.map(({ shopId }) => shopId)),
      uuidColumn(members.map(({ id }) => id)),
    ],
  });
  if (rows.some(({ merged_into_id }) => merged_into_id !== null)) throw new MemberMergedMeanwhile();
  return rows.map(toLockedMember);
}

function toLockedMember(row: LockedRow): LockedMember {
  const { pending, available, reserved, shortfall } = row;
  return {
    shopId: row.shop_id,
    id: row.id,
    customerId: row.shopify_customer_id,
    wantsEmail: row.wants_email,
    enrolledAt: instantOf(row.enrolled_at),
    balances: { pending, available, reserved, shortfall },
    turnCount: row.turn_count,
    balanceExpiresAt: optionalInstant(row.balance_expires_at),
    activityAt: optionalInstant(row.activity_at),
    tier: {
      tierId: row.tier_id,
      since: optionalInstant(row.tier_since),
      until: optionalInstant(row.tier_until),
      reason: row.tier_reason,
    },
    tierReviewAt: optionalInstant(row.tier_review_at),
  };
}

/** Names a customer of a shop. */
export interface CustomerName {
  readonly shopId: bigint;
  readonly customerId: string;
}

/** Locks the members among the customers, in the one order that all transactions keep. */
export async function lockCustomers(tx: Sql, customers: readonly CustomerName[]): Promise<void> {
  if (customers.length === 0) return;
  await tx.query({
    name: "member_lock_customers",
    text: `select from unnest($1::bigint[], $2::text[]) as wanted (shop_id, customer_id)
      join member on member.shop_id = wanted.shop_id
        and member.shopify_customer_id = wanted.customer_id
      order by member.shop_id, member.id
      for no key update of member`,
    values: [customers.map(({ shopId }) => shopId), customers.map(({ customerId }) => customerId)],
  });
}
