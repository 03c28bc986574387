// What a campaign has given, from the snapshots by which its orders earned.
import { localDateOf } from "../calendar/local-time.ts";
import type { LocalDate } from "../calendar/local-date.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import type { EarnSnapshot } from "../earning/earn-snapshot.ts";
import { explainWorth } from "../earning/explain-worth.ts";
import type { OrderState } from "../orders/order-state.ts";
import type { Points } from "../points/points.ts";
import { ZERO, add, compare, floor, rational } from "../points/rational.ts";
import type { Rational } from "../points/rational.ts";

/** An order and what the ledger holds for it. */
export interface CountedOrder {
  readonly memberId: string;
  readonly state: OrderState;
  readonly snapshot: EarnSnapshot;
  readonly postedPoints: Points;
}

export interface DayOfCampaign {
  readonly day: LocalDate;
  readonly points: Points;
  readonly orders: number;
}

export interface CampaignFigures {
  /** What it added to what the ledger holds for its orders; fractions are dropped once. */
  readonly points: Points;
  readonly members: number;
  readonly orders: number;
  /** What of these orders still counts, in whole minor units of the shop's currency. */
  readonly amountMinor: bigint;
  /** The days with an order, the earliest first, by when they were placed. */
  readonly days: readonly DayOfCampaign[];
}

interface DaySum {
  points: Rational;
  orders: number;
}

/**
 * Sums what the campaign gives to each order as it stands now: what refunds took back is not among
 * it, and no order counts with more than the ledger holds for it. Rule: docs/campaigns.md.
 */
export class CampaignResults {
  readonly #campaignId: string;
  readonly #timeZone: TimeZone;
  readonly #members = new Set<string>();
  readonly #days = new Map<LocalDate, DaySum>();
  #points = ZERO;
  #amount = ZERO;
  #orders = 0;

  constructor(campaignId: string, timeZone: TimeZone) {
    this.#campaignId = campaignId;
    this.#timeZone = timeZone;
  }

  add({ memberId, state, snapshot, postedPoints }: CountedOrder): void {
    const { base, extras } = explainWorth(snapshot, state);
    const part = extras.find(({ source, id }) => source === "campaign" && id === this.#campaignId);
    if (!part || !state.paid) return;
    const held = rational(postedPoints);
    const points = compare(part.points, held) > 0 ? held : part.points;
    const day = localDateOf(state.paid.placedAt, snapshot.timeZone ?? this.#timeZone);
    const sum = this.#days.get(day) ?? { points: ZERO, orders: 0 };
    this.#days.set(day, { points: add(sum.points, points), orders: sum.orders + 1 });
    this.#points = add(this.#points, points);
    this.#amount = add(this.#amount, base);
    this.#orders += 1;
    this.#members.add(memberId);
  }

  get figures(): CampaignFigures {
    const days = [...this.#days].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return {
      points: floor(this.#points),
      members: this.#members.size,
      orders: this.#orders,
      amountMinor: floor(this.#amount),
      days: days.map(([day, { points, orders }]) => ({ day, points: floor(points), orders })),
    };
  }
}
