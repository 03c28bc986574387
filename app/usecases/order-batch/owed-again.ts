// Reads the journal where an order's points may come back after others of its member's were
// written off.
import type { Instant } from "../../core/calendar/instant.ts";
import type { EntryDraft } from "../../core/ledger/entry.ts";
import { isMissing, owedAgain } from "../../core/ledger/owed-again.ts";
import type { OrderStep, WriteOff } from "../../core/ledger/owed-again.ts";
import type { Points } from "../../core/points/points.ts";
import { loadOrderSteps, loadWriteOffs } from "../../db/entry-store.ts";
import type { Sql } from "../../db/pool.ts";
import type { MemberBook } from "./member-book.ts";
import type { OrderWork } from "./order-work.ts";

/** How many of the points that the order is about to receive pay what was written off. */
export async function pointsOwedAgain(
  tx: Sql,
  { work, book }: { readonly work: OrderWork; readonly book: MemberBook },
  points: Points,
  now: Instant,
): Promise<Points> {
  const { account, stored, shopId, orderId, terms } = work;
  if (points <= 0n || account.lotId === null) return 0n;
  const policies = terms.periods.map(({ version }) => version.document.shortfallPolicy);
  if (policies.every((policy) => policy === "repay")) return 0n;
  // What another member had of it before this batch does not come back to this one.
  const isStored = stored?.account.lotId === account.lotId;
  const steps = [
    ...(isStored ? await loadOrderSteps(tx, shopId, orderId) : []),
    ...book.entries.flatMap((entry) => stepOf(entry, orderId, now)),
  ];
  if (!isMissing(steps)) return 0n;
  return owedAgain(orderId, steps, await writeOffsSince(tx, book, 0), points);
}

/** What was written off for the member from an instant on, with what this batch did. */
export async function writeOffsSince(
  tx: Sql,
  { member, entries }: MemberBook,
  since: Instant,
): Promise<readonly WriteOff[]> {
  const stored = await loadWriteOffs(tx, member.shopId, member.id, since);
  return [...stored, ...entries.flatMap(writeOffOf)];
}

function stepOf(entry: EntryDraft, orderId: string, recordedAt: Instant): OrderStep[] {
  if (entry.orderId !== orderId) return [];
  const points = -netOf(entry, "issued");
  return points === 0n ? [] : [{ points, recordedAt, isMove: isMove(entry) }];
}

function isMove({ explanation }: EntryDraft): boolean {
  return explanation.key === "order_moved";
}

/** What is not recorded yet comes after all that is. */
function writeOffOf(entry: EntryDraft): WriteOff[] {
  const points = -netOf(entry, "forgiven");
  return points === 0n ? [] : [{ points, orderId: entry.orderId, recordedAt: Infinity }];
}

/** What an account of the program receives by an entry. */
function netOf({ postings }: EntryDraft, account: "issued" | "forgiven"): Points {
  return postings.reduce((sum, { from, to, points }) => {
    if (from === account) return sum - points;
    return to === account ? sum + points : sum;
  }, 0n);
}
