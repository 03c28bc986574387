// A member's ledger while a batch is decided: each decision reads what the one before left.
import type { EntryDraft, LedgerChange, LotState, MemberLedger } from "../../core/ledger/entry.ts";
import type { Points } from "../../core/points/points.ts";
import type { LockedMember } from "../../db/member-store.ts";

export class MemberBook {
  readonly member: LockedMember;
  /** As it was read under the lock. */
  readonly before: MemberLedger;
  /** What the member's vouchers cost that are neither used nor returned yet. */
  voucherPoints: Points;
  readonly #entries: EntryDraft[] = [];
  #ledger: MemberLedger;

  constructor(member: LockedMember, lots: readonly LotState[], voucherPoints: Points) {
    this.member = member;
    this.voucherPoints = voucherPoints;
    this.before = {
      memberId: member.id,
      balances: member.balances,
      lots,
      balanceExpiresAt: member.balanceExpiresAt,
      turnCount: member.turnCount,
    };
    this.#ledger = this.before;
  }

  get ledger(): MemberLedger {
    return this.#ledger;
  }

  get entries(): readonly EntryDraft[] {
    return this.#entries;
  }

  /** What the member can spend is no longer what it was when the book was opened. */
  get isBalanceChanged(): boolean {
    return this.#ledger.balances.available !== this.member.balances.available;
  }

  apply({ entries, ledger }: LedgerChange): void {
    this.#entries.push(...entries);
    this.#ledger = ledger;
  }
}
