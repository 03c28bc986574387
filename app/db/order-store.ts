// Orders as rows: what is known of each, what it may earn, and what the ledger holds for it.
import type { Instant } from "../core/calendar/instant.ts";
import { earnSnapshotFromJson, earnSnapshotToJson } from "../core/earning/earn-snapshot-json.ts";
import type { EarnSnapshot } from "../core/earning/earn-snapshot.ts";
import type { OrderAccount } from "../core/ledger/decide-order.ts";
import { orderStateFromJson, orderStateToJson } from "../core/orders/order-state-json.ts";
import type { OrderState } from "../core/orders/order-state.ts";
import type { Sql } from "./pool.ts";
import { instantText, optionalInstantText } from "./rows.ts";

/** All that is stored of one order. */
export interface OrderRecord {
  readonly shopId: bigint;
  readonly state: OrderState;
  /** Null until the order is fully paid and a program is in force. */
  readonly snapshot: EarnSnapshot | null;
  /** The member who has the points; null for guests. Once set it stays. */
  readonly memberId: string | null;
  readonly account: OrderAccount;
}

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
}

/**
 * Locks the orders, by `orderKey`. An order without a row gets one that holds `firstStates`, and is
 * left out of the answer: two transactions that hear of an order for the first time meet at that
 * row.
 */
export async function lockOrders(
  tx: Sql,
  firstStates: readonly { readonly shopId: bigint; readonly state: OrderState }[],
  recordedAt: Instant,
): Promise<Map<string, OrderRecord>> {
  const inserted = await insertOrders(tx, firstStates, recordedAt);
  const known = firstStates
    .map(({ shopId, state }) => ({ shopId, orderId: state.orderId }))
    .filter((key) => !inserted.has(orderKey(key)));
  if (known.length === 0) return new Map();
  const { rows } = await tx.query<OrderRow>({
    name: "order_lock",
    text: `select held.shop_id, held.order_id, member_id, state, snapshot, lot_id, posted_points,
        entry_count
      from unnest($1::bigint[], $2::text[]) as wanted (shop_id, order_id)
      join order_state as held on held.shop_id = wanted.shop_id
        and held.order_id = wanted.order_id
      order by held.shop_id, held.order_id
      for no key update of held`,
    values: [known.map(({ shopId }) => shopId), known.map(({ orderId }) => orderId)],
  });
  return new Map(rows.map(toRecord).map((record) => [orderKey(keyOf(record)), record]));
}

async function insertOrders(
  tx: Sql,
  orders: readonly { readonly shopId: bigint; readonly state: OrderState }[],
  recordedAt: Instant,
): Promise<Set<string>> {
  const { rows } = await tx.query<{ shop_id: bigint; order_id: string }>({
    name: "order_insert",
    text: `insert into order_state (shop_id, order_id, state, name, customer_id, placed_at,
        order_updated_at, is_test, recorded_at)
      select shop_id, order_id, state::jsonb, name, customer_id, placed_at, updated_at, is_test, $9
      from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
        $7::timestamptz[], $8::bool[]) as seen
        (shop_id, order_id, state, name, customer_id, placed_at, updated_at, is_test)
      order by shop_id, order_id
      on conflict (shop_id, order_id) do nothing
      returning shop_id, order_id`,
    values: [...stateColumns(orders), instantText(recordedAt)],
  });
  return new Set(rows.map((row) => orderKey({ shopId: row.shop_id, orderId: row.order_id })));
}

/** Writes all that may have changed. The rows must be locked. */
export async function saveOrders(tx: Sql, orders: readonly OrderRecord[]): Promise<void> {
  if (orders.length === 0) return;
  const column = <Value>(read: (order: OrderRecord) => Value): Value[] => orders.map(read);
  await tx.query({
    name: "order_save",
    text: `update order_state as held set state = changed.state::jsonb, name = changed.name,
        customer_id = changed.customer_id, placed_at = changed.placed_at,
        order_updated_at = changed.updated_at, is_test = changed.is_test,
        snapshot = changed.snapshot::jsonb, program_version_id = changed.program_version_id,
        member_id = changed.member_id, lot_id = changed.lot_id,
        posted_points = changed.posted_points, entry_count = changed.entry_count
      from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
        $7::timestamptz[], $8::bool[], $9::text[], $10::uuid[], $11::uuid[], $12::uuid[],
        $13::bigint[], $14::int[]) as changed
        (shop_id, order_id, state, name, customer_id, placed_at, updated_at, is_test, snapshot,
        program_version_id, member_id, lot_id, posted_points, entry_count)
      where held.shop_id = changed.shop_id and held.order_id = changed.order_id`,
    values: [
      ...stateColumns(orders),
      column(({ snapshot }) => snapshot && earnSnapshotToJson(snapshot)),
      column(({ snapshot }) => snapshot?.programVersionId ?? null),
      column(({ memberId }) => memberId),
      column(({ account }) => account.lotId),
      column(({ account }) => account.postedPoints),
      column(({ account }) => account.entryCount),
    ],
  });
}

/** The columns that are known from the state alone. */
function stateColumns(
  orders: readonly { readonly shopId: bigint; readonly state: OrderState }[],
): unknown[][] {
  const heads = orders.map(({ state }) => state.newest);
  return [
    orders.map(({ shopId }) => shopId),
    orders.map(({ state }) => state.orderId),
    orders.map(({ state }) => orderStateToJson(state)),
    heads.map((head) => head?.name ?? null),
    heads.map((head) => head?.customerId ?? null),
    heads.map((head) => optionalInstantText(head?.placedAt ?? null)),
    heads.map((head) => optionalInstantText(head?.updatedAt ?? null)),
    heads.map((head) => head?.test ?? false),
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
  };
}

function keyOf({ shopId, state }: OrderRecord): OrderKey {
  return { shopId, orderId: state.orderId };
}
