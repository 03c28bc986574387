// Where a member stands among the tiers of the program, and what is missing to the next one.
import { addSums, NO_SUMS } from "../core/tiers/counters.ts";
import type { TierReason } from "../core/tiers/standing.ts";
import { progressToNext } from "../core/tiers/tier-progress.ts";
import { windowSpan } from "../core/tiers/window.ts";
import type { Counter, TierTerms } from "../core/program/tier-terms.ts";
import { pool } from "../db/pool.ts";
import { prisma } from "../db/prisma.ts";
import { loadUnitSums } from "../db/unit-store.ts";

export interface MemberTier {
  /** Null where the member is in none. */
  held: {
    id: string;
    /** The id, where the program in force has no such tier. */
    name: string;
    since: Date | null;
    /** The first moment after it is kept for sure; null for no end. */
    until: Date | null;
    reason: TierReason | null;
  } | null;
  /** All that the member can be given, from the lowest to the highest. */
  tiers: { id: string; name: string }[];
  /** The next tier that counters enter, and what is missing: each way alone is enough. */
  next: { name: string; ways: { counter: Counter; missing: bigint }[][] } | null;
}

/** Null for a program without tiers, or no such member. */
export async function loadMemberTier(
  shop: { readonly id: bigint; readonly timeZone: string },
  memberId: string,
  terms: TierTerms | null,
  now: Date,
): Promise<MemberTier | null> {
  if (terms === null) return null;
  const member = await prisma().member.findFirst({ where: { shopId: shop.id, id: memberId } });
  if (!member) return null;
  const at = now.getTime();
  const enrolledAt = member.enrolledAt.getTime();
  const span = windowSpan(terms.window, { at, enrolledAt, timeZone: shop.timeZone });
  const [counted] = await loadUnitSums(pool(), [{ shopId: shop.id, id: memberId, ...span }]);
  const sums = addSums({ ...NO_SUMS, balance: member.available }, counted ?? {});
  const progress = progressToNext(terms, member.tierId, sums);
  const { tierId, tierSince: since, tierUntil: until } = member;
  return {
    held:
      tierId === null
        ? null
        : {
            id: tierId,
            name: nameOf(terms, tierId),
            since,
            until,
            reason: member.tierReason as TierReason | null,
          },
    tiers: terms.list.map(({ id, name }) => ({ id, name })),
    next: progress && { name: progress.tier.name, ways: progress.ways.map((way) => [...way]) },
  };
}

/** What a tier is called; its id, where the program no longer has it. */
function nameOf({ list }: TierTerms, tierId: string): string {
  return list.find(({ id }) => id === tierId)?.name ?? tierId;
}
