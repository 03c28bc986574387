// Integrations as the admin shows them, and their keys as the API's door asks for them.
import type { IntegrationKind, IntegrationScope } from "../core/integrations/integration.ts";
import { keyName } from "../core/integrations/key-name.ts";
import type { IntegrationKey } from "../core/integrations/key-name.ts";
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface IntegrationView {
  readonly id: string;
  readonly name: string;
  readonly kind: IntegrationKind;
  readonly scopes: IntegrationScope[];
  readonly key: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  /** Null while it works. */
  readonly revokedAt: Date | null;
}

interface IntegrationRow {
  id: string;
  name: string;
  kind: IntegrationKind;
  scopes: IntegrationScope[];
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const LISTED_REVOKED = 20;

/** All that work, oldest first, and then those that were revoked last. */
export async function listIntegrations(shopId: bigint): Promise<IntegrationView[]> {
  const { rows } = await pool().query<IntegrationRow>({
    name: "integrations_list",
    text: `(select id, name, kind, scopes, created_at, last_used_at, revoked_at from integration
        where shop_id = $1 and revoked_at is null order by created_at, id)
      union all
      (select id, name, kind, scopes, created_at, last_used_at, revoked_at from integration
        where shop_id = $1 and revoked_at is not null order by revoked_at desc, id limit $2)`,
    values: [shopId, LISTED_REVOKED],
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    scopes: row.scopes,
    key: keyName({ shopId, id: row.id }),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }));
}

/** A key that works, of a store that has the app. */
export interface WorkingKey extends IntegrationKey {
  readonly kind: IntegrationKind;
  readonly scopes: readonly IntegrationScope[];
  /** Encrypted. */
  readonly secret: string;
}

export async function findWorkingKey({
  shopId,
  id,
}: IntegrationKey): Promise<WorkingKey | undefined> {
  const { rows } = await pool().query<Pick<WorkingKey, "kind" | "scopes" | "secret">>({
    name: "integrations_find_key",
    text: `select held.kind, held.scopes, held.secret
      from integration as held join shop on shop.shop_id = held.shop_id
      where held.shop_id = $1 and held.id = $2 and held.revoked_at is null
        and shop.uninstalled_at is null and shop.redacted_at is null`,
    values: [shopId, id],
  });
  const [row] = rows;
  return row && { shopId, id, kind: row.kind, scopes: row.scopes, secret: row.secret };
}

export interface ToldEventView {
  readonly id: string;
  readonly trigger: "custom" | "review";
  readonly subject: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  /** Null until it is settled. */
  readonly outcome: "granted" | "refused" | null;
  readonly reason: string | null;
  readonly points: number;
  readonly awards: { rule: string; points: string }[];
}

interface ToldEventRow {
  id: string;
  trigger: "custom" | "review";
  subject: string;
  occurred_at: Date;
  received_at: Date;
  outcome: "granted" | "refused" | null;
  reason: string | null;
  points: bigint;
  results: { rule: string; points: string }[] | null;
}

/** Of this integration; nothing for what another one told. */
export async function findToldEvent(
  { shopId, id: integrationId }: IntegrationKey,
  eventId: string,
): Promise<ToldEventView | undefined> {
  const { rows } = await pool().query<ToldEventRow>({
    name: "integrations_find_event",
    text: `select id, trigger, subject, occurred_at, received_at, outcome, reason, points, results
      from integration_event where shop_id = $1 and id = $2 and integration_id = $3`,
    values: [shopId, eventId, integrationId],
  });
  return rows[0] && toView(rows[0]);
}

export interface RecentToldEvent extends ToldEventView {
  readonly integration: string;
  readonly memberId: string | null;
}

const LISTED_EVENTS = 25;

export async function listRecentToldEvents(shopId: bigint): Promise<RecentToldEvent[]> {
  const { rows } = await pool().query<
    ToldEventRow & { integration: string; member_id: string | null }
  >({
    name: "integrations_recent_events",
    text: `select told.id, told.trigger, told.subject, told.occurred_at, told.received_at,
        told.outcome, told.reason, told.points, told.results, told.member_id,
        integration.name as integration
      from integration_event as told join integration
        on integration.shop_id = told.shop_id and integration.id = told.integration_id
      where told.shop_id = $1 order by told.received_at desc, told.id desc limit $2`,
    values: [shopId, LISTED_EVENTS],
  });
  return rows.map((row) => ({
    ...toView(row),
    integration: row.integration,
    memberId: row.member_id,
  }));
}

function toView(row: ToldEventRow): ToldEventView {
  return {
    id: row.id,
    trigger: row.trigger,
    subject: row.subject,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    outcome: row.outcome,
    reason: row.outcome === null ? null : row.reason,
    points: toWholeNumber(row.points),
    awards: row.results ?? [],
  };
}
