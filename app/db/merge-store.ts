// SQL of mergers: what belongs to the member of a customer who is gone becomes another member's.
import type { Instant } from "../core/calendar/instant.ts";
import type { Points } from "../core/points/points.ts";
import { moveBirthdays } from "./birthday-heritage-store.ts";
import { moveOptIns } from "./campaign-opt-in-store.ts";
import { moveCheckIns } from "./check-in-store.ts";
import { ordersOfMembers } from "./customer-orders.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./pool.ts";
import { moveReferrals } from "./referral-privacy-store.ts";
import { instantOf, instantText } from "./rows.ts";
import type { ShopKey } from "./rows.ts";
import { moveAnswers } from "./survey-store.ts";

/**
 * Selects the ids under which the journal of shop `$1` tells of member `$2`: what happened before a
 * merger stands under the gone one's.
 */
export const heirAndMerged = `select $2::uuid
  union all select id from member where shop_id = $1 and merged_into_id = $2`;

/** Who was merged into each of the members, by the id of the one who stayed. */
export async function loadMergedInto(
  sql: Sql,
  members: readonly ShopKey[],
): Promise<Map<string, string[]>> {
  const gone = new Map<string, string[]>();
  if (members.length === 0) return gone;
  const { rows } = await sql.query<{ id: string; merged_into_id: string }>({
    name: "merge_load_gone",
    text: `select id, merged_into_id from member
      where (shop_id, merged_into_id) in (select * from unnest($1::bigint[], $2::uuid[]))`,
    values: [members.map(({ shopId }) => shopId), members.map(({ id }) => id)],
  });
  for (const { id, merged_into_id: heirId } of rows) {
    gone.set(heirId, [...(gone.get(heirId) ?? []), id]);
  }
  return gone;
}

/** Two members of a shop: everything of `fromId` becomes that of `toId`. */
export interface Heritage {
  readonly shopId: bigint;
  readonly fromId: string;
  readonly toId: string;
}

export interface CustomersMember {
  readonly id: string;
  readonly enrolledAt: Instant;
  /** Whether the customer was merged before. */
  readonly isMerged: boolean;
}

/** The member of a customer itself, whoever has its points now. */
export async function findMemberOfCustomer(
  sql: Sql,
  shopId: bigint,
  customerId: string,
): Promise<CustomersMember | undefined> {
  const { rows } = await sql.query<{ id: string; enrolled_at: Date; is_merged: boolean }>({
    name: "merge_find_member",
    text: `select id, enrolled_at, merged_into_id is not null as is_merged from member
      where shop_id = $1 and shopify_customer_id = $2`,
    values: [shopId, customerId],
  });
  const [row] = rows;
  return row && { id: row.id, enrolledAt: instantOf(row.enrolled_at), isMerged: row.is_merged };
}

/**
 * Notes that a customer who is no member was merged into one who is: what is heard of them late
 * belongs to that member.
 */
export async function insertMergedMember(
  tx: Sql,
  shopId: bigint,
  { customerId, heirId, now }: { customerId: string; heirId: string; now: Instant },
): Promise<void> {
  await tx.query({
    name: "merge_insert_member",
    text: `insert into member (shop_id, id, shopify_customer_id, enrolled_at, deleted_at,
        merged_into_id)
      values ($1, $2, $3, $4, $4, $5)
      on conflict (shop_id, shopify_customer_id) do nothing`,
    values: [shopId, newId(), customerId, instantText(now), heirId],
  });
}

/** Locks the orders that the member has, in the one order that all transactions keep. */
export async function lockOrdersOfMember(
  tx: Sql,
  { shopId, fromId }: Pick<Heritage, "shopId" | "fromId">,
): Promise<void> {
  await tx.query({
    name: "merge_lock_orders",
    text: `select from order_state
      where shop_id = $1 and order_id in (${ordersOfMembers("$2")}) and member_id = $2
      order by order_id for no key update`,
    values: [shopId, fromId],
  });
}

/** Names every lot of a member, empty ones too. */
export async function loadLotIds(
  tx: Sql,
  { shopId, fromId }: Pick<Heritage, "shopId" | "fromId">,
): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>({
    name: "merge_load_lot_ids",
    text: `select id from lot where shop_id = $1 and member_id = $2`,
    values: [shopId, fromId],
  });
  return rows.map(({ id }) => id);
}

/** What vouchers took of each lot and may still bring back, by lot id. */
export async function loadRedeemed(
  tx: Sql,
  { shopId, fromId }: Pick<Heritage, "shopId" | "fromId">,
): Promise<Map<string, Points>> {
  const { rows } = await tx.query<{ lot_id: string; points: Points }>({
    name: "merge_load_redeemed",
    text: `select lot_id,
        sum(case when to_account = 'redeemed' then points else -points end)::bigint as points
      from posting
      where shop_id = $1 and member_id = $2 and 'redeemed' in (from_account, to_account)
      group by lot_id`,
    values: [shopId, fromId],
  });
  return new Map(rows.map((row) => [row.lot_id, row.points]));
}

/**
 * Gives orders, vouchers, awards, units and used-up limits to the other member, and closes the
 * first. Units are only ever added to: the first member's are taken back by lines of their own.
 */
