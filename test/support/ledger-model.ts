// A member's ledger in memory, driven by what orders are worth and by moments: no program is
// evaluated here. Every entry is kept with the moment at which it was written.
import { expect } from "vitest";
import type { Instant } from "../../app/core/calendar/instant.ts";
import type { EarnSnapshot } from "../../app/core/earning/earn-snapshot.ts";
import { evaluateOrder } from "../../app/core/earning/evaluate-order.ts";
import { restoreStanding } from "../../app/core/earning/order-standing.ts";
import type { Allocation } from "../../app/core/ledger/allocate.ts";
import { decideAdjustment } from "../../app/core/ledger/decide-adjustment.ts";
import { decideOrder, decideOrderMove } from "../../app/core/ledger/decide-order.ts";
import type { OrderAccount } from "../../app/core/ledger/decide-order.ts";
import { decideTransfer } from "../../app/core/ledger/decide-transfer.ts";
import { NO_BALANCES } from "../../app/core/ledger/entry.ts";
import type {
  LedgerChange,
  LotState,
  MemberBalances,
  MemberLedger,
} from "../../app/core/ledger/entry.ts";
import type { ShortfallTerms } from "../../app/core/ledger/forgive-shortfall.ts";
import { isMissing, owedAgain } from "../../app/core/ledger/owed-again.ts";
import type { OrderHistory } from "../../app/core/ledger/owed-again.ts";
import { replayLedger } from "../../app/core/ledger/replay-ledger.ts";
import { settleDue } from "../../app/core/ledger/settle-due.ts";
import { verifyLedger } from "../../app/core/ledger/verify.ts";
import { mergeOrder } from "../../app/core/orders/merge-order.ts";
import { emptyOrderState } from "../../app/core/orders/order-state.ts";
import type { Points } from "../../app/core/points/points.ts";
import { rational } from "../../app/core/points/rational.ts";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import type { Release } from "../../app/core/release/release-of.ts";
import { decideReservation } from "../../app/core/rewards/decide-reservation.ts";
import type {
  Redemption,
  RedemptionContext,
  RedemptionDecision,
} from "../../app/core/rewards/redemption.ts";
import { stepsOf, writeOffsOf } from "./ledger-journal.ts";
import type { WrittenEntry } from "./ledger-journal.ts";
import { PLACED_AT, context, head, orderSeen, program, version } from "./order-builder.ts";

export interface OrderWorth {
  readonly placedAt?: Instant;
  readonly now?: Instant;
  readonly release?: Release;
  readonly expiresAt?: Instant | null;
}

const NO_ACCOUNT: OrderAccount = { lotId: null, postedPoints: 0n, entryCount: 0 };
const SNAPSHOT: EarnSnapshot = evaluateOrder(
  { head: head(), facts: null },
  version(program()),
  context(),
);

export class LedgerModel {
  readonly entries: WrittenEntry[] = [];
  readonly accounts = new Map<string, OrderAccount>();
  readonly redemptions = new Map<string, Redemption>();
  policy: ProgramDocument["shortfallPolicy"] = "repay";
  ledger: MemberLedger;
  /** Of vouchers that another member reserved before a merge. */
  #reservations: ReadonlyMap<string, readonly Allocation[]> = new Map();
  #inherited: readonly WrittenEntry[] = [];
  /** Orders whose points wait for their release. */
  readonly #waiting = new Set<string>();
  #nextId = 1;

  constructor(memberId = "m") {
    const none = { balances: NO_BALANCES, lots: [], balanceExpiresAt: null, turnCount: 0 };
    this.ledger = { memberId, ...none };
  }

  get balances(): MemberBalances {
    return this.ledger.balances;
  }

  /** The lot of an order. */
  lot(orderId: string): LotState | undefined {
    const lotId = this.accounts.get(orderId)?.lotId;
    return this.ledger.lots.find(({ id }) => id === lotId);
  }

