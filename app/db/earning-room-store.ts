// What each member was granted of a limit: per day, per year, per campaign. The member's lock keeps
// two transactions apart.
import type { Points } from "../core/points/points.ts";
import { numberColumn, textColumn, uuidColumn } from "./columns.ts";
import type { Sql } from "./pool.ts";

/** Names one limit of one member. */
export interface MemberRoom {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly key: string;
}

export interface UsedRoom extends MemberRoom {
  /** All granted so far, in points. Refunds never lower it; an order that moves on does. */
  readonly used: Points;
}

/** Names a member's limit among all members. */
export function roomName(memberId: string, key: string): string {
  return `${memberId} ${key}`;
}

/** What was granted of each limit, by `roomName`; not of those that are new. Members are locked. */
export async function loadRooms(
  tx: Sql,
  rooms: readonly MemberRoom[],
): Promise<Map<string, Points>> {
  if (rooms.length === 0) return new Map();
  const { rows } = await tx.query<{ member_id: string; key: string; used: Points }>({
    name: "earning_room_load",
    text: `select room.member_id, room.key, room.used
      from unnest($1::bigint[], $2::uuid[], $3::text[]) as wanted (shop_id, member_id, key)
      join earning_room as room on room.shop_id = wanted.shop_id
        and room.member_id = wanted.member_id and room.key = wanted.key`,
    values: [
      numberColumn(rooms.map(({ shopId }) => shopId)),
      uuidColumn(rooms.map(({ memberId }) => memberId)),
      textColumn(rooms.map(({ key }) => key)),
    ],
  });
  return new Map(rows.map((row) => [roomName(row.member_id, row.key), row.used]));
}

/** Writes what was granted by now. Members are locked. */
export async function saveRooms(tx: Sql, rooms: readonly UsedRoom[]): Promise<void> {
  if (rooms.length === 0) return;
  await tx.query({
    name: "earning_room_save",
    text: `insert into earning_room (shop_id, member_id, key, used)
      select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::bigint[])
      on conflict (shop_id, member_id, key) do update set used = excluded.used`,
    values: [
      numberColumn(rooms.map(({ shopId }) => shopId)),
      uuidColumn(rooms.map(({ memberId }) => memberId)),
      textColumn(rooms.map(({ key }) => key)),
      numberColumn(rooms.map(({ used }) => used)),
    ],
  });
}
