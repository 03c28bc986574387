// A merchant saves the program: a new version that is in force from now on, and for orders placed
// from now on.
import type { Instant } from "../core/calendar/instant.ts";
import type { DocumentProblem } from "../core/program/document-problem.ts";
import { parseProgramDocument } from "../core/program/document.ts";
import type { ProgramDocumentInput } from "../core/program/document.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import type { Sql } from "../db/pool.ts";
import { withTransaction } from "../db/transaction.ts";
import {
  type ActivatedProgram,
  activateDocument,
  openPrograms,
  startProblems,
  versionAudit,
} from "./open-programs.ts";

export interface SaveProgram {
  readonly shopId: bigint;
  readonly document: ProgramDocumentInput;
  /** The version that the merchant saw; null for the shop's first. */
  readonly baseVersionId: string | null;
  /** Who saved it: `system`, or `merchant:` and the staff member's id. */
  readonly actor: string;
  readonly now: Instant;
  /**
   * Since when orders count; only for a shop's first version, which then also covers orders placed
   * before it was saved. Now, if left out.
   */
  readonly activeFrom?: Instant;
}

export type SaveProgramResult =
  | ({ readonly outcome: "saved" } & ActivatedProgram)
  | { readonly outcome: "invalid"; readonly problems: readonly DocumentProblem[] }
  /** Somebody else saved since the merchant opened the form. */
  | { readonly outcome: "changed_meanwhile" }
  | { readonly outcome: "shop_not_found" };

export async function saveProgram(command: SaveProgram): Promise<SaveProgramResult> {
  return withTransaction((tx) => saveProgramIn(tx, command));
}

/** As `saveProgram`, inside a transaction that does more. */
export async function saveProgramIn(tx: Sql, command: SaveProgram): Promise<SaveProgramResult> {
  const { shopId, now, actor } = command;
  const programs = await openPrograms(tx, shopId, now);
  if (programs === undefined) return { outcome: "shop_not_found" };
  const parsed = parseProgramDocument(command.document, programs);
  if (parsed.outcome === "invalid") return parsed;
  const problems = startProblems({ ...parsed, currency: programs.currency }, programs);
  if (problems.length > 0) return { outcome: "invalid", problems };
  const { inForce } = programs;
  if ((inForce?.id ?? null) !== command.baseVersionId) return { outcome: "changed_meanwhile" };
  const saved = await activateDocument(tx, programs, {
    shopId,
    actor,
    now,
    document: parsed.document,
    restoresVersionId: null,
    activeFrom: inForce === null ? (command.activeFrom ?? now) : now,
  });
  const version = { id: saved.versionId, number: saved.number };
  await appendAuditEvents(tx, [versionAudit(command, "program_saved", version)]);
  return { outcome: "saved", ...saved };
}
