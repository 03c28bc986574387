// A merchant makes an event, or changes one.
import type { Instant } from "../../core/calendar/instant.ts";
import { type EventProblems, type EventValues, readEvent } from "../../core/events/event-terms.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { insertEvent, lockEvent, updateEvent } from "../../db/event-store.ts";
import type { Sql } from "../../db/pool.ts";
import { withTransaction } from "../../db/transaction.ts";

export interface SaveEvent {
  readonly shopId: bigint;
  readonly timeZone: string;
  /** Null for a new one; else the event and the revision that was changed. */
  readonly event: { readonly id: string; readonly revision: number } | null;
  readonly values: EventValues;
  readonly actor: Actor;
  readonly now: Instant;
}

export type SaveEventResult =
  | { readonly outcome: "saved"; readonly id: string }
  | { readonly outcome: "invalid"; readonly problems: EventProblems }
  | { readonly outcome: "refused"; readonly reason: "event_not_found" | "changed_meanwhile" };

/** Nothing is lost where two change it at once: the second is told. */
export async function saveEvent(command: SaveEvent): Promise<SaveEventResult> {
  return withTransaction((tx) => save(tx, command));
}

async function save(tx: Sql, command: SaveEvent): Promise<SaveEventResult> {
  const { shopId, timeZone, event: known, values, actor, now } = command;
  const read = readEvent(values, timeZone);
  if (read.outcome === "invalid") return read;
  const { event } = read;
  if (known === null) {
    if (event.endsAt <= now) return { outcome: "invalid", problems: { endsAt: OVER } };
    const id = await insertEvent(tx, shopId, event, now);
    await note(tx, { shopId, actor, action: "event_made", id, now });
    return { outcome: "saved", id };
  }
  const { id } = known;
  const before = await lockEvent(tx, { shopId, id });
  if (!before) return { outcome: "refused", reason: "event_not_found" };
  if (before.revision !== known.revision) {
    return { outcome: "refused", reason: "changed_meanwhile" };
  }
  if (event.capacity !== null && event.capacity < before.attended) {
    return { outcome: "invalid", problems: { capacity: fewerThanAttended(before.attended) } };
  }
  await updateEvent(tx, { shopId, id }, event);
  await note(tx, { shopId, actor, action: "event_changed", id, now });
  return { outcome: "saved", id };
}

const OVER = "Enter an end that is still to come";

function fewerThanAttended(attended: number): string {
  return `Enter at least ${attended}: so many have checked in`;
}

interface Noted {
  readonly shopId: bigint;
  readonly actor: Actor;
  readonly action: string;
  readonly id: string;
  readonly now: Instant;
}

async function note(tx: Sql, { shopId, actor, action, id, now }: Noted): Promise<void> {
  const subject = `event/${id}`;
  await appendAuditEvents(tx, [{ shopId, actor, action, subject, details: {}, recordedAt: now }]);
}