  /** News of an order: it is worth so many points now. */
  order(orderId: string, points: bigint, worth: OrderWorth = {}): this {
    const { placedAt = PLACED_AT, now = placedAt } = worth;
    if (worth.release?.kind === "waits") this.#waiting.add(orderId);
    const more = points - (this.accounts.get(orderId)?.postedPoints ?? 0n);
    const decision = decideOrder({
      ...this.#orderInput(orderId, placedAt, now),
      target: { points, base: rational(points * 100n), items: 1n, qualifyingPoints: points },
      before: restoreStanding(emptyOrderState(orderId), null),
      newLotId: this.newId(),
      release: worth.release ?? { kind: "at_once" },
      expiresAt: worth.expiresAt ?? null,
      owedAgain: more > 0n ? this.#owedAgain(orderId, more) : 0n,
    });
    this.accounts.set(orderId, decision.account);
    return this.apply(decision.change, now);
  }

  /** The order is another customer's now. */
  loseOrder(orderId: string, now = PLACED_AT): OrderAccount {
    const decision = decideOrderMove(this.#orderInput(orderId, PLACED_AT, now));
    this.accounts.delete(orderId);
    this.apply(decision.change, now);
    return decision.account;
  }

  /** Whatever is due by then happens. */
  night(now: Instant): this {
    return this.apply(settleDue(this.ledger, now), now);
  }

  redeem(id: string, points: bigint, now = PLACED_AT): "reserved" | "insufficient_points" {
    const [reward] = program().rewards;
    if (!reward) throw new Error("The program has a reward");
    const decision = decideReservation({
      redemptionId: id,
      requestKey: id,
      reward: { ...reward, points },
      choice: null,
      recipient: null,
      programVersionId: version().id,
      currency: "EUR",
      timeZone: "UTC",
      code: `REG-${id}`,
      ledger: this.ledger,
      now,
    });
    if (decision.outcome === "refused") return decision.reason;
    this.redemptions.set(id, decision.redemption);
    this.apply(decision.change, now);
    return "reserved";
  }

  /** Steps of a redemption, one after the other. */
  step(
    id: string,
    now: Instant,
    ...steps: readonly ((context: RedemptionContext, terms: ShortfallTerms) => RedemptionDecision)[]
  ): this {
    for (const decide of steps) {
      const redemption = this.redemptions.get(id);
      if (!redemption) throw new Error(`No redemption ${id}`);
      const allocations = this.#allReservations().get(id) ?? [];
      const decision = decide(
        { redemption, allocations, ledger: this.ledger, now },
        this.#terms(id),
      );
      this.redemptions.set(id, decision.redemption);
      if (decision.outcome === "changed") this.apply(decision.change, now);
    }
    return this;
  }

  adjust(
    points: bigint,
    { now = PLACED_AT, expiresAt = null }: { now?: Instant; expiresAt?: Instant | null } = {},
  ): "adjusted" | "refused" {
    const decision = decideAdjustment({
      requestKey: `${this.#nextId}`,
      points,
      reason: "Goodwill",
      actor: "merchant:1",
      lot: { id: this.newId(), expiresAt, termsVersionId: null },
      ledger: this.ledger,
      now,
    });
    if (decision.outcome === "adjusted") this.apply(decision.change, now);
    return decision.outcome;
  }

  /** Everything becomes the other member's, as a merge does it. */
  mergeInto(other: LedgerModel, now: Instant): void {
    const redeemed = this.#redeemed();
    const decision = decideTransfer({ from: this.ledger, to: other.ledger, redeemed, now });
    this.apply(decision.from, now);
    other.apply(decision.to, now);
    other.#take(this);
  }

  apply({ entries, ledger }: LedgerChange, recordedAt: Instant): this {
    this.entries.push(...entries.map((entry) => ({ ...entry, recordedAt })));
    this.ledger = ledger;
    return this;
  }

  newId(): string {
    return `${this.ledger.memberId}-lot-${this.#nextId++}`;
  }

  /** Orders and vouchers are the other's from now on; who reserved the points stays known. */
  #take(from: LedgerModel): void {
    for (const [orderId, account] of from.accounts) this.accounts.set(orderId, account);
    for (const [id, redemption] of from.redemptions) this.redemptions.set(id, redemption);
    this.#reservations = new Map([...from.#allReservations(), ...this.#reservations]);
    for (const orderId of from.#waiting) this.#waiting.add(orderId);
    this.#inherited = [...this.#inherited, ...from.#inherited, ...from.entries];
  }

  /** By lot, what vouchers took of it. */
  #redeemed(): ReadonlyMap<string, Points> {
    const sums = new Map<string, Points>();
    for (const { lotId, from, to, points } of this.entries.flatMap(({ postings }) => postings)) {
      const moved = to === "redeemed" ? points : from === "redeemed" ? -points : 0n;
      sums.set(lotId, (sums.get(lotId) ?? 0n) + moved);
    }
    return sums;
  }

