// What members did, or what came round for them, earns points by the ways to earn of the version
// that was in force then.
import { evaluateWay } from "../core/awards/evaluate-way.ts";
import type { EarnedBefore, WayRefusal } from "../core/awards/evaluate-way.ts";
import { actionOf, limitsOf, onceWithin, periodAround } from "../core/awards/way-limits.ts";
import type { MemberThen } from "../core/awards/who-is-meant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import type { Points } from "../core/points/points.ts";
import type { ProgramVersion } from "../core/program/document.ts";
import { versionInForce } from "../core/program/version-in-force.ts";
import type { WayToEarn, WayTrigger } from "../core/program/ways-to-earn-terms.ts";
import type { CustomerFacts } from "../core/rewards/reward-audience.ts";
import { findAwardedMember, findAwards, sumAwards } from "../db/award-store.ts";
import type { AwardQuestion } from "../db/award-store.ts";
import { lockMembers } from "../db/member-store.ts";
import { findHeirOfMember } from "../db/merge-store.ts";
import { enqueueMessages } from "../db/outbox-store.ts";
import type { NewMessage } from "../db/outbox-store.ts";
import type { Transaction } from "../db/transaction.ts";
import { memberThen, openHistory } from "./awards/member-then.ts";
import { grantPoints } from "./grant-points.ts";
import type { PointsGrant } from "./grant-points.ts";
import type { MemberBook } from "./order-batch/member-book.ts";
import { openHeirsBook } from "./order-batch/open-book.ts";

export interface AskedAward {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly trigger: WayTrigger;
  /** Of `custom` the event's name, of `social` the network. */
  readonly event?: string | undefined;
  /**
   * This one time: each way rewards it once in its shop. It stands in the journal for good: nothing
   * personal.
   */
  readonly occurrence: string;
  readonly occurredAt: Instant;
  /** What stands behind the way's name for the member, such as an event's; nothing personal. */
  readonly about?: string | undefined;
  /** What Shopify said of the customer, where it was asked. */
  readonly customer?: CustomerFacts | undefined;
}

export interface GivenAward {
  readonly awardId: string;
  readonly ruleId: string;
  readonly points: Points;
}

export type AwardRefusal = WayRefusal | "no_program" | "no_way" | "member_not_found";

export type AwardOutcome =
  | {
      readonly outcome: "granted";
      readonly points: Points;
      readonly awards: readonly GivenAward[];
    }
  /** All that it earns was given before. */
  | { readonly outcome: "repeated"; readonly awards: readonly GivenAward[] }
  /** Shopify is asked about the customer; what it earns is given by itself then. */
  | { readonly outcome: "waiting" }
  | { readonly outcome: "refused"; readonly reason: AwardRefusal };

/** Shown to members, so no longer than what a name may be twice. */
const MAX_TITLE_CHARACTERS = 120;

/**
 * Gives what each earns, in the order in which they are asked for; the same answer again changes
 * nothing. Members are locked in the one order that all transactions keep, so that any number may
 * be asked for in one. Rule: docs/earning.md.
 */
export async function awardActions(
  tx: Transaction,
  asked: readonly AskedAward[],
  now: Instant,
): Promise<AwardOutcome[]> {
  const own: AskedAward[] = [];
  for (const each of asked) {
    const memberId = await findHeirOfMember(tx, { shopId: each.shopId, id: each.memberId });
    own.push({ ...each, memberId });
  }
  const ids = new Map(own.map(({ shopId, memberId: id }) => [id, { shopId, id }]));
  if (ids.size > 1) await lockMembers(tx, [...ids.values()]);
  const outcomes: AwardOutcome[] = [];
  for (const each of own) outcomes.push(await award(tx, each, now));
  return outcomes;
}

/** What one occurrence is rewarded for, and to whom. */
interface Awarding {
  readonly asked: AskedAward;
  readonly book: MemberBook;
  readonly version: ProgramVersion;
  readonly member: MemberThen;
  readonly now: Instant;
}

async function award(tx: Transaction, asked: AskedAward, now: Instant): Promise<AwardOutcome> {
  const { shopId, memberId, occurredAt } = asked;
  const book = await openHeirsBook(tx, { shopId, memberId, now });
  const known = await findAwardedMember(tx, { shopId, id: memberId }, occurredAt);
  if (!book || !known || known.isGone) return { outcome: "refused", reason: "member_not_found" };
  const version = versionInForce(book.terms.periods, occurredAt);
  if (!version) return { outcome: "refused", reason: "no_program" };
  const ways = version.document.waysToEarn.filter((way) => isRewarded(way, asked));
  if (ways.length === 0) return { outcome: "refused", reason: "no_way" };
  if (ways.some(({ audience }) => audience.tiers.length > 0))
    await openHistory(tx, book, occurredAt);
  const customer = asked.customer ?? null;
  const member = memberThen(book, known, { at: occurredAt, customer });
  return awardWays(tx, ways, { asked, book, version, member, now });
}

