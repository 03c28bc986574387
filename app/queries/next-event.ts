// The event that a member can check in at now, or the next one.
import { type Instant, addDays } from "../core/calendar/instant.ts";
import { type EventRow, type StoreEvent, eventColumns, storeEvent } from "../db/event-store.ts";
import { pool } from "../db/pool.ts";
import { instantText } from "../db/rows.ts";

/** How long before it begins an event is shown to members. */
const SHOWN_DAYS_BEFORE = 30;

export interface NextEvent {
  readonly event: StoreEvent;
  /** Whether this member has checked in. */
  readonly isAttended: boolean;
}

/** Nothing where none is near. Of several, the first one at which the member has not been. */
export async function loadNextEvent(
  shopId: bigint,
  memberId: string | null,
  now: Instant,
): Promise<NextEvent | undefined> {
  const { rows } = await pool().query<EventRow & { is_attended: boolean }>({
    name: "event_next",
    text: `select ${eventColumns}, exists (select from check_in
          where check_in.shop_id = store_event.shop_id and check_in.event_id = store_event.id
            and check_in.member_id = $2) as is_attended
      from store_event
      where shop_id = $1 and ends_at > $3 and starts_at < $4 and cancelled_at is null
      order by is_attended, starts_at, id limit 1`,
    values: [shopId, memberId, instantText(now), instantText(addDays(now, SHOWN_DAYS_BEFORE))],
  });
  return rows[0] && { event: storeEvent(rows[0]), isAttended: rows[0].is_attended };
}
