// What the rows of other referrals and of orders tell about one referral.
import type { MemberThen } from "../core/awards/who-is-meant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import { orderStateFromJson } from "../core/orders/order-state-json.ts";
import type { OrderState } from "../core/orders/order-state.ts";
import type { ReferralTerms } from "../core/program/referral-terms.ts";
import type { CustomerFacts } from "../core/rewards/reward-audience.ts";
import { findAwardedMember } from "./award-store.ts";
import { ordersNaming } from "./customer-orders.ts";
import type { Sql } from "./pool.ts";
import { loadProgramPeriods } from "./program-store.ts";
import type { Referral } from "./referral-store.ts";
import { type ShopKey, instantOf, instantText } from "./rows.ts";

/**
 * Claims of one connection come one after the other until the end of the transaction, so that each
 * counts those before it. The member must be locked before, as always.
 */
export async function lockConnection(tx: Sql, shopId: bigint, hash: string): Promise<void> {
  await tx.query({
    name: "referral_lock_connection",
    text: `select pg_advisory_xact_lock(hashtextextended(shop_id || '/' || hash, 0))
      from (values ($1::text, $2::text)) as asked (shop_id, hash)`,
    values: [shopId, hash],
  });
}

/** Other referrals that came from the connection, under any of the hashes that it may have. */
export async function countOfConnection(
  sql: Sql,
  shopId: bigint,
  { hashes, exceptId }: { hashes: readonly string[]; exceptId: string },
): Promise<number> {
  const { rows } = await sql.query<{ count: number }>({
    name: "referral_count_connection",
    text: `select count(*)::int as count from referral
      where shop_id = $1 and connection_hash = any($2::text[]) and id <> $3`,
    values: [shopId, hashes, exceptId],
  });
  return rows[0]?.count ?? 0;
}

/** Other referrals of the member that were asked for between two moments. */
export async function countOfMember(
  sql: Sql,
  { shopId, id: memberId }: ShopKey,
  { from, until, exceptId }: { from: Instant; until: Instant; exceptId: string },
): Promise<number> {
  const { rows } = await sql.query<{ count: number }>({
    name: "referral_count_member",
    text: `select count(*)::int as count from referral
      where shop_id = $1 and member_id = $2 and claimed_at > $3 and claimed_at < $4 and id <> $5`,
    values: [shopId, memberId, instantText(from), instantText(until), exceptId],
  });
  return rows[0]?.count ?? 0;
}

/**
 * Other referrals for which the member was rewarded from one moment on and before another. A gift
 * that could not be taken back, because it was used, still counts.
 */
export async function countRewarded(
  sql: Sql,
  { shopId, id: memberId }: ShopKey,
  { from, until, exceptId }: { from: Instant; until: Instant; exceptId: string },
): Promise<number> {
  const { rows } = await sql.query<{ count: number }>({
    name: "referral_count_rewarded",
    text: `select count(*)::int as count from referral
      left join redemption as gift on gift.shop_id = referral.shop_id
        and gift.id = referral.redemption_id and referral.state <> 'rewarded'
        and gift.status in ('used', 'issued')
      cross join lateral (select case referral.state when 'rewarded' then referral.rewarded_at
        else gift.requested_at end as rewarded_at) as had
      where referral.shop_id = $1 and referral.member_id = $2
        and had.rewarded_at >= $3 and had.rewarded_at < $4 and referral.id <> $5`,
    values: [shopId, memberId, instantText(from), instantText(until), exceptId],
  });
  return rows[0]?.count ?? 0;
}

/**
 * Whether the friend's customer came by another referral that counts: an earlier one, or one for
 * which somebody has a reward. One customer makes one friend, whatever addresses they had, and
 * whichever numbers Shopify merged. False while nobody knows who the friend is.
 */
