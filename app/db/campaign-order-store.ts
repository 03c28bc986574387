// Orders as campaigns look at them: in the order in which they were placed, in portions.
import type { Instant } from "../core/calendar/instant.ts";
import { earnSnapshotFromJson } from "../core/earning/earn-snapshot-json.ts";
import type { EarnSnapshot } from "../core/earning/earn-snapshot.ts";
import { orderStateFromJson } from "../core/orders/order-state-json.ts";
import type { OrderState } from "../core/orders/order-state.ts";
import type { Points } from "../core/points/points.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

/** An order that counted, whatever is left of it. */
export interface OrderOfCampaign {
  readonly memberId: string;
  readonly customerId: string | null;
  readonly state: OrderState;
  readonly snapshot: EarnSnapshot;
  readonly postedPoints: Points;
}

interface OrderRow {
  order_id: string;
  member_id: string;
  customer_id: string | null;
  posted_points: bigint;
  state: unknown;
  snapshot: unknown;
}

function toOrder(row: OrderRow): OrderOfCampaign {
  return {
    memberId: row.member_id,
    customerId: row.customer_id,
    state: orderStateFromJson(row.order_id, row.state),
    snapshot: earnSnapshotFromJson(row.snapshot),
    postedPoints: row.posted_points,
  };
}

export interface RecentOrders {
  /** The oldest first. */
  readonly orderIds: readonly string[];
  /** Whether there were more than were asked for: the oldest are left out. */
  readonly isCut: boolean;
}

/** The latest `limit` orders since an instant that counted, and are no tests. */
export async function listRecentOrders(
  sql: Sql,
  shopId: bigint,
  { since, limit }: { readonly since: Instant; readonly limit: number },
): Promise<RecentOrders> {
  const { rows } = await sql.query<{ order_id: string }>({
    name: "campaign_recent_orders",
    text: `select order_id from order_state
      where shop_id = $1 and placed_at >= $2 and not is_test
        and program_version_id is not null and member_id is not null
      order by placed_at desc, order_id desc limit $3`,
    values: [shopId, instantText(since), limit + 1],
  });
  const kept = rows.slice(0, limit).map((row) => row.order_id);
  return { orderIds: kept.toReversed(), isCut: rows.length > limit };
}

/** With when its member joined. */
export interface OrderToPreview extends OrderOfCampaign {
  readonly enrolledAt: Instant;
}

/** In the order of the ids; those that are gone meanwhile are left out. */
export async function loadOrdersToPreview(
  sql: Sql,
  shopId: bigint,
  orderIds: readonly string[],
): Promise<OrderToPreview[]> {
  const { rows } = await sql.query<OrderRow & { enrolled_at: Date }>({
    name: "campaign_load_orders",
    text: `select order_id, member_id, customer_id, posted_points, state, snapshot, enrolled_at
      from order_state as held
      join member on member.shop_id = held.shop_id and member.id = held.member_id
      where held.shop_id = $1 and order_id = any($2::text[]) and snapshot is not null`,
    values: [shopId, orderIds],
  });
  const found = new Map(rows.map((row) => [row.order_id, row]));
  return orderIds
    .flatMap((id) => found.get(id) ?? [])
    .map((row) => ({ ...toOrder(row), enrolledAt: instantOf(row.enrolled_at) }));
}

/** Which of the codes are the shop's own vouchers. Codes are normalised. */
export async function findVoucherCodes(
  sql: Sql,
  shopId: bigint,
  codes: readonly string[],
): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const { rows } = await sql.query<{ code: string }>({
    name: "campaign_voucher_codes",
    text: `select code from redemption
      where shop_id = $1 and code = any($2::text[]) and carrier = 'discount'`,
    values: [shopId, codes],
  });
  return new Set(rows.map(({ code }) => code));
}

export interface OrdersInTime {
  readonly shopId: bigint;
  readonly from: Instant;
  readonly until: Instant;
}

/** How many orders were placed from an instant on and before another; no more than `most`. */
export async function countOrdersPlaced(
  sql: Sql,
  { shopId, from, until }: OrdersInTime,
  most: number,
): Promise<number> {
  const { rows } = await sql.query<{ orders: number }>({
    name: "campaign_count_orders",
    text: `select count(*)::int as orders from (
        select from order_state
        where shop_id = $1 and placed_at >= $2 and placed_at < $3 limit $4
      ) as placed`,
    values: [shopId, instantText(from), instantText(until), most],
  });
  return rows[0]?.orders ?? 0;
}

/** Where a portion of orders ended. */
export interface PlacedCursor {
  readonly placedAt: string;
  readonly orderId: string;
}

export interface Portion {
  /** Those of the portion that a campaign gave something to. */
  readonly orders: readonly OrderOfCampaign[];
  /** How many orders it went through. */
  readonly size: number;
  /** Null after the last portion. */
  readonly next: PlacedCursor | null;
}

/**
 * Goes through the next `limit` orders by the time of their placement. Only those that the ledger
 * holds points for and whose snapshot names the campaign are read as a whole.
 */
export async function loadPortionOfCampaign(
  sql: Sql,
  { shopId, from, until }: OrdersInTime,
  { campaignId, after, limit }: { campaignId: string; after: PlacedCursor | null; limit: number },
): Promise<Portion> {
  const { rows } = await sql.query<OrderRow & { placed_text: string }>({
    name: "campaign_load_portion",
    text: `select order_id, member_id, customer_id, posted_points, placed_at::text as placed_text,
        case when names then state end as state, case when names then snapshot end as snapshot
      from (
        select *, posted_points > 0 and member_id is not null
          and strpos(snapshot::text, $6) > 0 as names
        from order_state
        where shop_id = $1 and placed_at >= $2 and placed_at < $3
          and (placed_at, order_id) > ($4::timestamptz, $5)
        order by placed_at, order_id limit $7
      ) as portion
      order by placed_at, order_id`,
    values: [
      shopId,
      instantText(from),
      instantText(until),
      after?.placedAt ?? instantText(from - 1),
      after?.orderId ?? "",
      `"source":"campaign","id":${JSON.stringify(campaignId)}`,
      limit,
    ],
  });
  const last = rows.at(-1);
  return {
    orders: rows.filter(({ snapshot }) => snapshot !== null).map(toOrder),
    size: rows.length,
    next:
      rows.length < limit || !last ? null : { placedAt: last.placed_text, orderId: last.order_id },
  };
}
