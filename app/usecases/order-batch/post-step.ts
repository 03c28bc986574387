// One event of an order becomes points: what the order is worth after it, less what it has.
import type { Instant } from "../../core/calendar/instant.ts";
import { qualify, restoreStanding } from "../../core/earning/order-standing.ts";
import type { OrderStanding } from "../../core/earning/order-standing.ts";
import { targetPoints, targetUnits } from "../../core/earning/target-points.ts";
import { decideOrder, decideOrderMove } from "../../core/ledger/decide-order.ts";
import { namesOfExtras } from "../../core/ledger/extra-names.ts";
import type { ShortfallTerms } from "../../core/ledger/forgive-shortfall.ts";
import type { OrderState } from "../../core/orders/order-state.ts";
import type { Points } from "../../core/points/points.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import { newId } from "../../db/new-id.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import { completeBook } from "./complete-book.ts";
import { followWhereEmpty } from "./emptied-lots.ts";
import type { Candidate, Evaluations } from "./evaluations.ts";
import { pointsHeldBackOf } from "./held-back.ts";
import type { MemberBook } from "./member-book.ts";
import { mailMessage } from "./messages.ts";
import type { MemberBooks } from "./open-books.ts";
import { endBeforeHeard, noteOrder } from "./order-activity.ts";
import { endOfPoints, releaseOfOrder, versionOf } from "./order-terms.ts";
import type { OrderWork, WorkStep } from "./order-work.ts";
import { pointsOwedAgain } from "./owed-again.ts";
import type { RoomWork } from "./room-work.ts";
import { tierTermsOf } from "./shop-terms.ts";
import type { TierWork } from "./tier-work.ts";
import { recordUnits, withdrawUnits } from "./unit-work.ts";
import type { VoucherWork } from "./voucher-work.ts";

/** What the steps of a batch read and change together. */
export interface Batch {
  readonly tx: Sql;
  readonly now: Instant;
  /** All orders of the batch. */
  readonly works: readonly OrderWork[];
  readonly books: MemberBooks;
  readonly vouchers: VoucherWork;
  readonly evaluations: Evaluations;
  readonly rooms: RoomWork;
  readonly tiers: TierWork;
}

/** Posts the difference that one event made, and says whom to write to about it. */
export async function postStep(batch: Batch, step: WorkStep): Promise<NewMessage[]> {
  const { books, vouchers, now } = batch;
  const { work } = step;
  await vouchers.use(step, batch);
  const book = work.memberId === null ? undefined : books.get(work.memberId);
  if (book) await moveOrder(batch, work, book);
  const before = work.standing;
  work.standing = step.foreseen ?? (await standingAfter(batch, step, book));
  const isFirst = work.account.entryCount === 0;
  if (book) await post(batch, work, book, before);
  await vouchers.giveBack(step, books, batch);
  return book && isFirst && work.account.entryCount > 0 ? mailMessage(work, book, now) : [];
}

/** How the order stands after a step that asks for its member's tier or limits. */
async function standingAfter(
  batch: Batch,
  { work, state }: WorkStep,
  book: MemberBook | undefined,
): Promise<OrderStanding> {
  const { standing, terms } = work;
  const qualification = qualify(standing, state, terms.periods, terms.timeZone);
  if (!book || qualification.kind !== "qualifies") return restoreStanding(state, standing.snapshot);
  const { order, version } = qualification;
  const candidate = { work, order, version };
  const tierId = standing.snapshot
    ? standing.snapshot.tierId
    : await tierToEarnAt(batch, candidate, book, state);
  const evaluated = batch.evaluations.evaluate(candidate, tierId);
  return restoreStanding(state, batch.rooms.grant(book, evaluated, standing.snapshot));
}

/** The tier at whose terms an order earns that qualifies for the first time. */
async function tierToEarnAt(
  { tx, now, evaluations, rooms, tiers }: Batch,
  candidate: Candidate,
  book: MemberBook,
  state: OrderState,
): Promise<string | null> {
  const { placedAt } = candidate.order.head;
  tiers.enter(book, placedAt, now);
  await noteOrder(tx, book, placedAt, now);
  const held = book.tierAt(placedAt);
  if (!tierTermsOf(book.terms)?.crossingOrderEarnsNewRate) return held;
  const preview = rooms.preview(book, evaluations.evaluate(candidate, held));
  return tiers.tierWith(book, placedAt, targetUnits(targetPoints(preview, state)), now);
}

