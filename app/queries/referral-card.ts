// How a member's referrals stand, for the member: how many friends came, and what they brought.
import { isMeant } from "../core/awards/who-is-meant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { yearOf } from "../core/calendar/local-date.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import type { AudienceTerms } from "../core/program/audience-terms.ts";
import { pool } from "../db/pool.ts";
import { loadMemberNow } from "../db/referral-facts-store.ts";

export interface ReferralStanding {
  /** Friends who asked for the voucher and were not refused. */
  readonly friends: number;
  /** Of them, those who ordered and whose reward is on its way. */
  readonly onTheirWay: number;
  /** For whom the member was rewarded in this calendar year, and ever. */
  readonly rewardedThisYear: number;
  readonly rewarded: number;
}

/** What is looked at by staff counts as on its way: members are told of no suspicion. */
export async function loadReferralStanding(
  shopId: bigint,
  memberId: string,
  { now, timeZone }: { now: Instant; timeZone: TimeZone },
): Promise<ReferralStanding> {
  const { rows } = await pool().query<{
    friends: number;
    on_their_way: number;
    this_year: number;
    rewarded: number;
  }>({
    name: "referral_standing",
    text: `select count(*) filter (where decision <> 'refuse')::int as friends,
        count(*) filter (where decision <> 'refuse'
          and state in ('waiting_for_day', 'waiting_for_review'))::int as on_their_way,
        count(*) filter (where state = 'rewarded'
          and extract(year from rewarded_at at time zone $3) = $4)::int as this_year,
        count(*) filter (where state = 'rewarded')::int as rewarded
      from referral where shop_id = $1 and member_id = $2`,
    values: [shopId, memberId, timeZone, yearOf(localDateOf(now, timeZone))],
  });
  const { friends = 0, on_their_way = 0, this_year = 0, rewarded = 0 } = rows[0] ?? {};
  return { friends, onTheirWay: on_their_way, rewardedThisYear: this_year, rewarded };
}

/**
 * Whether the member can bring friends, as far as the app's own rows tell: what only Shopify knows
 * is asked when a friend asks for the voucher.
 */
export async function mayBringFriends(
  shopId: bigint,
  memberId: string,
  { audience, now, timeZone }: { audience: AudienceTerms; now: Instant; timeZone: TimeZone },
): Promise<boolean> {
  const asked = { now, timeZone, customer: null };
  const member = await loadMemberNow(pool(), { shopId, id: memberId }, asked);
  return member !== undefined && isMeant(audience, member).outcome !== "not_meant";
}
