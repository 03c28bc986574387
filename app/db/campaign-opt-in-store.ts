// Members who joined a campaign, and when: the earliest time counts, and nobody leaves.
import type { Instant } from "../core/calendar/instant.ts";
import { instantColumn, numberColumn, textColumn, uuidColumn } from "./columns.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

export interface OptIn {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly campaignId: string;
}

/** Whether the member had joined by then. */
export interface OptInQuestion extends OptIn {
  readonly at: Instant;
}

/** Answers in the order of the questions. */
export async function loadOptIns(
  sql: Sql,
  questions: readonly OptInQuestion[],
): Promise<boolean[]> {
  const { rows } = await sql.query<{ joined: boolean }>({
    name: "campaign_opt_in_load",
    text: `select own.joined_at is not null as joined
      from rows from (unnest($1::bigint[], $2::uuid[], $3::text[], $4::timestamptz[]))
        with ordinality as asked (shop_id, member_id, campaign_id, at, place)
      left join campaign_opt_in as own on own.shop_id = asked.shop_id
        and own.member_id = asked.member_id and own.campaign_id = asked.campaign_id
        and own.joined_at <= asked.at
      order by asked.place`,
    values: [
      numberColumn(questions.map(({ shopId }) => shopId)),
      uuidColumn(questions.map(({ memberId }) => memberId)),
      textColumn(questions.map(({ campaignId }) => campaignId)),
      instantColumn(questions.map(({ at }) => at)),
    ],
  });
  return rows.map(({ joined }) => joined);
}

/** Who is gone (forgotten, or deleted in Shopify) joins nothing. Members must be locked. */
export async function insertOptIn(
  tx: Sql,
  { shopId, memberId, campaignId }: OptIn,
  joinedAt: Instant,
): Promise<"joined" | "joined_before" | "no_member"> {
  const { rows } = await tx.query<{ is_member: boolean; is_new: boolean }>({
    name: "campaign_opt_in_insert",
    text: `with own as (
        select shop_id, id from member
        where shop_id = $1 and id = $2 and deleted_at is null and redacted_at is null
      ), added as (
        insert into campaign_opt_in (shop_id, member_id, campaign_id, joined_at)
        select shop_id, id, $3, $4 from own
        on conflict (shop_id, member_id, campaign_id) do nothing returning shop_id
      )
      select exists (select from own) as is_member, exists (select from added) as is_new`,
    values: [shopId, memberId, campaignId, instantText(joinedAt)],
  });
  if (rows[0]?.is_member !== true) return "no_member";
  return rows[0].is_new ? "joined" : "joined_before";
}

export interface JoinedCampaigns {
  /** The member's tier today. */
  readonly tierId: string | null;
  /** When each was joined, by its id. */
  readonly joined: ReadonlyMap<string, Instant>;
}

/** Nothing where there is no such member. */
export async function loadJoined(
  sql: Sql,
  shopId: bigint,
  memberId: string,
): Promise<JoinedCampaigns | null> {
  const { rows } = await sql.query<{
    tier_id: string | null;
    campaign_id: string | null;
    joined_at: Date | null;
  }>({
    name: "campaign_opt_in_of_member",
    text: `select tier_id, campaign_id, joined_at
      from member left join campaign_opt_in as own
        on own.shop_id = member.shop_id and own.member_id = member.id
      where member.shop_id = $1 and member.id = $2`,
    values: [shopId, memberId],
  });
  const [first] = rows;
  if (!first) return null;
  return {
    tierId: first.tier_id,
    joined: new Map(
      rows.flatMap(({ campaign_id: id, joined_at: at }) =>
        id === null || at === null ? [] : [[id, instantOf(at)] as const],
      ),
    ),
  };
}

/** How many members joined each of the campaigns, by its id; nothing where nobody did. */
export async function countJoined(
  sql: Sql,
  shopId: bigint,
  campaignIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ campaign_id: string; members: number }>({
    name: "campaign_opt_in_count",
    text: `select campaign_id, count(*)::int as members from campaign_opt_in
      where shop_id = $1 and campaign_id = any($2::text[]) group by campaign_id`,
    values: [shopId, campaignIds],
  });
  return new Map(rows.map((row) => [row.campaign_id, row.members]));
}

/** The heir joined when either of the two did first. */
export async function moveOptIns(tx: Sql, members: readonly unknown[]): Promise<void> {
  await tx.query({
    name: "merge_move_opt_ins",
    text: `with moved as (
        delete from campaign_opt_in where shop_id = $1 and member_id = $2
        returning campaign_id, joined_at
      )
      insert into campaign_opt_in as own (shop_id, member_id, campaign_id, joined_at)
      select $1, $3::uuid, campaign_id, joined_at from moved
      on conflict (shop_id, member_id, campaign_id)
      do update set joined_at = least(own.joined_at, excluded.joined_at)`,
    values: [...members],
  });
}
