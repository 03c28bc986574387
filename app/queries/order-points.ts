// What one order of a customer has earned, as it stands now.
import { pool } from "../db/pool.ts";
import { loadProgramPeriods } from "../db/program-store.ts";
import { optionalInstant } from "../db/rows.ts";
import { isDelivered } from "./lots-ahead.ts";
import { type ComingPoints, comingOf } from "./outlook.ts";
import type { ShopView } from "./shop.ts";

export interface OrderPoints {
  readonly points: bigint;
  /** Of them, those that wait for their release. */
  readonly waiting: bigint;
  /** When these come; null where none wait, and where the program that they wait by is unknown. */
  readonly coming: ComingPoints | null;
}

interface Row {
  posted_points: bigint;
  waiting: bigint | null;
  releases_at: Date | null;
  terms_version_id: string | null;
  state: unknown;
}

/**
 * Nothing for an order that is not known, not paid, not counted yet, or somebody else's: whoever
 * asks learns no more about it than that it is not theirs to see. Orders of accounts that were
 * merged into theirs are theirs.
 */
export async function loadOrderPoints(
  { id: shopId, timeZone }: Pick<ShopView, "id" | "timeZone">,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<OrderPoints | undefined> {
  const { rows } = await pool().query<Row>({
    name: "order_points",
    text: `select o.posted_points, o.state, lot.pending as waiting, lot.releases_at,
        lot.terms_version_id
      from order_state o
      left join lot on lot.shop_id = o.shop_id and lot.member_id = o.member_id
        and lot.id = o.lot_id and lot.pending > 0
      where o.shop_id = $1 and o.order_id = $2
        and (o.customer_id = $3 or o.member_id in (
          select id from member
          where shop_id = $1 and shopify_customer_id = $3
            and deleted_at is null and redacted_at is null
        ))
        and o.state ->> 'paid' is not null and not o.awaits_facts`,
    values: [shopId, orderId, customerId],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  const { posted_points: points, waiting } = row;
  if (waiting === null) return { points, waiting: 0n, coming: null };
  const periods = (await loadProgramPeriods(pool(), [shopId])).get(shopId) ?? [];
  const lot = {
    points: waiting,
    releasesAt: optionalInstant(row.releases_at),
    termsVersionId: row.terms_version_id,
    isDelivered: isDelivered(orderId, row.state),
  };
  return { points, waiting, coming: comingOf(lot, { periods, timeZone }) };
}
