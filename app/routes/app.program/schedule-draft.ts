// Setting the moment of a draft: what can be said of it before anything is written, and the words
// for what stands against it.
import { instantOfLocal } from "../../core/calendar/local-time.ts";
import { localDateTime } from "../../core/program/calendar-fields.ts";
import { scheduleProgram } from "../../usecases/schedule-program.ts";
import type { Refused } from "./refusals.ts";
import type { Stages } from "./load-stages.ts";

export type StartProblem = { outcome: "invalid_start"; message: string };

const startWords = {
  not_in_the_future: "Choose a moment in the future",
  moment_taken: "Another version comes into force at that very moment",
  too_many_scheduled: "As many versions are scheduled as can be: take one back first",
} as const;

/** What a form sent: the moment as it was typed, and the versions that the merchant saw. */
export interface WantedStart {
  readonly startsAt: string;
  readonly stages: Stages;
  readonly timeZone: string;
  readonly now: number;
}

export function startProblem({ startsAt, stages, ...when }: WantedStart): StartProblem | null {
  const read = localDateTime.safeParse(startsAt);
  if (!read.success) {
    return invalidStart(read.error.issues[0]?.message ?? "Enter a date and time");
  }
  const at = instantOfLocal(read.data, when.timeZone, "earlier");
  if (at <= when.now) return invalidStart(startWords.not_in_the_future);
  const isTaken = stages.scheduled.some(({ activeFrom }) => activeFrom?.getTime() === at);
  return isTaken ? invalidStart(startWords.moment_taken) : null;
}

function invalidStart(message: string): StartProblem {
  return { outcome: "invalid_start", message };
}

export interface DraftToSchedule extends WantedStart {
  readonly shopId: bigint;
  readonly draft: { readonly id: string; readonly revision: number };
  readonly actor: string;
}

export type ScheduleAnswer = { outcome: "scheduled"; versionId: string } | StartProblem | Refused;

/** The start must have been found free of problems. */
export async function scheduleDraft(command: DraftToSchedule): Promise<ScheduleAnswer> {
  const { draft, startsAt, stages, timeZone, shopId, actor, now } = command;
  const at = instantOfLocal(startsAt, timeZone, "earlier");
  const before = [...(stages.inForce ? [stages.inForce] : []), ...stages.scheduled].findLast(
    ({ activeFrom }) => (activeFrom?.getTime() ?? 0) < at,
  );
  const result = await scheduleProgram({
    shopId,
    draftId: draft.id,
    revision: draft.revision,
    startsAt,
    baseVersionId: before?.id ?? null,
    actor,
    now,
  });
  switch (result.outcome) {
    case "scheduled":
      return { outcome: "scheduled", versionId: result.versionId };
    case "not_in_the_future":
    case "moment_taken":
    case "too_many_scheduled":
      return invalidStart(startWords[result.outcome]);
    case "invalid":
    case "changed_meanwhile":
    case "not_a_draft":
      return result;
    case "shop_not_found":
      throw new Response(null, { status: 404 });
  }
}
