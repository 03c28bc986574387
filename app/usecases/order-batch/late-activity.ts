// An order that is heard of late may close the gap in which a balance ended: all comes back that
// the activities before it and after it would have kept alive together. So does a merger: what two
// customers did, one person did.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import { versionById } from "../../core/earning/order-standing.ts";
import { chainAround } from "../../core/expiry/activity-chain.ts";
import type { Activity, ActivityChain } from "../../core/expiry/activity-chain.ts";
import { endsWithBalance } from "../../core/expiry/recalculate.ts";
import type { LotState } from "../../core/ledger/entry.ts";
import {
  balanceExpiriesIn,
  preventedExpiries,
  reverseExpiry,
} from "../../core/ledger/reverse-expiry.ts";
import type { DatedExpiry } from "../../core/ledger/reverse-expiry.ts";
import { loadActivities } from "../../db/activity-store.ts";
import type { PastActivity } from "../../db/activity-store.ts";
import { listLotsBeforeTheirEnd, loadBalanceExpiries } from "../../db/entry-store.ts";
import { loadEndedLots, loadNamedLots } from "../../db/lot-store.ts";
import type { Sql } from "../../db/pool.ts";
import { loadTierHistories } from "../../db/tier-store.ts";
import { countActivity } from "../activity.ts";
import { completeBook } from "./complete-book.ts";
import { followWhereEmpty } from "./emptied-lots.ts";
import type { MemberBook } from "./member-book.ts";
import { endOfPoints } from "./order-terms.ts";

/** Whose clock it is at a moment. */
export function clockOf(
  { terms: { periods, timeZone }, tier: { tierId } }: MemberBook,
  now: Instant,
) {
  return { periods, timeZone, tierId, now };
}

/** What the member did after an instant, and in this batch, that kept a balance alive. */
export async function loadKept(
  tx: Sql,
  book: MemberBook,
  after: Instant,
  now: Instant,
): Promise<readonly Activity[]> {
  const { shopId, id } = book.member;
  const known = [...(await loadActivities(tx, shopId, id, after)), ...book.orderActivities];
  return keptBy(book, known, now);
}

/** Of what was done, what keeps the member's balance alive. */
function keptBy(
  book: MemberBook,
  done: readonly PastActivity[],
  now: Instant,
): readonly Activity[] {
  const clock = clockOf(book, now);
  return done.flatMap(({ kind, at }) => {
    const { keepsUntil } = countActivity(kind, at, clock);
    return keepsUntil === null ? [] : [{ at, keepsUntil }];
  });
}

/**
 * Brings back what ended in the chain of activities that holds `kept`, as the member's balance is
 * alive: expiries of the balance are reversed, and lots of orders that were heard of when they had
 * ended by inactivity end with the balance again.
 */
export async function bringBack(
  tx: Sql,
  book: MemberBook,
  kept: Activity,
  now: Instant,
): Promise<void> {
  const { timeZone } = book.terms;
  // Balances end with the beginning of a day.
  if (kept.at >= startOfDay(localDateOf(now, timeZone), timeZone)) return;
  const ended = await openEnded(tx, book, now);
  if (ended.length === 0 && book.ledger.turnCount === 0) return;
  const chain = chainAround(kept, await loadKept(tx, book, 0, now));
  await bringBackIn(tx, book, { ended, chain }, now);
}

/**
 * Brings back what the member lost although all that was `done`, by them and by another who turns
 * out to be the same person, would have kept it alive until now. The clock must know of it already.
 */
export async function bringBackOfBoth(
  tx: Sql,
  book: MemberBook,
  done: readonly PastActivity[],
  now: Instant,
): Promise<void> {
  const known = keptBy(book, done, now);
  const latest = known.find(({ keepsUntil }) => keepsUntil > now);
  if (!latest) return;
  const ended = await openEnded(tx, book, now);
  await bringBackIn(tx, book, { ended, chain: chainAround(latest, known) }, now);
}

