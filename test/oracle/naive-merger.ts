// Two customers become one: what the one had becomes the other's, in the second implementation.
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { wallDate } from "./naive-calendar.ts";
import { bringBackOfBoth } from "./naive-clock.ts";
import type { NaiveMember } from "./naive-member.ts";
import type { NaiveChange } from "./naive-standing.ts";

/** What is due for either comes before. Answers the change where the gone one's tier is higher. */
export function inherit(
  heir: NaiveMember,
  gone: NaiveMember,
  { program, zone }: { program: ProgramDocument; zone: string },
  now: number,
): NaiveChange[] {
  gone.settle(now);
  heir.settle(now);
  shareClock(heir, gone, now);
  for (const member of [heir, gone]) bringBackOfBoth(member, heir.activities, now);
  heir.lots.push(...gone.lots);
  heir.owed += gone.owed;
  heir.vouchers.push(...gone.vouchers);
  heir.returned.push(...gone.returned);
  heir.spent.push(...gone.spent);
  heir.writeOffs = [...heir.writeOffs, ...gone.writeOffs].toSorted((a, b) => a.at - b.at);
  heir.departures = [...heir.departures, ...gone.departures].toSorted((a, b) => a.at - b.at);
  heir.endings.push(...gone.endings);
  for (const [key, points] of gone.used) heir.used.set(key, (heir.used.get(key) ?? 0n) + points);
  for (const [orderId, units] of gone.counted) heir.counted.set(orderId, units);
  for (const moment of gone.moments) heir.moments.add(moment);
  for (const gift of gone.gifts) heir.gifts.add(gift);
  for (const [id, at] of gone.joined) heir.joined.set(id, Math.min(at, heir.joined.get(id) ?? at));
  heir.awards.push(...gone.awards);
  heir.issuedItself.push(...gone.issuedItself);
  heir.hand.inherit(gone.hand, now);
  heir.inherited.push([...gone.tierHistory, { at: now, tierId: null }], ...gone.inherited);
  heir.arrive(gone.lots, now, now);
  // Nights of before that are still to be worked off know nothing of it.
  heir.lookedAtOn ??= addDaysTo(wallDate(now, zone), 1);
  heir.followTiers([{ at: now, tierId: heir.tier.tierId }], now, null);
  return inheritTier(heir, gone, program, now);
}

/** They were the same person: what the one did, the other did, too. */
function shareClock(heir: NaiveMember, gone: NaiveMember, now: number): void {
  const ends = [heir.clockEndsAt, gone.clockEndsAt];
  const activeAt = Math.max(heir.lastActiveAt, gone.lastActiveAt);
  heir.activities.inherit(gone.activities);
  for (const member of [heir, gone]) {
    member.activeAt = activeAt;
    member.clockEndsAt = ends.includes(null) ? null : Math.max(...ends.map(Number));
    member.followClock(now);
  }
}

/** The higher tier stays; of the same one, the longer validity. */
function inheritTier(
  heir: NaiveMember,
  gone: NaiveMember,
  program: ProgramDocument,
  now: number,
): NaiveChange[] {
  const { list = [] } = program.tiers ?? {};
  const placeOf = ({ tier }: NaiveMember): number => list.findIndex(({ id }) => id === tier.tierId);
  const above = placeOf(gone) - placeOf(heir);
  const { tierId, until } = gone.tier;
  const isLonger = heir.tier.until !== null && (until === null || until > heir.tier.until);
  if (placeOf(gone) < 0 || above < 0 || (above === 0 && !isLonger)) return [];
  const at = Math.max(now, heir.tier.since ?? now);
  const since = above === 0 ? heir.tier.since : at;
  const { isGiven } = gone.tier;
  const change = { from: heir.tier.tierId, tierId, since, until, at, isEarned: false, isGiven };
  heir.enter(change, now);
  return [change];
}
