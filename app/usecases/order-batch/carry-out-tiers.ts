// Writes the changes of tier that a batch decided, with what follows from them.
import type { Instant } from "../../core/calendar/instant.ts";
import { addDaysTo } from "../../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import { endsDependOnTier } from "../../core/tiers/follow-ends.ts";
import { readsBalance } from "../../core/tiers/requirement.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import { carryOutTierChanges } from "../tiers/carry-out-tier-changes.ts";
import type { TierMove } from "../tiers/carry-out-tier-changes.ts";
import { completeBook } from "./complete-book.ts";
import type { MemberBook } from "./member-book.ts";
import { tierTermsOf } from "./shop-terms.ts";

/** Points for entering a tier and other ends of points stand in the books from then on. */
export async function carryOutTiers(
  tx: Sql,
  books: readonly MemberBook[],
  now: Instant,
): Promise<readonly NewMessage[]> {
  const moving = books.filter(
    (book) => book.tierChanges.length > 0 || book.isHeardLate || isUnwatched(book),
  );
  const { changes, messages } = await carryOutTierChanges(
    tx,
    moving.flatMap((book) => moveOf(book, now)),
    now,
  );
  for (const book of moving) {
    const change = changes.get(book.member.id);
    if (change) book.apply(change);
    await endBalance(tx, book, now);
  }
  return messages;
}

/**
 * Where a tier that is heard of late ends balances by inactivity, that end may have passed. The
 * nights since are done, and those to come look only at ends that are news to them.
 */
async function endBalance(tx: Sql, book: MemberBook, now: Instant): Promise<void> {
  const { ledger, member, tierChanges } = book;
  const end = ledger.balanceExpiresAt;
  if (tierChanges.length === 0 || end === null || end > now) return;
  // Where no end depends on the tier, nights that are to be caught up end it at their own time.
  if (!endsDependOnTier(book.terms.periods)) return;
  if (end === member.balanceExpiresAt && member.tier.tierId === book.tier.tierId) return;
  await completeBook(tx, book);
  book.settle(now);
}

function moveOf(book: MemberBook, now: Instant): TierMove[] {
  const { member, ledger, tier: standing, tierChanges, activityAt, terms } = book;
  const { current: version, periods, timeZone } = terms;
  if (!version) return [];
  return [
    {
      member: { ...member, activityAt },
      ledger,
      changes: tierChanges,
      standing,
      version,
      periods,
      timeZone,
      heardAt: now,
      actor: "system",
      ...(book.isHeardLate && { nextReviewAt: nextNight(book, now) }),
    },
  ];
}

/**
 * The next night looks at who may have reached a tier by what was heard of late. One that waits for
 * its work still looks only at who is where they were: a tier that was just reached is not its.
 */
function nextNight({ member, tierChanges, terms: { timeZone } }: MemberBook, now: Instant) {
  const tomorrow = startOfDay(addDaysTo(localDateOf(now, timeZone), 1), timeZone);
  if (tierChanges.length > 0) return tomorrow;
  return Math.min(member.tierReviewAt ?? tomorrow, tomorrow);
}

/** Whether a night must look at the member, since balances change by themselves, and none would. */
function isUnwatched({ member, terms }: MemberBook): boolean {
  const tiers = tierTermsOf(terms);
  return tiers !== null && member.tierReviewAt === null && readsBalance(tiers);
}
