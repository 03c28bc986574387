// A merchant ends a campaign before its time: a new version of the program is in force from now on,
// which says all that the one before said, but for the campaign's end.
import { type CampaignName, type EndedEarly, endEarly } from "../core/campaigns/end-early.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { localDateTimeOf } from "../core/calendar/local-time.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { findProgramVersion } from "../db/program-version-store.ts";
import type { Sql } from "../db/pool.ts";
import { withTransaction } from "../db/transaction.ts";
import {
  type ActivatedProgram,
  activateDocument,
  openPrograms,
  versionAudit,
} from "./open-programs.ts";

export interface EndCampaign extends CampaignName {
  readonly shopId: bigint;
  /** The version in force that the merchant saw. */
  readonly baseVersionId: string;
  readonly actor: string;
  readonly now: Instant;
}

export type EndCampaignResult =
  | ({ readonly outcome: "ended" | "removed" } & ActivatedProgram)
  /** It had ended by itself, or was ended before. */
  | { readonly outcome: "over" }
  /** The version in force has no such campaign. */
  | { readonly outcome: "not_found" }
  /** Somebody else saved since the merchant looked. */
  | { readonly outcome: "changed_meanwhile" }
  | { readonly outcome: "shop_not_found" };

/**
 * Orders placed before now keep what they earned. Nothing but the campaign is looked at, so that no
 * other trouble of the program stands in the way: what it says beside was in force already.
 */
export async function endCampaign(command: EndCampaign): Promise<EndCampaignResult> {
  return withTransaction((tx) => endIn(tx, command));
}

async function endIn(tx: Sql, command: EndCampaign): Promise<EndCampaignResult> {
  const { shopId, baseVersionId, kind, id, now, actor } = command;
  const programs = await openPrograms(tx, shopId, now);
  if (programs === undefined) return { outcome: "shop_not_found" };
  if (programs.inForce?.id !== baseVersionId) return { outcome: "changed_meanwhile" };
  const version = await findProgramVersion(tx, { shopId, id: baseVersionId });
  if (!version) return { outcome: "changed_meanwhile" };
  const localNow = localDateTimeOf(now, programs.timeZone);
  const ended = endEarly(version.document, { kind, id }, localNow);
  if (!("document" in ended)) return ended;
  const saved = await activateDocument(tx, programs, {
    shopId,
    actor,
    now,
    document: ended.document,
    restoresVersionId: null,
    activeFrom: now,
  });
  const { versionId, number } = saved;
  await appendAuditEvents(tx, [
    versionAudit(command, "campaign_ended", { id: versionId, number }, auditOf(command, ended)),
  ]);
  return { outcome: ended.outcome, ...saved };
}

function auditOf({ kind, id }: CampaignName, { outcome }: EndedEarly) {
  return { kind, campaign: id, how: outcome };
}
