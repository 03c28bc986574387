// Writes the changes of tier that a batch decided, with what follows from them.
import type { Instant } from "../../core/calendar/instant.ts";
import { readsBalance } from "../../core/tiers/requirement.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import { carryOutTierChanges } from "../tiers/carry-out-tier-changes.ts";
import type { TierMove } from "../tiers/carry-out-tier-changes.ts";
import type { MemberBook } from "./member-book.ts";
import { tierTermsOf } from "./shop-terms.ts";

/** Points for entering a tier and other ends of points stand in the books from then on. */
export async function carryOutTiers(
  tx: Sql,
  books: readonly MemberBook[],
  now: Instant,
): Promise<readonly NewMessage[]> {
  const moving = books.filter((book) => book.tierChanges.length > 0 || isUnwatched(book));
  const { changes, messages } = await carryOutTierChanges(tx, moving.flatMap(moveOf), now);
  for (const book of moving) {
    const change = changes.get(book.member.id);
    if (change) book.apply(change);
  }
  return messages;
}

function moveOf(book: MemberBook): TierMove[] {
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
      actor: "system",
    },
  ];
}

/** Whether a night must look at the member, since balances change by themselves, and none would. */
function isUnwatched({ member, terms }: MemberBook): boolean {
  const tiers = tierTermsOf(terms);
  return tiers !== null && member.tierReviewAt === null && readsBalance(tiers);
}
