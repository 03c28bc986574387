// An order keeps its member's balance alive from the moment of its placement, however late it is
// heard of. Rules: what turns out to have been kept alive comes back, and what comes after the end
// that it should have met has ended.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import { balanceExpiry } from "../../core/expiry/expiry-of.ts";
import { endsWithBalance } from "../../core/expiry/recalculate.ts";
import { termsOfBalance } from "../../core/expiry/terms-in-force.ts";
import { balanceExpiriesIn, prevents, reverseExpiry } from "../../core/ledger/reverse-expiry.ts";
import type { Activity } from "../../core/ledger/reverse-expiry.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import { loadActivities } from "../../db/activity-store.ts";
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
  const activity = countActivity("order", placedAt, clockOf(book, now));
  if (!activity.counts) return startClock(book, now);
  book.orderActivities.push({ kind: "order", at: placedAt });
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
  const keptUntil = isLatest ? kept.keepsUntil : await endAfterActivity(tx, book, kept, now);
  book.noteActivity(placedAt, next);
  // What would have ended by now in any case stays ended.
  if (keptUntil > now) await reverseExpiries(tx, book, kept, now);
}

/**
 * When the points of an order had ended by inactivity before it was heard of; null where they had
 * not. What the member did since then does not bring them back.
 */
export async function endBeforeHeard(
  tx: Sql,
  book: MemberBook,
  { placedAt, version }: { readonly placedAt: Instant; readonly version: ProgramVersion },
  now: Instant,
): Promise<Instant | null> {
  const clock = clockOf(book, now);
  const { keepsUntil } = countActivity("order", placedAt, clock);
  if (keepsUntil === null || keepsUntil > now) return null;
  if (book.activityAt === null || placedAt >= book.activityAt) return null;
  if (!endsWithBalance({ termsVersionId: version.id }, { ...clock, at: now })) return null;
  const end = await endAfterActivity(tx, book, { at: placedAt, keepsUntil }, now);
  return end <= now ? end : null;
}

/** Until when an activity kept the balance alive together with those that followed in time. */
async function endAfterActivity(
  tx: Sql,
  book: MemberBook,
  { at, keepsUntil }: Activity,
  now: Instant,
): Promise<Instant> {
  if (keepsUntil > now) return keepsUntil;
  const { shopId, id } = book.member;
  const clock = clockOf(book, now);
  const later = [...(await loadActivities(tx, shopId, id, at)), ...book.orderActivities]
    .filter((other) => other.at > at)
    .toSorted((a, b) => a.at - b.at);
  let end = keepsUntil;
  for (const other of later) {
    if (other.at >= end) return end;
    end = Math.max(end, countActivity(other.kind, other.at, clock).keepsUntil ?? end);
  }
  return end;
}

/** Where orders do not keep a balance alive, its clock runs from the member's enrolment. */
function startClock(book: MemberBook, now: Instant): void {
  const { ledger, activityAt, member, terms, tier } = book;
  if (ledger.balanceExpiresAt !== null || activityAt !== null) return;
  const expiry = termsOfBalance(terms.periods, now);
  if (!expiry) return;
  const since = { activityAt: member.enrolledAt, tierId: tier.tierId };
  book.moveBalanceExpiry(balanceExpiry(expiry, since, terms.timeZone));
}

function clockOf({ terms: { periods, timeZone }, tier: { tierId } }: MemberBook, now: Instant) {
  return { periods, timeZone, tierId, now };
}

async function reverseExpiries(
  tx: Sql,
  book: MemberBook,
  kept: Activity,
  now: Instant,
): Promise<void> {
  if (!mayHaveEnded(book, kept.at, now)) return;
  const { shopId, id } = book.member;
  const expiries = [
    ...(await loadBalanceExpiries(tx, shopId, id, kept.at)),
    ...balanceExpiriesIn(book.entries),
  ];
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
function mayHaveEnded({ ledger, terms }: MemberBook, placedAt: Instant, now: Instant): boolean {
  if (ledger.turnCount === 0) return false;
  return placedAt < startOfDay(localDateOf(now, terms.timeZone), terms.timeZone);
}
