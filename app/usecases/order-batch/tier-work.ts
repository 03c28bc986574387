// How a batch's orders raise members: what each had reached when its order was placed, and what
// the order adds. Rule: an upgrade never waits.
import type { Instant } from "../../core/calendar/instant.ts";
import type { OrderUnits } from "../../core/earning/target-points.ts";
import type { TierTerms } from "../../core/program/tier-terms.ts";
import { NO_SUMS, addSums } from "../../core/tiers/counters.ts";
import type { CounterSums } from "../../core/tiers/counters.ts";
import { decideUpgrade, mayRise, tierAfterUnits } from "../../core/tiers/decide-upgrade.ts";
import type { UpgradeInput } from "../../core/tiers/decide-upgrade.ts";
import { readsBalance } from "../../core/tiers/requirement.ts";
import type { TierStanding } from "../../core/tiers/standing.ts";
import { runningSums, sumsWithin } from "../../core/tiers/running-sums.ts";
import { windowStart } from "../../core/tiers/window.ts";
import type { Sql } from "../../db/pool.ts";
import { loadUnitMoments, loadUnitSums } from "../../db/unit-store.ts";
import type { UnitMoment, UnitWindow } from "../../db/unit-store.ts";
import type { MemberBook } from "./member-book.ts";
import { tierTermsOf } from "./shop-terms.ts";

/** A member at the moment of an order. */
export interface TierQuestion {
  readonly book: MemberBook;
  readonly at: Instant;
}

/** What had counted by then in the window as of a moment that begins at `from`. */
interface Reached {
  readonly from: Instant | null;
  readonly sums: CounterSums;
}

export class TierWork {
  /** What was recorded before the batch, by member and moment. */
  readonly #stored = new Map<string, Map<Instant, Reached>>();

  /**
   * Reads what the members had reached at each moment, and at all later ones at which something
   * of theirs counted: an order that is heard of late counts there, too.
   */
  async load(tx: Sql, questions: readonly TierQuestion[]): Promise<void> {
    const asked = questions.filter(({ book, at }) => risingTerms(book, at) !== null);
    const late = earliestOfEach(await this.#loadSums(tx, asked));
    const units = await loadUnitMoments(
      tx,
      late.map(({ book: { member } }) => ({ shopId: member.shopId, id: member.id })),
    );
    for (const [index, question] of late.entries()) this.#slide(question, units[index] ?? []);
  }

  /** Answers the questions after whose moment something else of the member counted. */
  async #loadSums(tx: Sql, questions: readonly TierQuestion[]): Promise<TierQuestion[]> {
    const windows = questions.map((question): UnitWindow => {
      const { shopId, id } = question.book.member;
      return { shopId, id, from: startOf(question), before: question.at + 1 };
    });
    const sums = await loadUnitSums(tx, windows);
    return questions.filter(({ book, at }, index) => {
      const { latestAt = null, ...counts } = sums[index] ?? {};
      const from = windows[index]?.from ?? null;
      this.#momentsOf(book).set(at, { from, sums: addSums(NO_SUMS, counts) });
      return latestAt !== null && latestAt > at;
    });
  }

  /** Reads the units once for all moments: a member may have thousands of them. */
  #slide({ book, at: first }: TierQuestion, units: readonly UnitMoment[]): void {
    const running = runningSums(units);
    const moments = this.#momentsOf(book);
    for (const { at } of units) {
      if (at <= first || moments.has(at)) continue;
      const from = startOf({ book, at });
      moments.set(at, { from, sums: sumsWithin(running, { from, at }) });
    }
  }

  /** Lets a member who holds no tier yet enter what asks for no more than they have. */
  enter(book: MemberBook, at: Instant, now: Instant): void {
    if (book.tier.tierId === null) this.#rise(book, at, now);
  }

  /** Raises the member for units that were just recorded at a moment. */
  rise(book: MemberBook, at: Instant, now: Instant): void {
    const later = [...this.#momentsOf(book).keys()].filter((moment) => moment > at);
    for (const moment of [at, ...later.toSorted((a, b) => a - b)]) this.#rise(book, moment, now);
  }

  /** The tier that an order's own units bring the member to, where it already earns at that one. */
  tierWith(book: MemberBook, at: Instant, units: OrderUnits, now: Instant): string | null {
    const input = this.#input(book, at, now);
    if (!input?.terms.crossingOrderEarnsNewRate) return book.tierAt(at);
    const { spendMinor: spend, ...counts } = units;
    const tierId = tierAfterUnits({ ...input, units: { spend, ...counts } });
    return tierId === book.tier.tierId ? book.tierAt(at) : tierId;
  }

  #rise(book: MemberBook, at: Instant, now: Instant): void {
    // What counted before the tier's end may still keep it, which only a review can tell.
    if (isBeforeEnd(book.tier, at, now)) book.isHeardLate = true;
    const input = this.#input(book, at, now);
    if (!input) return;
    const change = decideUpgrade(input);
    if (change) book.changeTier(change);
    else if (decideUpgrade({ ...input, now: at })) book.isHeardLate = true;
  }

  #input(book: MemberBook, at: Instant, now: Instant): UpgradeInput | null {
    const terms = risingTerms(book, at);
    const reached = this.#momentsOf(book).get(at);
    if (!terms || !reached) return null;
    const { from } = reached;
    const { member, tier: standing, ledger } = book;
    const context = { enrolledAt: member.enrolledAt, timeZone: book.terms.timeZone };
    const balance = readsBalance(terms) ? ledger.balances.available : 0n;
    const sums = book.units
      .filter(({ occurredAt }) => occurredAt <= at && (from === null || occurredAt >= from))
      .reduce((total, { counts }) => addSums(total, counts), addSums(reached.sums, { balance }));
    return { ...context, terms, standing, sums, at, now };
  }

  #momentsOf({ member: { id } }: MemberBook): Map<Instant, Reached> {
    const known = this.#stored.get(id);
    if (known) return known;
    const moments = new Map<Instant, Reached>();
    this.#stored.set(id, moments);
    return moments;
  }
}

/** The tiers in force, where counters could change the member's standing at all. */
function risingTerms({ terms, tier }: MemberBook, at: Instant): TierTerms | null {
  const tiers = tierTermsOf(terms);
  return tiers && mayRise(tiers, tier, at) ? tiers : null;
}

function isBeforeEnd({ until }: TierStanding, at: Instant, now: Instant): boolean {
  return until !== null && at < until && until <= now;
}

function startOf({ book: { member, terms }, at }: TierQuestion): Instant | null {
  const tiers = tierTermsOf(terms);
  const context = { enrolledAt: member.enrolledAt, timeZone: terms.timeZone, at };
  return tiers && windowStart(tiers.window, context);
}

/** Of each member the question about the earliest moment: it asks for all that came later. */
function earliestOfEach(questions: readonly TierQuestion[]): TierQuestion[] {
  const earliest = new Map<MemberBook, TierQuestion>();
  for (const question of questions) {
    const { book, at } = question;
    if (at < (earliest.get(book)?.at ?? Infinity)) earliest.set(book, question);
  }
  return [...earliest.values()];
}
