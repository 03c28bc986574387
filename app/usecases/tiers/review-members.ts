// The night's look at the tiers of a batch of members: windows are read in one statement, and what
// is decided is carried out.
import type { Instant } from "../../core/calendar/instant.ts";
import { addDaysTo } from "../../core/calendar/local-date.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { startOfDay } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { Actor, MemberLedger } from "../../core/ledger/entry.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import { versionInForce } from "../../core/program/version-in-force.ts";
import type { ProgramPeriod } from "../../core/program/version-in-force.ts";
import type { NoticeDay } from "../../core/tiers/next-review.ts";
import { reviewMoments } from "../../core/tiers/review-moments.ts";
import type { TierMoment } from "../../core/tiers/review-moments.ts";
import { reviewTier } from "../../core/tiers/review-tier.ts";
import type { ReviewInput, TierReview } from "../../core/tiers/review-tier.ts";
import type { TierStanding } from "../../core/tiers/standing.ts";
import { noticeDue } from "../../core/tiers/tier-notice.ts";
import { windowSpan } from "../../core/tiers/window.ts";
import type { UnitSpan } from "../../core/tiers/window.ts";
import type { LockedMember } from "../../db/member-store.ts";
import type { Sql } from "../../db/pool.ts";
import { saveStandings } from "../../db/tier-store.ts";
import { carryOutTierChanges } from "./carry-out-tier-changes.ts";
import type { CarriedOut } from "./carry-out-tier-changes.ts";
import { loadStandingsBehind } from "./standings-behind.ts";
import { noticeMessages } from "./notify-of-falls.ts";
import { readSums } from "./read-sums.ts";

export interface MembersReview {
  /** The version in force at the night's beginning, and all versions. */
  readonly version: ProgramVersion;
  readonly periods: readonly ProgramPeriod[];
  readonly timeZone: TimeZone;
  /** Members of one shop, locked, each with the ledger as decisions before left it. */
  readonly members: readonly ReviewedMember[];
  /** The local day at whose beginning the review looks. */
  readonly night: LocalDate;
  /** The latest night on which notices were sent. */
  readonly noticedUntil: LocalDate;
  /** `later` in a night that is caught up: the next looks at whoever has a notice to get. */
  readonly notices: "now" | "later";
  /** Who has it looked at; the night itself where left out. */
  readonly actor?: Actor;
  readonly now: Instant;
}

export interface ReviewedMember {
  readonly member: LockedMember;
  readonly ledger: MemberLedger;
}

/** One member, what decides, and the windows to read. */
interface Case extends ReviewedMember {
  readonly input: Omit<ReviewInput, "readings" | "latest">;
  readonly moments: readonly TierMoment[];
  /** The window as of now, with everything that is known; null under another version than now. */
  readonly latest: UnitSpan | null;
}

/** What came of it. */
interface Reviewed extends Case {
  readonly result: TierReview;
  readonly notice: NoticeDay | null;
}

/**
 * Reviews each member once, saves standings and history, and answers what the ledgers receive and
 * which messages go out. Reviewing a night again changes nothing. Members must be locked.
 */
export async function reviewMembers(tx: Sql, review: MembersReview): Promise<CarriedOut> {
  const cases = await openCases(tx, review);
  const sums = await readSums(tx, cases.flatMap(wantedOf));
  let place = 0;
  const reviewed = cases.map((one) => {
    const own = one.input.terms ? (sums[place++] ?? []) : [];
    const readings = one.moments.flatMap((moment, index) => {
      const reached = own[index];
      return reached ? [{ ...moment, sums: reached }] : [];
    });
    const latest = own[one.moments.length] ?? null;
    return settle(one, reviewTier({ ...one.input, readings, latest }), review);
  });
  const carried = await carryOutTierChanges(
    tx,
    reviewed.filter(isChanged).map(({ member, ledger, result }) => ({
      member,
      ledger,
      ...result,
      version: review.version,
      periods: review.periods,
      timeZone: review.timeZone,
      actor: review.actor ?? "system",
      warnedOn: review.noticedUntil,
    })),
    review.now,
  );
  await saveStandings(tx, reviewed.filter((one) => !isChanged(one) && isNews(one)).map(draftOf));
  const isTold = review.notices === "now" && review.version.document.emails.tierNotice;
  const told = isTold ? reviewed.flatMap(noticeCaseOf) : [];
  const messages = await noticeMessages(tx, told, review.night);
  return { changes: carried.changes, messages: [...carried.messages, ...messages] };
}

