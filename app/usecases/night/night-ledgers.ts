// Ledgers of many members of a shop under their locks, and what the night decides of them.
import { ownEnds } from "../../core/expiry/own-ends.ts";
import type { LedgerChange, LotState, MemberLedger } from "../../core/ledger/entry.ts";
import type { DueItem } from "../../db/due-store.ts";
import { applyLedgerChanges } from "../../db/ledger-store.ts";
import { loadNamedLots } from "../../db/lot-store.ts";
import { lockMembers } from "../../db/member-store.ts";
import type { LockedMember } from "../../db/member-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import { BALANCES_PER_MESSAGE, balanceMessagesOf } from "../balance-messages.ts";
import { ledgerOf } from "../lock-ledger.ts";
import type { Night } from "./night.ts";

/** About what the smallest plan's call budget restores for one call. */
export const CALL_SPACING_MS = 500;

/** Locks the members of what is due; each once. */
export function lockDue(
  tx: Transaction,
  { shopId }: Night,
  items: readonly DueItem[],
): Promise<LockedMember[]> {
  const ids = new Set(items.map(({ memberId }) => memberId));
  return lockMembers(
    tx,
    [...ids].map((id) => ({ shopId, id })),
  );
}

/** The lots that are due, by member id. Members must be locked. */
export function loadDueLots(
  tx: Transaction,
  { shopId }: Night,
  items: readonly DueItem[],
): Promise<Map<string, LotState[]>> {
  const keys = items.flatMap(({ memberId, lotId }) =>
    lotId === null ? [] : [{ shopId, memberId, id: lotId }],
  );
  return loadNamedLots(tx, keys);
}

export interface MemberLots {
  readonly members: readonly LockedMember[];
  readonly lots: ReadonlyMap<string, readonly LotState[]>;
}

/** Decides for one member after the other, and writes it all. */
export async function decideForAll(
  tx: Transaction,
  night: Night,
  held: MemberLots,
  decide: (ledger: MemberLedger) => LedgerChange,
): Promise<void> {
  const decided: Decided[] = [];
  for (const { member, ledger: before } of openLedgers(night, held)) {
    decided.push({ member, before, change: decide(before) });
  }
  await writeDecided(tx, night, decided);
}

export interface Decided {
  readonly member: LockedMember;
  readonly before: MemberLedger;
  readonly change: LedgerChange;
}

/** Writes what was decided, and asks for the storefront's copies of balances that changed. */
export async function writeDecided(
  tx: Transaction,
  { shopId, now, itemsBefore }: Night,
  decided: readonly Decided[],
): Promise<void> {
  await applyLedgerChanges(
    tx,
    decided.map(({ before, change }) => ({ shopId, before, ...change })),
    now,
  );
  const shown = decided
    .filter(
      ({ member, before, change: { ledger } }) =>
        member.customerId !== null && ledger.balances.available !== before.balances.available,
    )
    .map(({ member: { id } }) => id);
  const messages = balanceMessagesOf(shopId, shown);
  const messagesBefore = Math.floor(itemsBefore / BALANCES_PER_MESSAGE);
  await enqueueMessages(
    tx,
    // One after the other: a flood would keep others waiting.
    messages.map((message, place) => ({
      ...message,
      delayMs: (messagesBefore + place) * CALL_SPACING_MS,
    })),
  );
}

export interface OpenLedger {
  readonly member: LockedMember;
  readonly ledger: MemberLedger;
}

/** The ledgers of members as they were read under their locks. */
export function openLedgers(
  { periods, current }: Night,
  { members, lots }: MemberLots,
): readonly OpenLedger[] {
  const byTier = new Map<string | null, ReadonlySet<string | null>>();
  return members.map((member) => {
    const { tierId } = member.tier;
    const ends = byTier.get(tierId) ?? ownEnds(periods, current, tierId);
    byTier.set(tierId, ends);
    const ledger = ledgerOf(member, lots.get(member.id) ?? []);
    return { member, ledger: { ...ledger, ownEnds: ends } };
  });
}
