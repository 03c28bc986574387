// SQL of what integrations told: each once under its own key, until it is settled, and for a time
// after.
import type { Instant } from "../core/calendar/instant.ts";
import type { NamedMember } from "../core/integrations/integration.ts";
import type { Points } from "../core/points/points.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";
import type { ShopKey } from "./rows.ts";

/** What an integration calls one thing that it tells. */
export interface ToldKey {
  readonly shopId: bigint;
  readonly integrationId: string;
  readonly key: string;
}

export type ToldTrigger = "custom" | "review";

export interface NewToldEvent extends ToldKey {
  readonly id: string;
  readonly digest: string;
  readonly trigger: ToldTrigger;
  readonly subject: string;
  readonly named: NamedMember;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
}

/** What stands under the key, if anything does. */
export async function findToldEvent(
  sql: Sql,
  { shopId, integrationId, key }: ToldKey,
): Promise<{ readonly id: string; readonly digest: string } | undefined> {
  const { rows } = await sql.query<{ id: string; digest: string }>({
    name: "integration_event_find",
    text: `select id, digest from integration_event
      where shop_id = $1 and integration_id = $2 and key = $3`,
    values: [shopId, integrationId, key],
  });
  return rows[0];
}

/** Waits for whoever writes the same key just now. False where it stands there already. */
export async function insertToldEvent(tx: Sql, told: NewToldEvent): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "integration_event_insert",
    text: `insert into integration_event (shop_id, integration_id, key, id, digest, trigger,
        subject, named, occurred_at, received_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict (shop_id, integration_id, key) do nothing`,
    values: [
      told.shopId,
      told.integrationId,
      told.key,
      told.id,
      told.digest,
      told.trigger,
      told.subject,
      JSON.stringify(told.named),
      instantText(told.occurredAt),
      instantText(told.receivedAt),
    ],
  });
  return rowCount === 1;
}

/** One that waits to be settled. */
export interface OpenToldEvent extends ToldKey, ShopKey {
  readonly trigger: ToldTrigger;
  readonly subject: string;
  /** Null once the person was forgotten. */
  readonly named: NamedMember | null;
  readonly occurredAt: Instant;
  readonly receivedAt: Instant;
  /** Shopify is being asked about the customer. */
  readonly isWaiting: boolean;
}

interface OpenRow {
  integration_id: string;
  key: string;
  trigger: ToldTrigger;
  subject: string;
  named: NamedMember | null;
  occurred_at: Date;
  received_at: Date;
  reason: string | null;
}

/** Nothing once it is settled. */
export async function findOpenToldEvent(
  sql: Sql,
  event: ShopKey,
): Promise<OpenToldEvent | undefined> {
  return readOpenToldEvent(sql, event, { lock: false });
}

/** Locks it; nothing once it is settled. */
export async function lockOpenToldEvent(
  tx: Sql,
  event: ShopKey,
): Promise<OpenToldEvent | undefined> {
  return readOpenToldEvent(tx, event, { lock: true });
}

async function readOpenToldEvent(
  sql: Sql,
  { shopId, id }: ShopKey,
  { lock }: { readonly lock: boolean },
): Promise<OpenToldEvent | undefined> {
  const { rows } = await sql.query<OpenRow>({
    name: `integration_event_open_${lock ? "lock" : "read"}`,
    text: `select integration_id, key, trigger, subject, named, occurred_at, received_at, reason
      from integration_event where shop_id = $1 and id = $2 and settled_at is null
      ${lock ? "for no key update" : ""}`,
    values: [shopId, id],
  });
  const [row] = rows;
  return (
    row && {
      shopId,
      id,
      integrationId: row.integration_id,
      key: row.key,
      trigger: row.trigger,
      subject: row.subject,
      named: row.named,
      occurredAt: instantOf(row.occurred_at),
      receivedAt: instantOf(row.received_at),
      isWaiting: row.reason === "waiting",
    }
  );
}

/** What each way to earn gave. */
export interface ToldAward {
  readonly rule: string;
  /** Decimal digits. */
  readonly points: string;
}

export interface ToldOutcome {
  readonly memberId: string | null;
  readonly outcome: "granted" | "refused";
  readonly reason: string | null;
  readonly points: Points;
  readonly awards: readonly ToldAward[];
}

