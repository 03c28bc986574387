// New terms or another tier may bring ends so close that no warning would come any more: then it
// comes at once.
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { isPastWarning } from "../../core/expiry/warnings.ts";
import { isEndedByBalance } from "../../core/ledger/decide-expiry.ts";
import type { MemberLedger } from "../../core/ledger/entry.ts";
import type { ProgramDocument } from "../../core/program/document.ts";
import type { Ending } from "../../db/due-store.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import { expiryWarning } from "./expiry-warning.ts";
import type { WarningDay } from "./expiry-warning.ts";

/** A member's ledger before and after its ends moved. */
export interface MovedEnds {
  readonly before: MemberLedger;
  readonly after: MemberLedger;
}

export interface MovedOn extends WarningDay {
  /**
   * The latest day whose warnings by the calendar are sent: those of later days, up to this one,
   * are still to come and tell their part. This day where left out.
   */
  readonly warnedOn?: LocalDate;
}

/** Messages to a member who may be written to. */
export function warningsOfMovedEnds(
  { before, after }: MovedEnds,
  { emails, expiry }: ProgramDocument,
  day: MovedOn,
): NewMessage[] {
  const { memberId, balanceExpiresAt } = after;
  const { date, timeZone, warnedOn = date } = day;
  const isUnheard = (end: Instant | null): end is Instant => {
    if (end === null) return false;
    const endsOn = localDateOf(end, timeZone);
    return endsOn > date && isPastWarning(expiry.warningDays, endsOn, warnedOn);
  };
  if (!emails.expiryWarning) return [];
  const known = new Map(before.lots.map(({ id, expiresAt }) => [id, expiresAt]));
  const byEnd = new Map<Instant, Ending>();
  for (const { id, expiresAt: at, available } of after.lots) {
    if (available === 0n || known.get(id) === at || !isUnheard(at)) continue;
    byEnd.set(at, { memberId, at, points: (byEnd.get(at)?.points ?? 0n) + available });
  }
  const endings = [...byEnd.values()].toSorted((a, b) => a.at - b.at);
  const messages = endings.length > 0 ? [expiryWarning(day, memberId, "age", endings)] : [];
  if (balanceExpiresAt === before.balanceExpiresAt || !isUnheard(balanceExpiresAt)) return messages;
  const points = after.lots
    .filter((lot) => isEndedByBalance(after, lot))
    .reduce((sum, lot) => sum + lot.available, 0n);
  if (points === 0n) return messages;
  const ending = { memberId, at: balanceExpiresAt, points };
  return [...messages, expiryWarning(day, memberId, "inactivity", [ending])];
}
