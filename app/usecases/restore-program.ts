// A merchant returns to an older version: a new one with its document, in force from now on. What
// was counted meanwhile stays as it was counted.
import type { Instant } from "../core/calendar/instant.ts";
import type { DocumentProblem } from "../core/program/document-problem.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { findProgramVersion } from "../db/program-version-store.ts";
import { withTransaction } from "../db/transaction.ts";
import {
  type ActivatedProgram,
  activateDocument,
  openPrograms,
  startProblems,
  versionAudit,
} from "./open-programs.ts";

export interface RestoreProgram {
  readonly shopId: bigint;
  /** The older version, whose document is to be in force again. */
  readonly versionId: string;
  /** The version in force that the merchant saw. */
  readonly baseVersionId: string;
  readonly actor: string;
  readonly now: Instant;
}

export type RestoreProgramResult =
  | ({ readonly outcome: "restored" } & ActivatedProgram)
  /** It is in force, or has not been yet, or never was. */
  | { readonly outcome: "not_an_older_version" }
  /** What it says can no longer work in this shop. */
  | { readonly outcome: "invalid"; readonly problems: readonly DocumentProblem[] }
  /** Somebody else saved since the merchant looked. */
  | { readonly outcome: "changed_meanwhile" }
  | { readonly outcome: "shop_not_found" };

export async function restoreProgram(command: RestoreProgram): Promise<RestoreProgramResult> {
  const { shopId, versionId, actor, now } = command;
  return withTransaction(async (tx) => {
    const programs = await openPrograms(tx, shopId, now);
    if (programs === undefined) return { outcome: "shop_not_found" };
    if (programs.inForce?.id !== command.baseVersionId) return { outcome: "changed_meanwhile" };
    const older = await findProgramVersion(tx, { shopId, id: versionId });
    if (older?.status !== "retired") return { outcome: "not_an_older_version" };
    const problems = startProblems(older, programs);
    if (problems.length > 0) return { outcome: "invalid", problems };
    const restored = await activateDocument(tx, programs, {
      shopId,
      actor,
      now,
      document: older.document,
      restoresVersionId: older.id,
      activeFrom: now,
    });
    const version = { id: restored.versionId, number: restored.number };
    await appendAuditEvents(tx, [
      versionAudit(command, "program_restored", version, { restores: older.number }),
    ]);
    return { outcome: "restored", ...restored };
  });
}
