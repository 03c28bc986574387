// An order keeps its member's balance alive from the moment of its placement, however late it is
// heard of. Rule: what turns out to have been kept alive comes back.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import { prevents, reverseExpiry } from "../../core/ledger/reverse-expiry.ts";
import { loadBalanceExpiries } from "../../db/entry-store.ts";
import { loadNamedLots } from "../../db/lot-store.ts";
import type { Sql } from "../../db/pool.ts";
import { countActivity } from "../activity.ts";
import { completeBook } from "./complete-book.ts";
import type { MemberBook } from "./member-book.ts";

/** Moves the member's clock for an order that was placed at `placedAt`. */
export async function noteOrder(
  tx: Sql,
  book: MemberBook,
  placedAt: Instant,
  now: Instant,
): Promise<void> {
  const { periods, timeZone } = book.terms;
  const tierId = book.tier.tierId;
  const activity = countActivity("order", placedAt, { periods, timeZone, tierId, now });
  if (!activity.counts) return;
  const end = book.ledger.balanceExpiresAt;
  if (activity.keepsUntil === null) return book.noteActivity(placedAt, end);
  const kept = { at: placedAt, keepsUntil: activity.keepsUntil };
  const isLatest = book.activityAt === null || placedAt >= book.activityAt;
  if (isLatest && end !== null && end <= now && !prevents(kept, end)) {
    // What the member had before had ended by then, whether a night has dealt with it or not.
    await completeBook(tx, book);
    book.settle(now);
  }
  const next = isLatest ? Math.max(kept.keepsUntil, end ?? kept.keepsUntil) : end;
  book.noteActivity(placedAt, next);
  await reverseExpiries(tx, book, kept, now);
}

async function reverseExpiries(
  tx: Sql,
  book: MemberBook,
  kept: { readonly at: Instant; readonly keepsUntil: Instant },
  now: Instant,
): Promise<void> {
  if (!mayHaveEnded(book, kept.at, now)) return;
  const { shopId, id } = book.member;
  const expiries = await loadBalanceExpiries(tx, shopId, id, kept.at);
  const prevented = expiries.filter(({ occurredAt }) => prevents(kept, occurredAt));
  if (prevented.length === 0) return;
  await completeBook(tx, book);
  const lotIds = prevented.flatMap(({ postings }) => postings.map(({ lotId }) => lotId));
  const named = lotIds.map((lotId) => ({ shopId, memberId: id, id: lotId }));
  book.addLots((await loadNamedLots(tx, named)).get(id) ?? []);
  for (const expiry of prevented) {
    // A balance ends once: what this batch brought back already is not brought back again.
    if (book.reversed.has(expiry.key)) continue;
    book.reversed.add(expiry.key);
    book.apply(reverseExpiry(book.ledger, expiry, { at: now, now }));
  }
}

/** Balances end with the beginning of a day, and each end is counted as a turn. */
function mayHaveEnded({ member, terms }: MemberBook, placedAt: Instant, now: Instant): boolean {
  if (member.turnCount === 0) return false;
  return placedAt < startOfDay(localDateOf(now, terms.timeZone), terms.timeZone);
}
