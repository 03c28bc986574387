// The program in force and the versions before it.
import { type ProgramDocument, readStoredDocument } from "../core/program/document.ts";
import { pool } from "../db/pool.ts";

export interface ActiveProgram {
  versionId: string;
  number: number;
  activeFrom: Date | null;
  document: ProgramDocument;
}

interface Row {
  id: string;
  number: number;
  schema_version: number;
  active_from: Date | null;
  document: unknown;
}

export async function loadActiveProgram(shopId: bigint): Promise<ActiveProgram | undefined> {
  const { rows } = await pool().query<Row>({
    name: "program_in_force",
    text: `select id, number, schema_version, active_from, document from program_version
      where shop_id = $1 and status = 'active' order by number desc limit 1`,
    values: [shopId],
  });
  const row = rows[0];
  return (
    row && {
      versionId: row.id,
      number: row.number,
      activeFrom: row.active_from,
      document: readStoredDocument(row.document, row.schema_version),
    }
  );
}

const FALLBACK_NAME = { one: "Point", other: "Points" };

/** What a point is called, for pages that show numbers of them. */
export async function loadPointsName(shopId: bigint): Promise<{ one: string; other: string }> {
  const program = await loadActiveProgram(shopId);
  return program?.document.pointsName ?? FALLBACK_NAME;
}
