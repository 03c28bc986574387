// Tiers a second time, by the words of docs/engine.md §6 and of the decision that tiers are judged
// at their end. Everybody is looked at in every night, and everything is counted anew.
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { Tier, TierTerms } from "../../app/core/program/tier-terms.ts";
import { wallDate } from "./naive-calendar.ts";
import type { HandLine } from "./naive-hand.ts";
import type { Candidate, Looking, NaiveChange, NaiveStanding, Reading } from "./naive-standing.ts";
import { enters, isEveryones, keeps, readsBalance } from "./naive-thresholds.ts";
import type { Sums, Units } from "./naive-thresholds.ts";
import { daysOf, lastDayOf, mayFall } from "./naive-windows.ts";
import type { Days } from "./naive-windows.ts";

const YEARS_BACK = 15;

export class NaiveTiers {
  readonly #terms: TierTerms;
  readonly #zone: string;

  constructor(terms: TierTerms, zone: string) {
    this.#terms = terms;
    this.#zone = zone;
  }

  get readsBalance(): boolean {
    return this.#terms.list.some((tier) => readsBalance(tier));
  }

  /** The change that what counted up to a moment brings; null where it brings none. */
  rise(member: Candidate, at: number, now: number, more?: Units): NaiveChange | null {
    const days = this.#window(wallDate(at, this.#zone), member);
    const sums = this.#sums(member, this.#start(days.from), at + 1, more);
    return this.#riseBy(member, member.tier, { sums, at, now });
  }