  /** Which lots gave the points of each voucher. */
  #allReservations(): ReadonlyMap<string, readonly Allocation[]> {
    const own = this.entries.filter(({ kind }) => kind === "redemption_reserved");
    const read = own.map(({ redemptionId, postings }) => [redemptionId ?? "", postings] as const);
    return new Map([...this.#reservations, ...read]);
  }

  #owedAgain(orderId: string, points: Points): Points {
    const journal = this.#journal();
    const history = this.#historyOf(journal, orderId);
    if (!isMissing(history.steps)) return 0n;
    const others = [...this.accounts.keys()].filter((id) => id !== orderId);
    const histories = others.map((id) => this.#historyOf(journal, id));
    return owedAgain(history, points, writeOffsOf(journal, this.policy), histories);
  }

  #historyOf(journal: readonly WrittenEntry[], orderId: string): OrderHistory {
    const reachesFrom = this.#waiting.has(orderId) ? (this.lot(orderId)?.releasesAt ?? null) : 0;
    return { orderId, steps: stepsOf(journal, orderId), reachesFrom };
  }

  /** Also what was written for members who were merged into this one. */
  #journal(): WrittenEntry[] {
    return [...this.#inherited, ...this.entries].toSorted((a, b) => a.recordedAt - b.recordedAt);
  }

  #orderInput(orderId: string, placedAt: Instant, now: Instant) {
    const seen = orderSeen({ placedAt, updatedAt: now, name: `#${orderId}` }, { orderId });
    return {
      state: mergeOrder(emptyOrderState(orderId), seen),
      snapshot: SNAPSHOT,
      account: this.accounts.get(orderId) ?? NO_ACCOUNT,
      ledger: this.ledger,
      terms: this.#terms(),
      now,
    };
  }

  #terms(exceptId?: string): ShortfallTerms {
    const open = [...this.redemptions.values()].filter(
      ({ id, status }) => id !== exceptId && (status === "issued" || status === "returning"),
    );
    const voucherPoints = open.reduce((sum, { points }) => sum + points, 0n);
    return { shortfallPolicy: this.policy, voucherPoints };
  }
}

/** Holds of every ledger at every moment. */
export function expectSoundLedger({ ledger, entries }: LedgerModel): void {
  const postings = entries.flatMap((entry) => entry.postings);
  expect(verifyLedger({ ...ledger, postings })).toEqual([]);
  const { available, shortfall } = ledger.balances;
  expect(available === 0n || shortfall === 0n).toBe(true);
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  expectReplayed(ledger, entries);
}

/** The journal alone gives the same balances and lots. */
function expectReplayed(ledger: MemberLedger, entries: readonly WrittenEntry[]): void {
  const { balances, lots, turnCount } = replayLedger(ledger.lots, entries);
  const touched = new Set(lots.map(({ id }) => id));
  expect({ balances, turnCount, lots: lots.toSorted(byId) }).toEqual({
    balances: ledger.balances,
    turnCount: ledger.turnCount,
    lots: ledger.lots.filter(({ id }) => touched.has(id)).toSorted(byId),
  });
}

function byId(a: LotState, b: LotState): number {
  return a.id < b.id ? -1 : 1;
}
