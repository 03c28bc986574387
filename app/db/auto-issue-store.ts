// Rewards that issue themselves, as rows: who may be due, and what earlier nights issued. Their
// request keys tell them from what members asked for: `auto/REWARD/2026-12-24/1`.
import type { LocalDate } from "../core/calendar/local-date.ts";
import type { Points } from "../core/points/points.ts";
import type { AutoIssued } from "../core/rewards/plan-auto-issue.ts";
import type { Sql } from "./pool.ts";
import {
  type RedemptionRow,
  type StoredRedemption,
  redemptionColumns,
  storedRedemption,
} from "./redemption-row.ts";

/** Names one issue of a reward to a member; `place` counts those of the night from one. */
export function autoIssueKey(rewardId: string, date: LocalDate, place: number): string {
  return `auto/${rewardId}/${date}/${place}`;
}

/** With merged members the keys of the one may stand behind a prefix. */
const ownKey = `substring(request_key from '(?:^|/)(auto/[^/]+/.*)$')`;

/** SQL: whether the redemption issued itself. */
export const issuedItself = `(${ownKey} is not null)`;

/** Members with so many points at least whom Shopify knows, by id, behind `afterId`. */
export async function listMembersWithPoints(
  tx: Sql,
  shopId: bigint,
  { least, afterId, limit }: { least: Points; afterId: string; limit: number },
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: "auto_issue_members",
    text: `select id from member
      where shop_id = $1 and id > $2::uuid and available >= $3 and shopify_customer_id is not null
        and deleted_at is null and redacted_at is null and merged_into_id is null
      order by id limit $4`,
    values: [shopId, afterId, least, limit],
  });
  return rows.map(({ id }) => id);
}

/** What issued itself to the members since a day, by member id. */
export async function loadAutoIssued(
  tx: Sql,
  shopId: bigint,
  memberIds: readonly string[],
  since: LocalDate,
): Promise<Map<string, AutoIssued[]>> {
  const { rows } = await tx.query<{
    member_id: string;
    reward_id: string;
    date: LocalDate;
    outcome: AutoIssued["outcome"];
  }>({
    name: "auto_issued_load",
    text: `select member_id, reward_id, split_part(${ownKey}, '/', 3) as date,
        case when status = 'refused' then 'refused'
          when return_reason = 'cancelled_by_shopper' then 'given_up' else 'issued' end as outcome
      from redemption
      where shop_id = $1 and member_id = any($2::uuid[])
        and split_part(${ownKey}, '/', 3) >= $3
      order by member_id, request_key`,
    values: [shopId, memberIds, since],
  });
  const issued = new Map<string, AutoIssued[]>();
  for (const { member_id: memberId, reward_id: rewardId, date, outcome } of rows) {
    issued.set(memberId, [...(issued.get(memberId) ?? []), { rewardId, date, outcome }]);
  }
  return issued;
}

/** What issued itself to a member in the night of a day, in the order in which it did. */
export async function loadIssuedInNight(
  sql: Sql,
  shopId: bigint,
  memberId: string,
  date: LocalDate,
): Promise<StoredRedemption[]> {
  const { rows } = await sql.query<RedemptionRow>({
    name: "auto_issued_in_night",
    text: `select ${redemptionColumns} from redemption
      where shop_id = $1 and member_id = $2 and split_part(${ownKey}, '/', 3) = $3
      order by id`,
    values: [shopId, memberId, date],
  });
  return rows.map(storedRedemption);
}
