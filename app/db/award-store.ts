// Points given for something else than an order, as rows: one for each rule and occurrence.
import type { Instant } from "../core/calendar/instant.ts";
import type { Points } from "../core/points/points.ts";
import { instantColumn, textColumn } from "./columns.ts";
import { heirAndMerged } from "./merge-store.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";
import type { ShopKey } from "./rows.ts";

/** What names an award in its shop. */
export interface AwardName {
  readonly shopId: bigint;
  readonly ruleId: string;
  readonly occurrence: string;
}

export interface StoredAward extends AwardName {
  readonly id: string;
  readonly memberId: string;
  readonly action: string;
  readonly title: string;
  readonly points: Points;
  readonly lotId: string;
  readonly programVersionId: string;
  readonly isTakenBack: boolean;
}

export interface NewAward extends Omit<StoredAward, "isTakenBack"> {
  readonly isOfWay: boolean;
  readonly occurredAt: Instant;
}

/** Writes one award. A name that is taken already is an error. Its member must be locked. */
export async function insertAward(tx: Sql, award: NewAward, recordedAt: Instant): Promise<void> {
  await tx.query({
    name: "award_insert",
    text: `insert into earned_action (shop_id, id, member_id, rule_id, occurrence, action, title,
        of_way, points, lot_id, program_version_id, occurred_at, recorded_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    values: [
      award.shopId,
      award.id,
      award.memberId,
      award.ruleId,
      award.occurrence,
      award.action,
      award.title,
      award.isOfWay,
      award.points,
      award.lotId,
      award.programVersionId,
      instantText(award.occurredAt),
      instantText(recordedAt),
    ],
  });
}

/** Which of these rules have rewarded the occurrence, and with what. */
export async function findAwards(
  sql: Sql,
  { shopId, occurrence }: Pick<AwardName, "shopId" | "occurrence">,
  ruleIds: readonly string[],
): Promise<{ readonly id: string; readonly ruleId: string; readonly points: Points }[]> {
  const { rows } = await sql.query<{ id: string; rule_id: string; points: Points }>({
    name: "award_find_by_occurrence",
    text: `select id, rule_id, points from earned_action
      where shop_id = $1 and occurrence = $2 and rule_id = any($3::text[])`,
    values: [shopId, occurrence, ruleIds],
  });
  return rows.map(({ id, rule_id: ruleId, points }) => ({ id, ruleId, points }));
}

interface AwardRow {
  member_id: string;
  rule_id: string;
  occurrence: string;
  action: string;
  title: string;
  points: Points;
  lot_id: string;
  program_version_id: string;
  is_taken_back: boolean;
}

/** Certain under the lock on the member that it names. */
export async function findAward(
  sql: Sql,
  { shopId, id }: ShopKey,
): Promise<StoredAward | undefined> {
  const { rows } = await sql.query<AwardRow>({
    name: "award_find",
    text: `select member_id, rule_id, occurrence, action, title, points, lot_id,
        program_version_id, taken_back_at is not null as is_taken_back
      from earned_action where shop_id = $1 and id = $2`,
    values: [shopId, id],
  });
  const [row] = rows;
  return (
    row && {
      shopId,
      id,
      memberId: row.member_id,
      ruleId: row.rule_id,
      occurrence: row.occurrence,
      action: row.action,
      title: row.title,
      points: row.points,
      lotId: row.lot_id,
      programVersionId: row.program_version_id,
      isTakenBack: row.is_taken_back,
    }
  );
}

export async function markAwardTakenBack(
  tx: Sql,
  { shopId, id }: ShopKey,
  { reason, at }: { readonly reason: string; readonly at: Instant },
): Promise<void> {
  await tx.query({
    name: "award_mark_taken_back",
    text: `update earned_action set taken_back_at = $3, taken_back_reason = $4
      where shop_id = $1 and id = $2 and taken_back_at is null`,
    values: [shopId, id, instantText(at), reason],
  });
}

/** A question about a member's awards: of one action, or by one rule, in a stretch of time. */
export interface AwardQuestion {
  readonly by: "action" | "rule" | "ways";
  /** The action or the rule; of all ways together it says nothing. */
  readonly name: string;
  readonly from: Instant | null;
  readonly before: Instant | null;
}

export interface AwardSum {
  readonly count: number;
  readonly points: Points;
}

/**
 * What a member was given, in the order of the questions: by one rule, or for one action, but for
 * this occurrence, which other rules may reward, too. What was taken back counts. Certain under the
 * lock on the member.
 */
export async function sumAwards(
  sql: Sql,
  { shopId, id }: ShopKey,
  occurrence: string,
  questions: readonly AwardQuestion[],
): Promise<AwardSum[]> {
  if (questions.length === 0) return [];
  const { rows } = await sql.query<AwardSum>({
    name: "award_sums",
    text: `select sums.count, sums.points
      from unnest($4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[]) with ordinality
        as asked (kind, name, since, before, place)
      cross join lateral (
        select count(*)::int as count, coalesce(sum(points), 0)::bigint as points
        from earned_action as given
        where given.shop_id = $1 and given.member_id = $2
          and (asked.kind = 'ways' or given.occurrence <> $3)
          and case asked.kind when 'action' then given.action = asked.name
            when 'rule' then given.rule_id = asked.name else given.of_way end
          and (asked.since is null or given.occurred_at >= asked.since)
          and (asked.before is null or given.occurred_at < asked.before)
      ) as sums
      order by asked.place`,
    values: [
      shopId,
      id,
      occurrence,
      textColumn(questions.map(({ by }) => by)),
      textColumn(questions.map(({ name }) => name)),
      instantColumn(questions.map(({ from }) => from)),
      instantColumn(questions.map(({ before }) => before)),
    ],
  });
  return rows;
}

/** Who the member is to the store, as far as awards ask. */
export interface AwardedMember {
  /** Shopify's id; null once the customer's link was cut. */
  readonly customerId: string | null;
  /** The customer was deleted, or is to be forgotten. */
  readonly isGone: boolean;
  /** When the latest order before the moment was placed. */
  readonly lastOrderAt: Instant | null;
}

/** Nothing where there is no such member. */
export async function findAwardedMember(
  sql: Sql,
  { shopId, id }: ShopKey,
  at: Instant,
): Promise<AwardedMember | undefined> {
  const { rows } = await sql.query<{
    customer_id: string | null;
    is_gone: boolean;
    last_order_at: Date | null;
  }>({
    name: "award_member",
    text: `with person as (${heirAndMerged}), customer as (
        select shopify_customer_id from member
        where shop_id = $1 and id in (select * from person) and shopify_customer_id is not null
      )
      select shopify_customer_id as customer_id,
        deleted_at is not null or redacted_at is not null or merged_into_id is not null as is_gone,
        (select max(placed_at) from order_state
          where order_state.shop_id = $1 and placed_at < $3 and snapshot is not null
            and (customer_id in (select * from customer)
              or customer_id is null and paid_customer_id in (select * from customer)))
          as last_order_at
      from member where shop_id = $1 and id = $2`,
    values: [shopId, id, instantText(at)],
  });
  const [row] = rows;
  return (
    row && {
      customerId: row.customer_id,
      isGone: row.is_gone,
      lastOrderAt: row.last_order_at && instantOf(row.last_order_at),
    }
  );
}
