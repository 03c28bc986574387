// Program versions as rows. Documents never change once saved, so each process reads each of them
// once.
import type { Instant } from "../core/calendar/instant.ts";
import {
  PROGRAM_SCHEMA_VERSION,
  programDocumentToJson,
  readStoredDocument,
} from "../core/program/document.ts";
import type { ProgramDocument, ProgramVersion } from "../core/program/document.ts";
import type { ProgramPeriod } from "../core/program/version-in-force.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText, optionalInstant } from "./rows.ts";

/** Versions whose documents are kept in memory, of all shops of this process. */
export const MAX_KEPT_VERSIONS = 2_000;
const keptVersions = new Map<string, ProgramVersion>();

interface PeriodRow {
  shop_id: bigint;
  id: string;
  active_from: Date;
  active_until: Date | null;
}

interface DocumentRow {
  id: string;
  number: number;
  schema_version: number;
  document: unknown;
}

/**
 * All versions that are or were in force, by shop, oldest first. Shops without a program are left
 * out.
 */
export async function loadProgramPeriods(
  sql: Sql,
  shopIds: readonly bigint[],
): Promise<Map<bigint, ProgramPeriod[]>> {
  const { rows } = await sql.query<PeriodRow>({
    name: "program_periods",
    text: `select shop_id, id, active_from, active_until from program_version
      where shop_id = any($1::bigint[]) and status in ('active', 'retired')
        and active_from is not null
      order by shop_id, number`,
    values: [shopIds],
  });
  const versions = await loadVersions(sql, rows);
  const periods = new Map<bigint, ProgramPeriod[]>();
  for (const row of rows) {
    const version = versions.get(row.id);
    if (!version) throw new Error(`Program version ${row.id} has no document`);
    const activeFrom = instantOf(row.active_from);
    const activeUntil = optionalInstant(row.active_until);
    const known = periods.get(row.shop_id) ?? [];
    periods.set(row.shop_id, [...known, { version, activeFrom, activeUntil }]);
  }
  return periods;
}

/** All that are wanted, whatever the memory can keep. */
async function loadVersions(
  sql: Sql,
  wanted: readonly { shop_id: bigint; id: string }[],
): Promise<Map<string, ProgramVersion>> {
  const found = new Map<string, ProgramVersion>();
  for (const { id } of wanted) {
    const kept = keptVersions.get(id);
    if (kept) found.set(id, kept);
  }
  const missing = wanted.filter(({ id }) => !found.has(id));
  if (missing.length === 0) return found;
  const { rows } = await sql.query<DocumentRow>({
    name: "program_documents",
    text: `select id, number, schema_version, document from program_version
      where (shop_id, id) in (select * from unnest($1::bigint[], $2::uuid[]))`,
    values: [missing.map((row) => row.shop_id), missing.map(({ id }) => id)],
  });
  for (const version of rows.map(toVersion)) {
    found.set(version.id, version);
    keepVersion(version);
  }
  return found;
}

function keepVersion(version: ProgramVersion): void {
  const oldest = keptVersions.keys().next();
  if (keptVersions.size >= MAX_KEPT_VERSIONS && !oldest.done) keptVersions.delete(oldest.value);
  keptVersions.set(version.id, version);
}

function toVersion(row: DocumentRow): ProgramVersion {
  const document = readStoredDocument(row.document, row.schema_version);
  return { id: row.id, number: row.number, document };
}

/** The version in force now, or none before the program was started. */
export async function loadActiveProgram(
  sql: Sql,
  shopId: bigint,
): Promise<ProgramVersion | undefined> {
  const { rows } = await sql.query<DocumentRow>({
    name: "program_version_active",
    text: `select id, number, schema_version, document from program_version
      where shop_id = $1 and status = 'active'`,
    values: [shopId],
  });
  return rows.map(toVersion)[0];
}

/** Takes the shop's row, so that two saves follow one another. False when there is no such shop. */
export async function lockProgram(sql: Sql, shopId: bigint): Promise<boolean> {
  const locked = await sql.query({
    name: "program_lock",
    text: `select from shop where shop_id = $1 for no key update`,
    values: [shopId],
  });
  return locked.rowCount === 1;
}

export interface NewProgramVersion {
  readonly shopId: bigint;
  readonly id: string;
  readonly number: number;
  readonly document: ProgramDocument;
  readonly activeFrom: Instant;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/**
 * Ends the version in force and starts the new one at the same instant. The shop's row must be
 * locked.
 */
export async function activateProgram(sql: Sql, version: NewProgramVersion): Promise<void> {
  await sql.query({
    name: "program_retire",
    text: `update program_version set status = 'retired', active_until = greatest(active_from, $2)
      where shop_id = $1 and status = 'active'`,
    values: [version.shopId, instantText(version.activeFrom)],
  });
  await sql.query({
    name: "program_activate",
    text: `insert into program_version (shop_id, id, number, status, schema_version, document,
        active_from, created_at, created_by)
      values ($1, $2, $3, 'active', $4, $5, $6, $7, $8)`,
    values: [
      version.shopId,
      version.id,
      version.number,
      PROGRAM_SCHEMA_VERSION,
      programDocumentToJson(version.document),
      instantText(version.activeFrom),
      instantText(version.createdAt),
      version.createdBy,
    ],
  });
}

/** The number of the latest version; zero before the first. */
export async function lastProgramNumber(sql: Sql, shopId: bigint): Promise<number> {
  const { rows } = await sql.query<{ last: number }>({
    name: "program_last_number",
    text: `select coalesce(max(number), 0)::int as last from program_version where shop_id = $1`,
    values: [shopId],
  });
  return rows[0]?.last ?? 0;
}
