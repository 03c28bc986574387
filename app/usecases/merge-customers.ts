// Shopify merged two customers: what the gone one's member has, owes, ordered and counted becomes
// that of the one who was kept. The gone one's row stays, closed, and points to its heir.
import type { Instant } from "../core/calendar/instant.ts";
import { recalculateBalanceExpiry } from "../core/expiry/recalculate.ts";
import type { ChangedTerms } from "../core/expiry/recalculate.ts";
import { noChange } from "../core/ledger/change.ts";
import { decideTransfer } from "../core/ledger/decide-transfer.ts";
import type { Transfer } from "../core/ledger/decide-transfer.ts";
import { leastPoints } from "../core/points/points.ts";
import type { Points } from "../core/points/points.ts";
import { endsDependOnTier, followEnds } from "../core/tiers/follow-ends.ts";
import { mergeStandings } from "../core/tiers/merge-standings.ts";
import { loadActivities } from "../db/activity-store.ts";
import type { PastActivity } from "../db/activity-store.ts";
import { applyLedgerChanges } from "../db/ledger-store.ts";
import { loadNamedLots } from "../db/lot-store.ts";
import { customerKey, ensureMembers, findMemberIds, lockMembers } from "../db/member-store.ts";
import {
  closeMember,
  findMemberOfCustomer,
  insertMergedMember,
  loadLotIds,
  loadRedeemed,
  lockOrdersOfMember,
  moveBelongings,
} from "../db/merge-store.ts";
import type { CustomersMember, Heritage } from "../db/merge-store.ts";
import { loadOrdersBetween } from "../db/moved-order-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { Sql } from "../db/pool.ts";
import { moveFriends } from "../db/referral-privacy-store.ts";
import { balanceMessage } from "./balance-messages.ts";
import { comparisonsAfterMerger } from "./birthdays/record-birth-date.ts";
import { carryOutTiers } from "./order-batch/carry-out-tiers.ts";
import { completeBook } from "./order-batch/complete-book.ts";
import { followBeforeMerger } from "./order-batch/emptied-lots.ts";
import { bringBackOfBoth } from "./order-batch/late-activity.ts";
import { MemberBook } from "./order-batch/member-book.ts";
import { pointsOwedByMerger } from "./order-batch/owed-again.ts";
import { loadShopTerms, tierTermsOf } from "./order-batch/shop-terms.ts";
import { TierWork } from "./order-batch/tier-work.ts";
import { followMessage } from "./referrals/settle-referral.ts";

export interface CustomerMerge {
  readonly keptCustomerId: string;
  readonly goneCustomerId: string;
}

/**
 * Moves everything at once, so that nothing has to follow later: orders, vouchers and units that
 * are heard of from now on are the heir's. A customer who was merged before, or into themselves
 * in a circle, is left as it is; where neither was a member, there is nothing to do.
 */
export async function mergeCustomers(
  tx: Sql,
  shopId: bigint,
  merge: CustomerMerge,
  now: Instant,
): Promise<void> {
  await mergeMembers(tx, shopId, merge, now);
  // Who was brought by a member is so under the other number, too.
  const brought = await moveFriends(tx, shopId, merge);
  await enqueueMessages(
    tx,
    brought.map((id) => followMessage(shopId, id)),
  );
}

async function mergeMembers(
  tx: Sql,
  shopId: bigint,
  { keptCustomerId, goneCustomerId }: CustomerMerge,
  now: Instant,
): Promise<void> {
  const gone = await findMemberOfCustomer(tx, shopId, goneCustomerId);
  if (gone?.isMerged) return;
  const toId = await findHeir(tx, shopId, keptCustomerId, gone);
  if (toId === undefined || toId === gone?.id) return;
  if (!gone) {
    await insertMergedMember(tx, shopId, { customerId: goneCustomerId, heirId: toId, now });
    return;
  }
  await inherit(tx, { shopId, fromId: gone.id, toId }, now);
}

/** The member of the kept customer, or of whom they were merged into meanwhile. */
async function findHeir(
  tx: Sql,
  shopId: bigint,
  customerId: string,
  gone: CustomersMember | undefined,
): Promise<string | undefined> {
  const nothing = { email: null, firstName: null, lastName: null, locale: null, updatedAt: null };
  const kept = { shopId, customer: { customerId, ...nothing } };
  const known = await findMemberIds(tx, [kept]);
  const key = customerKey(shopId, customerId);
  if (!gone || known.has(key)) return known.get(key);
  const enrolled = await ensureMembers(tx, [{ ...kept, enrolledAt: gone.enrolledAt }]);
  return enrolled.get(key);
}

async function inherit(tx: Sql, heritage: Heritage, now: Instant): Promise<void> {
  const { shopId, fromId, toId } = heritage;
  await lockOrdersOfMember(tx, heritage);
  const terms = (await loadShopTerms(tx, [shopId], now)).get(shopId);
  const members = await lockMembers(tx, [
    { shopId, id: fromId },
    { shopId, id: toId },
  ]);
  const [from, to] = [fromId, toId].map((id) => members.find((member) => member.id === id));
  if (!from || !to || !terms) return;
  const gone = new MemberBook(from, terms);
  const heir = new MemberBook(to, terms);
  await openLots(tx, gone, heir);
  await keepAlive(tx, gone, heir, now);
  await moveBelongings(tx, heritage, now);
  const redeemed = await loadRedeemed(tx, heritage);
  await followBeforeMerger(tx, gone, heir, now);
  const owedAgain = await oweAgain(tx, heritage, { gone, heir, now });
  transfer(gone, heir, { redeemed, owedAgain }, now);
  await raise(tx, gone, heir, now);
  // Closed before anything is given: what the gone one was given for a tier counts for the heir.
  await closeMember(tx, heritage, now);
  const mails = await carryOutTiers(tx, [heir], now);
  await applyLedgerChanges(tx, [gone.change(), heir.change()], now);
  const dates = await comparisonsAfterMerger(tx, { shopId, id: toId });
  await enqueueMessages(tx, [balanceMessage(shopId, toId), ...dates, ...mails]);
}

