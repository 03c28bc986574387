// A merchant works on a program that is not in force: a draft is begun, or edited.
import type { Instant } from "../core/calendar/instant.ts";
import type { DocumentProblem } from "../core/program/document-problem.ts";
import { parseProgramDocument } from "../core/program/document.ts";
import type { ProgramDocument, ProgramDocumentInput } from "../core/program/document.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { newId } from "../db/new-id.ts";
import {
  countProgramDrafts,
  editProgramDraft,
  findProgramVersion,
  insertProgramVersion,
  lastProgramNumber,
} from "../db/program-version-store.ts";
import { type Transaction, withTransaction } from "../db/transaction.ts";
import { openPrograms, versionAudit } from "./open-programs.ts";

/** Drafts that a shop may keep. */
export const MAX_PROGRAM_DRAFTS = 20;

export interface SaveProgramDraft {
  readonly shopId: bigint;
  /** The draft that is edited, and the revision that the merchant saw; null for a new one. */
  readonly draft: { readonly id: string; readonly revision: number } | null;
  readonly document: ProgramDocumentInput;
  /** What the merchant calls it. */
  readonly name: string | null;
  readonly notes: string | null;
  readonly actor: string;
  readonly now: Instant;
}

export type SaveProgramDraftResult =
  | {
      readonly outcome: "saved";
      readonly versionId: string;
      readonly number: number;
      readonly revision: number;
    }
  | { readonly outcome: "invalid"; readonly problems: readonly DocumentProblem[] }
  /** Somebody else edited the draft since the merchant opened it. */
  | { readonly outcome: "changed_meanwhile" }
  /** It was discarded, scheduled or activated meanwhile. */
  | { readonly outcome: "not_a_draft" }
  | { readonly outcome: "too_many_drafts" }
  | { readonly outcome: "shop_not_found" };

/** A new draft is based on the version that is in force when it is begun. */
export async function saveProgramDraft(command: SaveProgramDraft): Promise<SaveProgramDraftResult> {
  return withTransaction(async (tx) => {
    const programs = await openPrograms(tx, command.shopId, command.now);
    if (programs === undefined) return { outcome: "shop_not_found" };
    const parsed = parseProgramDocument(command.document, programs);
    if (parsed.outcome === "invalid") return parsed;
    return command.draft === null
      ? beginDraft(tx, command, parsed.document, programs.inForce?.id ?? null)
      : editDraft(tx, command, parsed.document, command.draft);
  });
}

async function beginDraft(
  tx: Transaction,
  command: SaveProgramDraft,
  document: ProgramDocument,
  baseVersionId: string | null,
): Promise<SaveProgramDraftResult> {
  const { shopId, name, notes, actor, now } = command;
  if ((await countProgramDrafts(tx, shopId)) >= MAX_PROGRAM_DRAFTS) {
    return { outcome: "too_many_drafts" };
  }
  const version = { id: newId(), number: (await lastProgramNumber(tx, shopId)) + 1 };
  await insertProgramVersion(tx, {
    ...version,
    shopId,
    document,
    name,
    notes,
    baseVersionId,
    restoresVersionId: null,
    activeFrom: null,
    createdAt: now,
    createdBy: actor,
  });
  await appendAuditEvents(tx, [versionAudit(command, "program_draft_begun", version)]);
  return { outcome: "saved", versionId: version.id, number: version.number, revision: 0 };
}

async function editDraft(
  tx: Transaction,
  command: SaveProgramDraft,
  document: ProgramDocument,
  draft: { readonly id: string; readonly revision: number },
): Promise<SaveProgramDraftResult> {
  const { shopId, name, notes, now } = command;
  const stored = await findProgramVersion(tx, { shopId, id: draft.id });
  if (stored?.status !== "draft") return { outcome: "not_a_draft" };
  if (!(await editProgramDraft(tx, { shopId, ...draft, document, name, notes, now }))) {
    return { outcome: "changed_meanwhile" };
  }
  await appendAuditEvents(tx, [versionAudit(command, "program_draft_edited", stored)]);
  const revision = draft.revision + 1;
  return { outcome: "saved", versionId: draft.id, number: stored.number, revision };
}
