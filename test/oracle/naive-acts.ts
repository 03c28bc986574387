// Points for what members do beside ordering, in the second implementation: by the words of
// docs/earning.md.
import { addDaysTo, yearOf } from "../../app/core/calendar/local-date.ts";
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { Delivery } from "./deliveries.ts";
import { wallDate } from "./naive-calendar.ts";
import { noteAction } from "./naive-clock.ts";
import type { NaiveMember } from "./naive-member.ts";

export type Act = Extract<Delivery, { type: "act" }>;
type Way = Extract<ProgramDocument["waysToEarn"][number], { trigger: "custom" }>;

/** What a member was given for something, on which day of the store's calendar. */
export interface NaiveAward {
  readonly ruleId: string;
  /** What happened, once. */
  readonly key: string;
  readonly on: string;
  readonly points: bigint;
}

/** Each way of the version of then rewards it, in their sequence. */
export function act(
  member: NaiveMember,
  { event, key, at }: Act,
  program: ProgramDocument,
  now: number,
): void {
  const { zone } = member.ends;
  const on = wallDate(at, zone);
  for (const way of program.waysToEarn) {
    if (way.trigger !== "custom" || way.event !== event) continue;
    if (member.awards.some((award) => award.key === key && award.ruleId === way.id)) continue;
    const room = roomOf(member, program, on);
    if (room <= 0n || isLimited(member, way, { key, on }) || !isMeant(member, way, at)) continue;
    const points = way.points < room ? way.points : room;
    give(member, { at, points, pendingDays: way.pendingDays }, now);
    member.awards.push({ ruleId: way.id, key, on, points });
  }
}

interface Once {
  readonly key: string;
  readonly on: string;
}

/** What all ways may still give in the year. */
function roomOf(
  { awards }: NaiveMember,
  { actionPointsPerYear: most }: Pick<ProgramDocument, "actionPointsPerYear">,
  on: string,
): bigint {
  if (most === null) return BigInt(Number.MAX_SAFE_INTEGER);
  const given = awards.filter((each) => yearOf(each.on) === yearOf(on));
  return given.reduce((left, { points }) => left - points, most);
}

function isLimited({ awards }: NaiveMember, way: Way, { key, on }: Once): boolean {
  const others = awards.filter((each) => each.ruleId === way.id && each.key !== key);
  const { limit, coolDownDays } = way;
  const length = { day: 10, month: 7, year: 4, ever: 0 }[limit?.per ?? "ever"];
  const within = others.filter((each) => each.on.slice(0, length) === on.slice(0, length));
  if (limit && within.length >= limit.times) return true;
  const isNear = (other: string): boolean =>
    other > addDaysTo(on, -coolDownDays) && other < addDaysTo(on, coolDownDays);
  return coolDownDays > 0 && others.some((each) => isNear(each.on));
}

function isMeant(member: NaiveMember, { audience: { tiers } }: Way, at: number): boolean {
  const held = member.ends.highest(member.tiersAt(at));
  return tiers.length === 0 || (held !== null && tiers.includes(held));
}

interface Gift {
  readonly at: number;
  readonly points: bigint;
  readonly pendingDays: number;
}

/** They end as those of an order of that moment would, by the tier that is held now. */
function give(member: NaiveMember, { at, points, pendingDays }: Gift, now: number): void {
  const { zone } = member.ends;
  noteAction(member, at, now);
  member.settle(now);
  const lot = member.newAward(at, now);
  const releasesAt = startOfDay(addDaysTo(wallDate(at, zone), pendingDays), zone);
  if (pendingDays > 0 && releasesAt > now) {
    lot.releasesAt = releasesAt;
    lot.pending += points;
    return;
  }
  lot.available += points;
  member.arrive([lot], at, now);
}
