// Points that a merchant gives or takes by hand and those that a tier gives, in the second
// implementation.
import { yearOf } from "../../app/core/calendar/local-date.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { wallDate } from "./naive-calendar.ts";
import { inLine, takeFrom } from "./naive-lots.ts";
import type { NaiveMember } from "./naive-member.ts";
import type { NaiveChange } from "./naive-standing.ts";

export function adjust(member: NaiveMember, points: bigint, now: number): void {
  if (points > 0n) give(member, points, now);
  else take(member, -points, now);
}

/** They end as those of an order that is placed now. */
function give(member: NaiveMember, points: bigint, now: number): void {
  member.settle(now);
  restartClock(member, now, now);
  const lot = member.newGift(now, now);
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

interface Where {
  readonly program: ProgramDocument;
  readonly zone: string;
  readonly now: number;
  /** Of the version that gives them. */
  readonly inForceAt: number;
}

/** Whether entering a tier gives points, unless it did in the same year. */
export function givesPoints(
  { from, tierId, isEarned }: NaiveChange,
  { tiers }: ProgramDocument,
): boolean {
  const tier = tiers?.list.find(({ id }) => id === tierId);
  return tier !== undefined && from !== tierId && isEarned && tier.entryPoints > 0n;
}

/** Points for entering a tier, once a year for each. */
export function welcome(
  member: NaiveMember,
  change: NaiveChange,
  { program, zone, now, inForceAt }: Where,
): void {
  const { tierId, at } = change;
  const tier = program.tiers?.list.find(({ id }) => id === tierId);
  if (!tier || !givesPoints(change, program)) return;
  const gift = `${tier.id} ${yearOf(wallDate(at, zone))}`;
  if (member.gifts.has(gift)) return;
  member.gifts.add(gift);
  const lot = member.newGift(at, inForceAt);
  lot.available += tier.entryPoints;
  member.arrive([lot], at, now);
}

/** A clock that has run out starts anew: else what comes now would end in the same moment. */
export function restartClock(member: NaiveMember, at: number, now: number): void {
  if (member.clockEndsAt === null || member.clockEndsAt > Math.min(at, now)) return;
  member.settle(now);
  member.activeAt = Math.max(member.activeAt ?? now, now);
  member.clockEndsAt = null;
  member.followClock(now);
}
