// Reads the journal where points may come back after others of their member's were written off.
import type { Instant } from "../../core/calendar/instant.ts";
import { versionById } from "../../core/earning/order-standing.ts";
import type { EntryDraft } from "../../core/ledger/entry.ts";
import {
  isMissing,
  owedAgain,
  owedAgainByMerger,
  owedAgainByVoucher,
} from "../../core/ledger/owed-again.ts";
import type { OrderHistory, OrderStep, WriteOff } from "../../core/ledger/owed-again.ts";
import type { Points } from "../../core/points/points.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import { loadOrderSteps, loadWriteOffs } from "../../db/entry-store.ts";
import type { StoredOrderStep, StoredWriteOff } from "../../db/entry-store.ts";
import type { Sql } from "../../db/pool.ts";
import type { MemberBook } from "./member-book.ts";
import type { OrderWork } from "./order-work.ts";

/** When the points of a voucher of this batch were taken; null for those of others. */
type SpentAt = (redemptionId: string) => Instant | null;

interface Journal {
  readonly tx: Sql;
  readonly book: MemberBook;
  readonly spentAt: SpentAt;
  readonly now: Instant;
}

/** How many of the points that the order is about to receive pay what was written off. */
export async function pointsOwedAgain(
  journal: Journal,
  { account, stored, orderId, terms }: OrderWork,
  points: Points,
): Promise<Points> {
  if (points <= 0n || account.lotId === null) return 0n;
  const policies = terms.periods.map(({ version }) => version.document.shortfallPolicy);
  if (policies.every((policy) => policy === "repay")) return 0n;
  // What another member had of it before this batch does not come back to this one.
  const isStored = stored?.account.lotId === account.lotId;
  const history = await historyOf(journal, orderId, isStored);
  if (!isMissing(history.steps)) return 0n;
  const writeOffs = await writeOffsOf(journal);
  return owedAgain(history, points, writeOffs, await payersOf(journal, writeOffs, orderId));
}

/** How many of the points that a used voucher brings back pay what was written off. */
export async function voucherPointsOwedAgain(
  journal: Journal,
  { requestedAt, points }: Redemption,
): Promise<Points> {
  const writeOffs = await writeOffsOf(journal);
  const payers = await payersOf(journal, writeOffs);
  return owedAgainByVoucher(requestedAt, points, writeOffs, payers);
}

/**
 * What was written off for orders while one of two members had them and came back while the other
 * had, by order: the two turn out to be the same person. `to` has the orders by now.
 */
export async function pointsOwedByMerger(
  from: Journal,
  to: Journal,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, Points>> {
  const both = [...(await writeOffsOf(from)), ...(await writeOffsOf(to))];
  const writeOffs = both.toSorted((a, b) => a.recordedAt - b.recordedAt);
  const owed = new Map<string, Points>();
  if (writeOffs.length === 0) return owed;
  for (const orderId of orderIds) {
    const history = await historyOf(to, orderId, true);
    const payers = await payersOf(to, writeOffs, orderId);
    owed.set(orderId, owedAgainByMerger(history, writeOffs, payers));
  }
  return owed;
}

/** What was written off for the member, with what this batch did. */
async function writeOffsOf({ tx, book, spentAt, now }: Journal): Promise<readonly WriteOff[]> {
  const { shopId, id } = book.member;
  const stored = await loadWriteOffs(tx, shopId, id);
  const own = book.entries.flatMap((entry) => writeOffOf(entry, spentAt, now));
  return [...stored, ...own].map(({ programVersionId, ...writeOff }) => {
    const isOrders = writeOff.orderId !== null;
    const document = documentOf(book, programVersionId);
    return { ...writeOff, isOwnOnly: isOrders && document?.shortfallPolicy === "pending_only" };
  });
}

/** The orders that paid some of it, but the one that asks. */
async function payersOf(
  journal: Journal,
  writeOffs: readonly WriteOff[],
  askingId: string | null = null,
): Promise<readonly OrderHistory[]> {
  const paying = writeOffs.flatMap(({ points, orderId }) =>
    points < 0n && orderId !== null && orderId !== askingId ? [orderId] : [],
  );
  const histories: OrderHistory[] = [];
  for (const orderId of new Set(paying)) histories.push(await historyOf(journal, orderId, true));
  return histories;
}

async function historyOf(
  { tx, book, now }: Journal,
  orderId: string,
  isStored: boolean,
): Promise<OrderHistory> {
  const { shopId, id: memberId } = book.member;
  const steps = [
    ...(isStored ? await loadOrderSteps(tx, { shopId, memberId, orderId }) : []),
    ...book.entries.flatMap((entry) => stepOf(entry, orderId, now)),
  ];
  return { orderId, steps, reachesFrom: reachOf(book, orderId, steps.at(-1)) };
}

/** When the points of the order could be spent; null while that is not known. */
function reachOf(
  book: MemberBook,
  orderId: string,
  step: StoredOrderStep | undefined,
): Instant | null {
  const pending = documentOf(book, step?.programVersionId ?? null)?.pending;
  if (!pending || pending.kind === "none") return 0;
  const lot = book.ledger.lots.findLast((each) => each.orderId === orderId);
  return lot ? lot.releasesAt : (step?.releasesAt ?? null);
}

function documentOf({ terms }: MemberBook, versionId: string | null): ProgramDocument | null {
  return versionId === null ? null : (versionById(terms.periods, versionId)?.document ?? null);
}

function stepOf(entry: EntryDraft, orderId: string, recordedAt: Instant): StoredOrderStep[] {
  if (entry.orderId !== orderId) return [];
  const points = -netOf(entry, "issued");
  if (points === 0n) return [];
  const step: OrderStep = { entryKey: entry.key, points, recordedAt, isMove: isMove(entry) };
  return [{ ...step, programVersionId: entry.programVersionId, releasesAt: null }];
}

function isMove({ explanation }: EntryDraft): boolean {
  return explanation.key === "order_moved";
}

function writeOffOf(entry: EntryDraft, spentAt: SpentAt, recordedAt: Instant): StoredWriteOff[] {
  const points = -netOf(entry, "forgiven");
  if (points === 0n) return [];
  const { key: entryKey, orderId, redemptionId, programVersionId } = entry;
  const spent = redemptionId === null ? null : spentAt(redemptionId);
  return [{ entryKey, points, orderId, recordedAt, spentAt: spent, programVersionId }];
}

/** What an account of the program receives by an entry. */
function netOf({ postings }: EntryDraft, account: "issued" | "forgiven"): Points {
  return postings.reduce((sum, { from, to, points }) => {
    if (from === account) return sum - points;
    return to === account ? sum + points : sum;
  }, 0n);
}
