// Another system tells of what a member did. It is written down and settled soon after, outside of
// the request: how long the answer takes tells nobody whether there is such a member.
import type { Instant } from "../../core/calendar/instant.ts";
import { findToldEvent, insertToldEvent } from "../../db/integration-event-store.ts";
import type { NewToldEvent } from "../../db/integration-event-store.ts";
import { newId } from "../../db/new-id.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import { loadProgramInForce } from "../../db/program-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import { withTransaction } from "../../db/transaction.ts";

export interface ReceiveToldEvent extends Omit<NewToldEvent, "id" | "receivedAt"> {
  /** A webhook is sent again with other words, and means the same. */
  readonly isContentFree?: boolean;
  readonly now: Instant;
}

export type ReceiveToldEventResult =
  | { readonly outcome: "received"; readonly eventId: string; readonly isRepeated: boolean }
  | { readonly outcome: "refused"; readonly reason: "key_reused" | "unknown_event" };

/** The same key with the same content is answered as before, with other content it is refused. */
export async function receiveToldEvent(command: ReceiveToldEvent): Promise<ReceiveToldEventResult> {
  return withTransaction(async (tx) => {
    const { isContentFree: _free, now, ...told } = command;
    const earlier = await findToldEvent(tx, command);
    if (earlier) return answerRepetition(earlier, command);
    if (told.trigger === "custom" && !(await isKnownEvent(tx, command))) {
      return { outcome: "refused", reason: "unknown_event" };
    }
    const eventId = newId();
    if (!(await insertToldEvent(tx, { ...told, id: eventId, receivedAt: now }))) {
      const other = await findToldEvent(tx, command);
      if (!other) throw new Error("An event of an integration was deleted while it was written");
      return answerRepetition(other, command);
    }
    await enqueueMessages(tx, [settleMessage(told.shopId, eventId)]);
    return { outcome: "received", eventId, isRepeated: false };
  });
}

function answerRepetition(
  earlier: { readonly id: string; readonly digest: string },
  { digest, isContentFree }: ReceiveToldEvent,
): ReceiveToldEventResult {
  if (isContentFree !== true && earlier.digest !== digest) {
    return { outcome: "refused", reason: "key_reused" };
  }
  return { outcome: "received", eventId: earlier.id, isRepeated: true };
}

/** Whether a way to earn named it when it happened. */
async function isKnownEvent(
  tx: Transaction,
  { shopId, subject, occurredAt }: ReceiveToldEvent,
): Promise<boolean> {
  const version = await loadProgramInForce(tx, shopId, occurredAt);
  const ways = version?.document.waysToEarn ?? [];
  return ways.some((way) => way.trigger === "custom" && way.event === subject);
}

export function settleMessage(shopId: bigint, eventId: string): NewMessage {
  return { shopId, kind: "settle_told_event", key: eventId, payload: { eventId } };
}
