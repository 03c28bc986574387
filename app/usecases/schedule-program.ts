// A merchant sets the moment, on the store's calendar and clock, from which a draft is in force.
import type { Instant } from "../core/calendar/instant.ts";
import { instantOfLocal } from "../core/calendar/local-time.ts";
import { localDateTime } from "../core/program/calendar-fields.ts";
import type { DocumentProblem } from "../core/program/document-problem.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { beginProgramDraft, joinProgramPeriods } from "../db/program-version-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { type DraftRefusal, openDraft } from "./open-draft.ts";
import { type OpenPrograms, startProblems, versionAudit } from "./open-programs.ts";

/** Versions that may wait for their moment. */
export const MAX_SCHEDULED_PROGRAMS = 10;

export interface ScheduleProgram {
  readonly shopId: bigint;
  readonly draftId: string;
  /** The revision that the merchant saw. */
  readonly revision: number;
  /**
   * Such as 2026-03-01T09:00. Where the store's clocks skip that time, the first moment after it;
   * where they show it twice, the first of the two.
   */
  readonly startsAt: string;
  /**
   * The version that will be in force just before, with which the merchant compared the draft; null
   * where there will be none.
   */
  readonly baseVersionId: string | null;
  readonly actor: string;
  readonly now: Instant;
}

export type ScheduleProgramResult =
  | {
      readonly outcome: "scheduled";
      readonly versionId: string;
      readonly number: number;
      readonly activeFrom: Instant;
      /** When the next scheduled version follows it; null where none does. */
      readonly activeUntil: Instant | null;
    }
  | { readonly outcome: "invalid"; readonly problems: readonly DocumentProblem[] }
  | { readonly outcome: "not_in_the_future" }
  /** Another version begins at that very moment. */
  | { readonly outcome: "moment_taken" }
  | { readonly outcome: "too_many_scheduled" }
  | DraftRefusal;

/**
 * The version before it ends at that moment. Whatever becomes of the job that moves the statuses,
 * orders placed from then on count under it.
 */
export async function scheduleProgram(command: ScheduleProgram): Promise<ScheduleProgramResult> {
  const read = localDateTime.safeParse(command.startsAt);
  if (!read.success) {
    const problems = read.error.issues.map(({ message }) => ({ path: "startsAt", message }));
    return { outcome: "invalid", problems };
  }
  return withTransaction(async (tx) => {
    const opened = await openDraft(tx, command);
    if (opened.outcome !== "open") return opened;
    const { programs, draft } = opened;
    const problems = startProblems(draft, programs);
    if (problems.length > 0) return { outcome: "invalid", problems };
    const activeFrom = instantOfLocal(read.data, programs.timeZone, "earlier");
    const place = placeOf(programs, activeFrom, command);
    if (place.outcome !== "free") return place;
    await beginProgramDraft(tx, { shopId: command.shopId, id: draft.id }, "scheduled", activeFrom);
    await joinProgramPeriods(tx, command.shopId);
    await appendAuditEvents(tx, [
      versionAudit(command, "program_scheduled", draft, { startsAt: read.data }),
    ]);
    const { id: versionId, number } = draft;
    return { outcome: "scheduled", versionId, number, activeFrom, activeUntil: place.activeUntil };
  });
}

type Place =
  | { readonly outcome: "free"; readonly activeUntil: Instant | null }
  | {
      readonly outcome:
        | "not_in_the_future"
        | "moment_taken"
        | "too_many_scheduled"
        | "changed_meanwhile";
    };

function placeOf(
  { inForce, scheduled }: OpenPrograms,
  activeFrom: Instant,
  { baseVersionId, now }: ScheduleProgram,
): Place {
  if (activeFrom <= now) return { outcome: "not_in_the_future" };
  if (scheduled.length >= MAX_SCHEDULED_PROGRAMS) return { outcome: "too_many_scheduled" };
  const stages = inForce === null ? scheduled : [inForce, ...scheduled];
  if (stages.some((stage) => stage.activeFrom === activeFrom)) return { outcome: "moment_taken" };
  const before = stages.findLast((stage) => stage.activeFrom < activeFrom);
  if ((before?.id ?? null) !== baseVersionId) return { outcome: "changed_meanwhile" };
  const after = stages.find((stage) => stage.activeFrom > activeFrom);
  return { outcome: "free", activeUntil: after?.activeFrom ?? null };
}
