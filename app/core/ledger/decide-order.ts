// What the ledger receives for an order: the difference between what it should hold and what it
// holds.
import type { EarnSnapshot } from "../earning/earn-snapshot.ts";
import type { OrderStanding } from "../earning/order-standing.ts";
import type { Target } from "../earning/target-points.ts";
import type { OrderHead, OrderState } from "../orders/order-state.ts";
import type { Points } from "../points/points.ts";
import { applyPostings } from "./allocate.ts";
import { clawbackPostings } from "./clawback.ts";
import type {
  EntryDraft,
  EntryKind,
  LedgerChange,
  LotState,
  MemberLedger,
  PostingDraft,
} from "./entry.ts";
import { explainAccrual, explainClawback } from "./explain-order.ts";
import { forgiveShortfall } from "./forgive-shortfall.ts";
import type { ShortfallTerms } from "./forgive-shortfall.ts";
import { repayShortfall } from "./repay-shortfall.ts";

/** What the ledger holds for one order. */
export interface OrderAccount {
  /** The order's own lot; null before its first accrual. */
  readonly lotId: string | null;
  /** The net of all accruals and clawbacks of the order. */
  readonly postedPoints: Points;
  /** How many entries the order has: the next key's number. */
  readonly entryCount: number;
}

export interface OrderDecisionInput {
  readonly state: OrderState;
  readonly snapshot: EarnSnapshot;
  /** What the order is worth now. */
  readonly target: Target;
  /** How it stood before the news that are posted now. */
  readonly before: OrderStanding;
  readonly account: OrderAccount;
  /** The id for the order's own lot, used when it has none yet. */
  readonly newLotId: string;
  /**
   * The member's balances; for a clawback every lot that holds points, else the own lot is enough.
   */
  readonly ledger: MemberLedger;
  readonly terms: ShortfallTerms;
}

export interface OrderDecision {
  readonly change: LedgerChange;
  readonly account: OrderAccount;
}

/**
 * Posts `target − posted`. More: an accrual into the order's own lot, which first repays what the
 * member owes. Less: a clawback, always in full; what the member no longer has becomes a shortfall,
 * or is forgiven by program policy once it is spent for good. Equal: nothing. After it, the order's
 * posted points are its target.
 */
export function decideOrder(input: OrderDecisionInput): OrderDecision {
  const difference = input.target.points - input.account.postedPoints;
  if (difference === 0n) {
    return { change: { entries: [], ledger: input.ledger }, account: input.account };
  }
  const head = headOf(input.state);
  return difference > 0n ? accrue(input, head, difference) : clawBack(input, head, -difference);
}

function accrue(input: OrderDecisionInput, head: OrderHead, points: Points): OrderDecision {
  const lotId = input.account.lotId ?? input.newLotId;
  const first = input.account.entryCount === 0;
  const occurredAt = first ? head.placedAt : head.updatedAt;
  const postings: PostingDraft[] = [{ lotId, from: "issued", to: "available", points }];
  const entry = orderEntry(input, "accrual", 1, {
    occurredAt,
    explanation: explainAccrual(first ? "order_earned" : "order_edited", {
      orderName: head.name,
      snapshot: input.snapshot,
      base: input.target.base,
      points,
    }),
    postings,
  });
  const credited = applyPostings(withLot(input.ledger, newLot(lotId, input, head)), postings);
  const repaid = repayShortfall(credited, {
    ...orderEntry(input, "shortfall_repaid", 2, entry),
    occurredAt,
  });
  return decision(input, lotId, [entry, ...repaid.entries], repaid.ledger);
}

function clawBack(input: OrderDecisionInput, head: OrderHead, points: Points): OrderDecision {
  const lotId = input.account.lotId ?? input.newLotId;
  const { occurredAt, explanation } = explainClawback({
    state: input.state,
    head,
    currency: input.snapshot.currency,
    rate: input.snapshot.rate,
    target: input.target,
    before: input.before,
    points,
  });
  const postings = clawbackPostings(input.ledger, lotId, points);
  const entry = orderEntry(input, "clawback", 1, { occurredAt, explanation, postings });
  const ledger = applyPostings(input.ledger, postings);
  const owed = ledger.balances.shortfall - input.ledger.balances.shortfall;
  const forgiven = forgiveShortfall(ledger, owed, input.terms, {
    ...orderEntry(input, "shortfall_forgiven", 2, entry),
    occurredAt,
    lotId,
  });
  return decision(input, lotId, [entry, ...forgiven.entries], forgiven.ledger);
}

const KEY_WORDS = {
  accrual: "accrual",
  clawback: "clawback",
  shortfall_repaid: "repayment",
  shortfall_forgiven: "forgiveness",
} as const satisfies Partial<Record<EntryKind, string>>;

/** `step` is the entry's place among those of this decision, from 1. */
function orderEntry(
  { state, snapshot, account, ledger }: OrderDecisionInput,
  kind: keyof typeof KEY_WORDS,
  step: number,
  content: Pick<EntryDraft, "occurredAt" | "explanation" | "postings">,
): EntryDraft {
  return {
    key: `order/${state.orderId}/${KEY_WORDS[kind]}/${account.entryCount + step}`,
    kind,
    memberId: ledger.memberId,
    orderId: state.orderId,
    redemptionId: null,
    programVersionId: snapshot.programVersionId,
    actor: "system",
    occurredAt: content.occurredAt,
    explanation: content.explanation,
    postings: content.postings,
  };
}

function newLot(id: string, { state }: OrderDecisionInput, head: OrderHead): LotState {
  return {
    id,
    orderId: state.orderId,
    accruedAt: head.placedAt,
    expiresAt: null,
    original: 0n,
    pending: 0n,
    available: 0n,
    reserved: 0n,
  };
}

function withLot(ledger: MemberLedger, lot: LotState): MemberLedger {
  if (ledger.lots.some(({ id }) => id === lot.id)) return ledger;
  return { ...ledger, lots: [...ledger.lots, lot] };
}

function decision(
  input: OrderDecisionInput,
  lotId: string,
  entries: readonly EntryDraft[],
  ledger: MemberLedger,
): OrderDecision {
  const account = {
    lotId,
    postedPoints: input.target.points,
    entryCount: input.account.entryCount + entries.length,
  };
  return { change: { entries, ledger }, account };
}

function headOf(state: OrderState): OrderHead {
  if (!state.newest) throw new RangeError("Only orders whose payload was seen are posted");
  return state.newest;
}
