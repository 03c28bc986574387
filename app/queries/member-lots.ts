// The points that a member has, lot by lot: where they came from, when they can be spent, and when
// they end.
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface MemberLot {
  id: string;
  orderId: string | null;
  orderName: string | null;
  accruedAt: Date;
  available: number;
  pending: number;
  reserved: number;
  /** When what is pending can be spent; null while that is not known. */
  releasesAt: Date | null;
  /** The first moment in which the points no longer are valid; null for no end of their own. */
  expiresAt: Date | null;
}

interface Row {
  id: string;
  order_id: string | null;
  order_name: string | null;
  accrued_at: Date;
  available: bigint;
  pending: bigint;
  reserved: bigint;
  releases_at: Date | null;
  expires_at: Date | null;
}

/** More than the page shows; the balance counts them all. */
const MAX_LOTS = 50;

/** Those that hold points, in the order in which a redemption takes them. */
export async function loadMemberLots(shopId: bigint, memberId: string): Promise<MemberLot[]> {
  const { rows } = await pool().query<Row>({
    name: "member_lots_page",
    text: `select lot.id, lot.order_id, held.name as order_name, lot.accrued_at, lot.available,
        lot.pending, lot.reserved, lot.releases_at, lot.expires_at
      from lot
      left join order_state as held
        on held.shop_id = lot.shop_id and held.order_id = lot.order_id
      where lot.shop_id = $1 and lot.member_id = $2
        and (lot.available > 0 or lot.pending > 0 or lot.reserved > 0)
      order by lot.expires_at nulls last, lot.accrued_at, lot.id limit $3`,
    values: [shopId, memberId, MAX_LOTS],
  });
  return rows.map((row) => ({
    id: row.id,
    orderId: row.order_id,
    orderName: row.order_name,
    accruedAt: row.accrued_at,
    available: toWholeNumber(row.available),
    pending: toWholeNumber(row.pending),
    reserved: toWholeNumber(row.reserved),
    releasesAt: row.releases_at,
    expiresAt: row.expires_at,
  }));
}
