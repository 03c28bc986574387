// The shapes of the ledger: entries, postings, lots and balances. A posting moves a positive number
// of points from one account to another, so every entry balances by construction.
import type { Instant } from "../calendar/instant.ts";
import type { Explanation } from "../explanations/explanation.ts";
import type { Points } from "../points/points.ts";
import type { Account } from "./accounts.ts";

export const entryKinds = [
  "accrual",
  "clawback",
  "shortfall_repaid",
  "shortfall_forgiven",
  "redemption_reserved",
  "redemption_posted",
  "redemption_voided",
  "voucher_returned",
  "voucher_used_late",
  "adjustment",
  "release",
  "expiry",
  "expiry_reversed",
  "transfer_out",
  "transfer_in",
  "voucher_points_returned",
  "tier_entry",
  "award",
  "award_taken_back",
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Who caused an entry. `merchant:` is followed by the staff member's Shopify id. */
export type Actor = "system" | "shopper" | `merchant:${string}`;

/** A move of `points` (above zero) of one lot. */
export interface PostingDraft {
  readonly lotId: string;
  readonly from: Account;
  readonly to: Account;
  readonly points: Points;
}

/** One business event, before it has an id and a place in the database. */
export interface EntryDraft {
  /** Readable and unique in the shop: `order/5123/accrual/3`. */
  readonly key: string;
  readonly kind: EntryKind;
  readonly memberId: string;
  readonly orderId: string | null;
  readonly redemptionId: string | null;
  readonly programVersionId: string | null;
  readonly actor: Actor;
  readonly explanation: Explanation;
  /** When it happened in the store; `recordedAt` is when we learnt of it. */
  readonly occurredAt: Instant;
  readonly postings: readonly PostingDraft[];
}

/** The points of one accrual: what is left of them, where they lie, and until when they live. */
export interface LotState {
  readonly id: string;
  readonly orderId: string | null;
  readonly accruedAt: Instant;
  /**
   * The first instant in which its points no longer are valid; null: they have no end of their
   * own.
   */
  readonly expiresAt: Instant | null;
  /** When what is pending becomes available; null while that is not known. */
  readonly releasesAt: Instant | null;
  /** The program version under which the points were accrued: its terms say when they end. */
  readonly termsVersionId: string | null;
  /** All that was ever issued into the lot. */
  readonly original: Points;
  readonly pending: Points;
  readonly available: Points;
  readonly reserved: Points;
  /** What expired of it and did not come back: a clawback takes that first. */
  readonly expired: Points;
}

/**
 * A member's balances. None is ever negative; `shortfall` is what is owed, as a positive number.
 */
export interface MemberBalances {
  readonly pending: Points;
  readonly available: Points;
  readonly reserved: Points;
  readonly shortfall: Points;
}

/**
 * What decisions read and change: one member's balances and lots. Lots that are not loaded are not
 * touched.
 */
export interface MemberLedger {
  readonly memberId: string;
  readonly balances: MemberBalances;
  readonly lots: readonly LotState[];
  /**
   * When the whole balance ends for inactivity. It stays where it is after that end, until the
   * member is active again. Null where inactivity ends nothing.
   */
  readonly balanceExpiresAt: Instant | null;
  /**
   * Program versions whose lots do not end with the balance, as `ownEnds` tells. Left out where all
   * do.
   */
  readonly ownEnds?: ReadonlySet<string | null>;
  /** How many releases, expiries and transfers there were: the next key's number is one more. */
  readonly turnCount: number;
}

/** What a decision wants written: entries in order, and the member's ledger after them. */
export interface LedgerChange {
  readonly entries: readonly EntryDraft[];
  readonly ledger: MemberLedger;
}

export const NO_BALANCES: MemberBalances = {
  pending: 0n,
  available: 0n,
  reserved: 0n,
  shortfall: 0n,
};