  #riseBy(
    member: Candidate,
    standing: NaiveStanding,
    { sums, at, now }: { sums: Sums; at: number; now: number },
  ): NaiveChange | null {
    const { list } = this.#terms;
    const current = this.#placeOf(standing.tierId);
    const reached = list.findLastIndex((tier) => enters(tier, sums));
    const own = list[current];
    const isOver = standing.until !== null && standing.until <= at;
    const renewed = own && isOver && keeps(own, sums) ? own : undefined;
    const tier = reached > current ? list[reached] : renewed;
    if (!tier) return null;
    const until = this.#validFrom(tier, wallDate(at, this.#zone), member);
    if (until !== null && until <= now) return null;
    return this.#change(standing, tier.id, until, at);
  }

  /** What a night decides, one change after the other, also by what was reached since it. */
  review(
    member: Candidate,
    night: string,
    now: number,
    isInForce = true,
  ): { changes: NaiveChange[]; until: number | null } {
    const start = startOfDay(night, this.#zone);
    const changes: NaiveChange[] = [];
    const readings = this.#readings(member, night, start);
    let standing = { ...member.tier, until: this.#endNow(member, night, readings) };
    const looking = { readings, start };
    const take = (change: NaiveChange | null): void => {
      if (!change) return;
      changes.push(change);
      const { tierId, since, until, isGiven } = change;
      standing = { tierId, since, until, isGiven };
    };
    take(this.#removed(member, looking));
    take(this.#ending(member, standing, looking));
    const held = (): NaiveStanding =>
      standing.until !== null && standing.until <= start ? standing : { ...standing, until: null };
    // What a person gave is left to counters only when they next grow.
    if (standing.isGiven) return { changes, until: standing.until };
    const sums = readings[0]?.sums ?? {};
    take(this.#riseBy(member, held(), { sums, at: start, now }));
    if (isInForce) {
      take(this.#riseBy(member, held(), { sums: this.#latest(member, now), at: now, now }));
    }
    return { changes, until: standing.until };
  }

  /** Whoever holds a tier that the program does not have gets the best that they meet. */
  #removed(member: Candidate, looking: Looking): NaiveChange | null {
    const { tierId } = member.tier;
    if (tierId === null || this.#placeOf(tierId) >= 0) return null;
    const met = this.#terms.list.toReversed().flatMap((tier) => {
      const kept = this.#keptUntil(member, tier, looking, enters);
      return kept ? [{ tierId: tier.id, until: kept.until }] : [];
    });
    const { tierId: best = null, until = null } = met[0] ?? {};
    return { ...this.#change(member.tier, best, until, looking.start), isEarned: false };
  }

  /** A tier that is kept while it is met begins to end in the night that finds it unmet. */
  #endNow(member: Candidate, night: string, readings: readonly Reading[]): number | null {
    const { since, until, isGiven } = member.tier;
    const tier = this.#terms.list[this.#placeOf(member.tier.tierId)];
    const start = startOfDay(night, this.#zone);
    if (!tier || isGiven || (since !== null && since >= start)) return until;
    if (tier.entry !== "earned") return until;
    if (isEveryones(tier) || !mayFall(this.#terms)) return null;
    if (until !== null && until <= start) return until;
    // A tier without an end under terms that give it one is valid as though just entered.
    if (this.#terms.validity.kind !== "while_met") {
      return until ?? this.#validFrom(tier, night, member);
    }
    const kept = this.#keptUntil(member, tier, { readings, start });
    return kept ? kept.until : start;
  }

  #ending(
    member: Candidate,
    standing: NaiveStanding,
    { start, readings }: { start: number; readings: readonly Reading[] },
  ): NaiveChange | null {
    const { list, graceDays } = this.#terms;
    const place = this.#placeOf(standing.tierId);
    const tier = list[place];
    const { until } = standing;
    if (!tier || until === null || until > start) return null;
    const looking = { readings, start };
    const kept = this.#keptUntil(member, tier, looking);
    if (kept) return this.#change(standing, tier.id, kept.until, start);
    const grace = standing.isGiven ? 0 : graceDays;
    const lastDay = addDaysTo(wallDate(until, this.#zone), grace);
    if (grace > 0 && startOfDay(lastDay, this.#zone) > start) return null;
    const landings = this.#landings(member, { place, until, isGiven: standing.isGiven }, looking);
    const landing = landings.reduce<Landing | null>((best, each) => this.#better(best, each), null);
    if (!landing) return this.#change(standing, null, null, start);
    const change = this.#change(standing, landing.tierId, landing.until, start);
    return { ...change, isGiven: landing.isGiven };
  }

  /** What a member may fall to: what counters say, and what people said. */
  #landings(
    member: Candidate,
    { place, until, isGiven }: { place: number; until: number; isGiven: boolean },
    looking: Looking,
  ): Landing[] {
    const { list, downgrade } = this.#terms;
    const lower = list.slice(0, place).filter(({ entry }) => entry === "earned");
    const met = lower.toReversed().flatMap((tier): Landing[] => {
      const kept = this.#keptUntil(member, tier, looking);
      return kept ? [{ tierId: tier.id, until: kept.until, isGiven: false }] : [];
    });
    const earned = met.slice(0, 1);
    const isOpen = (each: Landing): boolean => each.until === null || each.until > looking.start;
    if (isGiven) {
      const before = member.hand.before();
      return before && before.tierId !== null && isOpen(before) ? [...earned, before] : earned;
    }
    const given = member.hand.behind().filter((each) => {
      return isOpen(each) && list.slice(0, place).some(({ id }) => id === each.tierId);
    });
    const step = lower.at(-1);
    if (downgrade !== "one_step" || !step || earned[0]?.tierId === step.id) {
      return [...earned, ...given];
    }
    const stepEnd = this.#stepEnd(member, step, until, looking.start);
    return [{ tierId: step.id, until: stepEnd, isGiven: false }, ...given];
  }

  /** The higher one; of the same tier, the one that is valid for longer. */
  #better(a: Landing | null, b: Landing): Landing {
    const above = a ? this.#placeOf(a.tierId) - this.#placeOf(b.tierId) : -1;
    if (!a || above < 0) return b;
    const isLonger = a.until !== null && (b.until === null || b.until >= a.until);
    return above === 0 && (isLonger || a.until === b.until) ? b : a;
  }

  /** One step down is valid as though met on the last day of the tier above, or from now on. */
  #stepEnd(member: Candidate, step: Tier, until: number, start: number): number | null {
    const lastDay = addDaysTo(wallDate(until, this.#zone), -1);
    const end = this.#validFrom(step, lastDay, member);
    return end === null || end > start
      ? end
      : this.#validFrom(step, wallDate(start, this.#zone), member);
  }

  /** Where nobody falls, only who has entered a tier is in it. */
  get #stays(): typeof keeps {
    return mayFall(this.#terms) ? keeps : enters;
  }

  #keptUntil(member: Candidate, tier: Tier, { readings, start }: Looking, meets = this.#stays) {
    const ends = readings
      .filter(({ sums }) => meets(tier, sums))
      .map(({ metOn, lastDay }) => {
        const byMonths = this.#terms.validity.kind === "months";
        return this.#validFrom(tier, byMonths ? lastDay : metOn, member);
      })
      .filter((end) => end === null || end > start);
    if (ends.length === 0) return null;
    const until = ends.includes(null) ? null : Math.max(...ends.map(Number));
    return { until };
  }

  /** The night's window, the one as of the tier's end, and those of past days and years. */
  #readings(member: Candidate, night: string, start: number): Reading[] {
    const asOf = (date: string, before: number): Reading => ({
      sums: this.#sums(member, this.#start(this.#window(date, member).from), before),
      metOn: date,
      lastDay: addDaysTo(date, -1),
    });
    const readings = [asOf(night, start)];
    const { until, isGiven } = member.tier;
    if (until !== null && until < start) readings.push(asOf(wallDate(until, this.#zone), until));
    if (isGiven && until !== null && until <= start && !mayFall(this.#terms)) {
      const days = [...member.counted.values()].map(({ at }) => wallDate(at, this.#zone));
      const past = days.filter((day) => day < night);
      readings.push(...past.map((day) => asOf(day, this.#start(addDaysTo(day, 1)))));
    }
    let { from } = this.#window(night, member);
    const { kind } = this.#terms.window;
    for (let back = 0; from && kind !== "rolling" && back < YEARS_BACK; back += 1) {
      const lastDay = addDaysTo(from, -1);
      const year = this.#window(lastDay, member);
      const sums = this.#sums(member, this.#start(year.from), startOfDay(from, this.#zone));
      readings.push({ sums, metOn: lastDay, lastDay });
      ({ from } = year);
    }
    return readings;
  }

  /** Everything that is known by now: all of a year, of other windows what has happened. */
  #latest(member: Candidate, now: number): Sums {
    const { from, before } = this.#window(wallDate(now, this.#zone), member);
    const end = before === null ? now + 1 : startOfDay(before, this.#zone);
    return this.#sums(member, this.#start(from), end);
  }

  #start(date: string | null): number {
    return date === null ? Number.NEGATIVE_INFINITY : startOfDay(date, this.#zone);
  }

  #sums({ counted, available }: Candidate, from: number, before: number, more?: Units): Sums {
    const own = [...counted.values()].filter(({ at }) => at >= from && at < before);
    const all: Units[] = more ? [...own, more] : own;
    const sum = (counter: keyof Units): bigint =>
      all.reduce((sums, each) => sums + each[counter], 0n);
    return {
      spend: sum("spend"),
      orders: sum("orders"),
      items: sum("items"),
      points: sum("points"),
      balance: available,
    };
  }

  #window(date: string, { enrolledAt }: Candidate): Days {
    return daysOf(this.#terms.window, date, wallDate(enrolledAt, this.#zone));
  }

  #validFrom(tier: Tier, metOn: string, { enrolledAt }: Candidate): number | null {
    const end = lastDayOf(this.#terms, tier, metOn, wallDate(enrolledAt, this.#zone));
    return end === null ? null : startOfDay(addDaysTo(end, 1), this.#zone);
  }

  #placeOf(tierId: string | null): number {
    return this.#terms.list.findIndex(({ id }) => id === tierId);
  }

  #change(
    before: NaiveStanding,
    tierId: string | null,
    until: number | null,
    found: number,
  ): NaiveChange {
    const at = Math.max(found, before.since ?? found);
    const since = tierId === before.tierId ? before.since : at;
    const isEarned = this.#placeOf(tierId) >= this.#placeOf(before.tierId);
    return { from: before.tierId, tierId, since, until, at, isEarned, isGiven: false };
  }

  /** A person gives a tier, from now on, through a day or for good. */
  give(
    standing: NaiveStanding,
    { tierId, through }: { readonly tierId: string; readonly through: string | null },
    now: number,
  ): NaiveChange | null {
    if (this.#placeOf(tierId) < 0) return null;
    if (through !== null && through < wallDate(now, this.#zone)) return null;
    const until = through === null ? null : startOfDay(addDaysTo(through, 1), this.#zone);
    const isSame = standing.tierId === tierId && standing.until === until;
    if (standing.isGiven && isSame) return null;
    return { ...this.#change(standing, tierId, until, now), isGiven: true };
  }
}

interface Landing extends HandLine {
  readonly isGiven: boolean;
}
