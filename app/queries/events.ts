// Events as the admin lists them, and one with who came.
import { pool } from "../db/pool.ts";
import { type CheckInLinkRow, loadCheckInLinks } from "../db/check-in-link-store.ts";
import {
  type EventRow,
  type StoreEvent,
  eventColumns,
  findEvent,
  storeEvent,
} from "../db/event-store.ts";
import { instantText } from "../db/rows.ts";
import { type Cursor, encodeCursor } from "./cursor.ts";
import { toWholeNumber } from "./whole-number.ts";

const PAGE_SIZE = 25;

export interface EventPage {
  readonly events: StoreEvent[];
  /** Null where there is no such page. */
  readonly nextCursor: string | null;
}

/** Those that are still to come or on, the next first; or those that are over, the latest first. */
export async function listEvents(
  shopId: bigint,
  { isOver, after }: { isOver: boolean; after: Cursor | null },
  now: Date,
): Promise<EventPage> {
  const [compare, direction] = isOver ? ["<", "desc"] : [">", "asc"];
  const { rows } = await pool().query<EventRow>({
    name: `events_${isOver ? "over" : "ahead"}_${after ? "paged" : "first"}`,
    text: `select ${eventColumns} from store_event
      where shop_id = $1 and ends_at ${isOver ? "<=" : ">"} $2
        ${after ? `and (starts_at, id) ${compare} ($4::timestamptz, $5::uuid)` : ""}
      order by starts_at ${direction}, id ${direction} limit $3`,
    values: [shopId, now, PAGE_SIZE + 1, ...(after ? [after.value, after.id] : [])],
  });
  const events = rows.slice(0, PAGE_SIZE).map(storeEvent);
  const last = events.at(-1);
  const hasMore = rows.length > PAGE_SIZE && last !== undefined;
  const nextCursor = hasMore
    ? encodeCursor({ value: instantText(last.startsAt), id: last.id })
    : null;
  return { events, nextCursor };
}

export interface EventDetails {
  readonly event: StoreEvent;
  readonly links: CheckInLinkRow[];
}

/** Nothing for an event of another shop. */
export async function loadEvent(shopId: bigint, id: string): Promise<EventDetails | undefined> {
  const event = await findEvent(pool(), { shopId, id });
  return event && { event, links: await loadCheckInLinks(pool(), { shopId, id }) };
}

export interface Attendee {
  readonly memberId: string;
  /** Null once they are forgotten, or where they never gave one. */
  readonly name: string | null;
  readonly email: string | null;
  readonly checkedInAt: Date;
  readonly how: "scanned" | "typed";
  readonly points: number;
  /** Of the helper's link; null in the admin. */
  readonly door: string | null;
}

interface AttendeeRow {
  member_id: string;
  name: string | null;
  email: string | null;
  checked_in_at: Date;
  how: "scanned" | "typed";
  points: bigint;
  door: string | null;
}

/** Who came, the latest first; `limit` of them. */
export async function loadAttendees(
  shopId: bigint,
  eventId: string,
  limit: number,
): Promise<Attendee[]> {
  const { rows } = await pool().query<AttendeeRow>({
    name: "event_attendees",
    text: `select attended.member_id, attended.checked_in_at, attended.how, attended.points,
        nullif(trim(concat_ws(' ', member.first_name, member.last_name)), '') as name,
        member.email, link.label as door
      from check_in as attended
      join member on member.shop_id = attended.shop_id and member.id = attended.member_id
      left join check_in_link as link on link.shop_id = attended.shop_id
        and link.id = attended.link_id
      where attended.shop_id = $1 and attended.event_id = $2
      order by attended.checked_in_at desc, attended.member_id limit $3`,
    values: [shopId, eventId, limit],
  });
  return rows.map((row) => ({
    memberId: row.member_id,
    name: row.name,
    email: row.email,
    checkedInAt: row.checked_in_at,
    how: row.how,
    points: toWholeNumber(row.points),
    door: row.door,
  }));
}
