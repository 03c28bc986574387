// What follows when members change their tier, wherever that was decided: the line in the history,
// the standing, points for entering, other ends of points, and an e-mail.
import { DAY_MS } from "../../core/calendar/instant.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { addDaysTo } from "../../core/calendar/local-date.ts";
import type { LocalDate } from "../../core/calendar/local-date.ts";
import { localDateOf, startOfDay } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { TierHeld } from "../../core/expiry/catch-up.ts";
import { lotExpiry } from "../../core/expiry/expiry-of.ts";
import { followedBy, noChange } from "../../core/ledger/change.ts";
import { decideTierEntry, tierEntryKey } from "../../core/ledger/decide-tier-entry.ts";
import type { Actor, LedgerChange, LotState, MemberLedger } from "../../core/ledger/entry.ts";
import type { ProgramVersion } from "../../core/program/document.ts";
import type { ProgramPeriod } from "../../core/program/version-in-force.ts";
import { isFall } from "../../core/tiers/decide-upgrade.ts";
import { entryReward } from "../../core/tiers/entry-points.ts";
import type { EntryReward } from "../../core/tiers/entry-points.ts";
import { endsDependOnTier, followEnds } from "../../core/tiers/follow-ends.ts";
import { nextReview } from "../../core/tiers/next-review.ts";
import type { NextReviewInput } from "../../core/tiers/next-review.ts";
import { asksNothing } from "../../core/tiers/requirement.ts";
import type { TierChange, TierStanding } from "../../core/tiers/standing.ts";
import { loadLots } from "../../db/lot-store.ts";
import type { LockedMember } from "../../db/member-store.ts";
import { loadMergedInto } from "../../db/merge-store.ts";
import { newId } from "../../db/new-id.ts";
import type { NewMessage } from "../../db/outbox-store.ts";
import type { Sql } from "../../db/pool.ts";
import { appendTierChanges, findTakenKeys, saveStandings } from "../../db/tier-store.ts";
import type { StandingDraft, TierChangeDraft } from "../../db/tier-store.ts";
import { warningsOfMovedEnds } from "../night/warn-of-moved-ends.ts";
import { balanceMessage } from "../balance-messages.ts";

/** News older than this are caught up silently: a mail about them would puzzle. */
const MAIL_MAX_AGE_DAYS = 3;

/** The changes that one member's decisions want carried out. */
export interface TierMove {
  readonly member: LockedMember;
  /** As the decisions before left it; lots that are missing are loaded. */
  readonly ledger: MemberLedger;
  /** In the order in which they were decided. */
  readonly changes: readonly TierChange[];
  /** After them. */
  readonly standing: TierStanding;
  /** When to look again, where a review has said so; else it follows from the standing. */
  readonly nextReviewAt?: Instant | null;
  /** The version in force, whose tiers decided. */
  readonly version: ProgramVersion;
  readonly periods: readonly ProgramPeriod[];
  readonly timeZone: TimeZone;
  readonly actor: Actor;
  /** When news brought changes that may be of an earlier day; left out for nights and people. */
  readonly heardAt?: Instant;
  /** The latest day whose warnings of points that end are sent; today where left out. */
  readonly warnedOn?: LocalDate;
}

export interface CarriedOut {
  /** What each member's ledger receives, by member id; the caller writes it with its own. */
  readonly changes: ReadonlyMap<string, LedgerChange>;
  readonly messages: readonly NewMessage[];
}

/** A reward with the key that lets it be given once. */
interface Gift {
  readonly reward: EntryReward;
  readonly change: TierChange;
  readonly key: string;
}

/**
 * Appends the changes and saves the standings; answers what the ledgers receive and whom to write
 * to. Members must be locked, and each may stand among the moves once.
 */
