// What the ledger receives for an order: the difference between what it should hold and what it
// holds.
import type { EarnSnapshot } from "../earning/earn-snapshot.ts";
import type { OrderStanding } from "../earning/order-standing.ts";
import type { Target } from "../earning/target-points.ts";
import type { Instant } from "../calendar/instant.ts";
import type { OrderHead, OrderState } from "../orders/order-state.ts";
import type { Points } from "../points/points.ts";
import type { Release } from "../release/release-of.ts";
import { applyPostings } from "./apply-postings.ts";
import { followedBy, noChange } from "./change.ts";
import { clawbackPostings } from "./clawback.ts";
import { releaseLot } from "./decide-release.ts";
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
import { emptyLot, withLot } from "./lot.ts";
import { receivePoints } from "./receive-points.ts";

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
  /** When its points become spendable, as far as is known now. */
  readonly release: Release;
  /** What added to its points beside the rate, by name; for the explanation alone. */
  readonly extraNames?: readonly string[];
  /** When its lot ends, used when it has none yet; null where its age never ends it. */
  readonly expiresAt: Instant | null;
  /** What of an accrual pays what was written off, as `owedAgain` tells; left out for nothing. */
  readonly owedAgain?: Points;
  /**
   * The member's balances and the order's own lot; every lot that holds points, where points are
   * taken back or the member owes any.
   */
  readonly ledger: MemberLedger;
  readonly terms: ShortfallTerms;
  readonly now: Instant;
}

export interface OrderDecision {
  readonly change: LedgerChange;
  readonly account: OrderAccount;
}

/**
 * Posts `target − posted`. More: an accrual into the order's own lot, which waits there for its
 * release, or first repays what the member owes; in a lot that has ended it ends at once. What pays
 * for earlier forgiveness reaches no lot: `issued → forgiven`. Less: a clawback, always in full;
 * what the member no longer has becomes a shortfall, or is forgiven by program policy. Equal: no
 * points are earned or lost. What waits in the own lot takes over the newest moment of release, and
 * is released when that has come. After it, the order's posted points are its target. Rule: points
 * are a function of the order (docs/engine.md §1). Throws a RangeError for an order of which no
 * payload was seen.
 */
export function decideOrder(input: OrderDecisionInput): OrderDecision {
  const difference = input.target.points - input.account.postedPoints;
  const timed = { ...input, ledger: withRelease(input) };
  if (difference < 0n) {
    const taken = clawBack(timed, explainLoss(timed, -difference), -difference);
    return decided(
      timed,
      followedBy(taken, (ledger) => releaseOwn(timed, ledger)),
    );
  }
  const released = releaseOwn(timed, timed.ledger);
  if (difference === 0n) return decided(timed, released);
  return decided(
    timed,
    followedBy(released, (ledger) => accrue({ ...timed, ledger }, difference)),
  );
}

/** What the departure of an order from its member reads. */
export type OrderMoveInput = Omit<
  OrderDecisionInput,
  "target" | "before" | "newLotId" | "release" | "extraNames" | "expiresAt" | "owedAgain"
>;

/**
 * Takes back in full what the order gave to a member who is not its customer any more. What they
 * spent of it stays owed under every policy: the points are not gone, another has them, and where
 * the two are merged later the debt meets them again. The account that it leaves is that of an
 * order which earned nothing yet: `decideOrder` with it credits the member who has the order now.
 * Rule: per order, the net of its entries is its target (docs/engine.md §1). Throws a RangeError
 * for an order of which no payload was seen.
 */
export function decideOrderMove(input: OrderMoveInput): OrderDecision {
  const { account, terms, state } = input;
  const head = headOf(state);
  const left = { ...account, lotId: null, postedPoints: 0n };
  if (account.postedPoints === 0n) return { change: noChange(input.ledger), account: left };
  const points = account.postedPoints;
  const cause = {
    occurredAt: head.updatedAt,
    explanation: {
      key: "order_moved",
      params: { order: head.name, points: points.toString() },
    } as const,
  };
  const owing = { ...input, terms: { ...terms, shortfallPolicy: "repay" as const } };
  const change = clawBack(owing, cause, points);
  return { change, account: { ...left, entryCount: account.entryCount + change.entries.length } };
}

type Cause = Pick<EntryDraft, "occurredAt" | "explanation">;

