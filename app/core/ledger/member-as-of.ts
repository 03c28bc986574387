// How a member stood at any moment: told from the journal, the history of tiers and the program's
// versions, and not from what is stored of today.
import type { Instant } from "../calendar/instant.ts";
import type { TimeZone } from "../calendar/time-zone.ts";
import { endOnceHeard, recalculateLotExpiry } from "../expiry/recalculate.ts";
import type { ChangedTerms } from "../expiry/recalculate.ts";
import type { Explanation } from "../explanations/explanation.ts";
import type { ProgramPeriod } from "../program/version-in-force.ts";
import { isOfNight, tierAt } from "../tiers/standing.ts";
import type { TierChange } from "../tiers/standing.ts";
import type { Actor, LotState, MemberBalances } from "./entry.ts";
import type { NewLot } from "./lot.ts";
import { replayLedger } from "./replay-ledger.ts";
import type { JournalEntry, ReplayMoment } from "./replay-ledger.ts";

export interface ExplainedEntry extends JournalEntry {
  readonly key: string;
  readonly actor: Actor;
  readonly explanation: Explanation;
}

export interface RecordedTierChange extends TierChange {
  readonly recordedAt: Instant;
}

/** All that was ever recorded of a member, each list in the order in which it was written. */
export interface MemberRecords {
  readonly lots: readonly NewLot[];
  readonly entries: readonly ExplainedEntry[];
  readonly tierChanges: readonly RecordedTierChange[];
}

export interface MemberAsOf {
  readonly balances: MemberBalances;
  readonly tierId: string | null;
  /** Those that held points or whose points had expired, the earliest end first. */
  readonly lots: readonly LotState[];
  /** What explains the balances, the latest first. */
  readonly entries: readonly ExplainedEntry[];
}

/**
 * The member at a moment. By `recordedAt`: as the app would have answered then. By `occurredAt`: as
 * it was, as far as is known today. Ends of lots are worked out from the terms and the tier of the
 * moment; when waiting points were to be released is known only as of today.
 */
export function memberAsOf(
  records: MemberRecords,
  program: { readonly periods: readonly ProgramPeriod[]; readonly timeZone: TimeZone },
  moment: ReplayMoment,
): MemberAsOf {
  const { balances, lots } = replayLedger(records.lots, records.entries, moment);
  const known = records.tierChanges.filter(
    ({ recordedAt }) => moment.by === "occurredAt" || recordedAt <= moment.at,
  );
  const tierId = tierAt(known, moment.at);
  const latest = latestChange(known, program, moment.at);
  const terms = { periods: program.periods, tierId, zone: program.timeZone, ...latest };
  return {
    balances,
    tierId,
    lots: lots
      .filter(isTold)
      .map((lot) => withEnd(lot, terms))
      .toSorted(compareEnds),
    entries: records.entries.filter((entry) => entry[moment.by] <= moment.at).toReversed(),
  };
}

/** When ends were worked out last: at a change of tier, or of terms; and when it was heard of. */
function latestChange(
  changes: readonly RecordedTierChange[],
  {
    periods,
    timeZone,
  }: { readonly periods: readonly ProgramPeriod[]; readonly timeZone: TimeZone },
  by: Instant,
): { readonly at: Instant; readonly heardAt: Instant } {
  const moments = [
    ...changes
      .filter(({ fromTierId, toTierId }) => fromTierId !== toTierId)
      .map((change) => ({ at: change.effectiveAt, heardAt: heardOf(change, timeZone) })),
    ...periods.map(({ activeFrom }) => ({ at: activeFrom, heardAt: activeFrom })),
  ].filter(({ at }) => at <= by);
  return {
    at: Math.max(0, ...moments.map(({ at }) => at)),
    heardAt: Math.max(0, ...moments.map(({ heardAt }) => heardAt)),
  };
}

function heardOf(change: RecordedTierChange, zone: TimeZone): Instant {
  const { effectiveAt, recordedAt } = change;
  return isOfNight(change, zone) ? effectiveAt : Math.max(effectiveAt, recordedAt);
}

function withEnd(
  lot: LotState,
  { heardAt, ...terms }: ChangedTerms & { readonly heardAt: Instant },
): LotState {
  const at = Math.max(terms.at, lot.accruedAt);
  const end = recalculateLotExpiry({ ...lot, expiresAt: null }, { ...terms, at });
  return { ...lot, expiresAt: endOnceHeard(end, null, { ...terms, heardAt }) };
}

function isTold({ pending, available, reserved, expired }: LotState): boolean {
  return [pending, available, reserved, expired].some((points) => points !== 0n);
}

function compareEnds(a: LotState, b: LotState): number {
  const difference = (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity);
  return Number.isNaN(difference) || difference === 0 ? a.accruedAt - b.accruedAt : difference;
}
