// The campaigns that a member joined, as the member's page tells them.
import type { Instant } from "../core/calendar/instant.ts";
import type { ProgramPeriod } from "../core/program/version-in-force.ts";
import { loadJoined } from "../db/campaign-opt-in-store.ts";
import { pool } from "../db/pool.ts";
import { loadProgramPeriods } from "../db/program-store.ts";

export interface JoinedCampaign {
  id: string;
  /** What the latest version that had it calls it. */
  name: string;
  joinedAt: Date;
}

/** The latest first. */
export async function loadJoinedCampaigns(
  shopId: bigint,
  memberId: string,
): Promise<JoinedCampaign[]> {
  const own = await loadJoined(pool(), shopId, memberId);
  if (!own || own.joined.size === 0) return [];
  const periods = (await loadProgramPeriods(pool(), [shopId])).get(shopId) ?? [];
  return [...own.joined]
    .toSorted(([, one]: [string, Instant], [, other]) => other - one)
    .map(([id, at]) => ({ id, name: nameOf(id, periods), joinedAt: new Date(at) }));
}

function nameOf(id: string, periods: readonly ProgramPeriod[]): string {
  const named = periods.flatMap(({ version }) =>
    version.document.campaigns.filter((campaign) => campaign.id === id),
  );
  return named.at(-1)?.name ?? id;
}
