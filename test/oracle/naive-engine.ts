// A second implementation of the ledger: for each delivery everything is worked out anew.
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { Delivery } from "./deliveries.ts";
import { wallDate } from "./naive-calendar.ts";
import { noteOrder } from "./naive-clock.ts";
import { NaiveEnds } from "./naive-ends.ts";
import { join } from "./joins.ts";
import { adjust, givesPoints, restartClock, welcome } from "./naive-gifts.ts";
import type { NaiveMember } from "./naive-member.ts";
import { inherit } from "./naive-merger.ts";
import { NaiveOrder, takeIn } from "./naive-order.ts";
import type { Paid } from "./naive-order.ts";
import { NaivePeople } from "./naive-people.ts";
import { worthNow } from "./naive-points.ts";
import { post } from "./naive-postings.ts";
import { NaiveRooms } from "./naive-rooms.ts";
import { giveBack, giveBackUsed, use } from "./naive-vouchers.ts";
import { NO_UNITS, countsMore, isDecidedOn, isSame } from "./naive-thresholds.ts";
import { NaiveTiers } from "./naive-tiers.ts";
import type { NaiveChange } from "./naive-standing.ts";
import type { StoreOrder, Told } from "./store.ts";

export class NaiveShop {
  readonly orders = new Map<string, NaiveOrder>();
  readonly #program: ProgramDocument;
  readonly #zone: string;
  readonly #rooms = new NaiveRooms();
  readonly #ends: NaiveEnds;
  /** Those that followed the first one, the latest last. */
  readonly #later: { readonly from: number; readonly program: ProgramDocument }[] = [];
  readonly #tiers: NaiveTiers | null;
  /** All that were ever made. */
  readonly #vouchers = new Set<string>();
  readonly #people: NaivePeople;
  #lastNight: string | null = null;

  constructor(program: ProgramDocument, zone: string) {
    this.#program = program;
    this.#zone = zone;
    this.#tiers = program.tiers && new NaiveTiers(program.tiers, zone);
    this.#ends = new NaiveEnds(program, zone);
    this.#people = new NaivePeople(this.#ends);
  }

  get members(): ReadonlyMap<number, NaiveMember> {
    return this.#people.members;
  }

