// The life of program versions: draft, scheduled, active, retired. The shop's row must be locked by
// whoever writes here, so that the periods of its versions follow one another without a gap.
import type { Instant } from "../core/calendar/instant.ts";
import {
  PROGRAM_SCHEMA_VERSION,
  type ProgramDocument,
  programDocumentToJson,
  readStoredDocument,
} from "../core/program/document.ts";
import type { Sql } from "./pool.ts";
import { type ShopKey, instantText, optionalInstant, optionalInstantText } from "./rows.ts";

export type ProgramStatus = "draft" | "scheduled" | "active" | "retired";

export interface LockedShop {
  readonly currency: string;
  readonly timeZone: string;
  /** What the store lets the app do, with commas. */
  readonly scopes: string;
}

/** Takes the shop's row, so that two merchants follow one another. Nothing without such a shop. */
export async function lockProgram(sql: Sql, shopId: bigint): Promise<LockedShop | undefined> {
  const { rows } = await sql.query<LockedShop>({
    name: "program_lock",
    text: `select currency, time_zone as "timeZone", scopes from shop
      where shop_id = $1 for no key update`,
    values: [shopId],
  });
  return rows[0];
}

export interface StoredProgramVersion {
  readonly id: string;
  readonly number: number;
  readonly status: ProgramStatus;
  readonly revision: number;
  readonly activeFrom: Instant | null;
  readonly activeUntil: Instant | null;
  readonly document: ProgramDocument;
  /** In which its amounts were entered; null where that is not known. */
  readonly currency: string | null;
}

interface VersionRow extends Omit<StoredProgramVersion, "activeFrom" | "activeUntil" | "document"> {
  active_from: Date | null;
  active_until: Date | null;
  schema_version: number;
  document: unknown;
}