export async function carryOutTierChanges(
  tx: Sql,
  moves: readonly TierMove[],
  now: Instant,
): Promise<CarriedOut> {
  if (moves.length === 0) return { changes: new Map(), messages: [] };
  const lines = moves.flatMap((move) => move.changes.map((change) => lineOf(move, change)));
  await appendTierChanges(tx, lines, now);
  await saveStandings(
    tx,
    moves.map((move) => standingOf(move, now)),
  );
  const lots = await loadLotsToFollow(tx, moves);
  const warnings: NewMessage[] = [];
  const taken = await findGiven(tx, moves);
  const changes = moves.map((move) => {
    const { id } = move.member;
    const other = lots.get(id) ?? [];
    const after = ledgerAfter(move, other, now);
    warnings.push(...warningsOf(move, other, after, now));
    const followed = noChange(after);
    const gifts = giftsOf(move).filter(({ key }) => !taken.has(key));
    return [id, gifts.reduce((change, gift) => give(change, move, gift, now), followed)] as const;
  });
  const messages = moves.flatMap((move) => mailMessages(move, lines, now));
  const shown = moves.flatMap(tierMessages);
  return { changes: new Map(changes), messages: [...messages, ...warnings, ...shown] };
}

function lineOf({ member, version, actor }: TierMove, change: TierChange): TierChangeDraft {
  const { shopId, id: memberId } = member;
  return { shopId, memberId, id: newId(), change, programVersionId: version.id, actor };
}

function standingOf(move: TierMove, now: Instant): StandingDraft {
  const { member, standing, version, timeZone } = move;
  const { tiers: terms } = version.document;
  const { shopId, id: memberId, enrolledAt } = member;
  const after = localDateOf(now, timeZone);
  const reviewAt =
    move.nextReviewAt === undefined
      ? terms && reviewOf({ terms, standing, after, enrolledAt, timeZone }, now)
      : move.nextReviewAt;
  return { shopId, memberId, standing, reviewAt };
}

/** Whose tier is over already is looked at in the next night: no night has judged them with it. */
function reviewOf(input: NextReviewInput, now: Instant): Instant | null {
  const { standing, after, timeZone } = input;
  const isOver = standing.until !== null && standing.until <= now;
  return isOver ? startOfDay(addDaysTo(after, 1), timeZone) : nextReview(input);
}

/** All lots of the members whose points now end at other times, by member id. */
async function loadLotsToFollow(
  tx: Sql,
  moves: readonly TierMove[],
): Promise<Map<string, LotState[]>> {
  const following = moves.filter(movesEnds);
  return loadLots(
    tx,
    following.map(({ member: { shopId, id } }) => ({ shopId, id })),
  );
}

function movesEnds({ changes, periods }: TierMove): boolean {
  return endsDependOnTier(periods) && changes.some(isMove);
}

function isMove({ fromTierId, toTierId }: TierChange): boolean {
  return fromTierId !== toTierId;
}

function ledgerAfter(move: TierMove, lots: readonly LotState[], now: Instant): MemberLedger {
  const { member, ledger, version: current, periods, timeZone: zone, heardAt } = move;
  const [first, ...later] = move.changes.filter(isMove).map(tierEntered);
  if (!first || !movesEnds(move)) return ledger;
  const activityAt = member.activityAt ?? member.enrolledAt;
  const late = heardAt === undefined ? {} : { heardAt };
  const entered = { tiers: [first, ...later] as const, periods, current, zone, now, ...late };
  return followEnds(ledger, lots, activityAt, entered);
}

function tierEntered({ toTierId: tierId, effectiveAt: from }: TierChange): TierHeld {
  return { tierId, from };
}

/** Who would hear too late of points that the move lets end is told at once. */
function warningsOf(
  move: TierMove,
  lots: readonly LotState[],
  after: MemberLedger,
  now: Instant,
): readonly NewMessage[] {
  const { member, ledger: before, version, timeZone } = move;
  if (!movesEnds(move) || !member.wantsEmail) return [];
  const date = localDateOf(now, timeZone);
  return warningsOfMovedEnds(
    { before: withLots(before, lots), after: withLots(after, lots) },
    version.document,
    { shopId: member.shopId, timeZone, date, isOfTier: true, warnedOn: move.warnedOn ?? date },
  );
}

