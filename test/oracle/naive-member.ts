// A member of the second implementation: lots in an array, and what moves their points.
import type { ExpiryPolicy } from "../../app/core/program/expiry-terms.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { NaiveAward } from "./naive-acts.ts";
import { NaiveActivities } from "./naive-activities.ts";
import { heardEnd } from "./naive-calendar.ts";
import { endBeforeHeard, noteRedemption } from "./naive-clock.ts";
import type { NaiveEnds, TierLine } from "./naive-ends.ts";
import { NaiveHand } from "./naive-hand.ts";
import { MAX_OPEN_VOUCHERS, VOUCHER_POINTS, end, inLine, isDue, takeFrom } from "./naive-lots.ts";
import type { NaiveEnding, NaiveLot, NaiveVoucher } from "./naive-lots.ts";
import { heldBack } from "./naive-write-offs.ts";
import type { NaiveDeparture, NaiveWriteOff } from "./naive-write-offs.ts";
import { NO_STANDING } from "./naive-standing.ts";
import type { CountedOrder, NaiveChange, NaiveStanding } from "./naive-standing.ts";

type ShortfallPolicy = ProgramDocument["shortfallPolicy"];

export class NaiveMember {
  /** In the order in which they were made. */
  lots: NaiveLot[] = [];
  owed = 0n;
  /** Those that are neither used nor returned; the next two are. */
  vouchers: NaiveVoucher[] = [];
  returned: NaiveVoucher[] = [];
  spent: NaiveVoucher[] = [];
  /** By day or year, and by campaign. */
  readonly used = new Map<string, bigint>();
  /** The earliest first. */
  writeOffs: NaiveWriteOff[] = [];
  departures: NaiveDeparture[] = [];
  tier: NaiveStanding = NO_STANDING;
  readonly hand = new NaiveHand();
  /** In the order in which it was written. */
  readonly tierHistory: TierLine[] = [];
  /** Those of members who turned out to be the same person. */
  readonly inherited: (readonly TierLine[])[] = [];
  /** The day on which the tier was decided about last: later nights look at it again. */
  decidedOn: string | null = null;
  /** The night that looks at what was heard of too late to change the tier at once. */
  lookedAtOn: string | null = null;
  /** What each order counts for tiers. */
  readonly counted = new Map<string, CountedOrder>();
  /** Moments at which something counted, even if all of it was taken back. */
  readonly moments = new Set<number>();
  /** Tiers and years for which points were given on entering. */
  readonly gifts = new Set<string>();
  /** When each campaign was joined. */
  readonly joined = new Map<string, number>();
  readonly activities = new NaiveActivities();
  activeAt: number | null = null;
  /** When the whole balance ends by inactivity; it stays there once it has. */
  clockEndsAt: number | null = null;
  endings: NaiveEnding[] = [];
  readonly awards: NaiveAward[] = [];
  /** Rewards that nights issued, and of which days. */
  readonly issuedItself: { readonly rewardId: string; readonly date: string }[] = [];
  readonly enrolledAt: number;
  readonly ends: NaiveEnds;

  constructor(enrolledAt: number, ends: NaiveEnds) {
    this.enrolledAt = enrolledAt;
    this.ends = ends;
  }

  get available(): bigint {
    return this.lots.reduce((all, { available }) => all + available, 0n);
  }

  get pending(): bigint {
    return this.lots.reduce((all, { pending }) => all + pending, 0n);
  }

  /** How the whole balance ends. */
  policyAt(now: number): ExpiryPolicy {
    return this.ends.policyOfBalance(this.tier.tierId, now);
  }

  get lastActiveAt(): number {
    return this.activeAt ?? this.enrolledAt;
  }

  /** The tiers that were held at a moment, as far as they are written down; one for each person. */
  tiersAt(at: number): (string | null)[] {
    if (this.tier.since === null || this.tier.since <= at) return [this.tier.tierId];
    return [this.tierHistory, ...this.inherited].map(
      (history) => history.findLast((line) => line.at <= at)?.tierId ?? null,
    );
  }

  enter({ tierId, since, until, isGiven, at }: NaiveChange, now: number, isWord = isGiven): void {
    this.tier = { tierId, since, until, isGiven };
    this.tierHistory.push({ at, tierId });
    this.hand.write({ tierId, until, isGiven, isWord, writtenAt: now });
  }

  /** Of an order, under the version of its time. */
  newLot(orderId: string, earnedAt: number, now: number): NaiveLot {
    const points = { earnedAt, version: this.ends.versionAt(earnedAt) };
    const own = this.ends.endHeardLate(points, this.tiersSince(earnedAt), now);
    const endsAt = own ?? endBeforeHeard(this, points, now);
    return this.#addLot({ orderId, ...points, endsAt, hasLateEnd: own !== endsAt });
  }

