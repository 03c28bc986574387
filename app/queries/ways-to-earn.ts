// The ways to earn as one shopper sees them: what they can do, and what they have done already.
import { actionOf, limitsOf, onceWithin } from "../core/awards/way-limits.ts";
import { isOfMembership, memberDays } from "../core/awards/who-is-meant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import type { WayToEarn } from "../core/program/ways-to-earn-terms.ts";
import { type AwardQuestion, findAwardedMember, sumAwards } from "../db/award-store.ts";
import { pool } from "../db/pool.ts";
import { instantOf } from "../db/rows.ts";

export interface WaySeen {
  readonly way: WayToEarn;
  /** Nothing can be earned by it for now, or any more. */
  readonly isDone: boolean;
  /** Whether the store decides by tags or segments whom it is for: nobody is told beforehand. */
  readonly isForSome: boolean;
}

export interface WaysAsked {
  readonly shopId: bigint;
  /** Null for a guest, and for a customer who is no member yet. */
  readonly memberId: string | null;
  readonly ways: readonly WayToEarn[];
  readonly timeZone: TimeZone;
  readonly now: Instant;
}

/** Those for other tiers, and for members who joined or ordered at other times, are left out. */
export async function loadWaysToEarn(asked: WaysAsked): Promise<WaySeen[]> {
  const { memberId } = asked;
  const seen = memberId === null ? asked.ways.filter(isForGuests) : await waysFor(asked, memberId);
  if (memberId === null)
    return seen.map((way) => ({ way, isDone: false, isForSome: isForSome(way) }));
  const questions = seen.map((way) => questionsAbout(way, asked));
  const name = { shopId: asked.shopId, id: memberId };
  const sums = await sumAwards(
    pool(),
    name,
    NO_OCCURRENCE,
    questions.flatMap((each) => each.map(({ question }) => question)),
  );
  return seen.map((way, index) => ({
    way,
    isForSome: isForSome(way),
    isDone: (questions[index] ?? []).some(({ most }) => (sums.shift()?.count ?? 0) >= most),
  }));
}

/** What has been earned is asked about, whatever the occasion. */
const NO_OCCURRENCE = "";

function questionsAbout(way: WayToEarn, { now, timeZone }: WaysAsked) {
  const once = onceWithin(way, now, timeZone);
  const limits = limitsOf(way, now, timeZone).map(({ most, within }) => ({
    most,
    question: { by: "rule", name: way.id, ...within } satisfies AwardQuestion,
  }));
  if (once === null) return limits;
  const question = { by: "action", name: actionOf(way), ...once } satisfies AwardQuestion;
  return [{ most: 1, question }, ...limits];
}

function isForSome({ audience: { customerTags, segmentIds } }: WayToEarn): boolean {
  return customerTags.length + segmentIds.length > 0;
}

/** Who is no member yet is in no tier, and new as soon as they are one. */
function isForGuests({ audience: { tiers, members } }: WayToEarn): boolean {
  return tiers.length === 0 && members?.kind !== "lapsed";
}

async function waysFor(
  { shopId, ways, timeZone, now }: WaysAsked,
  memberId: string,
): Promise<WayToEarn[]> {
  if (ways.every(({ audience }) => audience.tiers.length === 0 && audience.members === null)) {
    return [...ways];
  }
  const [known, standing] = await Promise.all([
    findAwardedMember(pool(), { shopId, id: memberId }, now),
    findStanding(shopId, memberId),
  ]);
  if (!known || !standing) return [];
  const days = memberDays({
    on: localDateOf(now, timeZone),
    enrolledOn: localDateOf(standing.enrolledAt, timeZone),
    lastOrderOn: known.lastOrderAt === null ? null : localDateOf(known.lastOrderAt, timeZone),
  });
  const { tierId } = standing;
  return ways.filter(
    ({ audience: { tiers, members } }) =>
      (tiers.length === 0 || (tierId !== null && tiers.includes(tierId))) &&
      (members === null || isOfMembership(members, days)),
  );
}

async function findStanding(shopId: bigint, memberId: string) {
  const { rows } = await pool().query<{ tier_id: string | null; enrolled_at: Date }>({
    name: "ways_standing",
    text: `select tier_id, enrolled_at from member where shop_id = $1 and id = $2`,
    values: [shopId, memberId],
  });
  const [row] = rows;
  return row && { tierId: row.tier_id, enrolledAt: instantOf(row.enrolled_at) };
}
