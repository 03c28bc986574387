// What has become of the points of one order, as its buyer reads it: the sum, what waits of it,
// what was taken back, and each movement with its reason.
import { heirAndMerged } from "../db/merge-store.ts";
import { pool } from "../db/pool.ts";
import { type HistoryRow, loadOrderHistory } from "./history.ts";
import { type OrderPoints, loadOrderPoints } from "./order-points.ts";
import type { ShopView } from "./shop.ts";
import { findShopper } from "./shopper.ts";

export interface OrderStory extends OrderPoints {
  /**
   * All that refunds, edits and a cancellation have taken of what it earned. An order that was
   * somebody else's for a while took its points along and brought them back: that is no loss.
   */
  readonly takenBack: bigint;
  /** The first comes first. */
  readonly movements: readonly HistoryRow[];
}

export interface OrderOfCustomer {
  readonly customerId: string;
  readonly orderId: string;
}

/** Nothing for an order that nobody has heard of, that is being counted, or somebody else's. */
export async function loadOrderStory(
  shop: Pick<ShopView, "id" | "timeZone">,
  asked: OrderOfCustomer,
): Promise<OrderStory | "unpaid" | undefined> {
  const { id: shopId } = shop;
  const [points, shopper] = await Promise.all([
    loadOrderPoints(shop, asked),
    findShopper(shopId, asked.customerId),
  ]);
  if (points === undefined) return (await isUnpaid(shopId, asked)) ? "unpaid" : undefined;
  if (shopper === undefined) return { ...points, takenBack: 0n, movements: [] };
  const own = { memberId: shopper.memberId, orderId: asked.orderId };
  const [takenBack, movements] = await Promise.all([
    loadTakenBack(shopId, own),
    loadOrderHistory(shopId, own),
  ]);
  return { ...points, takenBack, movements };
}

async function isUnpaid(shopId: bigint, { customerId, orderId }: OrderOfCustomer) {
  const { rows } = await pool().query({
    name: "order_unpaid",
    text: `select from order_state
      where shop_id = $1 and order_id = $2 and customer_id = $3
        and state ->> 'paid' is null and state #>> '{newest,cancelledAt}' is null`,
    values: [shopId, orderId, customerId],
  });
  return rows.length > 0;
}

interface OwnOrder {
  readonly memberId: string;
  readonly orderId: string;
}

/** A clawback is posted in full, also where it takes what the member does not have any more. */
async function loadTakenBack(shopId: bigint, { memberId, orderId }: OwnOrder): Promise<bigint> {
  const { rows } = await pool().query<{ points: bigint }>({
    name: "order_taken_back",
    text: `select coalesce(sum(posting.points), 0)::int8 as points
      from journal_entry entry
      join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
        and posting.entry_id = entry.id
      where entry.shop_id = $1 and entry.member_id in (${heirAndMerged}) and entry.order_id = $3
        and entry.kind = 'clawback'
        and entry.explanation ->> 'key' is distinct from 'order_moved'`,
    values: [shopId, memberId, orderId],
  });
  return rows[0]?.points ?? 0n;
}