/** From here on it names nobody but by our own id. */
export async function settleToldEvent(
  tx: Sql,
  { shopId, id }: ShopKey,
  told: ToldOutcome,
  now: Instant,
): Promise<void> {
  await tx.query({
    name: "integration_event_settle",
    text: `update integration_event set named = null, settled_at = $3, member_id = $4,
        outcome = $5, reason = $6, points = $7, results = $8
      where shop_id = $1 and id = $2 and settled_at is null`,
    values: [
      shopId,
      id,
      instantText(now),
      told.memberId,
      told.outcome,
      told.reason,
      told.points,
      JSON.stringify(told.awards),
    ],
  });
}

export async function markToldEventWaiting(tx: Sql, { shopId, id }: ShopKey): Promise<void> {
  await tx.query({
    name: "integration_event_wait",
    text: `update integration_event set reason = 'waiting'
      where shop_id = $1 and id = $2 and settled_at is null`,
    values: [shopId, id],
  });
}

/** Of those that are settled, the oldest first. Answers how many. */
export async function deleteOldToldEvents(
  sql: Sql,
  keepDays: number,
  limit: number,
): Promise<number> {
  const { rowCount } = await sql.query({
    name: "integration_event_delete_old",
    text: `delete from integration_event as held using (
        select shop_id, integration_id, key from integration_event
        where settled_at is not null and received_at < now() - $1::int * interval '1 day'
        order by received_at limit $2 for update skip locked
      ) as old
      where held.shop_id = old.shop_id and held.integration_id = old.integration_id
        and held.key = old.key`,
    values: [keepDays, limit],
  });
  return rowCount ?? 0;
}

/** The customer of an address as their member knows it; nothing for strangers. */
export async function findCustomerOfEmail(
  sql: Sql,
  shopId: bigint,
  email: string,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ customer_id: string }>({
    name: "integration_event_member_of_email",
    text: `select shopify_customer_id as customer_id from member
      where shop_id = $1 and lower(email) = lower($2) and shopify_customer_id is not null
        and deleted_at is null and redacted_at is null
      order by customer_updated_at desc nulls last, id limit 1`,
    values: [shopId, email],
  });
  return rows[0]?.customer_id;
}

/** What others called it may name a person, too; the name of an event is the program's. */
const namesNobody = `named = null, key = 'forgotten/' || id,
  subject = case trigger when 'review' then 'forgotten' else subject end`;

/** What was told of the person names nobody any more. */
export async function forgetInToldEvents(
  tx: Sql,
  shopId: bigint,
  person: {
    readonly customerId: string;
    readonly memberId: string | null;
    readonly emails: readonly string[];
  },
): Promise<void> {
  await tx.query({
    name: "integration_event_forget",
    text: `update integration_event set ${namesNobody}
      where shop_id = $1 and (member_id = $3::uuid or settled_at is null
        and (named ->> 'customerId' = $2
          or lower(named ->> 'email') in (
            select lower(address) from unnest($4::text[]) as address)))`,
    values: [shopId, person.customerId, person.memberId, person.emails],
  });
}

/** The shop is gone: its keys end, and nobody waits to be named. */
export async function forgetIntegrations(tx: Sql, shopId: bigint, now: Instant): Promise<void> {
  await tx.query({
    name: "integration_forget_events",
    text: `update integration_event set ${namesNobody},
        settled_at = coalesce(settled_at, $2), outcome = coalesce(outcome, 'refused'),
        reason = case when outcome is null then 'forgotten' else reason end
      where shop_id = $1`,
    values: [shopId, instantText(now)],
  });
  // What staff called them may be somebody's name.
  await tx.query({
    name: "integration_forget_names",
    text: `update audit_event set details = details - 'name' - 'before'
      where shop_id = $1 and subject like 'integration/%'`,
    values: [shopId],
  });
  await tx.query({
    name: "integration_forget",
    text: `update integration set secret = null, name = '',
        revoked_at = coalesce(revoked_at, $2), revoked_by = 'system',
        created_by = case when created_by like 'merchant:%' then 'merchant:redacted'
          else created_by end
      where shop_id = $1`,
    values: [shopId, instantText(now)],
  });
}
