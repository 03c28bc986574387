// A merchant takes a scheduled version back before its moment: it is a draft again, and the version
// before it goes on.
import type { Instant } from "../core/calendar/instant.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import {
  findProgramVersion,
  joinProgramPeriods,
  unscheduleProgramVersion,
} from "../db/program-version-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { openPrograms, versionAudit } from "./open-programs.ts";

export interface UnscheduleProgram {
  readonly shopId: bigint;
  readonly versionId: string;
  readonly actor: string;
  readonly now: Instant;
}

export type UnscheduleProgramResult =
  | { readonly outcome: "unscheduled"; readonly versionId: string; readonly revision: number }
  /** It has begun, was taken back, or never was. */
  | { readonly outcome: "not_scheduled" }
  | { readonly outcome: "shop_not_found" };

export async function unscheduleProgram(
  command: UnscheduleProgram,
): Promise<UnscheduleProgramResult> {
  const { shopId, versionId, now } = command;
  return withTransaction(async (tx) => {
    // What is due by now has begun with this.
    if (!(await openPrograms(tx, shopId, now))) return { outcome: "shop_not_found" };
    const version = await findProgramVersion(tx, { shopId, id: versionId });
    if (version?.status !== "scheduled") return { outcome: "not_scheduled" };
    await unscheduleProgramVersion(tx, { shopId, id: versionId });
    await joinProgramPeriods(tx, shopId);
    await appendAuditEvents(tx, [versionAudit(command, "program_unscheduled", version)]);
    return { outcome: "unscheduled", versionId, revision: version.revision };
  });
}
