// A second implementation of the ledger: for each delivery everything is worked out anew.
import { isDeepStrictEqual } from "node:util";
import { addDaysTo } from "../../app/core/calendar/local-date.ts";
import { startOfDay } from "../../app/core/calendar/local-time.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { Delivery } from "./deliveries.ts";
import { act } from "./naive-acts.ts";
import { endByInactivity, wallDate } from "./naive-calendar.ts";
import { noteOrder } from "./naive-clock.ts";
import { NaiveEnds } from "./naive-ends.ts";
import { issueByThemselves } from "./naive-issues.ts";
import { join } from "./joins.ts";
import { adjust } from "./naive-gifts.ts";
import type { NaiveMember } from "./naive-member.ts";
import { inherit } from "./naive-merger.ts";
import { NaiveMoves } from "./naive-moves.ts";
import { NaiveOrder, takeIn } from "./naive-order.ts";
import type { Paid } from "./naive-order.ts";
import { NaivePeople } from "./naive-people.ts";
import { worthNow } from "./naive-points.ts";
import { post } from "./naive-postings.ts";
import { NaiveRooms } from "./naive-rooms.ts";
import { giveBack, giveBackUsed, use } from "./naive-vouchers.ts";
import { NO_UNITS, countsMore, isSame } from "./naive-thresholds.ts";
import { NaiveVersions } from "./naive-versions.ts";
import type { NaiveChange } from "./naive-standing.ts";
import type { StoreOrder, Told } from "./store.ts";

export class NaiveShop {
  readonly orders = new Map<string, NaiveOrder>();
  readonly #versions: NaiveVersions;
  readonly #zone: string;
  readonly #rooms = new NaiveRooms();
  readonly #ends: NaiveEnds;
  /** All that were ever made. */
  readonly #vouchers = new Set<string>();
  readonly #people: NaivePeople;
  readonly #moves: NaiveMoves;
  #lastNight: string | null = null;

  constructor(program: ProgramDocument, zone: string) {
    this.#versions = new NaiveVersions(program, zone);
    this.#zone = zone;
    this.#ends = new NaiveEnds(program, zone);
    this.#people = new NaivePeople(this.#ends);
    this.#moves = new NaiveMoves(this.#versions, zone);
  }

  get members(): ReadonlyMap<number, NaiveMember> {
    return this.#people.members;
  }

  change(program: ProgramDocument, from: number): void {
    const before = this.#versions.at(from);
    this.#versions.add(program, from);
    if (this.#ends.change(program, from)) {
      for (const member of this.members.values()) member.followVersion(from);
    }
    if (!isDeepStrictEqual(program.tiers, before.program.tiers)) {
      this.#moves.watch(this.members.values());
    }
    if (before.tiers === null && program.tiers !== null) this.#recount();
  }

