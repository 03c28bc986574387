// Lots that held nothing did not follow the program and the tier. They do before points come to
// them again that are not a voucher's: those end as if they had lain there all the time.
import type { Instant } from "../../core/calendar/instant.ts";
import { endOfEmptied } from "../../core/expiry/catch-up.ts";
import type { MissedByLot, MissedChanges } from "../../core/expiry/catch-up.ts";
import { noChange } from "../../core/ledger/change.ts";
import { isEmpty } from "../../core/ledger/lot.ts";
import type { Sql } from "../../db/pool.ts";
import { missedChanges } from "../missed-changes.ts";
import type { MemberBook } from "./member-book.ts";

/** Points are about to come to lots of the member: those that are empty have their ends of now. */
export async function followWhereEmpty(
  tx: Sql,
  book: MemberBook,
  lotIds: readonly string[],
  now: Instant,
): Promise<void> {
  const wanted = new Set(lotIds);
  const moved = new Set(book.entries.flatMap(({ postings }) => postings.map(({ lotId }) => lotId)));
  // What this batch emptied has missed nothing.
  const empty = book.ledger.lots.filter(
    (lot) => wanted.has(lot.id) && isEmpty(lot) && !moved.has(lot.id),
  );
  if (empty.length === 0) return;
  follow(book, await missedBy(tx, book, { lotIds: empty.map(({ id }) => id), now }));
}

/**
 * A merger is about to move all lots of a member: the empty ones have their ends of now, and from
 * now on those of the heir's tier.
 */
export async function followBeforeMerger(
  tx: Sql,
  gone: MemberBook,
  heir: MemberBook,
  now: Instant,
): Promise<void> {
  const lotIds = gone.ledger.lots.filter(isEmpty).map(({ id }) => id);
  if (lotIds.length === 0) return;
  const { periods, timeZone: zone } = heir.terms;
  const tiers = [{ tierId: heir.tier.tierId, from: now }];
  const arrived: MissedChanges = { periods, zone, tiers, since: now - 1, now };
  const missed = await missedBy(tx, gone, { lotIds, now });
  follow(gone, new Map([...missed].map(([id, changes]) => [id, [...changes, arrived]])));
}

function missedBy(
  tx: Sql,
  { member: { shopId, id }, tier, tierChanges, terms }: MemberBook,
  lots: { readonly lotIds: readonly string[]; readonly now: Instant },
): Promise<MissedByLot> {
  return missedChanges(tx, { shopId, id, tier, tierChanges }, terms, lots);
}

function follow(book: MemberBook, missed: MissedByLot): void {
  if (missed.size === 0) return;
  const lots = book.ledger.lots.map((lot) => {
    const changes = missed.get(lot.id);
    const expiresAt = changes ? endOfEmptied(lot, changes) : lot.expiresAt;
    return expiresAt === lot.expiresAt ? lot : { ...lot, expiresAt };
  });
  book.apply(noChange({ ...book.ledger, lots }));
}
