// Gives a member points for something else than an order, once for each rule and occurrence: what
// referrals, birthdays and ways to earn have in common.
import type { Instant } from "../core/calendar/instant.ts";
import { versionById } from "../core/earning/order-standing.ts";
import type { Explanation } from "../core/explanations/explanation.ts";
import { decideAward } from "../core/ledger/decide-award.ts";
import type { Points } from "../core/points/points.ts";
import { releaseOf } from "../core/release/release-of.ts";
import { findAwardedMember, findAwards, insertAward } from "../db/award-store.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import { findHeirOfMember } from "../db/merge-store.ts";
import { newId } from "../db/new-id.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { noteAction } from "./awards/note-action.ts";
import type { MemberBook } from "./order-batch/member-book.ts";
import { openHeirsBook } from "./order-batch/open-book.ts";
import { endOfPoints } from "./order-batch/order-terms.ts";
import { balanceMessage } from "./balance-messages.ts";

export interface PointsGrant {
  readonly shopId: bigint;
  /** Of a member who was merged into another it is the other's. */
  readonly memberId: string;
  /** With `occurrence` it names the grant in its shop: nothing is given twice under one name. */
  readonly ruleId: string;
  /** This one time. It stands in the journal for good: nothing personal. */
  readonly occurrence: string;
  /** What was done, whatever rule rewards it: `referral`, `social/instagram`. */
  readonly action: string;
  /** What it is called; nothing personal. */
  readonly title: string;
  /** Above zero. */
  readonly points: Points;
  readonly occurredAt: Instant;
  /** Days of the shop's calendar after which the points can be spent; 0 for at once. */
  readonly pendingDays: number;
  readonly explanation: Explanation;
  /** Whose terms say when the points end, and what becomes of them once they are spent. */
  readonly versionId: string;
  /** Whether a way to earn gives it; left out for no. */
  readonly isOfWay?: boolean;
  /** Whether the member did something that may keep a balance alive; left out for no. */
  readonly isActivity?: boolean;
}

export type GrantOutcome =
  | { readonly outcome: "granted"; readonly awardId: string; readonly points: Points }
  | { readonly outcome: "repeated"; readonly awardId: string; readonly points: Points }
  | { readonly outcome: "refused"; readonly reason: "member_not_found" };

/**
 * Posts the points into a lot of their own, under the member's lock, with the storefront's copy of
 * the balance to follow. What is due by then is released or ended before. Whose customer is deleted
 * or to be forgotten gets none. Throws a RangeError for a version that the shop does not have.
 */
export async function grantPoints(
  tx: Transaction,
  grant: PointsGrant,
  now: Instant,
): Promise<GrantOutcome> {
  const { shopId } = grant;
  const memberId = await findHeirOfMember(tx, { shopId, id: grant.memberId });
  const book = await openHeirsBook(tx, { shopId, memberId, now });
  const member = await findAwardedMember(tx, { shopId, id: memberId }, now);
  if (!book || !member || member.isGone) return { outcome: "refused", reason: "member_not_found" };
  const [known] = await findAwards(tx, grant, [grant.ruleId]);
  if (known) return { outcome: "repeated", awardId: known.id, points: known.points };
  return { outcome: "granted", ...(await give(tx, book, grant, now)) };
}

async function give(
  tx: Transaction,
  book: MemberBook,
  grant: PointsGrant,
  now: Instant,
): Promise<{ readonly awardId: string; readonly points: Points }> {
  const { shopId, id: memberId } = book.member;
  const { occurredAt, points, versionId } = grant;
  const version = versionById(book.terms.periods, versionId);
  if (!version) throw new RangeError(`The shop has no program version ${versionId}`);
  await noteAction(tx, book, grant, now);
  book.settle(now);
  const tiers = [{ tierId: book.tier.tierId, from: occurredAt }];
  const lot = {
    id: newId(),
    releasesAt: releasesAt(book, grant),
    expiresAt: endOfPoints(book.terms, version, { accruedAt: occurredAt, tiers }, now),
  };
  book.apply(decideAward({ ...grant, programVersionId: versionId, ledger: book.ledger, lot, now }));
  await applyLedgerChanges(tx, [book.change()], now);
  const awardId = newId();
  const isOfWay = grant.isOfWay === true;
  const row = { ...grant, id: awardId, memberId, lotId: lot.id, programVersionId: versionId };
  await insertAward(tx, { ...row, isOfWay }, now);
  await enqueueMessages(tx, [balanceMessage(shopId, memberId)]);
  return { awardId, points };
}

function releasesAt(
  { terms: { timeZone } }: MemberBook,
  { occurredAt: paidAt, pendingDays }: PointsGrant,
): Instant | null {
  if (pendingDays === 0) return null;
  const evidence = { paidAt, fulfilledAt: null, deliveredAt: null };
  const release = releaseOf({ kind: "days", days: pendingDays }, evidence, timeZone);
  return release.kind === "waits" ? release.releasesAt : null;
}
