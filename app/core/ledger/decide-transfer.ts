// Shopify merged two customers: all that one member has or owes becomes the other's.
import type { Instant } from "../calendar/instant.ts";
import type { Points } from "../points/points.ts";
import type { Account } from "./accounts.ts";
import { noChange } from "./change.ts";
import type { LedgerChange, MemberLedger, PostingDraft } from "./entry.ts";
import { emptyLot } from "./lot.ts";
import { receivePoints } from "./receive-points.ts";
import { takeTurn } from "./turn.ts";

export interface Transfer {
  /** The member who ends, with all of their lots, empty ones too. */
  readonly from: MemberLedger;
  /** The member who stays, with every lot that holds points. */
  readonly to: MemberLedger;
  /** By lot of the member who ends: what vouchers took of it and may still bring back. */
  readonly redeemed: ReadonlyMap<string, Points>;
  /** By lot: what was written off for its order with one of the two and is owed again. */
  readonly owedAgain?: ReadonlyMap<string, Points>;
  readonly now: Instant;
}

export interface TransferDecision {
  readonly from: LedgerChange;
  readonly to: LedgerChange;
}

/** A lot's points in one account, on their way. */
interface Parcel {
  readonly lotId: string;
  readonly account: Account;
  readonly points: Points;
}

/**
 * Moves everything through the account `transferred`, which is zero again after it: pending,
 * available and reserved points, what expired and what vouchers took, each to a lot of the same id,
 * age and end under the other member, so that orders and vouchers that name the lot go on from
 * there, empty lots too; and what is owed, which the other member's points repay at once, with what
 * is owed again. One entry for each of the two, none where there is nothing to move. Rule: a
 * transfer keeps each lot's expiry (docs/engine.md §8).
 */
export function decideTransfer(transfer: Transfer): TransferDecision {
  const { from, to, redeemed, owedAgain = new Map<string, Points>(), now } = transfer;
  const parcels = [...parcelsOf(from, redeemed), ...debtOf(from)];
  const heir = withLotsOf(to, from);
  const again = [...owedAgain].map(([lotId, points]): PostingDraft => ({
    lotId,
    from: "shortfall",
    to: "forgiven",
    points,
  }));
  if (parcels.length + again.length === 0) return { from: noChange(from), to: noChange(heir) };
  const { available, pending, reserved, shortfall } = from.balances;
  const owed = again.reduce((sum, { points }) => sum + points, 0n);
  const points = available + pending + reserved - shortfall;
  const common = { orderId: null, programVersionId: null, occurredAt: now };
  const out = takeTurn(from, {
    ...common,
    kind: "transfer_out",
    explanation: { key: "transferred_out", params: { points: points.toString() } },
    postings: parcels.map(outgoing),
  });
  const arrived = takeTurn(heir, {
    ...common,
    kind: "transfer_in",
    explanation: { key: "transferred_in", params: { points: (points - owed).toString() } },
    postings: [...parcels.map(incoming), ...again],
  });
  const left = parcels.length === 0 ? noChange(from) : out;
  return { from: left, to: afterArrival(arrived, parcels, now) };
}

function afterArrival(arrived: LedgerChange, parcels: readonly Parcel[], now: Instant) {
  const { memberId, turnCount } = arrived.ledger;
  const repayment = {
    key: `transfer-in/${memberId}/${turnCount}/repayment`,
    orderId: null,
    redemptionId: null,
    programVersionId: null,
    actor: "system",
    occurredAt: now,
  } as const;
  const lotIds = parcels.map(({ lotId }) => lotId);
  return receivePoints(arrived, lotIds, repayment, now);
}

function parcelsOf(
  { lots }: MemberLedger,
  redeemed: ReadonlyMap<string, Points>,
): readonly Parcel[] {
  return lots.flatMap((lot): Parcel[] =>
    [
      { lotId: lot.id, account: "pending" as const, points: lot.pending },
      { lotId: lot.id, account: "available" as const, points: lot.available },
      { lotId: lot.id, account: "reserved" as const, points: lot.reserved },
      { lotId: lot.id, account: "expired" as const, points: lot.expired },
      { lotId: lot.id, account: "redeemed" as const, points: redeemed.get(lot.id) ?? 0n },
    ].filter(({ points }) => points > 0n),
  );
}

/** What is owed has no lot of its own: the latest names it. */
function debtOf({ lots, balances }: MemberLedger): readonly Parcel[] {
  const latest = lots.toSorted((a, b) => b.accruedAt - a.accruedAt)[0];
  if (balances.shortfall === 0n || !latest) return [];
  return [{ lotId: latest.id, account: "shortfall", points: balances.shortfall }];
}

/** A debt goes the other way: the one who leaves is freed of it. */
function outgoing({ lotId, account, points }: Parcel): PostingDraft {
  if (account === "shortfall") return { lotId, from: "transferred", to: account, points };
  return { lotId, from: account, to: "transferred", points };
}

function incoming({ lotId, account, points }: Parcel): PostingDraft {
  if (account === "shortfall") return { lotId, from: account, to: "transferred", points };
  return { lotId, from: "transferred", to: account, points };
}

function withLotsOf(to: MemberLedger, from: MemberLedger): MemberLedger {
  const known = new Set(to.lots.map(({ id }) => id));
  const missing = from.lots.filter(({ id }) => !known.has(id)).map(emptyLot);
  return { ...to, lots: [...to.lots, ...missing] };
}
