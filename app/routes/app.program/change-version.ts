// What can be done with a version of the program from its page.
import type { ProgramDocument } from "../../core/program/document.ts";
import { activateProgramDraft } from "../../usecases/activate-program-draft.ts";
import { discardProgramDraft } from "../../usecases/discard-program-draft.ts";
import { restoreProgram } from "../../usecases/restore-program.ts";
import { unscheduleProgram } from "../../usecases/unschedule-program.ts";
import type { StoreChecker } from "./check-store.ts";
import { isAsSeen, loadStages } from "./load-stages.ts";
import type { Refused } from "./refusals.ts";
import { scheduleDraft, type StartProblem, startProblem } from "./schedule-draft.ts";

type Intent = "activate" | "schedule" | "unschedule" | "discard" | "restore";

export interface VersionChange {
  readonly intent: Intent;
  readonly id: string;
  /** What the version says. */
  readonly document: ProgramDocument;
  readonly store: StoreChecker;
  readonly revision: number;
  /** What the merchant saw. */
  readonly baseVersionId: string | null;
  readonly scheduledIds: readonly string[];
  readonly startsAt: string;
  readonly shopId: bigint;
  readonly timeZone: string;
  readonly actor: string;
  readonly now: Date;
}

export type VersionAnswer =
  | { outcome: "done"; intent: Intent }
  | { outcome: "not_scheduled" | "not_an_older_version" }
  | StartProblem
  | Refused;

/** After which the version's document is in force, at once or one day. */
const starting: ReadonlySet<Intent> = new Set(["activate", "schedule", "restore"]);

export async function changeVersion(change: VersionChange): Promise<VersionAnswer> {
  if (starting.has(change.intent)) {
    const check = await change.store.ofDocument(change.document);
    if (check.outcome !== "fits") return check;
  }
  const result = await carryOut(change);
  if (result.outcome === "shop_not_found") throw new Response(null, { status: 404 });
  return result;
}

type Result = VersionAnswer | { outcome: "shop_not_found" };

async function carryOut(change: VersionChange): Promise<Result> {
  const { intent, id, revision, baseVersionId, shopId, actor } = change;
  const now = change.now.getTime();
  const done = { outcome: "done", intent } as const;
  switch (intent) {
    case "activate": {
      const command = { shopId, draftId: id, revision, baseVersionId, actor, now };
      const result = await activateProgramDraft(command);
      return result.outcome === "activated" ? done : result;
    }
    case "schedule":
      return schedule(change);
    case "unschedule": {
      const result = await unscheduleProgram({ shopId, versionId: id, actor, now });
      return result.outcome === "unscheduled" ? done : result;
    }
    case "discard": {
      const result = await discardProgramDraft({ shopId, draftId: id, revision, actor, now });
      return result.outcome === "discarded" ? done : result;
    }
    case "restore": {
      if (baseVersionId === null) return { outcome: "not_an_older_version" };
      const command = { shopId, versionId: id, baseVersionId, actor, now };
      const result = await restoreProgram(command);
      return result.outcome === "restored" ? done : result;
    }
  }
}

async function schedule(change: VersionChange): Promise<VersionAnswer> {
  const { id, revision, shopId, startsAt, timeZone, actor } = change;
  const stages = await loadStages(shopId, change.now);
  if (!isAsSeen(stages, change)) return { outcome: "changed_meanwhile" };
  const wanted = { startsAt, stages, timeZone, now: change.now.getTime() };
  const problem = startProblem(wanted);
  if (problem) return problem;
  const answer = await scheduleDraft({ ...wanted, shopId, actor, draft: { id, revision } });
  return answer.outcome === "scheduled" ? { outcome: "done", intent: "schedule" } : answer;
}