export async function findProgramVersion(
  sql: Sql,
  { shopId, id }: ShopKey,
): Promise<StoredProgramVersion | undefined> {
  const { rows } = await sql.query<VersionRow>({
    name: "program_version_find",
    text: `select id, number, status, revision, active_from, active_until, schema_version, document,
        currency
      from program_version where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  const [row] = rows;
  if (row === undefined) return undefined;
  const { active_from: from, active_until: until, schema_version: schema, ...version } = row;
  return {
    ...version,
    activeFrom: optionalInstant(from),
    activeUntil: optionalInstant(until),
    document: readStoredDocument(row.document, schema),
  };
}

export interface ProgramStage {
  readonly id: string;
  readonly number: number;
  readonly status: "scheduled" | "active";
  readonly activeFrom: Instant;
}

/** The version in force and those that follow it, in the order in which they begin. */
export async function loadProgramStages(sql: Sql, shopId: bigint): Promise<ProgramStage[]> {
  const { rows } = await sql.query<Omit<ProgramStage, "activeFrom"> & { active_from: Date }>({
    name: "program_stages",
    text: `select id, number, status, active_from from program_version
      where shop_id = $1 and status in ('active', 'scheduled') order by active_from, number`,
    values: [shopId],
  });
  return rows.map(({ active_from, ...row }) => ({ ...row, activeFrom: active_from.getTime() }));
}

/** The number of the latest version, drafts included; zero before the first. */
export async function lastProgramNumber(sql: Sql, shopId: bigint): Promise<number> {
  const { rows } = await sql.query<{ last: number }>({
    name: "program_last_number",
    text: `select coalesce(max(number), 0)::int as last from program_version where shop_id = $1`,
    values: [shopId],
  });
  return rows[0]?.last ?? 0;
}

export async function countProgramDrafts(sql: Sql, shopId: bigint): Promise<number> {
  const { rows } = await sql.query<{ drafts: number }>({
    name: "program_draft_count",
    text: `select count(*)::int as drafts from program_version
      where shop_id = $1 and status = 'draft'`,
    values: [shopId],
  });
  return rows[0]?.drafts ?? 0;
}

export interface NewProgramVersion extends ShopKey {
  readonly number: number;
  readonly document: ProgramDocument;
  readonly name: string | null;
  readonly notes: string | null;
  readonly baseVersionId: string | null;
  readonly restoresVersionId: string | null;
  /** In force from then on; null for a draft. */
  readonly activeFrom: Instant | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

export async function insertProgramVersion(sql: Sql, version: NewProgramVersion): Promise<void> {
  await sql.query({
    name: "program_version_insert",
    text: `insert into program_version (shop_id, id, number, name, notes, status, base_version_id,
        restores_version_id, schema_version, document, active_from, created_at, created_by,
        currency)
      values ($1, $2, $3, $4, $5, case when $10::timestamptz is null then 'draft' else 'active' end,
        $6, $7, $8, $9, $10, $11, $12, (select currency from shop where shop_id = $1))`,
    values: [
      version.shopId,
      version.id,
      version.number,
      version.name,
      version.notes,
      version.baseVersionId,
      version.restoresVersionId,
      PROGRAM_SCHEMA_VERSION,
      programDocumentToJson(version.document),
      optionalInstantText(version.activeFrom),
      instantText(version.createdAt),
      version.createdBy,
    ],
  });
}

export interface DraftEdit extends ShopKey {
  /** The revision that the merchant saw. */
  readonly revision: number;
  readonly document: ProgramDocument;
  readonly name: string | null;
  readonly notes: string | null;
  readonly now: Instant;
}

/** False when there is no such draft, or it was edited since. */
export async function editProgramDraft(sql: Sql, edit: DraftEdit): Promise<boolean> {
  const { rows } = await sql.query<{ done: boolean }>({
    name: "program_draft_edit",
    text: `select edit_program_draft($1, $2, $3, $4, $5, $6) as done`,
    values: [
      edit.shopId,
      edit.id,
      edit.revision,
      PROGRAM_SCHEMA_VERSION,
      programDocumentToJson(edit.document),
      instantText(edit.now),
    ],
  });
  if (rows[0]?.done !== true) return false;
  await sql.query({
    name: "program_draft_name",
    text: `update program_version set name = $3, notes = $4, currency = shop.currency from shop
      where shop.shop_id = $1 and program_version.shop_id = $1 and id = $2 and status = 'draft'`,
    values: [edit.shopId, edit.id, edit.name, edit.notes],
  });
  return true;
}

export async function discardProgramDraft(sql: Sql, { shopId, id }: ShopKey): Promise<boolean> {
  const { rows } = await sql.query<{ done: boolean }>({
    name: "program_draft_discard",
    text: `select discard_program_draft($1, $2) as done`,
    values: [shopId, id],
  });
  return rows[0]?.done === true;
}

/** Ends the version in force, if there is one. */
export async function retireActiveProgram(sql: Sql, shopId: bigint, at: Instant): Promise<void> {
  await sql.query({
    name: "program_retire",
    text: `update program_version set active_until = greatest(active_from, $2)
      where shop_id = $1 and status = 'active'`,
    values: [shopId, instantText(at)],
  });
  await sql.query({
    name: "program_retired",
    text: `select move_program_version(shop_id, id, 'active', 'retired', null) from program_version
      where shop_id = $1 and status = 'active'`,
    values: [shopId],
  });
}

/** Turns a draft into a version that begins at an instant. */
export async function beginProgramDraft(
  sql: Sql,
  { shopId, id }: ShopKey,
  status: "scheduled" | "active",
  activeFrom: Instant,
): Promise<void> {
  await sql.query({
    name: "program_draft_begin",
    text: `select move_program_version($1, $2, 'draft', $3, $4)`,
    values: [shopId, id, status, instantText(activeFrom)],
  });
}

/** A scheduled version becomes a draft again. */
export async function unscheduleProgramVersion(
  sql: Sql,
  { shopId, id }: ShopKey,
): Promise<boolean> {
  const { rows } = await sql.query<{ done: boolean }>({
    name: "program_unschedule",
    text: `select move_program_version($1, $2, 'scheduled', 'draft', null) as done`,
    values: [shopId, id],
  });
  return rows[0]?.done === true;
}

/** Each version ends when the next one begins, so that no moment has two, or none. */
export async function joinProgramPeriods(sql: Sql, shopId: bigint): Promise<void> {
  await sql.query({
    name: "program_periods_join",
    text: `update program_version as version set active_until = follower.begins
      from (
        select id, lead(active_from) over (order by active_from, number) as begins
        from program_version where shop_id = $1 and status in ('active', 'scheduled')
      ) as follower
      where version.shop_id = $1 and version.id = follower.id
        and version.active_until is distinct from follower.begins`,
    values: [shopId],
  });
}

/** Shops with a scheduled version whose moment has come. */
export async function listDuePrograms(sql: Sql, now: Instant, limit: number): Promise<bigint[]> {
  const { rows } = await sql.query<{ shop_id: bigint }>({
    name: "program_due",
    text: `select distinct shop_id from program_version
      where status = 'scheduled' and active_from <= $1 order by shop_id limit $2`,
    values: [instantText(now), limit],
  });
  return rows.map((row) => row.shop_id);
}

export interface StartedProgram {
  readonly id: string;
  readonly number: number;
}

/** Brings the statuses of a shop's versions up to an instant; answers which have begun. */
export async function startDueVersions(
  sql: Sql,
  shopId: bigint,
  now: Instant,
): Promise<StartedProgram[]> {
  const values = [shopId, instantText(now)];
  const { rows: begun } = await sql.query<StartedProgram>({
    name: "program_begun",
    text: `select id, number from program_version
      where shop_id = $1 and status = 'scheduled' and active_from <= $2
      order by active_from, number`,
    values,
  });
  if (begun.length === 0) return [];
  // Also the one whose time is over before anybody noticed that it had begun.
  await sql.query({
    name: "program_end_due",
    text: `select move_program_version(shop_id, id, status, 'retired', null) from program_version
      where shop_id = $1 and status in ('active', 'scheduled') and active_until <= $2`,
    values,
  });
  await sql.query({
    name: "program_start_due",
    text: `select move_program_version(shop_id, id, status, 'active', null) from program_version
      where shop_id = $1 and status = 'scheduled' and active_from <= $2`,
    values,
  });
  return begun;
}
