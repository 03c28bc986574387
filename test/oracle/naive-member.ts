// A member of the second implementation: lots in an array, and what moves their points.
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { ExpiryPolicy } from "../../app/core/program/expiry-terms.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { NaiveActivities } from "./naive-activities.ts";
import { endByInactivity, heardEnd, wallDate } from "./naive-calendar.ts";
import { restartClock } from "./naive-gifts.ts";
import { clockAfterTiers, endAfterTiers, endUnderTiers, policyOf } from "./naive-ends.ts";
import type { NaiveEnds, TierLine } from "./naive-ends.ts";
import { bringBack, end, inLine, isDue, takeFrom } from "./naive-lots.ts";
import type { NaiveEnding, NaiveLot, NaiveVoucher } from "./naive-lots.ts";
import { heldBack } from "./naive-write-offs.ts";
import type { NaiveDeparture, NaiveWriteOff } from "./naive-write-offs.ts";
import { NO_STANDING } from "./naive-tiers.ts";
import type { CountedOrder, NaiveChange, NaiveStanding } from "./naive-tiers.ts";

export const VOUCHER_POINTS = 100n;
const MAX_OPEN_VOUCHERS = 5;

type ShortfallPolicy = ProgramDocument["shortfallPolicy"];

export class NaiveMember {
  /** In the order in which they were made. */
  lots: NaiveLot[] = [];
  owed = 0n;
  /** Those that are neither used nor returned. */
  vouchers: NaiveVoucher[] = [];
  returned: NaiveVoucher[] = [];
  /** By day or year, and by campaign. */
  readonly used = new Map<string, bigint>();
  /** The earliest first. */
  writeOffs: NaiveWriteOff[] = [];
  departures: NaiveDeparture[] = [];
  tier: NaiveStanding = NO_STANDING;
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
  readonly activities = new NaiveActivities();
  activeAt: number | null = null;
  /** When the whole balance ends by inactivity; it stays there once it has. */
  clockEndsAt: number | null = null;
  endings: NaiveEnding[] = [];
  readonly enrolledAt: number;
  readonly #ends: NaiveEnds;

  constructor(enrolledAt: number, ends: NaiveEnds) {
    this.enrolledAt = enrolledAt;
    this.#ends = ends;
  }

  get available(): bigint {
    return this.lots.reduce((all, { available }) => all + available, 0n);
  }

  get pending(): bigint {
    return this.lots.reduce((all, { pending }) => all + pending, 0n);
  }

