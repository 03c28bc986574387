// All versions of a shop's program, as the admin lists, compares and edits them.
import { type ProgramDocument, readStoredDocument } from "../core/program/document.ts";
import { pool } from "../db/pool.ts";

export interface ProgramVersionSummary {
  id: string;
  number: number;
  /** What the merchant calls it. */
  name: string | null;
  notes: string | null;
  /** By time: what its moment has made of it, whatever is still written. */
  status: "draft" | "scheduled" | "active" | "retired";
  /** Of a draft: grows with each edit. */
  revision: number;
  activeFrom: Date | null;
  /** The first moment in which it no longer is in force; null while none follows. */
  activeUntil: Date | null;
  baseVersionId: string | null;
  /** The number of the older version that it brings back. */
  restoresNumber: number | null;
  createdAt: Date;
  createdBy: string;
  /** When a draft was last edited. */
  updatedAt: Date | null;
}

export interface ProgramVersionDetails extends ProgramVersionSummary {
  document: ProgramDocument;
}

interface SummaryRow {
  id: string;
  number: number;
  name: string | null;
  notes: string | null;
  status: ProgramVersionSummary["status"];
  revision: number;
  active_from: Date | null;
  active_until: Date | null;
  base_version_id: string | null;
  restores_number: number | null;
  created_at: Date;
  created_by: string;
  updated_at: Date | null;
}

/** More than one page of the admin shows; older versions stay in the database. */
const MAX_LISTED = 100;

const columns = `version.id, version.number, version.name, version.notes, version.revision,
  version.active_from, version.active_until, version.base_version_id, version.created_at,
  version.created_by, version.updated_at, restored.number as restores_number,
  case
    when version.status = 'draft' then 'draft'
    when version.active_from > $2 then 'scheduled'
    when version.active_until <= $2 then 'retired'
    else 'active'
  end as status`;

/** The newest first, drafts among them. */
export async function listProgramVersions(
  shopId: bigint,
  now: Date,
): Promise<ProgramVersionSummary[]> {
  const { rows } = await pool().query<SummaryRow>({
    name: "program_versions_list",
    text: `select ${columns}
      from program_version as version
      left join program_version as restored
        on restored.shop_id = version.shop_id and restored.id = version.restores_version_id
      where version.shop_id = $1
      order by version.number desc limit $3`,
    values: [shopId, now, MAX_LISTED],
  });
  return rows.map(toSummary);
}

/** Nothing where the shop has no such version. */
export async function loadProgramVersion(
  shopId: bigint,
  id: string,
  now: Date,
): Promise<ProgramVersionDetails | undefined> {
  const { rows } = await pool().query<SummaryRow & { schema_version: number; document: unknown }>({
    name: "program_version_details",
    text: `select ${columns}, version.schema_version, version.document
      from program_version as version
      left join program_version as restored
        on restored.shop_id = version.shop_id and restored.id = version.restores_version_id
      where version.shop_id = $1 and version.id = $3`,
    values: [shopId, now, id],
  });
  const row = rows[0];
  return (
    row && {
      ...toSummary(row),
      document: readStoredDocument(row.document, row.schema_version),
    }
  );
}

function toSummary(row: SummaryRow): ProgramVersionSummary {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    notes: row.notes,
    status: row.status,
    revision: row.revision,
    activeFrom: row.active_from,
    activeUntil: row.active_until,
    baseVersionId: row.base_version_id,
    restoresNumber: row.restores_number,
    createdAt: row.created_at,
    createdBy: row.created_by,
    updatedAt: row.updated_at,
  };
}
