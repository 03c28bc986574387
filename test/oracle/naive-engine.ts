// A second implementation of the ledger, as plain as can be: members with lots in an array, and for
// each delivery everything is worked out anew.
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { Delivery } from "./deliveries.ts";
import { up } from "./fraction.ts";
import { wallDate } from "./naive-calendar.ts";
import { worthAsOrdered, worthNow } from "./naive-points.ts";
import type { Granted, Heard } from "./naive-points.ts";
import type { StoreOrder, StoreRefund, Told } from "./store.ts";

export const VOUCHER_POINTS = 100n;
const MAX_OPEN_VOUCHERS = 5;

interface NaiveLot {
  readonly orderId: string;
  readonly placedAt: number;
  pending: bigint;
  available: bigint;
}

export class NaiveMember {
  /** In the order in which they were made. */
  readonly lots: NaiveLot[] = [];
  owed = 0n;
  vouchers = 0;
  /** By day or year, and by campaign. */
  readonly used = new Map<string, bigint>();

  get available(): bigint {
    return this.lots.reduce((all, { available }) => all + available, 0n);
  }

  get pending(): bigint {
    return this.lots.reduce((all, { pending }) => all + pending, 0n);
  }
}

export class NaiveOrder {
  newest: StoreOrder | null = null;
  paid: StoreOrder | null = null;
  readonly refunds = new Map<string, StoreRefund>();
  customer: number | null = null;
  posted = 0n;
  granted: Granted | null = null;
  /** The paid payload that the grant was made for. */
  grantedFor: StoreOrder | null = null;
}

export class NaiveShop {
  readonly members = new Map<number, NaiveMember>();
  readonly orders = new Map<string, NaiveOrder>();
  readonly #used = new Map<string, bigint>();
  readonly #program: ProgramDocument;
  readonly #tierOf: (orderId: string) => string | null;

  /** `tierOf` tells the tier that was recorded for an order when it first counted. */
  constructor(program: ProgramDocument, tierOf: (orderId: string) => string | null) {
    this.#program = program;
    this.#tierOf = tierOf;
  }

  receive(delivery: Delivery): void {
    if (delivery.type === "wish") this.#redeem(delivery.customer);
    else this.#hear(delivery.told);
  }

  #hear(told: Told): void {
    const orderId = told.type === "order" ? told.order.orderId : told.orderId;
    const order = this.orders.get(orderId) ?? new NaiveOrder();
    this.orders.set(orderId, order);
    if (told.type === "refund") order.refunds.set(told.refund.id, told.refund);
    else takeIn(order, told.order);
    if (!order.paid || !order.newest) return;
    order.customer ??= order.newest.customer ?? order.paid.customer;
    if (order.customer === null) return;
    const member = this.members.get(order.customer) ?? new NaiveMember();
    this.members.set(order.customer, member);
    if (order.grantedFor !== order.paid) this.#grant(orderId, order, order.paid, member);
    this.#settle(orderId, order, order.newest, member);
  }

  /** What the order may hold at most, of what others have left of the limits. */
  #grant(orderId: string, order: NaiveOrder, paid: StoreOrder, member: NaiveMember): void {
    const before = order.granted;
    const tierId = before ? before.tierId : this.#tierOf(orderId);
    const gone = new Set<string>();
    for (;;) {
      const trial = this.#trial(paid, member, { tierId, before, gone });
      const leaving = this.#program.campaigns.find(
        ({ id }) => trial.wanted.has(id) && this.#leaves(id, trial, paid, member),
      );
      if (!leaving) {
        this.#take(order, paid, member, trial);
        return;
      }
      gone.add(leaving.id);
    }
  }

  /** What campaigns that are not gone would be granted. */
  #trial(paid: StoreOrder, member: NaiveMember, { tierId, before, gone }: TrialInput): Trial {
    const unlimited = { tierId, order: null, campaigns: new Map(), gone };
    const worth = worthAsOrdered(paid, this.#program, unlimited);
    const campaigns = new Map<string, bigint>();
    const wanted = new Map<string, bigint>();
    for (const { id, budget, perMemberLimit } of this.#program.campaigns) {
      if (gone.has(id) || (budget === null && perMemberLimit === null)) continue;
      const want = worth.campaigns.get(id);
      if (want === undefined && !worth.running.has(id)) continue;
      const whole = want === undefined || want[0] <= 0n ? 0n : up(want);
      const had = before?.campaigns.get(id) ?? 0n;
      const rooms = this.#campaignRooms(id, member, { budget, perMemberLimit });
      wanted.set(id, whole);
      campaigns.set(id, had + roomFor(rooms, whole - had));
    }
    return { tierId, before, gone, wanted, campaigns };
  }

  /** A campaign that can give nothing, or less than what would take its place, does not run. */
  #leaves(id: string, trial: Trial, paid: StoreOrder, member: NaiveMember): boolean {
    if ((trial.before?.campaigns.get(id) ?? 0n) > 0n) return false;
    const granted = trial.campaigns.get(id) ?? 0n;
    const isShort = granted < (trial.wanted.get(id) ?? 0n);
    if (this.#program.earning.stacking !== "best") return isShort && granted === 0n;
    if (granted === 0n) return true;
    const other = this.#trial(paid, member, { ...trial, gone: new Set([...trial.gone, id]) });
    return isShort && this.#points(paid, trial) <= this.#points(paid, other);
  }

  #points(paid: StoreOrder, { tierId, campaigns, gone }: Trial): bigint {
    return worthAsOrdered(paid, this.#program, { tierId, order: null, campaigns, gone }).points;
  }

  #take(order: NaiveOrder, paid: StoreOrder, member: NaiveMember, trial: Trial): void {
    const { tierId, before, gone, campaigns } = trial;
    for (const { id, budget, perMemberLimit } of this.#program.campaigns) {
      const more = (campaigns.get(id) ?? 0n) - (before?.campaigns.get(id) ?? 0n);
      useUp(this.#campaignRooms(id, member, { budget, perMemberLimit }), more);
    }
    const rooms = this.#orderRooms(wallDate(paid.placedAt), member);
    const had = before?.order ?? 0n;
    const more = roomFor(rooms, this.#points(paid, trial) - had);
    useUp(rooms, more);
    const hasLimit = rooms.some(({ limit }) => limit !== null);
    order.granted = { tierId, order: hasLimit ? had + more : null, campaigns, gone };
    order.grantedFor = paid;
  }

  #campaignRooms(id: string, member: NaiveMember, limits: CampaignLimits): Room[] {
    return [
      { used: this.#used, key: id, limit: limits.budget },
      { used: member.used, key: id, limit: limits.perMemberLimit },
    ];
  }

  #orderRooms(day: string, member: NaiveMember): Room[] {
    const { perDayCap, perYearCap, programBudget } = this.#program.earning;
    return [
      { used: member.used, key: day, limit: perDayCap },
      { used: member.used, key: day.slice(0, 4), limit: perYearCap },
      { used: this.#used, key: day.slice(0, 4), limit: programBudget },
    ];
  }

  #settle(orderId: string, order: NaiveOrder, newest: StoreOrder, member: NaiveMember): void {
    if (!order.granted) return;
    const heard: Heard = order;
    const { points } = worthNow(heard, this.#program, order.granted);
    const difference = points - order.posted;
    order.posted = points;
    const isPending = this.#program.pending.kind !== "none" && newest.fulfilledAt === null;
    if (difference > 0n) {
      const lot = lotOf(member, orderId, newest.placedAt);
      lot[isPending ? "pending" : "available"] += difference;
    } else if (difference < 0n) {
      this.#takeBack(member, orderId, newest.placedAt, -difference);
    }
    const own = member.lots.find((lot) => lot.orderId === orderId);
    if (own && !isPending) {
      own.available += own.pending;
      own.pending = 0n;
    }
    repay(member);
  }

  #takeBack(member: NaiveMember, orderId: string, placedAt: number, points: bigint): void {
    const own = lotOf(member, orderId, placedAt);
    const others = inLine(member.lots.filter((lot) => lot !== own));
    let missing = points - takeFrom([own], "pending", points);
    if (this.#program.shortfallPolicy === "pending_only") return;
    missing -= takeFrom([own], "available", missing);
    missing -= takeFrom(others, "available", missing);
    member.owed += missing;
    if (this.#program.shortfallPolicy === "forgive" && missing > 0n) {
      const spentForGood = member.owed - BigInt(member.vouchers) * VOUCHER_POINTS;
      const forgiven = spentForGood < missing ? spentForGood : missing;
      if (forgiven > 0n) member.owed -= forgiven;
    }
  }

  #redeem(customer: number): void {
    const member = this.members.get(customer);
    if (!member || member.available < VOUCHER_POINTS) return;
    if (member.vouchers >= MAX_OPEN_VOUCHERS) return;
    member.vouchers += 1;
    takeFrom(inLine(member.lots), "available", VOUCHER_POINTS);
  }
}