  /** What was ordered before there were tiers counts for them; a night tells who rises by it. */
  #recount(): void {
    for (const [orderId, { member, paid, ...order }] of this.orders) {
      if (!member || !paid || !order.granted) continue;
      const { placedAt: at } = paid;
      const { units } = worthNow({ paid, ...order }, this.#versions.at(at).program, order.granted);
      if (isSame(member.counted.get(orderId), units)) continue;
      member.counted.set(orderId, { ...units, at });
      member.moments.add(at);
    }
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
      case "act":
        return this.#handle(delivery, now);
      case "return":
        for (const member of this.members.values()) giveBack(member, delivery.key, now);
        return;
      case "merge":
        return this.#merge(delivery.kept, delivery.gone, now);
      case "join":
        return this.#join(delivery, delivery.at ?? now);
    }
  }

  #handle(
    delivery: Extract<Delivery, { type: "adjust" | "tier" | "tier_back" | "act" }>,
    now: number,
  ): void {
    const member = this.members.get(delivery.customer);
    if (!member) return;
    if (delivery.type === "adjust") adjust(member, BigInt(delivery.points), now);
    else if (delivery.type === "act") {
      act(member, delivery, this.#versions.at(delivery.at).program, now);
    } else if (delivery.type === "tier") this.#moves.give(member, delivery, now);
    else this.#moves.takeBack(member, now);
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
    const version = this.#versions.at(at);
    const readsBalance = version.tiers?.readsBalance === true;
    const review = (): void => {
      for (const member of members) this.#moves.review(member, version, night, now);
    };
    for (const member of members) member.releaseDue(at);
    for (const member of members) issueByThemselves(member, { ...version, night, at });
    if (!readsBalance) review();
    for (const member of members) member.endLotsDue(at);
    for (const member of members) member.endBalanceDue(at, at);
    if (readsBalance) review();
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
    const { program } = this.#versions.at(paid.placedAt);
    const news = { orderId, program, order, paid, newest, member };
    const isGiven = former !== null && former !== member && order.granted !== null;
    const changes = isGiven ? this.#takeAway(news, former, now) : [];
    const asking = { program, paid, tierId: order.granted?.tierId ?? null, before: order.granted };
    const isPaidAnew = order.grantedFor !== paid;
    const isAsking = isGiven || (isPaidAnew && this.#rooms.asksForMore(asking, member));
    if (isPaidAnew) changes.push(...this.#grant(news, now));
    const counted = this.#counts(news, now) ? (member.counted.get(orderId) ?? NO_UNITS) : null;
    post({ ...news, isAsking, counted }, this.#zone, now);
    changes.push(...this.#count(news, now));
    this.#moves.carryOut(member, changes, now);
  }

  /** Whoever becomes a member by it enters the tier that asks for nothing, and their clock runs. */
  #join(delivery: Extract<Delivery, { type: "join" }>, now: number): void {
    const { program } = this.#versions.at(now);
    const member = join(delivery, program, this.#people, { at: now, zone: this.#zone });
    if (!member) return;
    const changes = this.#moves.rise(member, now, now);
    member.clockEndsAt = endByInactivity(member.policyAt(now), now, this.#zone);
    this.#moves.carryOut(member, changes, now);
  }

  #redeem(customer: number, key: string, now: number): void {
    const { program } = this.#versions.at(now);
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
    const changes = member.tier.tierId === null ? this.#moves.rise(member, placedAt, now) : [];
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
    const { tiers, program: current } = this.#versions.at(now);
    if (!tiers || !current.tiers?.crossingOrderEarnsNewRate) return held;
    const granted = this.#rooms.grant({ program, paid, tierId: held, before: null }, member);
    const { units } = worthNow(order, program, granted);
    const change = tiers.rise(member, paid.placedAt, now, units);
    return change && change.tierId !== member.tier.tierId ? change.tierId : held;
  }

  /** Whether anybody asks: the program in force or the one under which the order earns. */
  #counts({ program }: Paid, now: number): boolean {
    return this.#versions.at(now).tiers !== null || program.tiers !== null;
  }

  /** What tiers count of the order now, and the changes that it brings. */
  #count(news: Paid, now: number): NaiveChange[] {
    const { orderId, program, order, paid, member } = news;
    if (!this.#counts(news, now) || !order.granted) return [];
    const { units } = worthNow(order, program, order.granted);
    const known = member.counted.get(orderId) ?? NO_UNITS;
    if (isSame(known, units)) return [];
    member.counted.set(orderId, { ...units, at: paid.placedAt });
    member.moments.add(paid.placedAt);
    // Nobody rises by what is taken back.
    if (!countsMore(units, known)) return [];
    const moments = [...member.moments].filter((at) => at >= paid.placedAt);
    return moments.toSorted((a, b) => a - b).flatMap((at) => this.#moves.rise(member, at, now));
  }

  #merge(keptCustomer: number, goneCustomer: number, now: number): void {
    const both = this.#people.merge(keptCustomer, goneCustomer, now);
    if (!both) return;
    const { kept, gone } = both;
    for (const order of this.orders.values()) if (order.member === gone) order.member = kept;
    const { program } = this.#versions.at(now);
    const changes = inherit(kept, gone, { program, zone: this.#zone }, now);
    changes.push(...this.#moves.rise(kept, now, now));
    this.#moves.carryOut(kept, changes, now);
  }
}
