// An order keeps its member's balance alive from the moment of its placement, however late it is
// heard of. Rules: what turns out to have been kept alive comes back, and what comes after the end
// that it should have met has ended.
import type { Instant } from "../../core/calendar/instant.ts";
import { chainAround } from "../../core/expiry/activity-chain.ts";
import type { Activity } from "../../core/expiry/activity-chain.ts";
import { balanceExpiry } from "../../core/expiry/expiry-of.ts";
import { endsWithBalance } from "../../core/expiry/recalculate.ts";
import { termsOfBalance } from "../../core/expiry/terms-in-force.ts";
import { prevents } from "../../core/ledger/reverse-expiry.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import type { PastActivity } from "../../db/activity-store.ts";
import type { Sql } from "../../db/pool.ts";
import { countActivity } from "../activity.ts";
import { completeBook } from "./complete-book.ts";
import { bringBack, clockOf, loadKept } from "./late-activity.ts";
import type { MemberBook } from "./member-book.ts";
import { startClock } from "./open-book.ts";

/** Moves the member's clock for an order that was placed at `placedAt`. */
export async function noteOrder(
  tx: Sql,
  book: MemberBook,
  placedAt: Instant,
  now: Instant,
): Promise<void> {
  const activity = countActivity("order", placedAt, clockOf(book, now));
  if (!activity.counts) return keepClock(tx, book, placedAt, now);
  const { keepsUntil } = activity;
  if (keepsUntil !== null)
    return noteActivity(tx, book, { kind: "order", at: placedAt, keepsUntil }, now);
  book.orderActivities.push({ kind: "order", at: placedAt });
  book.noteActivity(placedAt, book.ledger.balanceExpiresAt);
}

/** Moves the member's clock for something that keeps the balance alive by itself for a while. */
export async function noteActivity(
  tx: Sql,
  book: MemberBook,
  { kind, ...kept }: Activity & { readonly kind: PastActivity["kind"] },
  now: Instant,
): Promise<void> {
  book.orderActivities.push({ kind, at: kept.at });
  const end = book.ledger.balanceExpiresAt;
  const isLatest = book.activityAt === null || kept.at >= book.activityAt;
  if (isLatest && end !== null && end <= now && !prevents(kept, end)) {
    // What the member had before had ended by then, whether a night has dealt with it or not.
    await completeBook(tx, book);
    book.settle(now);
  }
  const next = isLatest ? Math.max(kept.keepsUntil, end ?? kept.keepsUntil) : end;
  const keptUntil = isLatest ? kept.keepsUntil : await endAfterActivity(tx, book, kept, now);
  book.noteActivity(kept.at, next);
  // What would have ended by now in any case stays ended.
  if (keptUntil > now) await bringBack(tx, book, kept, now);
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
  kept: Activity,
  now: Instant,
): Promise<Instant> {
  if (kept.keepsUntil > now) return kept.keepsUntil;
  return chainAround(kept, await loadKept(tx, book, kept.at, now)).until;
}

/**
 * Where orders do not keep a balance alive, its clock runs from the member's enrolment. What they
 * order once it has run out starts it anew: else nothing that they earn could ever be spent.
 */
async function keepClock(
  tx: Sql,
  book: MemberBook,
  placedAt: Instant,
  now: Instant,
): Promise<void> {
  const { ledger, activityAt, member, terms, tier } = book;
  const expiry = termsOfBalance(terms.periods, now);
  if (expiry && ledger.balanceExpiresAt === null && activityAt === null) {
    const since = { activityAt: member.enrolledAt, tierId: tier.tierId };
    book.moveBalanceExpiry(balanceExpiry(expiry, since, terms.timeZone));
  }
  const end = book.ledger.balanceExpiresAt;
  if (end === null || end > now || placedAt < end) return;
  await completeBook(tx, book);
  startClock(book, now);
}
