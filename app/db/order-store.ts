// Orders as rows: what is known of each, what it may earn, and what the ledger holds for it.
import type { Instant } from "../core/calendar/instant.ts";
import { earnSnapshotFromJson, earnSnapshotToJson } from "../core/earning/earn-snapshot-json.ts";
import type { EarnSnapshot } from "../core/earning/earn-snapshot.ts";
import type { OrderUnits } from "../core/earning/target-points.ts";
import type { OrderAccount } from "../core/ledger/decide-order.ts";
import { orderStateFromJson, orderStateToJson } from "../core/orders/order-state-json.ts";
import type { OrderState } from "../core/orders/order-state.ts";
import { formerCustomerOf } from "../core/orders/paid-customer.ts";
import {
  booleanColumn,
  instantColumn,
  jsonColumn,
  jsonRows,
  numberColumn,
  textColumn,
  uuidColumn,
} from "./columns.ts";
import type { Sql } from "./pool.ts";
import { instantText } from "./rows.ts";

/** All that is stored of one order. */
export interface OrderRecord {
  readonly shopId: bigint;
  readonly state: OrderState;
  /** Null until the order is fully paid and a program is in force. */
  readonly snapshot: EarnSnapshot | null;
  /** The member who has the points; null for guests. Once set it stays. */
  readonly memberId: string | null;
  readonly account: OrderAccount;
  readonly units: RecordedUnits;
  /** Shopify was asked for what is needed before the order can be counted. */
  readonly awaitsFacts: boolean;
}

/** What the stream of qualifying units holds for an order. */
export interface RecordedUnits {
  /** The net of all differences. */
  readonly recorded: OrderUnits;
  /** How many differences there are: the next key's number. */
  readonly count: number;
}

export const NO_RECORDED_UNITS: RecordedUnits = {
  recorded: { spendMinor: 0n, orders: 0n, items: 0n, points: 0n },
  count: 0,
};

export interface OrderKey {
  readonly shopId: bigint;
  readonly orderId: string;
}

/** Names an order within all shops. */
export function orderKey({ shopId, orderId }: OrderKey): string {
  return `${shopId} ${orderId}`;
}

interface OrderRow {
  shop_id: bigint;
  order_id: string;
  member_id: string | null;
  state: unknown;
  snapshot: unknown;
  lot_id: string | null;
  posted_points: bigint;
  entry_count: number;
  units_spend_minor: bigint;
  units_orders: bigint;
  units_items: bigint;
  units_points: bigint;
  units_count: number;
  awaits_facts: boolean;
}

const storedColumns = `state, snapshot, lot_id, posted_points, entry_count, units_spend_minor,
  units_orders, units_items, units_points, units_count, awaits_facts`;

/** Where a member was merged into another, their orders are the other's. */
const ownerColumn = "coalesce(owner.merged_into_id, held.member_id) as member_id";
const joinOwner = `left join member as owner on owner.shop_id = held.shop_id
  and owner.id = held.member_id`;

/**
 * Locks the orders that are known, in the one order that all transactions keep; by `orderKey`.
 */
export async function lockOrders(
  tx: Sql,
  orders: readonly OrderKey[],
): Promise<Map<string, OrderRecord>> {
  const { rows } = await tx.query<OrderRow>({
    name: "order_lock",
    text: `select held.shop_id, held.order_id, ${ownerColumn}, ${storedColumns}
      from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_id)
      join order_state as held on held.shop_id = wanted.shop_id
        and held.order_id = wanted.order_id
      ${joinOwner}
      order by held.shop_id, held.order_id
      for no key update of held`,
    values: [
      numberColumn(orders.map(({ shopId }) => shopId)),
      textColumn(orders.map(({ orderId }) => orderId)),
    ],
  });
  return new Map(rows.map(toRecord).map((record) => [orderKey(keyOf(record)), record]));
}

/** Orders of one shop, or of all, that come after `after`, sorted by shop and id. */
export async function loadOrdersAfter(
  sql: Sql,
  after: OrderKey,
  { shopId, limit }: { readonly shopId: bigint | null; readonly limit: number },
): Promise<OrderRecord[]> {
  const { rows } = await sql.query<OrderRow>({
    name: "order_load_after",
    text: `select shop_id, order_id, member_id, ${storedColumns} from order_state
      where (shop_id, order_id) > ($1, $2) and ($3::bigint is null or shop_id = $3)
      order by shop_id, order_id limit $4`,
    values: [after.shopId, after.orderId, shopId, limit],
  });
  return rows.map(toRecord);
}

/** Locks the orders of a shop that come after an id, sorted by id. */
export async function lockOrdersAfter(
  tx: Sql,
  { shopId, orderId }: OrderKey,
  limit: number,
): Promise<OrderRecord[]> {
  const { rows } = await tx.query<OrderRow>({
    name: "order_lock_after",
    text: `select held.shop_id, held.order_id, ${ownerColumn}, ${storedColumns}
      from order_state as held ${joinOwner}
      where held.shop_id = $1 and held.order_id > $2
      order by held.shop_id, held.order_id limit $3
      for no key update of held`,
    values: [shopId, orderId, limit],
  });
  return rows.map(toRecord);
}

/** Another transaction wrote an order first. Tried again, it is found and locked. */
export class OrderWrittenMeanwhile extends Error {
  /** As PostgreSQL reports what a repetition of the transaction will solve. */
  readonly code = "40001";

  constructor() {
    super("Another transaction was the first to write one of the orders");
    this.name = "OrderWrittenMeanwhile";
  }
}

