// Counts for tiers what members did beside orders, such as a visit to an event or a friend who
// bought.
import type { Instant } from "../../core/calendar/instant.ts";
import { entryReward } from "../../core/tiers/entry-points.ts";
import type { HandCounter } from "../../core/tiers/units-by-hand.ts";
import { applyLedgerChanges } from "../../db/ledger-store.ts";
import { findHeirOfMember } from "../../db/merge-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import { appendUnits, findUnit } from "../../db/unit-store.ts";
import type { UnitDraft } from "../../db/unit-store.ts";
import { carryOutTiers } from "../order-batch/carry-out-tiers.ts";
import type { MemberBook } from "../order-batch/member-book.ts";
import { openHeirsBook, startClock } from "../order-batch/open-book.ts";
import { TierWork } from "../order-batch/tier-work.ts";
import { balanceMessage } from "../balance-messages.ts";
import { tierProgramOf } from "./move-by-hand.ts";

export interface CountedUnits {
  readonly shopId: bigint;
  /** Of a member who was merged into another they are the other's. */
  readonly memberId: string;
  /** Readable, and unique for the member: what is counted once is not counted again under it. */
  readonly key: string;
  readonly occurredAt: Instant;
  /** Below zero takes back. */
  readonly counts: Partial<Readonly<Record<HandCounter, bigint>>>;
}

export type CountOutcome = "counted" | "repeated" | "member_not_found";

/** Counts once and raises the member at once; what is taken back lowers nobody by itself. */
export async function countForTiers(
  tx: Sql,
  { shopId, key, occurredAt, counts, ...named }: CountedUnits,
  now: Instant,
): Promise<CountOutcome> {
  const memberId = await findHeirOfMember(tx, { shopId, id: named.memberId });
  const book = await openHeirsBook(tx, { shopId, memberId, now });
  if (!book) return "member_not_found";
  if (await findUnit(tx, { shopId, id: memberId }, key)) return "repeated";
  await countUnits(tx, book, { shopId, memberId, key, orderId: null, occurredAt, counts }, now);
  return "counted";
}

/** Rule: an upgrade never waits. The book's member is locked, and nothing of it is written yet. */
export async function countUnits(
  tx: Sql,
  book: MemberBook,
  draft: UnitDraft,
  now: Instant,
): Promise<void> {
  const { occurredAt: at } = draft;
  const tiers = new TierWork();
  await tiers.load(tx, [{ book, at }]);
  book.units.push(draft);
  tiers.rise(book, at, now);
  await appendUnits(tx, [draft], now);
  const terms = tierProgramOf(book)?.tiers;
  const { timeZone } = book.terms;
  const isRewarded = book.tierChanges.some(
    (change) => terms && entryReward(terms, change, timeZone) !== null,
  );
  if (isRewarded) startClock(book, now);
  const messages = await carryOutTiers(tx, [book], now);
  await applyLedgerChanges(tx, [book.change()], now);
  // The storefront shows how far the next tier is.
  const isShown = book.isBalanceChanged || (terms && book.member.customerId !== null);
  const shown = isShown ? [balanceMessage(draft.shopId, draft.memberId)] : [];
  await enqueueMessages(tx, [...shown, ...messages]);
}
