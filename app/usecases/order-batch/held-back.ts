// What of a member's debt is not to be written off: what they spent of orders that others have now.
import type { EntryDraft, LotState } from "../../core/ledger/entry.ts";
import { pointsHeldBack } from "../../core/ledger/moved-orders.ts";
import type { MovedOrder } from "../../core/ledger/moved-orders.ts";
import type { Points } from "../../core/points/points.ts";
import { loadMovedOrders } from "../../db/moved-order-store.ts";
import type { Sql } from "../../db/pool.ts";
import type { MemberBook } from "./member-book.ts";
import type { OrderWork } from "./order-work.ts";

/** Reads the journal, with what this batch has written into the book and done to the orders. */
export async function pointsHeldBackOf(
  { tx, works }: { readonly tx: Sql; readonly works: readonly OrderWork[] },
  { member: { shopId, id }, entries, ledger }: MemberBook,
): Promise<Points> {
  const stored = await loadMovedOrders(tx, { shopId, id });
  const moved = [...stored, ...entries.flatMap((entry) => movedBy(entry, ledger.lots))];
  return pointsHeldBack(
    moved.map((order) => {
      const work = works.find((each) => each.shopId === shopId && each.orderId === order.orderId);
      if (!work) return order;
      const owner = work.formerMemberId ?? work.memberId;
      return { ...order, worthElsewhere: owner === id ? 0n : work.account.postedPoints };
    }),
  );
}

function movedBy(
  { explanation, orderId, postings }: EntryDraft,
  lots: readonly LotState[],
): MovedOrder[] {
  if (explanation.key !== "order_moved" || orderId === null) return [];
  const own = new Set(lots.filter((lot) => lot.orderId === orderId).map((lot) => lot.id));
  const spent = postings
    .filter(({ lotId, from }) => from === "shortfall" || !own.has(lotId))
    .reduce((sum, { points }) => sum + points, 0n);
  return [{ orderId, spent, worthElsewhere: 0n }];
}
