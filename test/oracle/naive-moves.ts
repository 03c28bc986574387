// How members come into tiers and leave them in the second implementation, and what follows: in the
// night, by orders, and by the word of a person.
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { Delivery } from "./deliveries.ts";
import { wallDate } from "./naive-calendar.ts";
import { givesPoints, restartClock, welcome } from "./naive-gifts.ts";
import type { NaiveMember } from "./naive-member.ts";
import { NO_STANDING } from "./naive-standing.ts";
import type { NaiveChange } from "./naive-standing.ts";
import { isDecidedOn } from "./naive-thresholds.ts";
import type { NaiveVersion, NaiveVersions } from "./naive-versions.ts";

export class NaiveMoves {
  readonly #versions: NaiveVersions;
  readonly #zone: string;
  /** At whose tiers a night looks in any case, since a version changed them. */
  readonly #watched = new Set<NaiveMember>();
  /** The day on which each was first heard of: nights of before know nothing of them. */
  readonly #knownFrom = new Map<NaiveMember, string>();

  constructor(versions: NaiveVersions, zone: string) {
    this.#versions = versions;
    this.#zone = zone;
  }

  review(member: NaiveMember, { tiers, program }: NaiveVersion, night: string, now: number): void {
    if (member.decidedOn !== null && night <= member.decidedOn) return;
    if (night < (this.#knownFrom.get(member) ?? night)) return;
    if (!tiers || !program.tiers) return this.#leaveTiers(member, night, now);
    const isEarly = member.lookedAtOn !== null && night < member.lookedAtOn;
    if (isEarly && !isDecidedOn(night, program.tiers, member.tier, this.#zone)) return;
    member.lookedAtOn = null;
    const isInForce = this.#versions.at(now).tiers === tiers;
    const { changes, until } = tiers.review(member, night, now, isInForce);
    if (changes.length === 0) member.tier = { ...member.tier, until };
    for (const change of changes) member.enter(change, now);
    this.carryOut(member, changes, now, { inForceAt: startOfDay(night, this.#zone) });
    member.decidedOn = night;
  }

  /** A version has other tiers than the one before it. */
  watch(members: Iterable<NaiveMember>): void {
    for (const member of members) this.#watched.add(member);
  }

  /** The program has no tiers any more. */
  #leaveTiers(member: NaiveMember, night: string, now: number): void {
    const { tierId: from, since } = member.tier;
    if (from === null) return;
    const inForceAt = startOfDay(night, this.#zone);
    const at = Math.max(inForceAt, since ?? inForceAt);
    const change = { ...NO_STANDING, from, at, since: at, isEarned: false };
    member.enter(change, now);
    this.carryOut(member, [change], now, { inForceAt });
  }

  give(member: NaiveMember, word: Extract<Delivery, { type: "tier" }>, now: number): void {
    const { tiers, program } = this.#versions.at(now);
    const change = tiers?.give(member.tier, word, now);
    if (!change) return;
    if (givesPoints(change, program)) restartClock(member, now, now);
    this.#enter(member, [change], now);
  }

  /** A merchant takes back what was given: it ends as though yesterday had been its last day. */
  takeBack(member: NaiveMember, now: number): void {
    const { tiers } = this.#versions.at(now);
    if (!tiers || !member.tier.isGiven) return;
    const today = wallDate(now, this.#zone);
    member.tier = { ...member.tier, until: startOfDay(today, this.#zone) };
    const { changes, until } = tiers.review(member, today, now);
    if (changes.length === 0) member.tier = { ...member.tier, until };
    this.#enter(member, changes, now);
    member.decidedOn = today;
  }

  /** By the word of a person. */
  #enter(member: NaiveMember, changes: NaiveChange[], now: number): void {
    for (const change of changes) member.enter(change, now, true);
    this.carryOut(member, changes, now, { inForceAt: now });
  }

  rise(member: NaiveMember, at: number, now: number): NaiveChange[] {
    const { tiers } = this.#versions.at(now);
    if (!this.#knownFrom.has(member)) this.#knownFrom.set(member, wallDate(now, this.#zone));
    // Nights of a version with tiers that are worked off after it know nothing of what comes now.
    if (!tiers) member.lookedAtOn ??= addDaysTo(wallDate(now, this.#zone), 1);
    const change = tiers?.rise(member, at, now);
    const { until } = member.tier;
    const isBeforeEnd = until !== null && at < until && until <= now;
    // Too late to bring a tier, but not to be looked at in the next night.
    if (isBeforeEnd || (!change && tiers?.rise(member, at, at))) {
      member.lookedAtOn ??= addDaysTo(wallDate(now, this.#zone), 1);
    }
    if (!change) return [];
    member.enter(change, now);
    return [change];
  }

  /** What follows from changes of a member's tier, by news of now if nobody says otherwise. */
  carryOut(
    member: NaiveMember,
    changes: NaiveChange[],
    now: number,
    decided: { readonly inForceAt: number } | null = null,
  ): void {
    const entered = changes.filter(({ from, tierId }) => from !== tierId);
    const readsBalance = this.#versions.at(now).tiers?.readsBalance === true;
    const isFirstBalance = member.decidedOn === null && !this.#watched.has(member) && readsBalance;
    if (changes.length > 0 || isFirstBalance) member.decidedOn = wallDate(now, this.#zone);
    if (entered.length > 0) member.followTiers(entered, now, decided ? null : now);
    const inForceAt = decided?.inForceAt ?? now;
    const { program } = this.#versions.at(inForceAt);
    const where = { program, zone: this.#zone, now, inForceAt };
    for (const change of changes) welcome(member, change, where);
  }
}
