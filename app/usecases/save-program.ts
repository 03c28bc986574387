// A merchant saves the program: a new version that is in force from now on, and for orders placed
// from now on.
import type { Instant } from "../core/calendar/instant.ts";
import type { DocumentProblem } from "../core/program/document-problem.ts";
import { parseProgramDocument } from "../core/program/document.ts";
import type { ProgramDocument, ProgramDocumentInput } from "../core/program/document.ts";
import { newId } from "../db/new-id.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { Sql } from "../db/pool.ts";
import {
  activateProgram,
  lastProgramNumber,
  loadActiveProgram,
  lockProgram,
} from "../db/program-store.ts";
import { withTransaction } from "../db/transaction.ts";

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
  | { readonly outcome: "saved"; readonly versionId: string; readonly number: number }
  | { readonly outcome: "invalid"; readonly problems: readonly DocumentProblem[] }
  /** Somebody else saved since the merchant opened the form. */
  | { readonly outcome: "changed_meanwhile" }
  | { readonly outcome: "shop_not_found" };

export async function saveProgram(command: SaveProgram): Promise<SaveProgramResult> {
  return withTransaction((tx) => saveProgramIn(tx, command));
}

/** As `saveProgram`, inside a transaction that does more. */
export async function saveProgramIn(tx: Sql, command: SaveProgram): Promise<SaveProgramResult> {
  const parsed = parseProgramDocument(command.document);
  if (parsed.outcome === "invalid") return parsed;
  if (!(await lockProgram(tx, command.shopId))) return { outcome: "shop_not_found" };
  const active = await loadActiveProgram(tx, command.shopId);
  if ((active?.id ?? null) !== command.baseVersionId) return { outcome: "changed_meanwhile" };
  const versionId = newId();
  const number = (await lastProgramNumber(tx, command.shopId)) + 1;
  await activate(tx, command, parsed.document, { versionId, number });
  return { outcome: "saved", versionId, number };
}

async function activate(
  tx: Sql,
  { shopId, actor, now, activeFrom }: SaveProgram,
  document: ProgramDocument,
  { versionId, number }: { versionId: string; number: number },
): Promise<void> {
  await activateProgram(tx, {
    shopId,
    id: versionId,
    number,
    document,
    activeFrom: number === 1 ? (activeFrom ?? now) : now,
    createdAt: now,
    createdBy: actor,
  });
  await enqueueMessages(tx, [{ shopId, kind: "write_program", key: "program", payload: {} }]);
}
