// Who checked in where: a member once for each event.
import type { Instant } from "../core/calendar/instant.ts";
import { dropMemberCode } from "./member-code-store.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

/** One member at one event. */
export interface CheckInName {
  readonly shopId: bigint;
  readonly eventId: string;
  readonly memberId: string;
}

export interface NewCheckIn extends CheckInName {
  readonly checkedInAt: Instant;
  readonly how: "scanned" | "typed";
  /** The link of the helper at the door; null in the admin. */
  readonly linkId: string | null;
  readonly points: bigint;
}

/** When the member checked in; nothing before. Conclusive under the member's lock. */
export async function findCheckIn(
  sql: Sql,
  { shopId, eventId, memberId }: CheckInName,
): Promise<Instant | undefined> {
  const { rows } = await sql.query<{ checked_in_at: Date }>({
    name: "check_in_find",
    text: `select checked_in_at from check_in
      where shop_id = $1 and event_id = $2 and member_id = $3`,
    values: [shopId, eventId, memberId],
  });
  return rows[0] && instantOf(rows[0].checked_in_at);
}

/** Members must be locked. A second one of the same member is an error. */
export async function insertCheckIn(tx: Sql, checkIn: NewCheckIn): Promise<void> {
  const { shopId, eventId, memberId, checkedInAt, how, linkId, points } = checkIn;
  await tx.query({
    name: "check_in_insert",
    text: `insert into check_in (shop_id, event_id, member_id, checked_in_at, how, link_id, points)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [shopId, eventId, memberId, instantText(checkedInAt), how, linkId, points],
  });
}

/** As people at a door are greeted. */
export interface Guest {
  readonly firstName: string | null;
  readonly lastName: string | null;
}

export async function findGuest(
  sql: Sql,
  { shopId, memberId }: Pick<CheckInName, "shopId" | "memberId">,
): Promise<Guest> {
  const { rows } = await sql.query<Guest>({
    name: "check_in_guest",
    text: `select first_name as "firstName", last_name as "lastName" from member
      where shop_id = $1 and id = $2`,
    values: [shopId, memberId],
  });
  return rows[0] ?? { firstName: null, lastName: null };
}

/**
 * What a gone customer attended becomes the heir's. Where both were there, one of the two goes and
 * its place is free. Members must be locked.
 */
export async function moveCheckIns(
  tx: Sql,
  { shopId, fromId, toId }: { shopId: bigint; fromId: string; toId: string },
): Promise<void> {
  await tx.query({
    name: "check_in_move",
    text: `with twice as (
        delete from check_in as gone
        where shop_id = $1 and member_id = $2 and exists (select from check_in as own
          where own.shop_id = $1 and own.event_id = gone.event_id and own.member_id = $3)
        returning event_id
      ), freed as (
        update store_event set attended = attended - 1
        where shop_id = $1 and id in (select event_id from twice)
      )
      update check_in set member_id = $3
      where shop_id = $1 and member_id = $2 and event_id not in (select event_id from twice)`,
    values: [shopId, fromId, toId],
  });
  await dropMemberCode(tx, shopId, fromId);
}
