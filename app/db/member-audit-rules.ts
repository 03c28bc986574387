// What must hold of members beside their points: turns, tiers, units, mergers, and nights. Each
// rule is a statement that selects what breaks it.
import type { Rule } from "./ledger-audit-rules.ts";

const figures = ["spend_minor", "orders", "items", "points"];

export const memberRules: readonly Rule[] = [
  {
    name: "releases, expiries and transfers are numbered without a gap",
    text: `select member.shop_id, member.id::text as subject, count(entry.id) as posted,
        member.turn_count::bigint as stored
      from member left join journal_entry entry on entry.shop_id = member.shop_id
        and entry.member_id = member.id
        and entry.kind in ('release', 'expiry', 'transfer_out', 'transfer_in')
      where $1::bigint is null or member.shop_id = $1
      group by member.shop_id, member.id having count(entry.id) <> member.turn_count`,
  },
  {
    name: "members stand in the tier that their history says",
    text: `select member.shop_id, member.id || ' stands in ' || coalesce(member.tier_id, 'no tier')
        || ', not in ' || coalesce(latest.to_tier, 'no tier') as subject,
        null::bigint as posted, null::bigint as stored
      from member left join (
        select distinct on (shop_id, member_id) shop_id, member_id, to_tier from tier_change
        where $1::bigint is null or shop_id = $1
        order by shop_id, member_id, seq desc
      ) as latest on latest.shop_id = member.shop_id and latest.member_id = member.id
      where ($1::bigint is null or member.shop_id = $1)
        and member.tier_id is distinct from latest.to_tier`,
  },
  {
    name: "lines of tiers are numbered without a gap, each from where the one before led",
    text: `select shop_id, member_id || ' line ' || seq as subject, place as posted,
        seq::bigint as stored
      from (
        select shop_id, member_id, seq, from_tier, row_number() over history as place,
          lag(to_tier) over history as before
        from tier_change where $1::bigint is null or shop_id = $1
        window history as (partition by shop_id, member_id order by seq)
      ) as line
      where seq <> place or place > 1 and from_tier is distinct from before`,
  },
  {
    name: "orders count for tiers what was recorded of them",
    text: `select held.shop_id, held.order_id || ' ' || figure.name as subject, figure.posted,
        figure.stored
      from (select * from order_state where $1::bigint is null or shop_id = $1) as held
      full join (
        select shop_id, order_id, ${figures.map((name) => `sum(${name})::bigint as ${name}`).join(", ")}
        from qualifying_unit
        where order_id is not null and ($1::bigint is null or shop_id = $1)
        group by shop_id, order_id
      ) as counted using (shop_id, order_id)
      cross join lateral (values ${figures
        .map((name) => `('${name}', coalesce(counted.${name}, 0), coalesce(held.units_${name}, 0))`)
        .join(", ")}) as figure (name, posted, stored)
      where figure.posted <> figure.stored`,
  },
  {
    name: "orders are found by every customer that they name",
    text: `select shop_id, order_id as subject, null::bigint as posted, null::bigint as stored
      from order_state cross join lateral (select state #>> '{newest,customerId}' as newest,
        state #>> '{paid,customerId}' as paid) as named
      where ($1::bigint is null or shop_id = $1)
        and (customer_id is distinct from named.newest
          or paid_customer_id is distinct from nullif(named.paid, named.newest))`,
  },
  {
    name: "a member who was merged into another has nothing",
    text: `select shop_id, id::text as subject, null::bigint as posted,
        pending + available + reserved + shortfall as stored
      from member
      where ($1::bigint is null or shop_id = $1) and merged_into_id is not null
        and (pending + available + reserved + shortfall > 0
          or exists (select from redemption held
            where held.shop_id = member.shop_id and held.member_id = member.id)
          or exists (select from earned_action given
            where given.shop_id = member.shop_id and given.member_id = member.id)
          or exists (select from earning_room room
            where room.shop_id = member.shop_id and room.member_id = member.id))`,
  },
  {
    name: "mergers name the last heir",
    text: `select gone.shop_id, gone.id || ' names ' || heir.id as subject, null::bigint as posted,
        null::bigint as stored
      from member as gone join member as heir on heir.shop_id = gone.shop_id
        and heir.id = gone.merged_into_id
      where ($1::bigint is null or gone.shop_id = $1) and heir.merged_into_id is not null`,
  },
  {
    // The day before the last night that is done has passed wherever the shop is.
    name: "nights leave nothing due",
    text: `select lot.shop_id, lot.id || ' ' || due.what as subject, null::bigint as posted,
        due.points as stored
      from lot join shop on shop.shop_id = lot.shop_id
      cross join lateral (values ('to expire', lot.expires_at, lot.available),
        ('to release', lot.releases_at, lot.pending)) as due (what, at, points)
      where ($1::bigint is null or lot.shop_id = $1) and due.points > 0
        and due.at < (shop.nights_done_until - 2)::timestamp at time zone 'UTC'`,
  },
  {
    // A version that another overtook while it was carried out leaves its steps, `program/…` and
    // `units/…`, where they were: the other takes up all that they had left.
    name: "nights that are done have done every step",
    text: `select night.shop_id, night.local_date || ' ' || night.step as subject,
        null::bigint as posted, null::bigint as stored
      from night join shop on shop.shop_id = night.shop_id
      where ($1::bigint is null or night.shop_id = $1) and night.done_at is null
        and night.local_date <= shop.nights_done_until and night.step not like '%/%'`,
  },
];
