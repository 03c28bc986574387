// What stands again once members' tiers end: what they held before a person gave them theirs, or
// what a person gave before counters or a merger led higher.
import { isByHand } from "../../core/tiers/standing.ts";
import type { TierStanding } from "../../core/tiers/standing.ts";
import type { ReviewInput } from "../../core/tiers/review-tier.ts";
import type { Sql } from "../../db/pool.ts";
import { loadStandingsBeforeHand, loadTiersGivenBehind } from "../../db/tier-store.ts";

export interface MemberInTier {
  readonly shopId: bigint;
  readonly id: string;
  readonly tier: TierStanding;
}

export type StandingsBehind = Pick<ReviewInput, "beforeByHand" | "givenBehind">;

/** Answers by member id, with nothing for members who were not asked for. */
export async function loadStandingsBehind(
  sql: Sql,
  members: readonly MemberInTier[],
): Promise<(memberId: string) => StandingsBehind> {
  const named = (isWanted: (member: MemberInTier) => boolean) =>
    members.filter(isWanted).map(({ shopId, id }) => ({ shopId, id }));
  const before = await loadStandingsBeforeHand(
    sql,
    named(({ tier }) => isByHand(tier)),
  );
  const given = await loadTiersGivenBehind(
    sql,
    named(({ tier }) => !isByHand(tier)),
  );
  return (id) => ({ beforeByHand: before.get(id) ?? null, givenBehind: given.get(id) ?? [] });
}
