// A merchant counts for a member what no order tells, or takes it back. The request's key makes
// pressing twice harmless.
import type { Instant } from "../../core/calendar/instant.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { refusalOfUnits } from "../../core/tiers/units-by-hand.ts";
import type { HandCounter, UnitsRefusal } from "../../core/tiers/units-by-hand.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import type { Sql } from "../../db/pool.ts";
import { withTransaction } from "../../db/transaction.ts";
import { findUnit, loadUnitSums } from "../../db/unit-store.ts";
import { openBook } from "../order-batch/open-book.ts";
import { countUnits } from "./count-for-tiers.ts";

export interface RecordUnits {
  readonly shopId: bigint;
  readonly memberId: string;
  /** Names one decision of the merchant. */
  readonly requestKey: string;
  readonly counter: HandCounter;
  /** Above zero counts, below zero takes back. */
  readonly units: bigint;
  /** When it happened, in the shop's calendar: it counts in the windows that hold this day. */
  readonly on: LocalDate;
  /** For colleagues: it stands in the record of what was done in the admin. */
  readonly reason: string;
  readonly actor: Actor;
  readonly now: Instant;
}

export type RecordUnitsResult =
  | { readonly outcome: "recorded" }
  | {
      readonly outcome: "refused";
      readonly reason: UnitsRefusal | "member_not_found" | "request_key_reused";
    };

/**
 * Records the units once, and raises the member at once where they reach a tier. What is taken back
 * lowers nobody by itself: the next review decides, as after a refund.
 */
export async function recordUnits(command: RecordUnits): Promise<RecordUnitsResult> {
  return withTransaction((tx) => record(tx, command));
}

async function record(tx: Sql, command: RecordUnits): Promise<RecordUnitsResult> {
  const { shopId, memberId, counter, units, on, now } = command;
  const book = await openBook(tx, command);
  if (!book) return { outcome: "refused", reason: "member_not_found" };
  const { timeZone } = book.terms;
  const today = localDateOf(now, timeZone);
  const key = `hand/${command.requestKey}`;
  const earlier = await findUnit(tx, { shopId, id: memberId }, key);
  if (earlier) {
    const isSame =
      earlier.counts[counter] === units && localDateOf(earlier.occurredAt, timeZone) === on;
    return isSame ? { outcome: "recorded" } : { outcome: "refused", reason: "request_key_reused" };
  }
  const [sums] = await loadUnitSums(tx, [{ shopId, id: memberId, from: null, before: null }]);
  const refusal = refusalOfUnits(command, { counted: sums?.[counter] ?? 0n, today });
  if (refusal) return { outcome: "refused", reason: refusal };
  const occurredAt = on === today ? now : startOfDay(on, timeZone);
  const draft = { shopId, memberId, key, orderId: null, occurredAt, counts: { [counter]: units } };
  await countUnits(tx, book, draft, now);
  await appendAuditEvents(tx, [
    {
      shopId,
      actor: command.actor,
      action: "units_recorded",
      subject: `member/${memberId}`,
      details: { counter, units: units.toString(), on, reason: command.reason.trim() },
      recordedAt: now,
    },
  ]);
  return { outcome: "recorded" };
}
