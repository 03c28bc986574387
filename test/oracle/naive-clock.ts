// The clock of a whole balance, in the second implementation: what a member does keeps it alive,
// however late it is heard of.
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { NaiveActivities } from "./naive-activities.ts";
import { endByInactivity, wallDate } from "./naive-calendar.ts";
import type { EarnedPoints } from "./naive-ends.ts";
import { restartClock } from "./naive-gifts.ts";
import { bringBack } from "./naive-lots.ts";
import type { NaiveMember } from "./naive-member.ts";

/** When the points of an order had ended by inactivity before it was heard of. */
export function endBeforeHeard(
  member: NaiveMember,
  { earnedAt: placedAt, version }: EarnedPoints,
  now: number,
): number | null {
  const policy = member.policyAt(now);
  const { zone } = member.ends;
  if (policy.kind !== "inactivity" || !policy.activities.includes("order")) return null;
  if (!member.endsWithBalance({ version }, now)) return null;
  if (member.activeAt === null || placedAt >= member.activeAt) return null;
  const kept = endByInactivity(policy, placedAt, zone) ?? now;
  const endsAt = member.activities.keepUntil(placedAt, kept, policy, zone);
  return endsAt <= now ? endsAt : null;
}

/** An order was placed: what it would have kept alive until now comes back. */
export function noteOrder(
  member: NaiveMember,
  orderId: string,
  placedAt: number,
  now: number,
): void {
  const policy = member.policyAt(now);
  const { zone } = member.ends;
  member.activities.orders.set(orderId, placedAt);
  const isLatest = member.activeAt === null || placedAt >= member.activeAt;
  const counts = policy.kind !== "inactivity" || policy.activities.includes("order");
  if (isLatest && counts) member.activeAt = placedAt;
  if (policy.kind !== "inactivity") return;
  if (!counts) {
    // The clock of who never redeemed runs from the day on which they joined.
    if (member.activeAt === null && member.clockEndsAt === null) {
      member.clockEndsAt = endByInactivity(policy, member.enrolledAt, zone);
    }
    restartClock(member, placedAt, now);
    return;
  }
  const keptUntil = endByInactivity(policy, placedAt, zone) ?? now;
  const ended = member.clockEndsAt;
  const prevents = (at: number): boolean => placedAt < at && at < keptUntil;
  if (isLatest && ended !== null && ended <= now && !prevents(ended)) member.settle(now);
  if (isLatest) member.clockEndsAt = Math.max(keptUntil, ended ?? keptUntil);
  const until = member.activities.keepUntil(placedAt, keptUntil, policy, zone);
  // Balances end as days begin: an order of today closes no gap.
  if (until <= now || placedAt >= startOfDay(wallDate(now, zone), zone)) return;
  const since = member.activities.keptSince(placedAt, policy, zone);
  bringBackOf(member, { since, until }, now);
}

export function noteRedemption(member: NaiveMember, now: number): void {
  const policy = member.policyAt(now);
  member.activities.redemptions.push(now);
  if (policy.kind === "inactivity") {
    if (!policy.activities.includes("redemption")) return;
    member.clockEndsAt = endByInactivity(policy, now, member.ends.zone);
  }
  member.activeAt = now;
}

/** What all that two customers did would have kept alive until now: they are one person. */
export function bringBackOfBoth(
  member: NaiveMember,
  activities: NaiveActivities,
  now: number,
): void {
  const kept = activities.aliveAt(now, member.policyAt(now), member.ends.zone);
  if (kept) bringBackOf(member, kept, now);
}

function bringBackOf(
  member: NaiveMember,
  kept: { readonly since: number; readonly until: number },
  now: number,
): void {
  const late = member.lots.filter(
    (lot) =>
      lot.hasLateEnd &&
      member.endsWithBalance(lot, now) &&
      member.ends.endHeardLate(lot, member.tiersSince(lot.earnedAt), now) === null,
  );
  member.arrive(bringBack(member.endings, late, { ...kept, now }), now, now);
}