export async function moveBelongings(tx: Sql, heritage: Heritage, now: Instant): Promise<void> {
  const { shopId, fromId, toId } = heritage;
  const members = [shopId, fromId, toId];
  await tx.query({
    name: "merge_move_orders",
    text: `update order_state set member_id = $3
      where shop_id = $1 and order_id in (${ordersOfMembers("$2")}) and member_id = $2`,
    values: members,
  });
  await tx.query({
    name: "merge_move_redemptions",
    text: `update redemption set member_id = $3,
        request_key = case when exists (select from redemption as own
            where own.shop_id = $1 and own.member_id = $3
              and own.request_key = redemption.request_key)
          then 'merged/' || id || '/' || request_key else request_key end
      where shop_id = $1 and member_id = $2`,
    values: members,
  });
  await tx.query({
    name: "merge_move_awards",
    text: `update earned_action set member_id = $3 where shop_id = $1 and member_id = $2`,
    values: members,
  });
  await moveUnits(tx, heritage, now);
  await moveInvitations(tx, members);
  await moveBirthdays(tx, heritage);
  await moveOptIns(tx, members);
  await moveCheckIns(tx, heritage);
  await moveAnswers(tx, heritage);
  await moveReferrals(tx, heritage);
  await tx.query({
    name: "merge_move_rooms",
    text: `insert into earning_room (shop_id, member_id, key, used)
      select shop_id, $3::uuid, key, used from earning_room
      where shop_id = $1 and member_id = $2
      on conflict (shop_id, member_id, key)
      do update set used = earning_room.used + excluded.used`,
    values: members,
  });
  await tx.query({
    name: "merge_drop_rooms",
    text: `delete from earning_room where shop_id = $1 and member_id = $2`,
    values: [shopId, fromId],
  });
}

/** Of two invitations to one tier the later word stands: a newer offer, or the answer to it. */
async function moveInvitations(tx: Sql, members: readonly unknown[]): Promise<void> {
  await tx.query({
    name: "merge_move_invitations",
    text: `with moved as (
        delete from tier_invitation
        where shop_id = $1 and member_id = $2 and status = 'open'
        returning tier_id, through, invited_at
      )
      insert into tier_invitation as own
        (shop_id, member_id, tier_id, through, status, invited_at)
      select $1, $3::uuid, tier_id, through, 'open', invited_at from moved
      on conflict (shop_id, member_id, tier_id) do update
      set through = excluded.through, status = 'open', invited_at = excluded.invited_at,
        ended_at = null
      where excluded.invited_at > coalesce(own.ended_at, own.invited_at)`,
    values: [...members],
  });
}

const unitColumns = "spend_minor, orders, items, points, nights, visits, referrals, events";

async function moveUnits(tx: Sql, { shopId, fromId, toId }: Heritage, now: Instant): Promise<void> {
  const negative = unitColumns.replaceAll(/\w+/g, "-$&");
  await tx.query({
    name: "merge_move_units",
    text: `insert into qualifying_unit (shop_id, member_id, key, order_id, occurred_at,
        recorded_at, ${unitColumns})
      select shop_id, $3::uuid, 'from/' || member_id || '/' || key, order_id, occurred_at,
        $4::timestamptz, ${unitColumns}
      from qualifying_unit where shop_id = $1 and member_id = $2
      union all
      select shop_id, member_id, 'to/' || $3::uuid || '/' || key, order_id, occurred_at,
        $4::timestamptz, ${negative}
      from qualifying_unit where shop_id = $1 and member_id = $2`,
    values: [shopId, fromId, toId, instantText(now)],
  });
}

/**
 * Points to the member who has everything now, also from those who were merged into the first, and
 * forgets who the gone customer was. They held their tier until now, even where their customer was
 * deleted before.
 */
export async function closeMember(
  tx: Sql,
  { shopId, fromId, toId }: Heritage,
  now: Instant,
): Promise<void> {
  await tx.query({
    name: "merge_close_member",
    text: `update member set merged_into_id = $3,
        deleted_at = case when id = $2 then $4 else deleted_at end,
        email = null, first_name = null, last_name = null, locale = null,
        birth_date = null, birth_date_set_at = null, birth_date_agreed = null,
        tier_review_at = null, balance_expires_at = null
      where shop_id = $1 and (id = $2 or merged_into_id = $2)`,
    values: [shopId, fromId, toId, instantText(now)],
  });
}

/** Customers who were merged into another, as far as they are not forgotten yet. */
export async function findCustomersMergedInto(
  sql: Sql,
  shopId: bigint,
  customerId: string,
): Promise<string[]> {
  const { rows } = await sql.query<{ customer_id: string }>({
    name: "merge_find_gone_customers",
    text: `select gone.shopify_customer_id as customer_id
      from member as heir join member as gone on gone.shop_id = heir.shop_id
        and gone.merged_into_id = heir.id
      where heir.shop_id = $1 and heir.shopify_customer_id = $2
        and gone.shopify_customer_id is not null
      order by gone.id`,
    values: [shopId, customerId],
  });
  return rows.map((row) => row.customer_id);
}

/** The member who has what was another's; the same one where nobody was merged. */
export async function findHeirOfMember(sql: Sql, { shopId, id }: ShopKey): Promise<string> {
  const { rows } = await sql.query<{ heir_id: string }>({
    name: "merge_find_heir_of_member",
    text: `select merged_into_id as heir_id from member
      where shop_id = $1 and id = $2 and merged_into_id is not null`,
    values: [shopId, id],
  });
  return rows[0]?.heir_id ?? id;
}

/** The customer who has what was another's; the same one where nobody was merged. */
export async function findHeirOfCustomer(
  sql: Sql,
  shopId: bigint,
  customerId: string,
): Promise<string> {
  const { rows } = await sql.query<{ customer_id: string }>({
    name: "merge_find_heir",
    text: `select heir.shopify_customer_id as customer_id
      from member as gone join member as heir on heir.shop_id = gone.shop_id
        and heir.id = gone.merged_into_id
      where gone.shop_id = $1 and gone.shopify_customer_id = $2
        and heir.shopify_customer_id is not null`,
    values: [shopId, customerId],
  });
  return rows[0]?.customer_id ?? customerId;
}
