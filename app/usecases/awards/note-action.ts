// What a gift does to the clock of a balance that ends by inactivity.
import type { Instant } from "../../core/calendar/instant.ts";
import type { Sql } from "../../db/pool.ts";
import { countActivity } from "../activity.ts";
import { clockOf } from "../order-batch/late-activity.ts";
import type { MemberBook } from "../order-batch/member-book.ts";
import { startClock } from "../order-batch/open-book.ts";
import { noteActivity } from "../order-batch/order-activity.ts";

/** What is given, as far as clocks ask. */
interface Deed {
  readonly occurredAt: Instant;
  /** Whether the member did something. */
  readonly isActivity?: boolean;
}

/**
 * What the member did keeps the balance alive from its own moment, where the program counts it.
 * Else a clock that has run out starts anew: the gift would end at once.
 */
export async function noteAction(
  tx: Sql,
  book: MemberBook,
  { occurredAt: at, isActivity = false }: Deed,
  now: Instant,
): Promise<void> {
  const { counts, keepsUntil } = countActivity("action", at, clockOf(book, now));
  if (!isActivity || !counts || keepsUntil === null) return startClock(book, now);
  await noteActivity(tx, book, { kind: "action", at, keepsUntil }, now);
}
