// The program in force, as the admin shows and edits it.
import { type ProgramDocument, readStoredDocument } from "../core/program/document.ts";
import { prisma } from "../db/prisma.ts";

export interface ActiveProgram {
  versionId: string;
  number: number;
  activeFrom: Date | null;
  document: ProgramDocument;
}

/** By time: a scheduled version is in force from its moment on, whatever its status still says. */
export async function loadActiveProgram(
  shopId: bigint,
  now: Date,
): Promise<ActiveProgram | undefined> {
  const version = await prisma().programVersion.findFirst({
    where: {
      shopId,
      status: { in: ["scheduled", "active", "retired"] },
      activeFrom: { lte: now },
      OR: [{ activeUntil: null }, { activeUntil: { gt: now } }],
    },
    orderBy: [{ activeFrom: "desc" }, { number: "desc" }],
  });
  return version
    ? {
        versionId: version.id,
        number: version.number,
        activeFrom: version.activeFrom,
        document: readStoredDocument(version.document, version.schemaVersion),
      }
    : undefined;
}

/** What points are called while no program is in force. */
export const FALLBACK_NAME = { one: "Point", other: "Points" };

/** What a point is called, for pages that show numbers of them. */
export async function loadPointsName(
  shopId: bigint,
  now: Date,
): Promise<{ one: string; other: string }> {
  const program = await loadActiveProgram(shopId, now);
  return program?.document.pointsName ?? FALLBACK_NAME;
}

/** How the program in force says things; as ours does while there is none. */
export async function loadSayings(
  shopId: bigint,
  now: Date,
): Promise<Pick<ProgramDocument, "pointsName" | "texts">> {
  const program = await loadActiveProgram(shopId, now);
  return program?.document ?? { pointsName: FALLBACK_NAME, texts: [] };
}
