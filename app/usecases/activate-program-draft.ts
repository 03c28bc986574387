// A merchant puts a draft into force at once: it counts for orders placed from now on.
import type { Instant } from "../core/calendar/instant.ts";
import type { DocumentProblem } from "../core/program/document-problem.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { type DraftRefusal, openDraft } from "./open-draft.ts";
import {
  type ActivatedProgram,
  activateDraft,
  startProblems,
  versionAudit,
} from "./open-programs.ts";

export interface ActivateProgramDraft {
  readonly shopId: bigint;
  readonly draftId: string;
  /** The revision that the merchant saw. */
  readonly revision: number;
  /** The version in force that the merchant compared it with; null for the shop's first. */
  readonly baseVersionId: string | null;
  readonly actor: string;
  readonly now: Instant;
}

export type ActivateProgramDraftResult =
  | ({ readonly outcome: "activated" } & ActivatedProgram)
  /** The shop has changed since the draft was saved: its currency, for example. */
  | { readonly outcome: "invalid"; readonly problems: readonly DocumentProblem[] }
  | DraftRefusal;

export async function activateProgramDraft(
  command: ActivateProgramDraft,
): Promise<ActivateProgramDraftResult> {
  return withTransaction(async (tx) => {
    const opened = await openDraft(tx, command);
    if (opened.outcome !== "open") return opened;
    const { programs, draft } = opened;
    if ((programs.inForce?.id ?? null) !== command.baseVersionId) {
      return { outcome: "changed_meanwhile" };
    }
    const problems = startProblems(draft, programs);
    if (problems.length > 0) return { outcome: "invalid", problems };
    const { shopId, now } = command;
    const activated = await activateDraft(
      tx,
      programs,
      { shopId, id: draft.id, number: draft.number },
      now,
    );
    await appendAuditEvents(tx, [versionAudit(command, "program_activated", draft)]);
    return { outcome: "activated", ...activated };
  });
}