/** What ended by itself, and may have ended with the balance. */
async function openEnded(tx: Sql, book: MemberBook, now: Instant): Promise<readonly LotState[]> {
  const { shopId, id } = book.member;
  book.addLots(await loadEndedLots(tx, { shopId, id }, now));
  return book.ledger.lots.filter((lot) => isEndedWithBalance(book, lot, now));
}

interface ClosedGap {
  /** Lots with an end of their own that has passed. */
  readonly ended: readonly LotState[];
  readonly chain: ActivityChain;
}

async function bringBackIn(
  tx: Sql,
  book: MemberBook,
  { ended, chain }: ClosedGap,
  now: Instant,
): Promise<void> {
  const { shopId, id } = book.member;
  const revived = await reviveLots(tx, book, { ended, chain }, now);
  const expiries = [
    ...(await loadBalanceExpiries(tx, shopId, id, revived)),
    ...balanceExpiriesIn(book.entries, revived),
  ];
  await reverse(tx, book, preventedExpiries(expiries, chain), now);
}

/** Whether an end of the lot's own has passed although its terms let it end with the balance. */
function isEndedWithBalance(book: MemberBook, lot: LotState, now: Instant): boolean {
  if (lot.expiresAt === null || lot.expiresAt > now) return false;
  return endsWithBalance(lot, { ...clockOf(book, now), at: now });
}

/** Takes back ends that lots of the chain got when they were heard of; answers whose. */
async function reviveLots(
  tx: Sql,
  book: MemberBook,
  { ended, chain }: ClosedGap,
  now: Instant,
): Promise<readonly string[]> {
  const within = ended.filter(({ accruedAt: at }) => at >= chain.from && at < chain.until);
  if (within.length === 0) return [];
  const { shopId, id } = book.member;
  const told = (await loadTierHistories(tx, [{ shopId, id }])).get(id);
  if (told) book.tierHistories = told;
  // What was there before it ended has ended by its own terms, whatever is heard of them since.
  const early = await listLotsBeforeTheirEnd(
    tx,
    { shopId, id },
    within.map((lot) => lot.id),
  );
  const late = within.filter((lot) => !early.has(lot.id) && !isOwnEnd(book, lot, now));
  const revived = new Set(late.map((lot) => lot.id));
  book.apply({
    entries: [],
    ledger: {
      ...book.ledger,
      lots: book.ledger.lots.map((lot) =>
        revived.has(lot.id) ? { ...lot, expiresAt: null } : lot,
      ),
    },
  });
  return [...revived];
}

/** Whether the lot has ended by a tier or a program that gave it an end of its own. */
function isOwnEnd(book: MemberBook, lot: LotState, now: Instant): boolean {
  const { accruedAt, termsVersionId } = lot;
  const version = termsVersionId === null ? null : versionById(book.terms.periods, termsVersionId);
  if (!version) return true;
  const accrual = { accruedAt, tiers: book.tiersSince(accruedAt) };
  return endOfPoints(book.terms, version, accrual, now) !== null;
}

async function reverse(
  tx: Sql,
  book: MemberBook,
  expiries: readonly DatedExpiry[],
  now: Instant,
): Promise<void> {
  if (expiries.length === 0) return;
  await completeBook(tx, book);
  const { shopId, id } = book.member;
  const lotIds = expiries.flatMap(({ postings }) => postings.map(({ lotId }) => lotId));
  const named = lotIds.map((lotId) => ({ shopId, memberId: id, id: lotId }));
  book.addLots((await loadNamedLots(tx, named)).get(id) ?? []);
  await followWhereEmpty(tx, book, lotIds, now);
  for (const expiry of expiries) {
    // A balance ends once: what this batch brought back already is not brought back again.
    if (book.reversed.has(expiry.key)) continue;
    book.reversed.add(expiry.key);
    book.apply(reverseExpiry(book.ledger, expiry, { at: now, now }));
  }
}
