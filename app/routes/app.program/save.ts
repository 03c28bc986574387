// Saves what the program's form sent: at once, as a draft, or for a moment to come.
import { activateProgramDraft } from "../../usecases/activate-program-draft.ts";
import { saveProgramDraft } from "../../usecases/save-program-draft.ts";
import { saveProgram } from "../../usecases/save-program.ts";
import type { ProgramDocumentInput } from "../../core/program/document.ts";
import type { StoreChecker } from "./check-store.ts";
import { isAsSeen, loadStages } from "./load-stages.ts";
import type { Refused } from "./refusals.ts";
import { scheduleDraft, type StartProblem, startProblem } from "./schedule-draft.ts";
import type { ProgramSubmission } from "./submission.ts";

export type SaveAnswer =
  | { outcome: "saved" }
  | { outcome: "draft_saved" | "scheduled"; versionId: string }
  | StartProblem
  | Refused;

export interface Saving {
  readonly shopId: bigint;
  readonly timeZone: string;
  readonly actor: string;
  readonly now: Date;
  readonly store: StoreChecker;
}

export async function save(sent: ProgramSubmission, saving: Saving): Promise<SaveAnswer> {
  switch (sent.way) {
    case "now":
      return sent.draft === null ? saveNow(sent, saving) : activateEdited(sent, saving);
    case "draft": {
      const saved = await saveDraft(sent, saving);
      return saved.outcome === "draft_saved"
        ? { outcome: "draft_saved", versionId: saved.draft.id }
        : saved;
    }
    case "schedule":
      return schedule(sent, saving);
  }
}

async function saveNow(
  sent: ProgramSubmission,
  { shopId, actor, now, store }: Saving,
): Promise<SaveAnswer> {
  const check = await store.ofInput(documentOf(sent));
  if (check.outcome !== "fits") return check;
  const saved = await saveProgram({
    shopId,
    document: documentOf(sent),
    baseVersionId: sent.baseVersionId,
    actor,
    now: now.getTime(),
  });
  if (saved.outcome === "shop_not_found") throw new Response(null, { status: 404 });
  return saved.outcome === "saved" ? { outcome: "saved" } : saved;
}

type DraftSaved = { outcome: "draft_saved"; draft: { id: string; revision: number } };

async function saveDraft(
  sent: ProgramSubmission,
  { shopId, actor, now }: Saving,
): Promise<DraftSaved | Refused> {
  const saved = await saveProgramDraft({
    shopId,
    draft: sent.draft,
    document: documentOf(sent),
    name: sent.name.trim() || null,
    notes: sent.notes.trim() || null,
    actor,
    now: now.getTime(),
  });
  if (saved.outcome === "shop_not_found") throw new Response(null, { status: 404 });
  if (saved.outcome !== "saved") return saved;
  return { outcome: "draft_saved", draft: { id: saved.versionId, revision: saved.revision } };
}

/** What was typed is kept in the draft, even where it then cannot come into force. */
async function activateEdited(sent: ProgramSubmission, saving: Saving): Promise<SaveAnswer> {
  const saved = await saveDraft(sent, saving);
  if (saved.outcome !== "draft_saved") return saved;
  const { shopId, actor, now, store } = saving;
  const check = await store.ofInput(documentOf(sent));
  if (check.outcome !== "fits") return check;
  const activated = await activateProgramDraft({
    shopId,
    draftId: saved.draft.id,
    revision: saved.draft.revision,
    baseVersionId: sent.baseVersionId,
    actor,
    now: now.getTime(),
  });
  if (activated.outcome === "shop_not_found") throw new Response(null, { status: 404 });
  return activated.outcome === "activated" ? { outcome: "saved" } : activated;
}

/** Moment and store are looked at first, so that what cannot be leaves no draft behind. */
async function schedule(sent: ProgramSubmission, saving: Saving): Promise<SaveAnswer> {
  const { shopId, timeZone, actor, now, store } = saving;
  const stages = await loadStages(shopId, now);
  if (!isAsSeen(stages, sent)) return { outcome: "changed_meanwhile" };
  const wanted = { startsAt: sent.startsAt, stages, timeZone, now: now.getTime() };
  const problem = startProblem(wanted);
  if (problem) return problem;
  const check = await store.ofInput(documentOf(sent));
  if (check.outcome !== "fits") return check;
  const saved = await saveDraft(sent, saving);
  if (saved.outcome !== "draft_saved") return saved;
  return scheduleDraft({ ...wanted, shopId, actor, draft: saved.draft });
}

/** Whatever was sent: the program's own schema reads it. */
function documentOf({ document }: ProgramSubmission): ProgramDocumentInput {
  return document as unknown as ProgramDocumentInput;
}