  /** Tiers are those of the first program. */
  change(program: ProgramDocument, from: number): void {
    this.#later.push({ from, program });
    if (!this.#ends.change(program.expiry, from)) return;
    for (const member of this.members.values()) member.followVersion(from);
  }

  receive(delivery: Delivery, now: number): void {
    switch (delivery.type) {
      case "told":
        return this.#hear(delivery.told, now);
      case "wish":
        return this.#redeem(delivery.customer, delivery.key, now);
      case "adjust":
      case "tier":
      case "tier_back":
        return this.#handle(delivery, now);
      case "return":
        for (const member of this.members.values()) giveBack(member, delivery.key, now);
        return;
      case "merge":
        return this.#merge(delivery.kept, delivery.gone, now);
      case "join":
        return join(delivery, this.#program, this.#people, this.#zone);
    }
  }

  #handle(delivery: Extract<Delivery, { type: "adjust" | "tier" | "tier_back" }>, now: number) {
    const member = this.members.get(delivery.customer);
    if (!member) return;
    if (delivery.type === "adjust") adjust(member, BigInt(delivery.points), now);
    else if (delivery.type === "tier") this.#giveTier(member, delivery, now);
    else this.#takeTierBack(member, now);
  }

  /** All nights that are due, one day after the other. */
  nights(now: number): void {
    const today = wallDate(now, this.#zone);
    let night = this.#lastNight === null ? today : addDaysTo(this.#lastNight, 1);
    for (; night <= today; night = addDaysTo(night, 1)) this.#night(night, now);
    this.#lastNight = today;
  }

  #night(night: string, now: number): void {
    const at = startOfDay(night, this.#zone);
    const members = [...this.members.values()];
    const review = (): void => {
      for (const member of members) this.#review(member, night, now);
    };
    for (const member of members) member.releaseDue(at);
    if (this.#tiers?.readsBalance === false) review();
    for (const member of members) member.endLotsDue(at);
    for (const member of members) member.endBalanceDue(at, at);
    if (this.#tiers?.readsBalance === true) review();
  }

  #review(member: NaiveMember, night: string, now: number): void {
    const { tiers } = this.#program;
    if (!this.#tiers || !tiers) return;
    if (member.decidedOn !== null && night <= member.decidedOn) return;
    const isEarly = member.lookedAtOn !== null && night < member.lookedAtOn;
    if (isEarly && !isDecidedOn(night, tiers, member.tier, this.#zone)) return;
    member.lookedAtOn = null;
    const { changes, until } = this.#tiers.review(member, night, now);
    if (changes.length === 0) member.tier = { ...member.tier, until };
    for (const change of changes) member.enter(change, now);
    this.#carryOut(member, changes, now, { inForceAt: startOfDay(night, this.#zone) });
    member.decidedOn = night;
  }

  #giveTier(member: NaiveMember, word: Extract<Delivery, { type: "tier" }>, now: number): void {
    const change = this.#tiers?.give(member.tier, word, now);
    if (!change) return;
    if (givesPoints(change, this.#program)) restartClock(member, now, now);
    this.#enter(member, [change], now);
  }

  /** A merchant takes back what was given: it ends as though yesterday had been its last day. */
  #takeTierBack(member: NaiveMember, now: number): void {
    if (!this.#tiers || !member.tier.isGiven) return;
    const today = wallDate(now, this.#zone);
    member.tier = { ...member.tier, until: startOfDay(today, this.#zone) };
    const { changes, until } = this.#tiers.review(member, today, now);
    if (changes.length === 0) member.tier = { ...member.tier, until };
    this.#enter(member, changes, now);
    member.decidedOn = today;
  }

  /** By the word of a person. */
  #enter(member: NaiveMember, changes: NaiveChange[], now: number): void {
    for (const change of changes) member.enter(change, now, true);
    this.#carryOut(member, changes, now, { inForceAt: now });
  }

  #hear(told: Told, now: number): void {
    const { orderId, voucher } = told.type === "order" ? told.order : { ...told, voucher: null };
    const order = this.orders.get(orderId) ?? new NaiveOrder();
    this.orders.set(orderId, order);
    for (const member of this.members.values())
      if (voucher !== null) use(member, voucher, orderId, now);
    if (told.type === "refund") order.refunds.set(told.refund.id, told.refund);
    else takeIn(order, told.order, this.#vouchers);
    this.#post(orderId, order, now);
    for (const member of this.members.values()) giveBackUsed(member, orderId, order, now);
  }

  /** Brings what is known of the order by now into its member's points. */
  #post(orderId: string, order: NaiveOrder, now: number): void {
    const { paid, newest } = order;
    const customer = newest?.customer ?? paid?.customer ?? null;
    if (!paid || !newest || customer === null) return;
    const former = order.member;
    if (order.customer !== customer) order.member = this.#people.memberOf(customer, paid.placedAt);
    order.customer = customer;
    const member = order.member;
    if (!member) return;
    const program = this.#programAt(paid.placedAt);
    const news = { orderId, program, order, paid, newest, member };
    const isGiven = former !== null && former !== member && order.granted !== null;
    const changes = isGiven ? this.#takeAway(news, former, now) : [];
    const asking = { program, paid, tierId: order.granted?.tierId ?? null, before: order.granted };
    const isPaidAnew = order.grantedFor !== paid;
    const isAsking = isGiven || (isPaidAnew && this.#rooms.asksForMore(asking, member));
    if (isPaidAnew) changes.push(...this.#grant(news, now));
    const counted = this.#tiers === null ? null : (member.counted.get(orderId) ?? NO_UNITS);
    post({ ...news, isAsking, counted }, this.#zone, now);
    changes.push(...this.#count(news, now));
    this.#carryOut(member, changes, now);
  }

  #programAt(at: number): ProgramDocument {
    return this.#later.findLast(({ from }) => from <= at)?.program ?? this.#program;
  }

  #redeem(customer: number, key: string, now: number): void {
    const program = this.#programAt(now);
    if (this.members.get(customer)?.redeem(key, program, now)) this.#vouchers.add(key);
  }

  /** The order is another customer's now: what it gave goes back in full. */
  #takeAway(
    { orderId, program, order, paid, member }: Paid,
    former: NaiveMember,
    now: number,
  ): NaiveChange[] {
    former.settle(now);
    if (order.lot) {
      const spent = former.takeBack(order.lot, order.posted, "repay", now);
      former.departures.push({ orderId, order, spent, at: now });
    }
    this.#rooms.move({ program, paid, tierId: null, before: order.granted }, former, member);
    order.gaps = [];
    former.counted.delete(orderId);
    former.activities.orders.delete(orderId);
    order.posted = 0n;
    order.lot = null;
    return this.#welcomeOrder(orderId, paid, member, now);
  }

  /** A member has an order that they had not: whoever holds no tier enters everyone's. */
  #welcomeOrder(
    orderId: string,
    { placedAt }: StoreOrder,
    member: NaiveMember,
    now: number,
  ): NaiveChange[] {
    const changes = member.tier.tierId === null ? this.#rise(member, placedAt, now) : [];
    noteOrder(member, orderId, placedAt, now);
    return changes;
  }

  /** What the order may hold at most, and at which tier it earns; answers what that changes. */
  #grant(news: Paid, now: number): NaiveChange[] {
    const { orderId, program, order, paid, member } = news;
    const before = order.granted;
    const changes: NaiveChange[] = [];
    let tierId = before?.tierId ?? null;
    if (!before) {
      changes.push(...this.#welcomeOrder(orderId, paid, member, now));
      tierId = this.#tierToEarnAt(news, now);
    }
    const asking = { program, paid, tierId, before };
    order.granted = this.#rooms.grant(asking, member);
    order.grantedFor = paid;
    this.#rooms.take(asking, order.granted, member);
    return changes;
  }

  #tierToEarnAt({ program, order, paid, member }: Paid, now: number): string | null {
    const held = this.#ends.highest(member.tiersAt(paid.placedAt));
    if (!this.#tiers || !this.#program.tiers?.crossingOrderEarnsNewRate) return held;
    const granted = this.#rooms.grant({ program, paid, tierId: held, before: null }, member);
    const { units } = worthNow(order, program, granted);
    const change = this.#tiers.rise(member, paid.placedAt, now, units);
    return change && change.tierId !== member.tier.tierId ? change.tierId : held;
  }

  /** What tiers count of the order now, and the changes that it brings. */
  #count({ orderId, program, order, paid, member }: Paid, now: number): NaiveChange[] {
    if (!this.#tiers || !order.granted) return [];
    const { units } = worthNow(order, program, order.granted);
    const known = member.counted.get(orderId) ?? NO_UNITS;
    if (isSame(known, units)) return [];
    member.counted.set(orderId, { ...units, at: paid.placedAt });
    member.moments.add(paid.placedAt);
    // Nobody rises by what is taken back.
    if (!countsMore(units, known)) return [];
    const moments = [...member.moments].filter((at) => at >= paid.placedAt);
    return moments.toSorted((a, b) => a - b).flatMap((at) => this.#rise(member, at, now));
  }

  #rise(member: NaiveMember, at: number, now: number): NaiveChange[] {
    const change = this.#tiers?.rise(member, at, now);
    const { until } = member.tier;
    const isBeforeEnd = until !== null && at < until && until <= now;
    // Too late to bring a tier, but not to be looked at in the next night.
    if (isBeforeEnd || (!change && this.#tiers?.rise(member, at, at))) {
      member.lookedAtOn ??= addDaysTo(wallDate(now, this.#zone), 1);
    }
    if (!change) return [];
    member.enter(change, now);
    return [change];
  }

  #merge(keptCustomer: number, goneCustomer: number, now: number): void {
    const both = this.#people.merge(keptCustomer, goneCustomer, now);
    if (!both) return;
    const { kept, gone } = both;
    for (const order of this.orders.values()) if (order.member === gone) order.member = kept;
    const changes = inherit(kept, gone, { program: this.#program, zone: this.#zone }, now);
    changes.push(...this.#rise(kept, now, now));
    this.#carryOut(kept, changes, now);
  }

  /** What follows from changes of a member's tier, by news of now if nobody says otherwise. */
  #carryOut(
    member: NaiveMember,
    changes: NaiveChange[],
    now: number,
    decided: { readonly inForceAt: number } | null = null,
  ): void {
    const entered = changes.filter(({ from, tierId }) => from !== tierId);
    const isFirstBalance = member.decidedOn === null && this.#tiers?.readsBalance === true;
    if (changes.length > 0 || isFirstBalance) member.decidedOn = wallDate(now, this.#zone);
    if (entered.length > 0) member.followTiers(entered, now, decided ? null : now);
    const inForceAt = decided?.inForceAt ?? now;
    const where = { program: this.#program, zone: this.#zone, now, inForceAt };
    for (const change of changes) welcome(member, change, where);
  }
}
