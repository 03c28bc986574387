// What a campaign would have given, had it run while recent orders were placed: each of them goes
// through the engine twice, with the campaign and without it.
import type { MemberDays } from "../awards/who-is-meant.ts";
import { addDaysTo } from "../calendar/local-date.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { EarnSnapshot } from "../earning/earn-snapshot.ts";
import { evaluateOrder } from "../earning/evaluate-order.ts";
import { grantRooms } from "../earning/grant-rooms.ts";
import type { Room } from "../earning/grant-rooms.ts";
import { neededFacts } from "../earning/needed-facts.ts";
import { targetPoints } from "../earning/target-points.ts";
import type { OrderState } from "../orders/order-state.ts";
import type { Points } from "../points/points.ts";
import type { Campaign } from "../program/campaign-terms.ts";
import type { ProgramDocument, ProgramVersion } from "../program/document.ts";

/** An order that earned, as it is stored. */
export interface PreviewOrder {
  readonly memberId: string;
  readonly customerId: string | null;
  readonly state: OrderState;
  /** What it earned by: the tier of its time stands in it. */
  readonly snapshot: EarnSnapshot;
  /** How long ago the member had joined and ordered then; null where nothing asks for it. */
  readonly memberDays: MemberDays | null;
}

export interface PreviewFigures {
  /** What all orders together would have earned more; less than zero where it lowers points. */
  readonly points: Points;
  /** Members and orders that would have got other points than without it. */
  readonly members: number;
  readonly orders: number;
  /** Orders that were looked at, those of `unknown` among them. */
  readonly looked: number;
  /** Orders about which Shopify was never asked what the campaign wants to know. */
  readonly unknown: number;
  /** Of its budget; null where it has none. */
  readonly budgetUsed: Points | null;
  readonly isBudgetUsedUp: boolean;
}

/** From the first day to the last one, both among them, on the shop's calendar. */
export interface PreviewPeriod {
  readonly firstDay: LocalDate;
  readonly lastDay: LocalDate;
}

interface PreviewTerms {
  readonly document: ProgramDocument;
  readonly campaign: Campaign;
  readonly period: PreviewPeriod;
  readonly timeZone: TimeZone;
}

/**
 * Takes orders in the order in which they were placed, since limits go to those that come first.
 * The campaign runs from the first day of the period to the last, on its own weekdays and hours; a
 * member has joined it; limits begin empty. What is left of each order today is what counts. Rule:
 * docs/campaigns.md.
 */
export class CampaignPreview {
  readonly #with: Side;
  readonly #without: Side;
  readonly #campaign: Campaign;
  readonly #timeZone: TimeZone;
  readonly #members = new Set<string>();
  #points = 0n;
  #orders = 0;
  #looked = 0;
  #unknown = 0;

  constructor({ document, campaign, period, timeZone }: PreviewTerms) {
    const others = document.campaigns.filter(({ id }) => id !== campaign.id);
    const place = document.campaigns.findIndex(({ id }) => id === campaign.id);
    const running: Campaign = {
      ...campaign,
      startsAt: `${period.firstDay}T00:00`,
      endsAt: `${addDaysTo(period.lastDay, 1)}T00:00`,
    };
    const at = place < 0 ? others.length : place;
    this.#campaign = running;
    this.#timeZone = timeZone;
    this.#with = new Side({ ...document, campaigns: others.toSpliced(at, 0, running) }, timeZone);
    this.#without = new Side({ ...document, campaigns: others }, timeZone);
  }

  add(order: PreviewOrder, voucherCodes: ReadonlySet<string>): void {
    const { state, memberId } = order;
    const head = state.paid;
    this.#looked += 1;
    if (!head) return;
    const paid = { head, facts: state.facts };
    const asked = neededFacts(paid, order.customerId, this.#with.version, this.#timeZone);
    if (asked) {
      this.#unknown += 1;
      return;
    }
    const joined = new Set([...order.snapshot.joined, this.#campaign.id]);
    const context = { voucherCodes, joined };
    const more = this.#with.pointsOf(order, context) - this.#without.pointsOf(order, context);
    if (more === 0n) return;
    this.#points += more;
    this.#orders += 1;
    this.#members.add(memberId);
  }

  get figures(): PreviewFigures {
    const { id, budget } = this.#campaign;
    const used = budget === null ? null : this.#with.usedOf(`campaign/${id}`);
    return {
      points: this.#points,
      members: this.#members.size,
      orders: this.#orders,
      looked: this.#looked,
      unknown: this.#unknown,
      budgetUsed: used,
      isBudgetUsedUp: budget !== null && used !== null && used >= budget,
    };
  }
}

interface SideContext {
  readonly voucherCodes: ReadonlySet<string>;
  readonly joined: ReadonlySet<string>;
}

/** One program, and what its limits have given so far. */
class Side {
  readonly version: ProgramVersion;
  readonly #timeZone: TimeZone;
  readonly #tierIds: ReadonlySet<string>;
  readonly #used = new Map<string, Points>();

  constructor(document: ProgramDocument, timeZone: TimeZone) {
    this.version = { id: "preview", number: 0, document };
    this.#timeZone = timeZone;
    this.#tierIds = new Set(document.tiers?.list.map(({ id }) => id));
  }

  pointsOf(
    { state, snapshot, memberId, memberDays }: PreviewOrder,
    { voucherCodes, joined }: SideContext,
  ): Points {
    if (!state.paid) return 0n;
    const { tierId } = snapshot;
    const evaluated = evaluateOrder({ head: state.paid, facts: state.facts }, this.version, {
      timeZone: this.#timeZone,
      tierId: tierId !== null && this.#tierIds.has(tierId) ? tierId : null,
      voucherCodes,
      joined,
      memberDays,
    });
    const keyOf = ({ scope, key }: Room) => (scope === "member" ? `${memberId} ${key}` : key);
    const left = (room: Room) => room.limit - this.usedOf(keyOf(room));
    const granted = grantRooms(evaluated, null, left);
    for (const { room, points } of granted.taken) {
      this.#used.set(keyOf(room), this.usedOf(keyOf(room)) + points);
    }
    return targetPoints(granted.snapshot, state).points;
  }

  usedOf(key: string): Points {
    return this.#used.get(key) ?? 0n;
  }
}
