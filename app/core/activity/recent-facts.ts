// What visitors of a store are told of its members: figures of what really happened, behind each of
// which so many people stand that none of them can be made out.

import type { Instant } from "../calendar/instant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import { localDateOf, startOfDay } from "../calendar/local-time.ts";
import type { TimeZone } from "../calendar/time-zone.ts";

/** Fewer than so many members are not told of at all. */
export const LEAST_MEMBERS = 10;

/** What members did in some days; each figure counts every member once. */
export interface RecentCounts {
  readonly earned: { readonly members: number; readonly points: bigint };
  readonly redeemed: { readonly members: number };
  /** By reward, in any sequence. */
  readonly rewards: readonly { readonly rewardId: string; readonly members: number }[];
}

/**
 * So many days of the store's calendar, the last of them yesterday. The program may be published
 * any number of times a day: were today in it, the difference between two of them would be what one
 * order earned. Throws a RangeError for an unknown zone.
 */
export function recentSpan(
  now: Instant,
  days: number,
  zone: TimeZone,
): { readonly since: Instant; readonly until: Instant } {
  const today = localDateOf(now, zone);
  return { since: startOfDay(addDaysTo(today, -days), zone), until: startOfDay(today, zone) };
}

export type RecentFact =
  /** `points` is the sum of what they all earned. */
  | { readonly kind: "earned"; readonly members: number; readonly points: bigint }
  | { readonly kind: "redeemed"; readonly members: number }
  | { readonly kind: "favourite"; readonly rewardId: string; readonly members: number };

/**
 * What may be told, in the sequence in which it is. The favourite is the reward that most members
 * chose, of equals the first by its id; one alone that was chosen is none. Nothing is rounded, and
 * nothing is told of fewer than ten members. Rule: docs/storefront.md, what members did.
 */
export function recentFacts({ earned, redeemed, rewards }: RecentCounts): RecentFact[] {
  const [favourite, next] = rewards.toSorted(
    (a, b) => b.members - a.members || (a.rewardId < b.rewardId ? -1 : 1),
  );
  const facts: RecentFact[] = [
    { kind: "earned", members: earned.members, points: earned.points },
    { kind: "redeemed", members: redeemed.members },
  ];
  if (favourite && next) facts.push({ kind: "favourite", ...favourite });
  return facts.filter(({ members }) => members >= LEAST_MEMBERS);
}
