// The program in force, as the admin shows and edits it.
import { type ProgramDocument, readStoredDocument } from "../core/program/document.ts";
import { prisma } from "../db/prisma.ts";

export interface ActiveProgram {
  versionId: string;
  number: number;
  activeFrom: Date | null;
  document: ProgramDocument;
}

export async function loadActiveProgram(shopId: bigint): Promise<ActiveProgram | undefined> {
  const version = await prisma().programVersion.findFirst({ where: { shopId, status: "active" } });
  return version
    ? {
        versionId: version.id,
        number: version.number,
        activeFrom: version.activeFrom,
        document: readStoredDocument(version.document, version.schemaVersion),
      }
    : undefined;
}

const FALLBACK_NAME = { one: "Point", other: "Points" };

/** What a point is called, for pages that show numbers of them. */
export async function loadPointsName(shopId: bigint): Promise<{ one: string; other: string }> {
  const program = await loadActiveProgram(shopId);
  return program?.document.pointsName ?? FALLBACK_NAME;
}
