// What staff do with an event on its page.
import { z } from "zod";
import type { Instant } from "../../core/calendar/instant.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { cancelEvent } from "../../usecases/events/cancel-event.ts";
import { makeCheckInLink, revokeLink } from "../../usecases/events/check-in-links.ts";
import { type SaveEventResult, saveEvent } from "../../usecases/events/save-event.ts";
import { eventValues } from "./event-submission.ts";

export const eventIntent = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("save"),
    revision: z.number().int().min(0),
    values: eventValues,
  }),
  z.strictObject({ intent: z.literal("cancel"), isCancelled: z.boolean() }),
  z.strictObject({ intent: z.literal("make_link"), label: z.string().max(1_000) }),
  z.strictObject({ intent: z.literal("revoke_link"), linkId: z.uuid() }),
]);

export type EventAnswer =
  | SaveEventResult
  | { outcome: "cancelled" | "takes_place" | "revoked" | "made" }
  | { outcome: "link_invalid"; problem: string };

export interface EventDeed {
  readonly shopId: bigint;
  readonly timeZone: string;
  readonly eventId: string;
  readonly actor: Actor;
  readonly now: Instant;
}

/** Throws a 404 for what is gone, but for a form that was filled in. */
export async function changeEvent(
  deed: EventDeed,
  sent: z.output<typeof eventIntent>,
): Promise<EventAnswer> {
  const { shopId, timeZone, eventId: id, actor, now } = deed;
  switch (sent.intent) {
    case "save": {
      const event = { id, revision: sent.revision };
      return saveEvent({ shopId, timeZone, event, values: sent.values, actor, now });
    }
    case "cancel": {
      const { isCancelled } = sent;
      const result = await cancelEvent({ shopId, id, isCancelled, actor, now });
      if (result.outcome === "refused") throw new Response(null, { status: 404 });
      return result;
    }
    case "make_link": {
      const result = await makeCheckInLink({ ...deed, label: sent.label });
      if (result.outcome === "refused") throw new Response(null, { status: 404 });
      return result.outcome === "made"
        ? { outcome: "made" }
        : { outcome: "link_invalid", problem: result.problem };
    }
    case "revoke_link": {
      const result = await revokeLink({ ...deed, linkId: sent.linkId });
      if (result.outcome === "refused") throw new Response(null, { status: 404 });
      return result;
    }
  }
}