export async function isBroughtBefore(
  sql: Sql,
  shopId: bigint,
  { id, friendCustomerId, claimedAt }: Pick<Referral, "id" | "friendCustomerId" | "claimedAt">,
): Promise<boolean> {
  if (friendCustomerId === null) return false;
  const { rowCount } = await sql.query({
    name: "referral_brought_before",
    text: `select from referral
      where shop_id = $1 and friend_customer_id = $2 and id <> $3 and decision <> 'refuse'
        and (state = 'rewarded' or (claimed_at, id) < ($4::timestamptz, $3::uuid))
      limit 1`,
    values: [shopId, friendCustomerId, id, instantText(claimedAt)],
  });
  return rowCount === 1;
}

/** Nobody orders so often that the first order lies behind these. */
const MAX_ORDERS_READ = 50;

/**
 * What is known of the orders that name the friend, the earliest first; of a friend who asked to be
 * forgotten, the one that was theirs.
 */
export async function loadOrdersOfFriend(
  sql: Sql,
  shopId: bigint,
  { friendCustomerId, orderId: knownOrderId }: FriendName,
): Promise<OrderState[]> {
  const { rows } = await sql.query<{ order_id: string; state: unknown }>({
    name: "referral_orders",
    text: `select order_id, state from order_state
      where shop_id = $1 and order_id in (${ordersNaming("$2")}
        union select $3 where $2::text is null)
      order by placed_at, order_id limit ${MAX_ORDERS_READ}`,
    values: [shopId, friendCustomerId, knownOrderId],
  });
  return rows.map(({ order_id: orderId, state }) => orderStateFromJson(orderId, state));
}

export interface FriendName {
  readonly friendCustomerId: string | null;
  /** The friend's first order; null while there is none. */
  readonly orderId: string | null;
}

/** Who brought the friend, as far as checks compare them. */
export interface ReferringMember {
  readonly customerId: string | null;
  readonly email: string | null;
  readonly deviceHashes: readonly string[];
}

export async function loadReferringMember(
  sql: Sql,
  { shopId, id }: ShopKey,
): Promise<ReferringMember> {
  const { rows } = await sql.query<{
    customer_id: string | null;
    email: string | null;
    devices: string[];
  }>({
    name: "referral_member",
    text: `select shopify_customer_id as customer_id, email,
        coalesce((select jsonb_agg(distinct device) from referral_link as link,
            jsonb_array_elements_text(link.device_hashes) as device
          where link.shop_id = member.shop_id and link.member_id = member.id), '[]') as devices
      from member where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  const [row] = rows;
  const { customer_id: customerId = null, email = null, devices: deviceHashes = [] } = row ?? {};
  return { customerId, email, deviceHashes };
}

/** What a program version says of referrals; nothing where it has none. */
export async function findReferralTerms(
  sql: Sql,
  shopId: bigint,
  versionId: string,
): Promise<ReferralTerms | undefined> {
  const periods = (await loadProgramPeriods(sql, [shopId])).get(shopId) ?? [];
  const found = periods.find(({ version }) => version.id === versionId);
  return found?.version.document.referral ?? undefined;
}

/** The member at a moment, as far as audiences ask; `customer` is what Shopify said of them. */
export async function loadMemberNow(
  sql: Sql,
  { shopId, id }: ShopKey,
  { now, timeZone, customer }: MemberMoment,
): Promise<MemberThen | undefined> {
  const { rows } = await sql.query<{ tier_id: string | null; enrolled_at: Date }>({
    name: "referral_member_now",
    text: `select tier_id, enrolled_at from member where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  const [row] = rows;
  if (!row) return undefined;
  const { lastOrderAt = null } = (await findAwardedMember(sql, { shopId, id }, now)) ?? {};
  return {
    tierId: row.tier_id,
    on: localDateOf(now, timeZone),
    enrolledOn: localDateOf(instantOf(row.enrolled_at), timeZone),
    lastOrderOn: lastOrderAt === null ? null : localDateOf(lastOrderAt, timeZone),
    customer,
  };
}

export interface MemberMoment {
  readonly now: Instant;
  readonly timeZone: TimeZone;
  /** Null where Shopify was not asked. */
  readonly customer: CustomerFacts | null;
}