function accrue(input: OrderDecisionInput, points: Points): LedgerChange {
  const { account, release, now } = input;
  const head = headOf(input.state);
  const lotId = account.lotId ?? input.newLotId;
  const occurredAt = account.entryCount === 0 ? head.placedAt : head.updatedAt;
  const to = isReleased(release, now) ? "available" : "pending";
  const postings = accrualPostings(lotId, to, points, input.owedAgain ?? 0n);
  const entry = orderEntry(input, "accrual", 1, {
    occurredAt,
    explanation: explainAccrual(account.lotId === null ? "order_earned" : "order_edited", {
      orderName: head.name,
      snapshot: input.snapshot,
      base: input.target.base,
      points,
      extraNames: input.extraNames ?? [],
    }),
    postings,
  });
  const ledger = applyPostings(withLot(input.ledger, newLot(lotId, input, head)), postings);
  const credited = { entries: [entry], ledger };
  if (to === "pending") return credited;
  return receivePoints(credited, [lotId], orderEntry(input, "shortfall_repaid", 2, entry), now);
}

function accrualPostings(
  lotId: string,
  to: "available" | "pending",
  points: Points,
  owedAgain: Points,
): PostingDraft[] {
  if (owedAgain === 0n) return [{ lotId, from: "issued", to, points }];
  const paying: PostingDraft = { lotId, from: "issued", to: "forgiven", points: owedAgain };
  if (owedAgain === points) return [paying];
  return [{ lotId, from: "issued", to, points: points - owedAgain }, paying];
}

function clawBack(input: OrderMoveInput, cause: Cause, points: Points): LedgerChange {
  const { account, terms } = input;
  const lotId = account.lotId;
  if (lotId === null) throw new RangeError("An order without a lot holds nothing to take back");
  const reach = terms.shortfallPolicy === "pending_only" ? "pending_only" : "spendable";
  const postings = clawbackPostings(input.ledger, lotId, points, reach);
  const entry = orderEntry(input, "clawback", 1, { ...cause, postings });
  const ledger = applyPostings(input.ledger, postings);
  const owed = ledger.balances.shortfall - input.ledger.balances.shortfall;
  const forgiveness = { ...orderEntry(input, "shortfall_forgiven", 2, entry), lotId };
  return followedBy({ entries: [entry], ledger }, (left) =>
    forgiveShortfall(left, owed, terms, forgiveness),
  );
}

function explainLoss(input: OrderDecisionInput, points: Points): Cause {
  return explainClawback({
    state: input.state,
    head: headOf(input.state),
    currency: input.snapshot.currency,
    rate: input.snapshot.rate,
    target: input.target,
    before: input.before,
    points,
  });
}

/** Only what still waits takes over a new moment of release. */
function withRelease({ ledger, account, release }: OrderDecisionInput): MemberLedger {
  const releasesAt = release.kind === "waits" ? release.releasesAt : null;
  const lots = ledger.lots.map((lot) =>
    lot.id === account.lotId && lot.releasesAt !== releasesAt ? { ...lot, releasesAt } : lot,
  );
  return { ...ledger, lots };
}

function releaseOwn(
  { account, release, now }: OrderDecisionInput,
  ledger: MemberLedger,
): LedgerChange {
  const own = ledger.lots.find(({ id }) => id === account.lotId);
  if (!own || own.pending === 0n || !isReleased(release, now)) return noChange(ledger);
  return releaseLot(ledger, own, { at: own.releasesAt ?? now, now });
}

function isReleased(release: Release, now: Instant): boolean {
  return release.kind === "at_once" || (release.releasesAt !== null && release.releasesAt <= now);
}

const KEY_WORDS = {
  accrual: "accrual",
  clawback: "clawback",
  shortfall_repaid: "repayment",
  shortfall_forgiven: "forgiveness",
} as const satisfies Partial<Record<EntryKind, string>>;

/** `step` is the entry's place among those of this decision, from 1. */
function orderEntry(
  { state, snapshot, account, ledger }: OrderMoveInput,
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

function newLot(id: string, input: OrderDecisionInput, head: OrderHead): LotState {
  const { state, snapshot, release, expiresAt } = input;
  return emptyLot({
    id,
    orderId: state.orderId,
    accruedAt: head.placedAt,
    expiresAt,
    releasesAt: release.kind === "waits" ? release.releasesAt : null,
    termsVersionId: snapshot.programVersionId,
  });
}

function decided(input: OrderDecisionInput, change: LedgerChange): OrderDecision {
  const { account, newLotId, target, state } = input;
  const own = change.entries.filter(({ key }) => key.startsWith(`order/${state.orderId}/`));
  const lotId = account.lotId ?? (own.length > 0 ? newLotId : null);
  const entryCount = account.entryCount + own.length;
  return { change, account: { lotId, postedPoints: target.points, entryCount } };
}

function headOf(state: OrderState): OrderHead {
  if (!state.newest) throw new RangeError("Only orders whose payload was seen are posted");
  return state.newest;
}
