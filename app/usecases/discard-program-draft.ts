// A merchant throws a draft away. No order was ever counted under it.
import type { Instant } from "../core/calendar/instant.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { discardProgramDraft as discardDraft } from "../db/program-version-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { type DraftRefusal, openDraft } from "./open-draft.ts";
import { versionAudit } from "./open-programs.ts";

export interface DiscardProgramDraft {
  readonly shopId: bigint;
  readonly draftId: string;
  /** The revision that the merchant saw. */
  readonly revision: number;
  readonly actor: string;
  readonly now: Instant;
}

export type DiscardProgramDraftResult = { readonly outcome: "discarded" } | DraftRefusal;

export async function discardProgramDraft(
  command: DiscardProgramDraft,
): Promise<DiscardProgramDraftResult> {
  return withTransaction(async (tx) => {
    const opened = await openDraft(tx, command);
    if (opened.outcome !== "open") return opened;
    const { draft } = opened;
    await discardDraft(tx, { shopId: command.shopId, id: draft.id });
    await appendAuditEvents(tx, [versionAudit(command, "program_draft_discarded", draft)]);
    return { outcome: "discarded" };
  });
}
