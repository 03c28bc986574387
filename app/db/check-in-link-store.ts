// Links to the check-in page for helpers at the door: each for one event, until its end or until it
// is revoked.
import type { Instant } from "../core/calendar/instant.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./pool.ts";
import { type ShopKey, instantOf, instantText, optionalInstant } from "./rows.ts";

export interface CheckInLinkRow {
  readonly id: string;
  readonly eventId: string;
  readonly label: string;
  readonly createdAt: Instant;
  readonly revokedAt: Instant | null;
}

interface Row {
  id: string;
  event_id: string;
  label: string;
  created_at: Date;
  revoked_at: Date | null;
}

const columns = "id, event_id, label, created_at, revoked_at";

function toLink(row: Row): CheckInLinkRow {
  const [createdAt, revokedAt] = [instantOf(row.created_at), optionalInstant(row.revoked_at)];
  return { id: row.id, eventId: row.event_id, label: row.label, createdAt, revokedAt };
}

export async function findCheckInLink(
  sql: Sql,
  { shopId, id }: ShopKey,
): Promise<CheckInLinkRow | undefined> {
  const { rows } = await sql.query<Row>({
    name: "check_in_link_find",
    text: `select ${columns} from check_in_link where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  return rows[0] && toLink(rows[0]);
}

/** Of an event, the newest first. */
export async function loadCheckInLinks(
  sql: Sql,
  { shopId, id }: ShopKey,
): Promise<CheckInLinkRow[]> {
  const { rows } = await sql.query<Row>({
    name: "check_in_link_load",
    text: `select ${columns} from check_in_link where shop_id = $1 and event_id = $2
      order by id desc`,
    values: [shopId, id],
  });
  return rows.map(toLink);
}

/** Answers its id. The event must be locked. */
export async function insertCheckInLink(
  tx: Sql,
  event: ShopKey,
  label: string,
  now: Instant,
): Promise<string> {
  const id = newId();
  await tx.query({
    name: "check_in_link_insert",
    text: `insert into check_in_link (shop_id, id, event_id, label, created_at)
      values ($1, $2, $3, $4, $5)`,
    values: [event.shopId, id, event.id, label, instantText(now)],
  });
  return id;
}

/** The first time counts. Answers whether the event has such a link. */
export async function revokeCheckInLink(
  tx: Sql,
  event: ShopKey,
  linkId: string,
  now: Instant,
): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "check_in_link_revoke",
    text: `update check_in_link set revoked_at = coalesce(revoked_at, $4)
      where shop_id = $1 and event_id = $2 and id = $3`,
    values: [event.shopId, event.id, linkId, instantText(now)],
  });
  return rowCount === 1;
}
