// One member, locked, with everything that a decision by a person may need.
import type { Instant } from "../../core/calendar/instant.ts";
import { balanceExpiry } from "../../core/expiry/expiry-of.ts";
import { termsOfBalance } from "../../core/expiry/terms-in-force.ts";
import { restartClock } from "../../core/ledger/restart-clock.ts";
import { MemberMergedMeanwhile, lockMembers } from "../../db/member-store.ts";
import type { Sql } from "../../db/pool.ts";
import { completeBook } from "./complete-book.ts";
import { MemberBook } from "./member-book.ts";
import { loadShopTerms } from "./shop-terms.ts";

export interface BookName {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly now: Instant;
}

/** Nothing where there is no such member, or another has everything of theirs. */
export function openBook(tx: Sql, name: BookName): Promise<MemberBook | undefined> {
  return openHeirsBook(tx, name).catch(nothingIfMerged);
}

/**
 * The same for a member who was looked up as the heir just before. Throws `MemberMergedMeanwhile`
 * where they were merged since: tried again, their own heir is found, and nothing is lost.
 */
export async function openHeirsBook(
  tx: Sql,
  { shopId, memberId, now }: BookName,
): Promise<MemberBook | undefined> {
  const terms = (await loadShopTerms(tx, [shopId], now)).get(shopId);
  const [member] = await lockMembers(tx, [{ shopId, id: memberId }]);
  if (!terms || !member) return undefined;
  const book = new MemberBook(member, terms);
  await completeBook(tx, book);
  return book;
}

function nothingIfMerged(error: unknown): undefined {
  if (error instanceof MemberMergedMeanwhile) return undefined;
  throw error;
}

/** Where the member's clock has run out, it starts anew: else a gift would end at once. */
export function startClock(book: MemberBook, now: Instant): void {
  const { tier, terms, ledger } = book;
  const { periods, timeZone } = terms;
  const kept = termsOfBalance(periods, now);
  const endsAt = kept && balanceExpiry(kept, { activityAt: now, tierId: tier.tierId }, timeZone);
  book.apply(restartClock(ledger, endsAt, now));
  const { balanceExpiresAt } = book.ledger;
  if (balanceExpiresAt !== ledger.balanceExpiresAt) book.noteActivity(now, balanceExpiresAt);
}