  get policy(): ExpiryPolicy {
    return policyOf(this.#ends, this.tier.tierId);
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

  enter({ tierId, since, until, at }: NaiveChange): void {
    this.tier = { tierId, since, until };
    this.tierHistory.push({ at, tierId });
  }

  newLot(orderId: string | null, earnedAt: number, now: number): NaiveLot {
    const first = orderId === null ? this.tier.tierId : (this.tiersAt(earnedAt)[0] ?? null);
    const since = orderId === null ? [] : this.tierHistory.filter(({ at }) => at > earnedAt);
    const tiers = [{ at: earnedAt, tierId: first }, ...since];
    const own = endUnderTiers(this.#ends, earnedAt, tiers);
    const endsAt = own ?? (orderId === null ? null : this.#endBeforeHeard(earnedAt, now));
    const hasLateEnd = own === null && endsAt !== null;
    const nothing = { pending: 0n, available: 0n, expired: 0n };
    const lot = { orderId, earnedAt, endsAt, hasLateEnd, releasesAt: null, ...nothing };
    this.lots.push(lot);
    return lot;
  }

  /** Points become spendable: they pay what is owed, and end at once where their end has come. */
  arrive(lots: readonly NaiveLot[], happenedAt: number, now: number): void {
    const wanted = this.owed < this.available ? this.owed : this.available;
    this.owed -= takeFrom(inLine(this.lots), "available", wanted);
    for (const lot of lots) {
      if (lot.endsAt !== null && lot.endsAt <= now) end(lot);
      else if (this.#isOver(now)) this.#endWithBalance(lot, happenedAt);
    }
  }

  release(lot: NaiveLot, happenedAt: number, now: number): void {
    lot.available += lot.pending;
    lot.pending = 0n;
    this.arrive([lot], happenedAt, now);
  }

  /** Releases what is due by then, each at its moment. */
  releaseDue(now: number): void {
    const due = this.lots.filter((lot) => isDue(lot, now));
    for (const lot of due.toSorted((a, b) => (a.releasesAt ?? 0) - (b.releasesAt ?? 0))) {
      this.release(lot, lot.releasesAt ?? now, now);
    }
  }

  endLotsDue(now: number): void {
    for (const lot of this.lots) if (lot.endsAt !== null && lot.endsAt <= now) end(lot);
  }

  endBalanceDue(now: number): void {
    if (this.#isOver(now)) for (const lot of this.lots) this.#endWithBalance(lot, 0);
  }

  /** All that should have happened by now, one moment after the other. */
  settle(now: number): void {
    for (;;) {
      const moments = this.lots.flatMap((lot) => [
        ...(isDue(lot, now) ? [lot.releasesAt ?? now] : []),
        ...(lot.available > 0n && lot.endsAt !== null ? [lot.endsAt] : []),
        ...(lot.available > 0n && this.#isOver(now) ? [this.clockEndsAt ?? now] : []),
      ]);
      const next = moments.filter((at) => at <= now).toSorted((a, b) => a - b)[0];
      if (next === undefined) return;
      this.releaseDue(next);
      this.endLotsDue(next);
      this.endBalanceDue(next);
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
  redeem(key: string, policy: ShortfallPolicy, now: number): boolean {
    if (this.vouchers.length >= MAX_OPEN_VOUCHERS) return false;
    const settled = this.copy();
    settled.settle(now);
    // Who cannot pay is refused, and nothing has happened.
    if (settled.available < VOUCHER_POINTS) return false;
    this.settle(now);
    const before = inLine(this.lots).map((lot) => [lot, lot.available] as const);
    takeFrom(inLine(this.lots), "available", VOUCHER_POINTS);
    const parts = before.map(([lot, held]) => [lot, held - lot.available] as const);
    this.vouchers.push({ key, policy, parts: parts.filter(([, points]) => points > 0n) });
    this.#noteRedemption(now);
    return true;
  }

  #isOver(now: number): boolean {
    if (this.policy.kind !== "inactivity") return false;
    return this.clockEndsAt !== null && this.clockEndsAt <= now;
  }

  #endWithBalance(lot: NaiveLot, happenedAt: number): void {
    if (lot.available === 0n || this.clockEndsAt === null) return;
    const at = Math.max(this.clockEndsAt, happenedAt);
    this.endings.push({ at, lot, points: lot.available, isReversed: false });
    end(lot);
  }

  /** When the points of an order had ended by inactivity before it was heard of. */
  #endBeforeHeard(placedAt: number, now: number): number | null {
    const { policy } = this;
    if (policy.kind !== "inactivity" || !policy.activities.includes("order")) return null;
    if (this.activeAt === null || placedAt >= this.activeAt) return null;
    const kept = endByInactivity(policy, placedAt, this.#ends.zone) ?? now;
    const endsAt = this.activities.keepUntil(placedAt, kept, policy, this.#ends.zone);
    return endsAt <= now ? endsAt : null;
  }

  /** An order was placed: what it would have kept alive until now comes back. */
  noteOrder(orderId: string, placedAt: number, now: number): void {
    const { policy } = this;
    this.activities.orders.set(orderId, placedAt);
    const isLatest = this.activeAt === null || placedAt >= this.activeAt;
    const counts = policy.kind !== "inactivity" || policy.activities.includes("order");
    if (isLatest && counts) this.activeAt = placedAt;
    if (policy.kind !== "inactivity") return;
    if (!counts) {
      // The clock of who never redeemed runs from the day on which they joined.
      if (this.activeAt === null && this.clockEndsAt === null) {
        this.clockEndsAt = endByInactivity(policy, this.enrolledAt, this.#ends.zone);
      }
      restartClock(this, placedAt, now);
      return;
    }
    const keptUntil = endByInactivity(policy, placedAt, this.#ends.zone) ?? now;
    const ended = this.clockEndsAt;
    const prevents = (at: number): boolean => placedAt < at && at < keptUntil;
    if (isLatest && ended !== null && ended <= now && !prevents(ended)) this.settle(now);
    if (isLatest) this.clockEndsAt = Math.max(keptUntil, ended ?? keptUntil);
    const until = this.activities.keepUntil(placedAt, keptUntil, policy, this.#ends.zone);
    // Balances end as days begin: an order of today closes no gap, not even a merged person's.
    const today = startOfDay(wallDate(now, this.#ends.zone), this.#ends.zone);
    if (until <= now || placedAt >= today) return;
    const since = this.activities.keptSince(placedAt, policy, this.#ends.zone);
    this.arrive(bringBack(this.endings, this.lots, { since, until, now }), now, now);
  }

  #noteRedemption(now: number): void {
    const { policy } = this;
    this.activities.redemptions.push(now);
    if (policy.kind === "inactivity") {
      if (!policy.activities.includes("redemption")) return;
      this.clockEndsAt = endByInactivity(policy, now, this.#ends.zone);
    }
    this.activeAt = now;
  }

  /**
   * Ends follow the tiers that the member entered, one after the other: what has ended stays so,
   * and nothing ends in the past, nor before the end of the day on which it was heard of.
   */
  followTiers(entered: readonly TierLine[], heardAt: number | null): void {
    const { zone } = this.#ends;
    // What a voucher may bring back follows, too; what else is empty keeps the end that it had.
    const promised = new Set(this.vouchers.flatMap(({ parts }) => parts.map(([lot]) => lot)));
    const holds = ({ pending, available }: NaiveLot): boolean => pending + available > 0n;
    for (const lot of this.lots.filter((each) => holds(each) || promised.has(each))) {
      const end = endAfterTiers(this.#ends, lot, entered);
      lot.endsAt = heardEnd(lot.endsAt, end, holds(lot) ? heardAt : null, zone);
    }
    this.clockEndsAt = heardEnd(this.clockEndsAt, this.#clockAfter(entered), heardAt, zone);
  }

  followClock(at: number): void {
    this.clockEndsAt = this.#clockAfter([{ at, tierId: this.tier.tierId }]);
  }

  #clockAfter(entered: readonly TierLine[]): number | null {
    const { lastActiveAt: activeAt, clockEndsAt: endsAt } = this;
    return clockAfterTiers(this.#ends, { activeAt, endsAt }, entered);
  }

  /** As it stands, to look at what would be. */
  copy(): NaiveMember {
    const copy = new NaiveMember(this.enrolledAt, this.#ends);
    copy.lots = this.lots.map((lot) => ({ ...lot }));
    copy.owed = this.owed;
    copy.tier = this.tier;
    copy.clockEndsAt = this.clockEndsAt;
    return copy;
  }
}