  /** Of what a merchant or a tier gives, under the version in force. */
  newGift(earnedAt: number, inForceAt: number): NaiveLot {
    const points = { earnedAt, version: this.ends.versionAt(inForceAt) };
    const endsAt = this.ends.endOf(points, this.tier.tierId);
    return this.#addLot({ orderId: null, ...points, endsAt, hasLateEnd: false });
  }

  /** Of what a way to earn gives, under the version of its moment and the tier of now. */
  newAward(earnedAt: number, now: number): NaiveLot {
    const points = { earnedAt, version: this.ends.versionAt(earnedAt) };
    const tiers = [{ at: earnedAt, tierId: this.tier.tierId }];
    const endsAt = this.ends.endHeardLate(points, tiers, now);
    return this.#addLot({ orderId: null, ...points, endsAt, hasLateEnd: false });
  }

  #addLot(made: Omit<NaiveLot, "releasesAt" | "pending" | "available" | "expired">): NaiveLot {
    const lot = { ...made, releasesAt: null, pending: 0n, available: 0n, expired: 0n };
    this.lots.push(lot);
    return lot;
  }

  /** Those that were held from a moment on, one after the other. */
  tiersSince(at: number): TierLine[] {
    const first = this.ends.highest(this.tiersAt(at));
    return [{ at, tierId: first }, ...this.tierHistory.filter((line) => line.at > at)];
  }

  /** Points become spendable: they pay what is owed, and end at once where their end has come. */
  arrive(lots: readonly NaiveLot[], happenedAt: number, now: number): void {
    const wanted = this.owed < this.available ? this.owed : this.available;
    this.owed -= takeFrom(inLine(this.lots), "available", wanted);
    for (const lot of lots) {
      if (lot.endsAt !== null && lot.endsAt <= now) end(lot);
      else if (this.#isOver(lot, now, now)) this.#endWithBalance(lot, happenedAt);
    }
  }

  release(lot: NaiveLot, happenedAt: number, now: number): void {
    lot.available += lot.pending;
    lot.pending = 0n;
    this.arrive([lot], happenedAt, now);
  }

  /** Releases what is due by then, each at its moment. */
  releaseDue(now: number, lots: readonly NaiveLot[] = this.lots): void {
    const due = lots.filter((lot) => isDue(lot, now));
    for (const lot of due.toSorted((a, b) => (a.releasesAt ?? 0) - (b.releasesAt ?? 0))) {
      this.release(lot, lot.releasesAt ?? now, now);
    }
  }

  endLotsDue(now: number, lots: readonly NaiveLot[] = this.lots): void {
    for (const lot of lots) if (lot.endsAt !== null && lot.endsAt <= now) end(lot);
  }

  /** By the terms of the version in force at `inForceAt`. */
  endBalanceDue(now: number, inForceAt: number, lots: readonly NaiveLot[] = this.lots): void {
    for (const lot of lots) {
      if (this.#isOver(lot, now, inForceAt)) this.#endWithBalance(lot, 0);
    }
  }

  /** All that should have happened by now, to all lots or to some, one moment after the other. */
  settle(now: number, lots: readonly NaiveLot[] = this.lots): void {
    for (;;) {
      const moments = lots.flatMap((lot) => [
        ...(isDue(lot, now) ? [lot.releasesAt ?? now] : []),
        ...(lot.available > 0n && lot.endsAt !== null ? [lot.endsAt] : []),
        ...(lot.available > 0n && this.#isOver(lot, now, now) ? [this.clockEndsAt ?? now] : []),
      ]);
      const next = moments.filter((at) => at <= now).toSorted((a, b) => a - b)[0];
      if (next === undefined) return;
      this.releaseDue(next, lots);
      this.endLotsDue(next, lots);
      this.endBalanceDue(next, now, lots);
    }
  }

  /**
   * First from the order's own lot, then from what else can be spent; the rest is owed. Answers how
   * many were not the order's own any more.
   */
  takeBack(own: NaiveLot, points: bigint, policy: ShortfallPolicy, now: number): bigint {
    const others = inLine(this.lots.filter((lot) => lot !== own));
    const isSpendable = policy !== "pending_only";
    let missing = points - takeFrom([own], "pending", points);
    if (isSpendable) missing -= takeFrom([own], "available", missing);
    missing -= takeFrom([own], "expired", missing);
    const spent = missing;
    if (isSpendable) missing -= takeFrom(others, "available", missing);
    this.owed += missing;
    this.writeOff(own.orderId, missing, policy, now);
    return spent;
  }

  /** What vouchers may still bring back is not written off, but where nothing is ever taken. */
  writeOff(orderId: string | null, missing: bigint, policy: ShortfallPolicy, now: number): void {
    if (policy === "repay") return;
    const held = heldBack(this.departures, this);
    const open = BigInt(this.vouchers.length) * VOUCHER_POINTS + held;
    const kept = orderId === null ? held : 0n;
    const spentForGood = this.owed - (policy === "forgive" ? open : kept);
    const points = spentForGood < missing ? spentForGood : missing;
    if (points <= 0n) return;
    this.owed -= points;
    const isOwnOnly = policy === "pending_only" && orderId !== null;
    this.writeOffs.push({ at: now, orderId, isOwnOnly, open: points });
  }

  /** Whether there is a voucher now. */
  redeem(key: string, program: NaiveVoucher["program"], now: number): boolean {
    if (this.vouchers.length >= MAX_OPEN_VOUCHERS) return false;
    const settled = this.copy();
    settled.settle(now);
    // Who cannot pay is refused, and nothing has happened.
    if (settled.available < VOUCHER_POINTS) return false;
    this.settle(now);
    const parts = this.spend(VOUCHER_POINTS, this.lots);
    this.vouchers.push({ key, takenAt: now, program, parts, usedBy: null });
    noteRedemption(this, now);
    return true;
  }

  /** Answers what came of which lot. */
  spend(points: bigint, lots: readonly NaiveLot[]): NaiveVoucher["parts"] {
    const before = inLine(lots).map((lot) => [lot, lot.available] as const);
    takeFrom(inLine(lots), "available", points);
    const parts = before.map(([lot, held]) => [lot, held - lot.available] as const);
    return parts.filter(([, taken]) => taken > 0n);
  }

  #isOver(lot: NaiveLot, now: number, inForceAt: number): boolean {
    const isClockOver = this.clockEndsAt !== null && this.clockEndsAt <= now;
    return isClockOver && this.endsWithBalance(lot, inForceAt);
  }

  /** Whether the lot ends with the balance, and not by itself. */
  endsWithBalance({ version }: Pick<NaiveLot, "version">, at: number): boolean {
    return this.ends.policyOfPoints(version, this.tier.tierId, at).kind === "inactivity";
  }

  #endWithBalance(lot: NaiveLot, happenedAt: number): void {
    if (lot.available === 0n || this.clockEndsAt === null) return;
    const at = Math.max(this.clockEndsAt, happenedAt);
    this.endings.push({ at, lot, points: lot.available, isReversed: false });
    end(lot);
  }

  /**
   * Ends follow the tiers that the member entered, one after the other: what has ended stays so,
   * and nothing ends in the past, nor before the end of the day on which it was heard of.
   */
  followTiers(entered: readonly TierLine[], now: number, heardAt: number | null): void {
    if (this.ends.dependOnTier) this.#follow(entered, now, heardAt);
  }

  #follow(entered: readonly TierLine[], now: number, heardAt: number | null): void {
    const time = { after: (entered[0]?.at ?? now) - 1, now };
    // What is empty follows, too: points that come back to it end as if they had been there.
    for (const lot of this.lots) {
      const isEmpty = lot.pending + lot.available === 0n;
      // It would have ended before it was heard of: what comes back to it ends at once.
      const hasEnded = lot.endsAt !== null && lot.endsAt <= (heardAt ?? Number.NEGATIVE_INFINITY);
      if (isEmpty && hasEnded) continue;
      const end = this.ends.endAfter(lot, entered, time);
      lot.endsAt = heardEnd(lot.endsAt, end, heardAt, this.ends.zone);
    }
    const clock = this.#clockAfter(entered, time);
    this.clockEndsAt = heardEnd(this.clockEndsAt, clock, heardAt, this.ends.zone);
  }

  /** A version has come into force. */
  followVersion(from: number): void {
    this.#follow([{ at: from, tierId: this.tier.tierId }], from, null);
  }

  followClock(at: number): void {
    const entered = [{ at, tierId: this.tier.tierId }];
    this.clockEndsAt = this.#clockAfter(entered, { after: at - 1, now: at });
  }

  #clockAfter(entered: readonly TierLine[], time: { after: number; now: number }): number | null {
    const { lastActiveAt: activeAt, clockEndsAt: endsAt } = this;
    return this.ends.clockAfter({ activeAt, endsAt }, entered, time);
  }

  /** As it stands, to look at what would be. */
  copy(): NaiveMember {
    const copy = new NaiveMember(this.enrolledAt, this.ends);
    copy.lots = this.lots.map((lot) => ({ ...lot }));
    copy.owed = this.owed;
    copy.tier = this.tier;
    copy.clockEndsAt = this.clockEndsAt;
    return copy;
  }
}
