// Who did what in the admin: one row for each decision, never changed.
import type { Instant } from "../core/calendar/instant.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./pool.ts";
import { instantText } from "./rows.ts";

export interface AuditEvent {
  readonly shopId: bigint;
  /** `system`, or `merchant:` and the staff member's id. */
  readonly actor: string;
  readonly action: string;
  /** What it was done to: `program_version/…`. */
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | null>>;
  readonly recordedAt: Instant;
}

/** Appends the event unless the shop has one of its action. */
export async function appendFirstAuditEvent(
  tx: Sql,
  { shopId, actor, action, subject, recordedAt }: Omit<AuditEvent, "details">,
): Promise<void> {
  await tx.query({
    name: "audit_append_first",
    text: `insert into audit_event (shop_id, id, actor, action, subject, details, recorded_at)
      select $1, $2, $3, $4, $5, '{}', $6
      where not exists (select from audit_event where shop_id = $1 and action = $4)`,
    values: [shopId, newId(), actor, action, subject, instantText(recordedAt)],
  });
}

export async function appendAuditEvents(tx: Sql, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await tx.query({
    name: "audit_append",
    text: `insert into audit_event (shop_id, id, actor, action, subject, details, recorded_at)
      select * from unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::text[],
        $6::jsonb[], $7::timestamptz[])`,
    values: [
      events.map((event) => event.shopId),
      events.map(() => newId()),
      events.map((event) => event.actor),
      events.map((event) => event.action),
      events.map((event) => event.subject),
      events.map((event) => JSON.stringify(event.details)),
      events.map((event) => instantText(event.recordedAt)),
    ],
  });
}
