// A member's points that something will happen to: those that wait, and those that can end.
import type { Instant } from "../core/calendar/instant.ts";
import { orderStateFromJson } from "../core/orders/order-state-json.ts";
import { pool } from "../db/pool.ts";
import { optionalInstant } from "../db/rows.ts";

export interface WaitingLot {
  points: bigint;
  /** Null while the event that starts the time has not happened. */
  releasesAt: Instant | null;
  termsVersionId: string | null;
  /** Whether the order has arrived, as far as we know. */
  isDelivered: boolean;
}

interface WaitingRow {
  pending: bigint;
  releases_at: Date | null;
  terms_version_id: string | null;
  order_id: string | null;
  state: unknown;
}

/** Enough to fill what the panel shows of them. */
const MAX_WAITING = 50;

/** The first to come first; those without a day last. */
export async function loadWaiting(shopId: bigint, memberId: string): Promise<WaitingLot[]> {
  const { rows } = await pool().query<WaitingRow>({
    name: "lots_waiting",
    text: `select lot.pending, lot.releases_at, lot.terms_version_id, lot.order_id, o.state
      from lot
      left join order_state o on o.shop_id = lot.shop_id and o.order_id = lot.order_id
      where lot.shop_id = $1 and lot.member_id = $2 and lot.pending > 0
      order by lot.releases_at, lot.id limit $3`,
    values: [shopId, memberId, MAX_WAITING],
  });
  return rows.map((row) => ({
    points: row.pending,
    releasesAt: optionalInstant(row.releases_at),
    termsVersionId: row.terms_version_id,
    isDelivered: row.order_id !== null && isDelivered(row.order_id, row.state),
  }));
}

export function isDelivered(orderId: string, state: unknown): boolean {
  return state !== null && orderStateFromJson(orderId, state).newest?.deliveredAt != null;
}

/** Points that can be spent and share their terms and their end. */
export interface SpendableLots {
  points: bigint;
  termsVersionId: string | null;
  /** Null where they have no end of their own. */
  expiresAt: Instant | null;
}

export async function loadSpendable(shopId: bigint, memberId: string): Promise<SpendableLots[]> {
  const { rows } = await pool().query<{
    points: bigint;
    terms_version_id: string | null;
    expires_at: Date | null;
  }>({
    name: "lots_spendable",
    text: `select terms_version_id, expires_at, sum(available)::int8 as points from lot
      where shop_id = $1 and member_id = $2 and available > 0
      group by terms_version_id, expires_at`,
    values: [shopId, memberId],
  });
  return rows.map((row) => ({
    points: row.points,
    termsVersionId: row.terms_version_id,
    expiresAt: optionalInstant(row.expires_at),
  }));
}
