// What a gift does to the clock of a balance that ends by inactivity.
import type { Instant } from "../../core/calendar/instant.ts";
import type { Sql } from "../../db/pool.ts";
import type { MemberBook } from "../order-batch/member-book.ts";
import { startClock } from "../order-batch/open-book.ts";

/** Where the member's clock has run out, it starts anew: else the gift would end at once. */
export async function noteAction(
  _tx: Sql,
  book: MemberBook,
  _grant: { readonly occurredAt: Instant; readonly isActivity?: boolean },
  now: Instant,
): Promise<void> {
  startClock(book, now);
}