/** All lots of the one, the holding ones of the other, and those that both already have. */
async function openLots(tx: Sql, gone: MemberBook, heir: MemberBook): Promise<void> {
  const { shopId, id: fromId } = gone.member;
  const ids = await loadLotIds(tx, { shopId, fromId });
  await completeBook(tx, gone);
  await completeBook(tx, heir);
  const named = await loadNamedLots(
    tx,
    [gone, heir].flatMap(({ member: { id: memberId } }) =>
      ids.map((id) => ({ shopId, memberId, id })),
    ),
  );
  for (const book of [gone, heir]) book.addLots(named.get(book.member.id) ?? []);
}

/**
 * What was written off for an order with one of them, and came back to it with the other, by lot.
 * What both have spent of it for good stays written off.
 */
async function oweAgain(
  tx: Sql,
  heritage: Heritage,
  { gone, heir, now }: { gone: MemberBook; heir: MemberBook; now: Instant },
): Promise<ReadonlyMap<string, Points>> {
  const between = await loadOrdersBetween(tx, heritage);
  if (between.length === 0) return new Map();
  const journal = { tx, spentAt: () => null, now };
  const orderIds = between.map(({ orderId }) => orderId);
  const owed = await pointsOwedByMerger(
    { ...journal, book: gone },
    { ...journal, book: heir },
    orderIds,
  );
  const { shopId, toId: memberId } = heritage;
  const named = between.map(({ lotId: id }) => ({ shopId, memberId, id }));
  heir.addLots((await loadNamedLots(tx, named)).get(memberId) ?? []);
  let left = [gone, heir].reduce((sum, book) => sum + heldBy(book), 0n);
  const byLot = new Map<string, Points>();
  for (const { orderId, lotId } of between) {
    const points = leastPoints(owed.get(orderId) ?? 0n, left);
    if (points <= 0n) continue;
    byLot.set(lotId, points);
    left -= points;
  }
  return byLot;
}

/** What the member has or may get back, less what they owe. */
function heldBy({ ledger: { balances }, voucherPoints }: MemberBook): Points {
  const { available, pending, reserved, shortfall } = balances;
  return available + pending + reserved + voucherPoints - shortfall;
}

/**
 * What is due for either happens before, at its own moment and under its own terms. But what the
 * one did kept alive what the other had: they were one person.
 */
async function keepAlive(tx: Sql, gone: MemberBook, heir: MemberBook, now: Instant): Promise<void> {
  gone.settle(now);
  heir.settle(now);
  shareClock(gone, heir, now);
  const { shopId } = heir.member;
  const done: PastActivity[] = [];
  for (const { member } of [gone, heir]) {
    done.push(...(await loadActivities(tx, shopId, member.id, 0)));
  }
  for (const book of [gone, heir]) await bringBackOfBoth(tx, book, done, now);
}

function transfer(
  gone: MemberBook,
  heir: MemberBook,
  more: Pick<Transfer, "redeemed" | "owedAgain">,
  now: Instant,
): void {
  const decision = decideTransfer({ from: gone.ledger, to: heir.ledger, ...more, now });
  gone.apply({ ...decision.from, ledger: { ...decision.from.ledger, balanceExpiresAt: null } });
  heir.apply(decision.to);
  if (endsDependOnTier(heir.terms.periods)) {
    const { periods, current, timeZone: zone } = heir.terms;
    const tiers = [{ tierId: heir.tier.tierId, from: now }] as const;
    const entered = { tiers, periods, current, zone, now };
    heir.apply(noChange(followEnds(heir.ledger, [], lastActive(heir), entered)));
  }
}

/** The latest activity of the one is the other's, too. */
function shareClock(gone: MemberBook, heir: MemberBook, now: Instant): void {
  const activityAt = Math.max(...[gone, heir].map(lastActive));
  const ends = [gone, heir].map(({ ledger }) => ledger.balanceExpiresAt);
  const balanceExpiresAt = ends.includes(null) ? null : Math.max(...ends.map(Number));
  for (const book of [gone, heir]) {
    const end = recalculateBalanceExpiry({ activityAt, balanceExpiresAt }, termsFor(book, now));
    book.noteActivity(activityAt, end);
  }
}

function lastActive({ activityAt, member }: MemberBook): Instant {
  return activityAt ?? member.enrolledAt;
}

function termsFor({ terms, tier }: MemberBook, at: Instant): ChangedTerms {
  return { periods: terms.periods, tierId: tier.tierId, zone: terms.timeZone, at };
}

/** The higher tier of the two stays, unless what both counted reaches a higher one still. */
async function raise(tx: Sql, gone: MemberBook, heir: MemberBook, now: Instant): Promise<void> {
  const change = mergeStandings(tierTermsOf(heir.terms), heir.tier, gone.tier, now);
  if (change) heir.changeTier(change);
  const tiers = new TierWork();
  await tiers.load(tx, [{ book: heir, at: now }]);
  tiers.rise(heir, now, now);
}
