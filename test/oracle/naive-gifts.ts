// Points that a merchant gives or takes by hand, in the second implementation.
import { inLine, takeFrom } from "./naive-lots.ts";
import type { NaiveMember } from "./naive-member.ts";

export function adjust(member: NaiveMember, points: bigint, now: number): void {
  if (points > 0n) give(member, points, now);
  else take(member, -points, now);
}

/** They end as those of an order that is placed now. */
function give(member: NaiveMember, points: bigint, now: number): void {
  member.settle(now);
  if (member.clockEndsAt !== null && member.clockEndsAt <= now) {
    // A clock that has run out starts anew: else the gift would end in the same moment.
    member.activeAt = Math.max(member.activeAt ?? now, now);
    member.clockEndsAt = null;
    member.followClock(now);
  }
  const lot = member.newLot(null, now, now);
  lot.available += points;
  member.arrive([lot], now, now);
}

/** Refused where there are too few: nobody owes anything by it. */
function take(member: NaiveMember, points: bigint, now: number): void {
  const settled = member.copy();
  settled.settle(now);
  if (settled.available < points) return;
  member.settle(now);
  takeFrom(inLine(member.lots), "available", points);
}
