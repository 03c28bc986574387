// How a member stood at a moment, as the admin's page shows it.
import { instantOfLocal } from "../../core/calendar/local-time.ts";
import type { ExplainedEntry, MemberAsOf } from "../../core/ledger/member-as-of.ts";
import type { MemberAccount } from "../../core/ledger/accounts.ts";
import type { LotState } from "../../core/ledger/entry.ts";
import type { ReplayMoment } from "../../core/ledger/replay-ledger.ts";
import { localDateTime } from "../../core/program/calendar-fields.ts";
import { loadMemberAsOf } from "../../queries/member-as-of.ts";
import type { LedgerEntry } from "../../ui/ledger-card.tsx";
import type { MemberLotView } from "../../ui/member-lots-card.tsx";

const MINUTE_MS = 60_000;
/** The newest; the balances count them all. */
const MAX_ENTRIES = 100;

export interface AsOfView {
  balances: { available: number; pending: number; reserved: number; shortfall: number };
  tierId: string | null;
  lots: MemberLotView[];
  entries: LedgerEntry[];
}

export type ReadMoment = { outcome: "valid"; at: number } | { outcome: "invalid"; message: string };

/** The last instant of the minute that the store's clock showed. */
export function readMoment(text: string, timeZone: string): ReadMoment {
  const read = localDateTime.safeParse(text);
  return read.success
    ? { outcome: "valid", at: instantOfLocal(read.data, timeZone, "later") + MINUTE_MS - 1 }
    : { outcome: "invalid", message: read.error.issues[0]?.message ?? "Enter a date and time" };
}

export async function loadAsOfView(
  shopId: bigint,
  memberId: string,
  moment: ReplayMoment,
): Promise<AsOfView> {
  const stood = await loadMemberAsOf(shopId, memberId, moment);
  const { pending, available, reserved, shortfall } = stood.balances;
  return {
    balances: {
      pending: Number(pending),
      available: Number(available),
      reserved: Number(reserved),
      shortfall: Number(shortfall),
    },
    tierId: stood.tierId,
    lots: stood.lots.filter(holdsPoints).map(toLot),
    entries: toEntries(stood),
  };
}

function holdsPoints({ available, pending, reserved }: LotState): boolean {
  return available + pending + reserved > 0n;
}

function toLot(lot: LotState): MemberLotView {
  return {
    id: lot.id,
    orderId: lot.orderId,
    orderName: null,
    accruedAt: new Date(lot.accruedAt),
    available: Number(lot.available),
    pending: Number(lot.pending),
    reserved: Number(lot.reserved),
    releasesAt: lot.releasesAt === null ? null : new Date(lot.releasesAt),
    expiresAt: lot.expiresAt === null ? null : new Date(lot.expiresAt),
  };
}

/** The newest first, each with what could be spent after it. */
function toEntries({ entries, balances }: MemberAsOf): LedgerEntry[] {
  let availableAfter = balances.available;
  return entries.slice(0, MAX_ENTRIES).map((entry) => {
    const shown = toEntry(entry, availableAfter);
    availableAfter -= changeOf(entry, "available");
    return shown;
  });
}

function toEntry(entry: ExplainedEntry, availableAfter: bigint): LedgerEntry {
  const { key, kind, actor, explanation, occurredAt, recordedAt } = entry;
  return {
    id: key,
    kind,
    actor,
    orderId: null,
    explanation,
    occurredAt: new Date(occurredAt),
    recordedAt: new Date(recordedAt),
    available: Number(changeOf(entry, "available")),
    pending: Number(changeOf(entry, "pending")),
    reserved: Number(changeOf(entry, "reserved")),
    owed: -Number(changeOf(entry, "shortfall")),
    availableAfter: Number(availableAfter),
  };
}

function changeOf({ postings }: ExplainedEntry, account: MemberAccount): bigint {
  return postings.reduce((sum, { from, to, points }) => {
    const into = to === account ? points : 0n;
    const outOf = from === account ? points : 0n;
    return sum + into - outOf;
  }, 0n);
}