/** With the lots that it does not hold yet. */
function withLots(ledger: MemberLedger, lots: readonly LotState[]): MemberLedger {
  const known = new Set(ledger.lots.map(({ id }) => id));
  return { ...ledger, lots: [...ledger.lots, ...lots.filter(({ id }) => !known.has(id))] };
}

/** The keys of gifts that the member has, or brought along from who was merged into them. */
async function findGiven(tx: Sql, moves: readonly TierMove[]): Promise<ReadonlySet<string>> {
  const giving = moves.filter((move) => giftsOf(move).length > 0);
  const gone = await loadMergedInto(
    tx,
    giving.map(({ member: { shopId, id } }) => ({ shopId, id })),
  );
  const names = giving.flatMap((move) => {
    const { shopId, id } = move.member;
    return giftsOf(move).flatMap(({ key, reward: { tierId, year } }) =>
      [id, ...(gone.get(id) ?? [])].map((of) => ({
        key,
        name: { shopId, key: tierEntryKey(of, tierId, year) },
      })),
    );
  });
  const taken = await findTakenKeys(
    tx,
    names.map(({ name }) => name),
  );
  return new Set(names.filter(({ name }) => taken.has(name.key)).map(({ key }) => key));
}

/** Each once: one batch may bring a member into a tier twice. */
function giftsOf({ member, changes, version, timeZone }: TierMove): readonly Gift[] {
  const { tiers: terms } = version.document;
  const gifts = new Map<string, Gift>();
  for (const change of changes) {
    const reward = terms && entryReward(terms, change, timeZone);
    if (!reward) continue;
    const key = tierEntryKey(member.id, reward.tierId, reward.year);
    if (!gifts.has(key)) gifts.set(key, { reward, change, key });
  }
  return [...gifts.values()];
}

function give(change: LedgerChange, move: TierMove, gift: Gift, now: Instant): LedgerChange {
  const { version, timeZone } = move;
  const { reward } = gift;
  const enteredAt = gift.change.effectiveAt;
  const tier = version.document.tiers?.list.find(({ id }) => id === reward.tierId);
  if (!tier) return change;
  const expiresAt = lotExpiry(
    version.document.expiry,
    { accruedAt: enteredAt, tierId: move.standing.tierId },
    timeZone,
  );
  return followedBy(change, (ledger) =>
    decideTierEntry({
      ledger,
      tier,
      points: reward.points,
      year: reward.year,
      programVersionId: version.id,
      lot: { id: newId(), expiresAt },
      enteredAt,
      now,
    }),
  );
}

/** Shopify learns of another tier: what it gives in the cart follows from it. */
function tierMessages({ member, changes }: TierMove): readonly NewMessage[] {
  const { shopId, id, customerId } = member;
  if (customerId === null || !changes.some(isMove)) return [];
  return [balanceMessage(shopId, id)];
}

/** The mail about the tier in which the member arrived; none about everyone's tier. */
function mailMessages(
  move: TierMove,
  lines: readonly TierChangeDraft[],
  now: Instant,
): readonly NewMessage[] {
  const { member, version } = move;
  const { emails, tiers } = version.document;
  const line = lines.findLast(({ memberId }) => memberId === member.id);
  if (!line || !isMove(line.change) || !emails.tierChanged || !member.wantsEmail) return [];
  const { reason, effectiveAt, toTierId, isInherited = false } = line.change;
  const tier = tiers?.list.find(({ id }) => id === toTierId);
  const isQuiet = isInherited || reason === "merged" || reason === "program_changed";
  const isOld = now - effectiveAt > MAIL_MAX_AGE_DAYS * DAY_MS;
  const isDown = reason === "fell" || (tiers !== null && isFall(tiers, line.change));
  if (isQuiet || isOld || (!isDown && (!tier || asksNothing(tier)))) return [];
  const payload = { memberId: member.id, changeId: line.id };
  return [{ shopId: member.shopId, kind: "send_tier_mail", key: line.id, payload }];
}