async function post(
  { tx, now, works, tiers, vouchers }: Batch,
  work: OrderWork,
  book: MemberBook,
  before: OrderStanding,
): Promise<void> {
  const { terms, standing, account } = work;
  const { state, snapshot, target } = standing;
  const version = versionOf(terms, standing);
  if (!snapshot || !target || !version) return;
  if (target.points < account.postedPoints) {
    await completeBook(tx, book);
    book.settle(now);
  }
  const accruedAt = state.paid?.placedAt ?? now;
  const more = target.points - account.postedPoints;
  if (more > 0n && account.lotId !== null) await followWhereEmpty(tx, book, [account.lotId], now);
  const journal = { tx, book, now, spentAt: (id: string) => vouchers.spentAt(id) };
  const decision = decideOrder({
    state,
    snapshot,
    target,
    before,
    account,
    newLotId: newId(),
    extraNames: account.lotId === null ? namesOfExtras(snapshot, state, version.document) : [],
    release: releaseOfOrder(terms, version, state),
    expiresAt: account.lotId === null ? await endOfLot(tx, book, version, accruedAt, now) : null,
    owedAgain: more > 0n ? await pointsOwedAgain(journal, work, more) : 0n,
    ledger: book.ledger,
    terms: await shortfallTermsOf({ tx, works }, book, version, -more),
    now,
  });
  book.apply(decision.change);
  work.account = decision.account;
  const units = recordUnits(work, book.member.id);
  book.units.push(...units);
  // Nobody rises by what is taken back, even where a limit is asked for more along with it.
  for (const { occurredAt, counts } of units) {
    if (Object.values(counts).some((more) => more > 0n)) tiers.rise(book, occurredAt, now);
  }
}

/** What decides whether a debt stays that is made by taking back `points`, if any are. */
async function shortfallTermsOf(
  batch: Pick<Batch, "tx" | "works">,
  book: MemberBook,
  { document: { shortfallPolicy } }: ProgramVersion,
  points: Points,
): Promise<ShortfallTerms> {
  const { ledger, voucherPoints } = book;
  // What the member can spend is taken before anything is owed.
  const mayForgive = shortfallPolicy === "forgive" && points > ledger.balances.available;
  const heldBack = mayForgive ? await pointsHeldBackOf(batch, book) : 0n;
  return { shortfallPolicy, voucherPoints, heldBack };
}

/** When the lot that an order is to receive ends by itself. */
async function endOfLot(
  tx: Sql,
  book: MemberBook,
  version: ProgramVersion,
  accruedAt: Instant,
  now: Instant,
): Promise<Instant | null> {
  const accrual = { accruedAt, tiers: book.tiersSince(accruedAt) };
  const end = endOfPoints(book.terms, version, accrual, now);
  return end ?? endBeforeHeard(tx, book, { placedAt: accruedAt, version }, now);
}

/**
 * Takes the order's points from the member who is not its customer any more. Who has it now enters
 * everyone's tier, even if nothing is left of the order.
 */
async function moveOrder(
  { tx, now, books, rooms, tiers }: Batch,
  work: OrderWork,
  book: MemberBook,
): Promise<void> {
  const former = work.formerMemberId === null ? undefined : books.get(work.formerMemberId);
  const { standing, account, latest } = work;
  if (!former || !standing.snapshot) return;
  work.formerMemberId = null;
  former.settle(now);
  const version = versionOf(work.terms, standing);
  const { change, account: left } = decideOrderMove({
    state: latest,
    snapshot: standing.snapshot,
    account,
    ledger: former.ledger,
    terms: {
      shortfallPolicy: version?.document.shortfallPolicy ?? "repay",
      voucherPoints: former.voucherPoints,
    },
    now,
  });
  former.apply(change);
  work.account = left;
  rooms.move(former, book, standing.snapshot);
  former.units.push(...withdrawUnits(work, former.member.id));
  if (!latest.paid) return;
  tiers.enter(book, latest.paid.placedAt, now);
  await noteOrder(tx, book, latest.paid.placedAt, now);
}
