// Program versions as the engine reads them. Which one is in force is a question of time: the word
// for its status follows a moment later. Documents are read once by each process.
import type { Instant } from "../core/calendar/instant.ts";
import { readStoredDocument } from "../core/program/document.ts";
import type { ProgramVersion } from "../core/program/document.ts";
import type { ProgramPeriod } from "../core/program/version-in-force.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText, optionalInstant } from "./rows.ts";

/** Versions whose documents are kept in memory, of all shops of this process. */
export const MAX_KEPT_VERSIONS = 2_000;
const keptVersions = new Map<string, ProgramVersion>();

interface VersionKey {
  shop_id: bigint;
  id: string;
  /** A scheduled version may become a draft again and be edited: then it is another document. */
  revision: number;
}

interface PeriodRow extends VersionKey {
  active_from: Date;
  active_until: Date | null;
}

interface DocumentRow extends VersionKey {
  number: number;
  schema_version: number;
  document: unknown;
}

/**
 * All versions that were, are or will be in force, by shop, oldest first. Shops without a program
 * are left out.
 */
export async function loadProgramPeriods(
  sql: Sql,
  shopIds: readonly bigint[],
): Promise<Map<bigint, ProgramPeriod[]>> {
  const { rows } = await sql.query<PeriodRow>({
    name: "program_periods",
    text: `select shop_id, id, revision, active_from, active_until from program_version
      where shop_id = any($1::bigint[]) and status in ('scheduled', 'active', 'retired')
        and active_from is not null
      order by shop_id, active_from, number`,
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
  wanted: readonly VersionKey[],
): Promise<Map<string, ProgramVersion>> {
  const found = new Map<string, ProgramVersion>();
  for (const key of wanted) {
    const kept = keptVersions.get(nameOf(key));
    if (kept) found.set(key.id, kept);
  }
  const missing = wanted.filter(({ id }) => !found.has(id));
  if (missing.length === 0) return found;
  const { rows } = await sql.query<DocumentRow>({
    name: "program_documents",
    text: `select shop_id, id, revision, number, schema_version, document from program_version
      where (shop_id, id) in (select * from unnest($1::bigint[], $2::uuid[]))`,
    values: [missing.map((row) => row.shop_id), missing.map(({ id }) => id)],
  });
  for (const row of rows) {
    const version = toVersion(row);
    found.set(version.id, version);
    keepVersion(nameOf(row), version);
  }
  return found;
}

function nameOf({ id, revision }: VersionKey): string {
  return `${id}/${revision}`;
}

function keepVersion(name: string, version: ProgramVersion): void {
  const oldest = keptVersions.keys().next();
  if (keptVersions.size >= MAX_KEPT_VERSIONS && !oldest.done) keptVersions.delete(oldest.value);
  keptVersions.set(name, version);
}

function toVersion(row: DocumentRow): ProgramVersion {
  const document = readStoredDocument(row.document, row.schema_version);
  return { id: row.id, number: row.number, document };
}

/** The version in force at an instant, or none before the program was started. */
export async function loadProgramInForce(
  sql: Sql,
  shopId: bigint,
  at: Instant,
): Promise<ProgramVersion | undefined> {
  const { rows } = await sql.query<VersionKey>({
    name: "program_in_force",
    text: `select shop_id, id, revision from program_version
      where shop_id = $1 and status in ('scheduled', 'active', 'retired')
        and active_from <= $2 and (active_until is null or $2 < active_until)
      order by active_from desc, number desc limit 1`,
    values: [shopId, instantText(at)],
  });
  const versions = await loadVersions(sql, rows);
  return rows[0] && versions.get(rows[0].id);
}
