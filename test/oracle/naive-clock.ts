// The clock of a whole balance, in the second implementation: what a member does keeps it alive,
// however late it is heard of.
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { ExpiryPolicy } from "../../app/core/program/expiry-terms.ts";
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
  keepAlive(member, policy, { at: placedAt, isLatest }, now);
}

/** A member did what a way to earn rewards. Else a clock that has run out starts anew. */
export function noteAction(member: NaiveMember, at: number, now: number): void {
  const policy = member.policyAt(now);
  member.activities.actions.push(at);
  if (policy.kind !== "inactivity" || !policy.activities.includes("action")) {
    restartClock(member, now, now);
    return;
  }
  const isLatest = member.activeAt === null || at >= member.activeAt;
  if (isLatest) member.activeAt = at;
  keepAlive(member, policy, { at, isLatest }, now);
}

/** What ended although this would have kept it alive until now comes back. */
function keepAlive(
  member: NaiveMember,
  policy: Extract<ExpiryPolicy, { kind: "inactivity" }>,
  { at, isLatest }: { readonly at: number; readonly isLatest: boolean },
  now: number,
): void {
  const { zone } = member.ends;
  const keptUntil = endByInactivity(policy, at, zone) ?? now;
  const ended = member.clockEndsAt;
  const prevents = (end: number): boolean => at < end && end < keptUntil;
  if (isLatest && ended !== null && ended <= now && !prevents(ended)) member.settle(now);
  if (isLatest) member.clockEndsAt = Math.max(keptUntil, ended ?? keptUntil);
  const until = member.activities.keepUntil(at, keptUntil, policy, zone);
  // Balances end as days begin: what was done today closes no gap.
  if (until <= now || at >= startOfDay(wallDate(now, zone), zone)) return;
  const since = member.activities.keptSince(at, policy, zone);
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
