// The ends of members' points follow the program: those of lots and those of whole balances. Who
// would hear of an end too late for any other warning is told at once.
import type { Instant } from "../../core/calendar/instant.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import { versionById } from "../../core/earning/order-standing.ts";
import { recalculateBalanceExpiry, recalculateLotExpiry } from "../../core/expiry/recalculate.ts";
import type { ChangedTerms } from "../../core/expiry/recalculate.ts";
import type { LotState, MemberLedger } from "../../core/ledger/entry.ts";
import type { ProgramPeriod } from "../../core/program/version-in-force.ts";
import { applyLedgerChanges } from "../../db/ledger-store.ts";
import { loadLots } from "../../db/lot-store.ts";
import type { LockedMember } from "../../db/member-store.ts";
import type { FollowedTerms } from "../../db/new-terms-store.ts";
import { enqueueMessages } from "../../db/outbox-store.ts";
import type { Transaction } from "../../db/transaction.ts";
import { ledgerOf } from "../lock-ledger.ts";
import { warningsOfMovedEnds } from "./warn-of-moved-ends.ts";

export interface MovingEnds {
  readonly shopId: bigint;
  readonly zone: TimeZone;
  readonly periods: readonly ProgramPeriod[];
  /** The version that the ends follow. */
  readonly terms: FollowedTerms;
  readonly now: Instant;
}

/** Members must be locked. Nothing the second time. */
export async function moveEnds(
  tx: Transaction,
  { shopId, zone: timeZone, terms, periods, now }: MovingEnds,
  members: readonly LockedMember[],
): Promise<void> {
  const lots = await loadLots(tx, members);
  const current = versionById(periods, terms.versionId);
  const moved = members.map((member) => {
    const { tierId } = member.tier;
    const changed = { periods, tierId, zone: timeZone, at: terms.activeFrom };
    const before = ledgerOf(member, lots.get(member.id) ?? [], { periods, timeZone, current });
    return { member, before, after: withNewEnds(before, member, changed) };
  });
  await applyLedgerChanges(
    tx,
    moved.map(({ before, after: ledger }) => ({ shopId, before, entries: [], ledger })),
    now,
  );
  if (!current) return;
  const today = { shopId, timeZone, date: localDateOf(now, timeZone) };
  const told = moved.filter(({ member }) => member.wantsEmail);
  await enqueueMessages(
    tx,
    told.flatMap((ends) => warningsOfMovedEnds(ends, current.document, today)),
  );
}

function withNewEnds(
  ledger: MemberLedger,
  { activityAt, enrolledAt }: LockedMember,
  changed: ChangedTerms,
): MemberLedger {
  const { balanceExpiresAt } = ledger;
  const balance = { activityAt: activityAt ?? enrolledAt, balanceExpiresAt };
  return {
    ...ledger,
    lots: ledger.lots.map((lot) => withNewEnd(lot, changed)),
    balanceExpiresAt: recalculateBalanceExpiry(balance, changed),
  };
}

/** Lots are written where they are other objects than before. */
function withNewEnd(lot: LotState, changed: ChangedTerms): LotState {
  const expiresAt = recalculateLotExpiry(lot, changed);
  return expiresAt === lot.expiresAt ? lot : { ...lot, expiresAt };
}
