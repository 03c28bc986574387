// Links for helpers at the door who have no access to the admin: made for one event, and revoked.
import type { Instant } from "../../core/calendar/instant.ts";
import type { Actor } from "../../core/ledger/entry.ts";
import { writable } from "../../core/program/fields.ts";
import { appendAuditEvents } from "../../db/audit-store.ts";
import {
  insertCheckInLink,
  loadCheckInLinks,
  revokeCheckInLink,
} from "../../db/check-in-link-store.ts";
import { lockEvent } from "../../db/event-store.ts";
import { withTransaction } from "../../db/transaction.ts";

/** So that the list of those that work can be looked through. */
const MAX_LINKS = 20;

const labelSchema = writable
  .trim()
  .min(1, "Enter for whom it is")
  .max(60, "Use at most 60 characters");

interface LinkCommand {
  readonly shopId: bigint;
  readonly eventId: string;
  readonly actor: Actor;
  readonly now: Instant;
}

export type MakeLinkResult =
  | { readonly outcome: "made"; readonly linkId: string }
  | { readonly outcome: "invalid"; readonly problem: string }
  | { readonly outcome: "refused"; readonly reason: "event_not_found" };

/** A new link, named after whom it is for. */
export async function makeCheckInLink(
  command: LinkCommand & { readonly label: string },
): Promise<MakeLinkResult> {
  const label = labelSchema.safeParse(command.label);
  if (!label.success) {
    return { outcome: "invalid", problem: label.error.issues[0]?.message ?? "Enter a name" };
  }
  const { shopId, eventId, actor, now } = command;
  return withTransaction(async (tx) => {
    const event = await lockEvent(tx, { shopId, id: eventId });
    if (!event) return { outcome: "refused", reason: "event_not_found" };
    if (event.endsAt <= now) return { outcome: "invalid", problem: "The event is over" };
    const links = await loadCheckInLinks(tx, { shopId, id: eventId });
    if (links.filter(({ revokedAt }) => revokedAt === null).length >= MAX_LINKS) {
      return { outcome: "invalid", problem: `Revoke one first: there are ${MAX_LINKS}` };
    }
    const linkId = await insertCheckInLink(tx, { shopId, id: eventId }, label.data, now);
    const noted = { shopId, actor, subject: `event/${eventId}`, recordedAt: now };
    await appendAuditEvents(tx, [
      { ...noted, action: "check_in_link_made", details: { link: linkId } },
    ]);
    return { outcome: "made", linkId };
  });
}

export type RevokeLinkResult =
  | { readonly outcome: "revoked" }
  | { readonly outcome: "refused"; readonly reason: "link_not_found" };

/** From now on the link opens nothing. Repeating it changes nothing. */
export async function revokeLink(
  command: LinkCommand & { readonly linkId: string },
): Promise<RevokeLinkResult> {
  const { shopId, eventId, linkId, actor, now } = command;
  return withTransaction(async (tx) => {
    const isKnown = await revokeCheckInLink(tx, { shopId, id: eventId }, linkId, now);
    if (!isKnown) return { outcome: "refused", reason: "link_not_found" };
    const noted = { shopId, actor, subject: `event/${eventId}`, recordedAt: now };
    await appendAuditEvents(tx, [
      { ...noted, action: "check_in_link_revoked", details: { link: linkId } },
    ]);
    return { outcome: "revoked" };
  });
}
