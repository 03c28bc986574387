// One member's ledger in memory: drives core's decisions as the use cases do, and keeps every
// posting.
import { expect } from "vitest";
import type { Instant } from "../../app/core/calendar/instant.ts";
import { restoreStanding } from "../../app/core/earning/order-standing.ts";
import type { OrderStanding } from "../../app/core/earning/order-standing.ts";
import { decideAdjustment } from "../../app/core/ledger/decide-adjustment.ts";
import { decideOrder } from "../../app/core/ledger/decide-order.ts";
import type { OrderAccount } from "../../app/core/ledger/decide-order.ts";
import { NO_BALANCES } from "../../app/core/ledger/entry.ts";
import type {
  EntryDraft,
  LedgerChange,
  LotState,
  MemberBalances,
  MemberLedger,
} from "../../app/core/ledger/entry.ts";
import type { ShortfallTerms } from "../../app/core/ledger/forgive-shortfall.ts";
import { verifyLedger } from "../../app/core/ledger/verify.ts";
import type { Discrepancy } from "../../app/core/ledger/verify.ts";
import type { OrderEvent } from "../../app/core/orders/order-event.ts";
import { emptyOrderState } from "../../app/core/orders/order-state.ts";
import type { ProgramPeriod } from "../../app/core/program/version-in-force.ts";
import { decideReservation } from "../../app/core/rewards/decide-reservation.ts";
import type { RedemptionContext, RedemptionDecision } from "../../app/core/rewards/redemption.ts";
import type { Redemption } from "../../app/core/rewards/redemption.ts";
import { standingAfter } from "./earning.ts";
import { PLACED_AT, inForce, program } from "./order-builder.ts";

/** Holds of every member at every moment. */
export function expectSound(model: MemberModel): void {
  expect(model.discrepancies).toEqual([]);
  const { available, shortfall } = model.balances;
  expect(available === 0n || shortfall === 0n).toBe(true);
  expect(new Set(model.entries.map(({ key }) => key)).size).toBe(model.entries.length);
}

const NEW_ACCOUNT: OrderAccount = { lotId: null, postedPoints: 0n, entryCount: 0 };

interface KnownOrder {
  standing: OrderStanding;
  account: OrderAccount;
}

export class MemberModel {
  readonly entries: EntryDraft[] = [];
  readonly redemptions = new Map<string, Redemption>();
  periods: ProgramPeriod[];
  readonly #orders = new Map<string, KnownOrder>();
  #ledger: MemberLedger = {
    memberId: "member",
    balances: NO_BALANCES,
    lots: [],
    balanceExpiresAt: null,
    turnCount: 0,
  };
  #nextId = 1;

  constructor(periods: ProgramPeriod[] = inForce()) {
    this.periods = periods;
  }

  get balances(): MemberBalances {
    return this.#ledger.balances;
  }

  get lots(): readonly LotState[] {
    return this.#ledger.lots;
  }

  /** Empty when postings, lots and balances agree. */
  get discrepancies(): readonly Discrepancy[] {
    const postings = this.entries.flatMap((entry) => entry.postings);
    return verifyLedger({ ...this.#ledger, postings });
  }

  /** Takes in events one after the other, posting each one's difference. */
  receive(...events: OrderEvent[]): this {
    for (const event of events) this.#receiveOne(event);
    return this;
  }

  order(orderId: string): KnownOrder {
    const fresh = restoreStanding(emptyOrderState(orderId), null);
    return this.#orders.get(orderId) ?? { standing: fresh, account: NEW_ACCOUNT };
  }

  redeem(id: string, now: Instant = PLACED_AT): "reserved" | "insufficient_points" {
    const reward = program().rewards[0];
    if (!reward) throw new Error("The program has a reward");
    const decision = decideReservation({
      redemptionId: id,
      requestKey: id,
      reward,
      choice: null,
      recipient: null,
      programVersionId: "version",
      currency: "EUR",
      timeZone: "UTC",
      code: `REG-${id}`,
      ledger: this.#ledger,
      now,
    });
    if (decision.outcome === "refused") return decision.reason;
    this.redemptions.set(id, decision.redemption);
    this.#apply(decision.change);
    return "reserved";
  }

  /** One more step of a redemption. */
  step(
    id: string,
    decide: (context: RedemptionContext, terms: ShortfallTerms) => RedemptionDecision,
    now: Instant = PLACED_AT,
  ): RedemptionDecision["outcome"] {
    const redemption = this.redemptions.get(id);
    if (!redemption) throw new Error(`No redemption ${id}`);
    const reserved = this.entries.find(({ key }) => key === `redemption/${id}/reserved`);
    const allocations = reserved?.postings ?? [];
    const context = { redemption, allocations, ledger: this.#ledger, now };
    const decision = decide(context, this.#terms(id));
    this.redemptions.set(id, decision.redemption);
    if (decision.outcome === "changed") this.#apply(decision.change);
    return decision.outcome;
  }

  adjust(points: bigint): "adjusted" | "refused" {
    const decision = decideAdjustment({
      requestKey: `${this.#nextId}`,
      points,
      reason: "Goodwill",
      actor: "merchant:1",
      lot: { id: this.#newId(), expiresAt: null, termsVersionId: null },
      ledger: this.#ledger,
      now: PLACED_AT,
    });
    if (decision.outcome === "adjusted") this.#apply(decision.change);
    return decision.outcome;
  }

  #receiveOne(event: OrderEvent): void {
    const { standing, account } = this.order(event.orderId);
    const after = standingAfter(standing, event, this.periods);
    this.#orders.set(event.orderId, { standing: after, account });
    if (!after.snapshot || !after.target) return;
    const decision = decideOrder({
      state: after.state,
      snapshot: after.snapshot,
      target: after.target,
      before: standing,
      account,
      newLotId: this.#newId(),
      release: { kind: "at_once" },
      expiresAt: null,
      ledger: this.#ledger,
      terms: this.#terms(),
      now: PLACED_AT,
    });
    this.#orders.set(event.orderId, { standing: after, account: decision.account });
    this.#apply(decision.change);
  }

  /** Of all vouchers that are neither used nor returned, but for one. */
  #terms(exceptId?: string): ShortfallTerms {
    const vouchers = [...this.redemptions.values()].filter(
      ({ id, status }) => id !== exceptId && (status === "issued" || status === "returning"),
    );
    return {
      shortfallPolicy: this.periods[0]?.version.document.shortfallPolicy ?? "repay",
      voucherPoints: vouchers.reduce((sum, { points }) => sum + points, 0n),
    };
  }

  #apply({ entries, ledger }: LedgerChange): void {
    this.entries.push(...entries);
    this.#ledger = ledger;
  }

  #newId(): string {
    return `lot-${this.#nextId++}`;
  }
}
