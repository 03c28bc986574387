// The message that warns a member of points that will end.
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { Ending } from "../../db/due-store.ts";
import type { NewMessage } from "../../db/outbox-store.ts";

/** So that a mail stays short; the earliest are named. */
const MAX_ENDINGS = 5;

export interface WarningDay {
  readonly shopId: bigint;
  readonly timeZone: TimeZone;
  /** The local day on which it is sent. */
  readonly date: LocalDate;
  /** Whether a change of tier brought the ends so close. */
  readonly isOfTier?: boolean;
}

/**
 * Once for each day, member and cause; of ends that a change of tier moved, once beside that. The
 * endings are in the order of time.
 */
export function expiryWarning(
  { shopId, date, timeZone, isOfTier = false }: WarningDay,
  memberId: string,
  cause: "age" | "inactivity",
  endings: readonly Ending[],
): NewMessage {
  const told = endings.slice(0, MAX_ENDINGS).map(({ at, points }) => ({
    points: points.toString(),
    endsOn: localDateOf(at, timeZone),
  }));
  const key = `${memberId}/${date}/${cause === "age" ? "lots" : "balance"}`;
  const payload = { memberId, night: date, cause, endings: told };
  if (isOfTier) {
    const moved = { ...payload, hasMoved: true };
    return { shopId, kind: "send_expiry_warning", key: `${key}/moved`, payload: moved };
  }
  return { shopId, kind: "send_expiry_warning", key, payload };
}