export function isRewarded(
  way: WayToEarn,
  { trigger, event }: Pick<AskedAward, "trigger" | "event">,
): boolean {
  if (way.trigger !== trigger) return false;
  if (way.trigger === "custom") return way.event === event;
  return way.trigger !== "social" || way.network === event;
}

async function awardWays(
  tx: Transaction,
  ways: readonly WayToEarn[],
  awarding: Awarding,
): Promise<AwardOutcome> {
  const { asked, now } = awarding;
  const ids = ways.map(({ id }) => id);
  const before = await findAwards(tx, asked, ids);
  const repeated = before.map(({ id, ruleId, points }) => ({ awardId: id, ruleId, points }));
  const given: GivenAward[] = [];
  const refusals: WayRefusal[] = [];
  let isUnknown = false;
  for (const way of ways) {
    if (repeated.some(({ ruleId }) => ruleId === way.id)) continue;
    const answer = evaluateWay(way, awarding.member, await earnedBefore(tx, way, awarding));
    if (answer.outcome === "unknown") isUnknown = true;
    else if (answer.outcome === "refused") refusals.push(answer.reason);
    else {
      const outcome = await grantPoints(tx, grantOf(way, answer.points, awarding), now);
      if (outcome.outcome === "refused") return outcome;
      given.push({ awardId: outcome.awardId, ruleId: way.id, points: outcome.points });
    }
  }
  if (isUnknown) await enqueueMessages(tx, [awardedLater(asked)]);
  if (given.length > 0) {
    const points = given.reduce((sum, one) => sum + one.points, 0n);
    return { outcome: "granted", points, awards: given };
  }
  if (isUnknown) return { outcome: "waiting" };
  if (repeated.length > 0) return { outcome: "repeated", awards: repeated };
  return { outcome: "refused", reason: refusals[0] ?? "no_way" };
}

/** What the member was given before, in the periods that hold the moment. */
async function earnedBefore(
  tx: Transaction,
  way: WayToEarn,
  { asked, book, version }: Awarding,
): Promise<EarnedBefore> {
  const { occurredAt } = asked;
  const { timeZone } = book.terms;
  const once = onceWithin(way, occurredAt, timeZone);
  const limits = limitsOf(way, occurredAt, timeZone);
  const most = version.document.actionPointsPerYear;
  const year = most === null ? null : periodAround("year", occurredAt, timeZone);
  const sums = await sumAwards(tx, { shopId: asked.shopId, id: asked.memberId }, asked.occurrence, [
    ...(once ? [{ by: "action", name: actionOf(way), ...once } as const] : []),
    ...limits.map(({ within }): AwardQuestion => ({ by: "rule", name: way.id, ...within })),
    ...(year ? [{ by: "ways", name: "", ...year } as const] : []),
  ]);
  const sameAction = once ? (sums.shift()?.count ?? 0) : 0;
  const counted = limits.map((limit) => ({ ...limit, count: sums.shift()?.count ?? 0 }));
  const yearRoom = most === null ? null : most - (sums.shift()?.points ?? 0n);
  return { sameAction, limits: counted, yearRoom };
}

function grantOf(way: WayToEarn, points: Points, { asked, version }: Awarding): PointsGrant {
  const { shopId, memberId, occurrence, occurredAt, about } = asked;
  const name = about === undefined ? way.name : `${way.name}: ${about}`;
  const title = name.slice(0, MAX_TITLE_CHARACTERS);
  return {
    shopId,
    memberId,
    occurrence,
    occurredAt,
    ruleId: way.id,
    action: actionOf(way),
    title,
    points,
    pendingDays: way.pendingDays,
    explanation: { key: "action_rewarded", params: { action: title, points: points.toString() } },
    versionId: version.id,
    isOfWay: true,
    isActivity: way.trigger !== "anniversary",
  };
}

/** Tried until it is done; where only Shopify knows what the customer is like, it is asked. */
export function awardedLater({ shopId, customer: _answered, ...asked }: AskedAward): NewMessage {
  return { shopId, kind: "award_action", key: asked.occurrence, payload: asked };
}
