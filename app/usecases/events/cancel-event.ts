// An event is cancelled, or takes place after all. Who has checked in keeps what it brought.
import type { Instant } from "../../core/calendar/instant.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import { cancelEventAt, lockEvent } from "../../db/event-store.ts";
import { withTransaction } from "../../db/transaction.ts";

export interface CancelEvent {
  readonly shopId: bigint;
  readonly id: string;
  readonly isCancelled: boolean;
  readonly actor: Actor;
  readonly now: Instant;
}

export type CancelEventResult =
  | { readonly outcome: "cancelled" | "takes_place" }
  | { readonly outcome: "refused"; readonly reason: "event_not_found" };

/** Repeating it changes nothing. */
export async function cancelEvent(command: CancelEvent): Promise<CancelEventResult> {
  const { shopId, id, isCancelled, actor, now } = command;
  return withTransaction(async (tx) => {
    const event = await lockEvent(tx, { shopId, id });
    if (!event) return { outcome: "refused", reason: "event_not_found" };
    const outcome = isCancelled ? "cancelled" : "takes_place";
    if ((event.cancelledAt !== null) === isCancelled) return { outcome };
    await cancelEventAt(tx, { shopId, id }, isCancelled ? now : null);
    const action = `event_${outcome}`;
    const subject = `event/${id}`;
    await appendAuditEvents(tx, [{ shopId, actor, action, subject, details: {}, recordedAt: now }]);
    return { outcome };
  });
}
