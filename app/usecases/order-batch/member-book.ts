// A member while a batch is decided: each decision reads what the one before left.
import type { Instant } from "../../core/calendar/instant.ts";
import type { TierHeld } from "../../core/expiry/catch-up.ts";
import type { EntryDraft, LedgerChange, LotState, MemberLedger } from "../../core/ledger/entry.ts";
import { settleDue } from "../../core/ledger/settle-due.ts";
import type { Points } from "../../core/points/points.ts";
import { higherTier } from "../../core/tiers/merge-standings.ts";
import { standingAfter, tierAt } from "../../core/tiers/standing.ts";
import type { TierChange, TierStanding } from "../../core/tiers/standing.ts";
import type { PastActivity } from "../../db/activity-store.ts";
import type { MemberChange } from "../../db/ledger-store.ts";
import type { LockedMember } from "../../db/member-store.ts";
import type { TierHistories } from "../../db/tier-store.ts";
import type { UnitDraft } from "../../db/unit-store.ts";
import { ledgerOf } from "../lock-ledger.ts";
import { tierTermsOf } from "./shop-terms.ts";
import type { ShopTerms } from "./shop-terms.ts";

export class MemberBook {
  readonly member: LockedMember;
  readonly terms: ShopTerms;
  /** What the member's vouchers cost that are neither used nor returned yet. */
  voucherPoints: Points = 0n;
  /** Whether every lot that holds points, and `voucherPoints`, are loaded. */
  isComplete = false;
  /** What is written of the member's tiers, where an order may be older than the latest change. */
  tierHistories: TierHistories = { own: [], inherited: [] };
  /** Whether what was heard of so late that it brings no tier may still count for one today. */
  isHeardLate = false;
  /** Keys of expiries that this batch took back. */
  readonly reversed = new Set<string>();
  /** Orders of this batch that keep the balance alive. */
  readonly orderActivities: PastActivity[] = [];
  readonly units: UnitDraft[] = [];
  readonly tierChanges: TierChange[] = [];
  readonly #entries: EntryDraft[] = [];
  #before: MemberLedger;
  #ledger: MemberLedger;
  #tier: TierStanding;
  #activityAt: Instant | null;

  constructor(member: LockedMember, terms: ShopTerms) {
    this.member = member;
    this.terms = terms;
    this.#before = ledgerOf(member, [], terms);
    this.#ledger = this.#before;
    this.#tier = member.tier;
    this.#activityAt = member.activityAt;
  }

  get ledger(): MemberLedger {
    return this.#ledger;
  }

  get tier(): TierStanding {
    return this.#tier;
  }

  get activityAt(): Instant | null {
    return this.#activityAt;
  }

  /** What the member can spend is no longer what it was when the book was opened. */
  get isBalanceChanged(): boolean {
    return this.#ledger.balances.available !== this.member.balances.available;
  }

  /** What this batch writes into the journal so far. */
  get entries(): readonly EntryDraft[] {
    return this.#entries;
  }

  /** Lots as they are stored; those that are here already stay as they are. */
  addLots(lots: readonly LotState[]): void {
    const known = new Set(this.#ledger.lots.map(({ id }) => id));
    const added = [...new Map(lots.map((lot) => [lot.id, lot])).values()].filter(
      ({ id }) => !known.has(id),
    );
    if (added.length === 0) return;
    this.#before = { ...this.#before, lots: [...this.#before.lots, ...added] };
    this.#ledger = { ...this.#ledger, lots: [...this.#ledger.lots, ...added] };
  }

  apply({ entries, ledger }: LedgerChange): void {
    this.#entries.push(...entries);
    this.#ledger = ledger;
  }

  /** Releases and ends what is due. Every lot must be loaded. */
  settle(now: Instant): void {
    this.apply(settleDue(this.#ledger, now));
  }

  /** The member did something that keeps a balance alive. */
  noteActivity(at: Instant, balanceExpiresAt: Instant | null): void {
    if (this.#activityAt === null || at > this.#activityAt) this.#activityAt = at;
    this.moveBalanceExpiry(balanceExpiresAt);
  }

  moveBalanceExpiry(balanceExpiresAt: Instant | null): void {
    if (balanceExpiresAt === this.#ledger.balanceExpiresAt) return;
    this.#ledger = { ...this.#ledger, balanceExpiresAt };
  }

  changeTier(change: TierChange): void {
    this.tierChanges.push(change);
    this.#tier = standingAfter(this.#tier, change);
  }

  /**
   * The tier that the member held when an order was placed, as far as it is recorded. Where two
   * were merged either may have placed it: the higher of their tiers counts.
   */
  tierAt(placedAt: Instant): string | null {
    const { tierId, since } = this.#tier;
    if (since === null || since <= placedAt) return tierId;
    const { own, inherited } = this.tierHistories;
    const terms = tierTermsOf(this.terms);
    return inherited
      .map((history) => tierAt(history, placedAt))
      .reduce(
        (held, other) => higherTier(terms, held, other),
        tierAt([...this.#openedIn(), ...own, ...this.tierChanges], placedAt),
      );
  }

  /** The tier of before this batch, whose history was not asked for where no order was older. */
  #openedIn(): readonly TierChange[] {
    const { tierId, since, until, reason } = this.member.tier;
    if (since === null || reason === null) return [];
    return [{ fromTierId: null, toTierId: tierId, reason, effectiveAt: since, until }];
  }

  /** The tiers that the member held since an order was placed, as far as is recorded. */
  tiersSince(placedAt: Instant): readonly TierHeld[] {
    const first = { tierId: this.tierAt(placedAt), from: placedAt };
    const later = [...this.tierHistories.own, ...this.tierChanges]
      .filter(({ effectiveAt }) => effectiveAt > placedAt)
      .toSorted((a, b) => a.effectiveAt - b.effectiveAt)
      .map(({ toTierId, effectiveAt }) => ({ tierId: toTierId, from: effectiveAt }));
    const held = [first, ...later];
    const since = this.#tier.since;
    if (held.at(-1)?.tierId === this.#tier.tierId || since === null) return held;
    return [...held, { tierId: this.#tier.tierId, from: since }];
  }

  /** All that is to be written of the ledger. */
  change(): MemberChange {
    const { shopId, activityAt } = this.member;
    const change = {
      shopId,
      before: this.#before,
      entries: this.#entries,
      ledger: this.#ledger,
    };
    if (this.#activityAt === null || this.#activityAt === activityAt) return change;
    return { ...change, activityAt: this.#activityAt };
  }
}