function takeIn(order: NaiveOrder, told: StoreOrder): void {
  if (!order.newest || told.at > order.newest.at) order.newest = told;
  if (told.paid && (!order.paid || told.at > order.paid.at)) order.paid = told;
  for (const refund of told.refunds) order.refunds.set(refund.id, refund);
}

interface Room {
  readonly used: Map<string, bigint>;
  readonly key: string;
  readonly limit: bigint | null;
}

interface CampaignLimits {
  readonly budget: bigint | null;
  readonly perMemberLimit: bigint | null;
}

interface TrialInput {
  readonly tierId: string | null;
  readonly before: Granted | null;
  readonly gone: ReadonlySet<string>;
}

interface Trial extends TrialInput {
  readonly wanted: ReadonlyMap<string, bigint>;
  readonly campaigns: ReadonlyMap<string, bigint>;
}

/** As much of `wanted` as all rooms have left. */
function roomFor(rooms: readonly Room[], wanted: bigint): bigint {
  let granted = wanted > 0n ? wanted : 0n;
  for (const { used, key, limit } of rooms) {
    const left = limit === null ? granted : limit - (used.get(key) ?? 0n);
    if (left < granted) granted = left > 0n ? left : 0n;
  }
  return granted;
}

function useUp(rooms: readonly Room[], points: bigint): void {
  for (const { used, key, limit } of rooms) {
    if (limit !== null) used.set(key, (used.get(key) ?? 0n) + points);
  }
}

function lotOf(member: NaiveMember, orderId: string, placedAt: number): NaiveLot {
  const known = member.lots.find((lot) => lot.orderId === orderId);
  if (known) return known;
  const lot = { orderId, placedAt, pending: 0n, available: 0n };
  member.lots.push(lot);
  return lot;
}

function inLine(lots: readonly NaiveLot[]): NaiveLot[] {
  return lots.toSorted((a, b) => a.placedAt - b.placedAt);
}

function takeFrom(
  lots: readonly NaiveLot[],
  account: "pending" | "available",
  wanted: bigint,
): bigint {
  let taken = 0n;
  for (const lot of lots) {
    const points = lot[account] < wanted - taken ? lot[account] : wanted - taken;
    lot[account] -= points;
    taken += points;
  }
  return taken;
}

function repay(member: NaiveMember): void {
  const wanted = member.owed < member.available ? member.owed : member.available;
  member.owed -= takeFrom(inLine(member.lots), "available", wanted);
}
