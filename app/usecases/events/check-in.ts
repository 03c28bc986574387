// A member checks in at an event: once, while it is open, as long as there is room. What that
// brings is decided by the program's ways to earn.
import type { Instant } from "../../core/calendar/instant.ts";
import { type CheckInWindow, checkInWindow } from "../../core/events/check-in-window.ts";
import { type Guest, findCheckIn, findGuest, insertCheckIn } from "../../db/check-in-store.ts";
import { type StoreEvent, findEvent, lockEvent, takePlace } from "../../db/event-store.ts";
import { findCodeHolder } from "../../db/member-code-store.ts";
import type { Sql } from "../../db/pool.ts";
import { withTransaction } from "../../db/transaction.ts";
import { awardActions } from "../award-actions.ts";
import { openBook } from "../order-batch/open-book.ts";
import { countForTiers } from "../tiers/count-for-tiers.ts";

export interface CheckIn {
  readonly shopId: bigint;
  readonly eventId: string;
  /** As the member's panel shows it. */
  readonly code: string;
  readonly how: "scanned" | "typed";
  /** The helper's link; null in the admin. */
  readonly linkId: string | null;
  readonly now: Instant;
}

export type CheckInResult =
  | {
      readonly outcome: "checked_in";
      readonly guest: Guest;
      readonly points: bigint;
      readonly attended: number;
      readonly capacity: number | null;
    }
  /** The same member again: nothing is counted and nothing is earned. */
  | { readonly outcome: "repeated"; readonly guest: Guest; readonly checkedInAt: Instant }
  | { readonly outcome: "refused"; readonly reason: CheckInRefusal };

export type CheckInRefusal =
  | Exclude<CheckInWindow, "open">
  | "event_not_found"
  | "unknown_code"
  | "expired_code"
  | "full";

/** However many doors there are: a member once, and never more than there is room for. */
export async function checkIn(command: CheckIn): Promise<CheckInResult> {
  return withTransaction((tx) => checkInWithin(tx, command));
}

async function checkInWithin(tx: Sql, command: CheckIn): Promise<CheckInResult> {
  const { shopId, eventId, code, now } = command;
  const event = await findEvent(tx, { shopId, id: eventId });
  if (!event) return refused("event_not_found");
  const window = checkInWindow(event, now);
  if (window !== "open") return refused(window);
  const holder = await findCodeHolder(tx, shopId, code);
  if (!holder) return refused("unknown_code");
  if (holder.isExpired) return refused("expired_code");
  const { memberId } = holder;
  // Members are locked before events, as everywhere.
  if (!(await openBook(tx, { shopId, memberId, now }))) return refused("unknown_code");
  const guest = await findGuest(tx, { shopId, memberId });
  const checkedInAt = await findCheckIn(tx, { shopId, eventId, memberId });
  if (checkedInAt !== undefined) return { outcome: "repeated", guest, checkedInAt };
  const attended = await takePlace(tx, { shopId, id: eventId });
  if (attended === undefined) return refused(await whyNoPlace(tx, command));
  const points = await reward(tx, { shopId, memberId, event, now });
  const { how, linkId } = command;
  await insertCheckIn(tx, { shopId, eventId, memberId, checkedInAt: now, how, linkId, points });
  return { outcome: "checked_in", guest, points, attended, capacity: event.capacity };
}

function refused(reason: CheckInRefusal): CheckInResult {
  return { outcome: "refused", reason };
}

async function whyNoPlace(tx: Sql, { shopId, eventId }: CheckIn): Promise<CheckInRefusal> {
  const event = await lockEvent(tx, { shopId, id: eventId });
  return event?.cancelledAt === null ? "full" : "cancelled";
}

interface Attended {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly event: StoreEvent;
  readonly now: Instant;
}

/** Points by the ways to earn, and one unit for tiers that ask for events or visits. */
async function reward(tx: Sql, { shopId, memberId, event, now }: Attended): Promise<bigint> {
  const occurrence = `check-in/${event.id}/${memberId}`;
  const asked = { shopId, memberId, trigger: "check_in", occurrence, occurredAt: now } as const;
  const outcomes = await awardActions(tx, [{ ...asked, about: event.name }], now);
  const counts = { [event.countsAs]: 1n };
  await countForTiers(tx, { shopId, memberId, key: occurrence, occurredAt: now, counts }, now);
  return outcomes.reduce(
    (sum, awarded) => sum + (awarded.outcome === "granted" ? awarded.points : 0n),
    0n,
  );
}