async function openCases(tx: Sql, review: MembersReview): Promise<Case[]> {
  const { version, timeZone, night, now } = review;
  const { tiers: terms } = version.document;
  // What was reached since then is judged by the version that is in force by now.
  const isInForce = versionInForce(review.periods, now)?.id === version.id;
  const inTiers = review.members.filter(({ member: { tier } }) => tier.tierId !== null);
  const behind = await loadStandingsBehind(
    tx,
    inTiers.map(({ member }) => member),
  );
  return review.members.map(({ member, ledger }) => {
    const { enrolledAt, tier: standing } = member;
    const context = { enrolledAt, timeZone, standing };
    return {
      member,
      ledger,
      input: { ...context, terms, ...behind(member.id), night, now },
      moments: terms ? reviewMoments({ ...context, terms, night }) : [],
      latest: terms && isInForce ? windowSpan(terms.window, { ...context, at: now }) : null,
    };
  });
}

function wantedOf({ member, ledger, input: { terms }, moments, latest }: Case) {
  if (!terms) return [];
  const spans = latest ? [...moments, latest] : moments;
  return [{ member, terms, available: ledger.balances.available, spans }];
}

/** A notice that must wait for the next night has the member looked at then, and so does a move. */
function settle(one: Case, result: TierReview, review: MembersReview): Reviewed {
  const { night, noticedUntil, timeZone } = review;
  const { terms, enrolledAt } = one.input;
  const { standing } = result;
  const notice = terms && noticeDue({ terms, standing, enrolledAt, timeZone, night, noticedUntil });
  if (review.notices === "now") return { ...one, result, notice };
  if (notice) return { ...one, result: lookedAtOn(night, result, timeZone), notice };
  if (!terms || !hasMovedSince(standing, noticedUntil, timeZone)) return { ...one, result, notice };
  return { ...one, result: lookedAtOn(addDaysTo(night, 1), result, timeZone), notice };
}

/**
 * Orders of days whose nights are still to be caught up were held against the tier from before. Who
 * moves in a night that is caught up may reach more, or again, with them.
 */
function hasMovedSince({ since }: TierStanding, day: LocalDate, timeZone: TimeZone): boolean {
  return since !== null && since >= startOfDay(addDaysTo(day, 1), timeZone);
}

function lookedAtOn(date: LocalDate, result: TierReview, timeZone: TimeZone): TierReview {
  return { ...result, nextReviewAt: startOfDay(date, timeZone) };
}

function isChanged({ result }: Reviewed): boolean {
  return result.changes.length > 0;
}

function isNews({ member, result }: Reviewed): boolean {
  return (
    member.tierReviewAt !== result.nextReviewAt || !isSameStanding(member.tier, result.standing)
  );
}

function isSameStanding(a: TierStanding, b: TierStanding): boolean {
  return (
    a.tierId === b.tierId && a.since === b.since && a.until === b.until && a.reason === b.reason
  );
}

function draftOf({ member: { shopId, id: memberId }, result }: Reviewed) {
  return { shopId, memberId, standing: result.standing, reviewAt: result.nextReviewAt };
}

function noticeCaseOf({ member, ledger, input, result, notice }: Reviewed) {
  const { terms } = input;
  if (!notice || !terms) return [];
  const { available } = ledger.balances;
  const { fallsOn } = notice;
  return [{ member, available, input: { ...input, terms, standing: result.standing }, fallsOn }];
}
