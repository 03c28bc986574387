// Loads every lot of a member that holds points, where a decision may take from any of them.
import { loadLots } from "../../db/lot-store.ts";
import type { Sql } from "../../db/pool.ts";
import { loadVoucherPoints } from "../../db/redemption-store.ts";
import type { ShopKey } from "../../db/rows.ts";
import type { MemberBook } from "./member-book.ts";

export async function completeBook(tx: Sql, book: MemberBook): Promise<void> {
  await completeBooks(tx, [book]);
}

/** Those that are complete already are left as they are. */
export async function completeBooks(tx: Sql, books: readonly MemberBook[]): Promise<void> {
  const missing = books.filter(({ isComplete }) => !isComplete);
  if (missing.length === 0) return;
  const members = missing.map(({ member: { shopId, id } }): ShopKey => ({ shopId, id }));
  const lots = await loadLots(tx, members);
  const voucherPoints = await loadVoucherPoints(tx, members);
  for (const book of missing) {
    const { id } = book.member;
    book.addLots(lots.get(id) ?? []);
    book.voucherPoints = voucherPoints.get(id) ?? 0n;
    book.isComplete = true;
  }
}