/**
 * Writes orders that were not known, all columns at once: a second write of such a row would cost
 * as much as the first. Two transactions that hear of an order for the first time meet here: the
 * second waits for the first and throws `OrderWrittenMeanwhile`, so that it is repeated and finds
 * the row.
 */
export async function insertOrders(
  tx: Sql,
  orders: readonly OrderRecord[],
  recordedAt: Instant,
): Promise<void> {
  if (orders.length === 0) return;
  const inserting = tx.query({
    name: "order_insert",
    text: `insert into order_state (shop_id, order_id, ${writtenColumns}, recorded_at)
      select shop_id, order_id, ${castColumns}, $22 from ${unnestedColumns} as seen
        (shop_id, order_id, ${writtenColumns})
      order by shop_id, order_id`,
    values: [...columnsOf(orders), instantText(recordedAt)],
  });
  try {
    await inserting;
  } catch (error) {
    throw isOrderTaken(error) ? new OrderWrittenMeanwhile() : error;
  }
}

const UNIQUE_VIOLATION = "23505";

function isOrderTaken(error: unknown): boolean {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return code === UNIQUE_VIOLATION && constraint === "order_state_pkey";
}

/** Writes all that may have changed. The rows must be locked. */
export async function saveOrders(tx: Sql, orders: readonly OrderRecord[]): Promise<void> {
  if (orders.length === 0) return;
  await tx.query({
    name: "order_save",
    text: `update order_state as held set (${writtenColumns}) = row(${changedColumns})
      from ${unnestedColumns} as changed (shop_id, order_id, ${writtenColumns})
      where held.shop_id = changed.shop_id and held.order_id = changed.order_id`,
    values: columnsOf(orders),
  });
}

/** In the order of `columnsOf`; the two documents come after them. */
const written = [
  ["name", "text"],
  ["customer_id", "text"],
  ["paid_customer_id", "text"],
  ["placed_at", "timestamptz"],
  ["order_updated_at", "timestamptz"],
  ["is_test", "bool"],
  ["program_version_id", "uuid"],
  ["member_id", "uuid"],
  ["lot_id", "uuid"],
  ["posted_points", "bigint"],
  ["entry_count", "int"],
  ["units_spend_minor", "bigint"],
  ["units_orders", "bigint"],
  ["units_items", "bigint"],
  ["units_points", "bigint"],
  ["units_count", "int"],
  ["awaits_facts", "bool"],
] as const;

const names = written.map(([name]) => name);
const writtenColumns = [...names, "state", "snapshot"].join(", ");
const castColumns = [...names, "state::json", "snapshot::json"].join(", ");
const changedColumns = castColumns.replaceAll(/\w+(?:::json)?/g, "changed.$&");
const unnestedColumns = `rows from (
  unnest($1::bigint[], $2::text[], ${written
    .map(([, type], index) => `$${index + 3}::${type}[]`)
    .join(", ")}), ${jsonRows("$20")}, ${jsonRows("$21")})`;

function columnsOf(orders: readonly OrderRecord[]): string[] {
  const heads = orders.map(({ state }) => state.newest);
  const recorded = orders.map(({ units }) => units.recorded);
  return [
    numberColumn(orders.map(({ shopId }) => shopId)),
    textColumn(orders.map(({ state }) => state.orderId)),
    textColumn(heads.map((head) => head?.name ?? null)),
    textColumn(heads.map((head) => head?.customerId ?? null)),
    textColumn(orders.map(({ state }) => formerCustomerOf(state))),
    instantColumn(heads.map((head) => head?.placedAt ?? null)),
    instantColumn(heads.map((head) => head?.updatedAt ?? null)),
    booleanColumn(heads.map((head) => head?.test ?? false)),
    uuidColumn(orders.map(({ snapshot }) => snapshot?.programVersionId ?? null)),
    uuidColumn(orders.map(({ memberId }) => memberId)),
    uuidColumn(orders.map(({ account }) => account.lotId)),
    numberColumn(orders.map(({ account }) => account.postedPoints)),
    numberColumn(orders.map(({ account }) => account.entryCount)),
    numberColumn(recorded.map(({ spendMinor }) => spendMinor)),
    numberColumn(recorded.map((units) => units.orders)),
    numberColumn(recorded.map(({ items }) => items)),
    numberColumn(recorded.map(({ points }) => points)),
    numberColumn(orders.map(({ units }) => units.count)),
    booleanColumn(orders.map((order) => order.awaitsFacts)),
    jsonColumn(orders.map(({ state }) => orderStateToJson(state))),
    jsonColumn(orders.map(({ snapshot }) => snapshot && earnSnapshotToJson(snapshot))),
  ];
}

function toRecord(row: OrderRow): OrderRecord {
  return {
    shopId: row.shop_id,
    state: orderStateFromJson(row.order_id, row.state),
    snapshot: row.snapshot === null ? null : earnSnapshotFromJson(row.snapshot),
    memberId: row.member_id,
    account: {
      lotId: row.lot_id,
      postedPoints: row.posted_points,
      entryCount: row.entry_count,
    },
    units: {
      recorded: {
        spendMinor: row.units_spend_minor,
        orders: row.units_orders,
        items: row.units_items,
        points: row.units_points,
      },
      count: row.units_count,
    },
    awaitsFacts: row.awaits_facts,
  };
}

export function keyOf({ shopId, state }: OrderRecord): OrderKey {
  return { shopId, orderId: state.orderId };
}
