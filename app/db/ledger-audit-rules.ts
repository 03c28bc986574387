// What must hold of postings, lots, balances, orders and vouchers, each rule as a statement that
// selects what breaks it.

export interface Rule {
  readonly name: string;
  /** Selects shop_id, subject, posted and stored of what is wrong; may read `moves`. */
  readonly text: string;
}

export const scope = `($1::bigint is null or entry.shop_id = $1)
  and ($2::timestamptz is null or entry.recorded_at <= $2)`;

/** Each posting twice: once as it leaves an account, once as it reaches one. */
export const moves = `with moves as (
  select entry.shop_id, entry.member_id, entry.id as entry_id, entry.kind, entry.order_id,
    entry.redemption_id, posting.lot_id, side.account, side.other,
    side.sign * posting.points as points
  from journal_entry entry
  join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
    and posting.entry_id = entry.id
  cross join lateral (values (posting.to_account, posting.from_account, 1),
    (posting.from_account, posting.to_account, -1)) as side (account, other, sign)
  where ${scope}
)`;

export const anyTimeRules: readonly Rule[] = [
  {
    name: "no account of a lot is below zero",
    text: `select shop_id, lot_id || ' ' || account as subject, sum(points)::bigint as posted,
        null::bigint as stored
      from moves where account in ('pending', 'available', 'reserved', 'expired')
      group by shop_id, member_id, lot_id, account having sum(points) < 0`,
  },
  {
    name: "nobody is owed a shortfall",
    text: `select shop_id, member_id::text as subject, sum(points)::bigint as posted,
        null::bigint as stored
      from moves where account = 'shortfall'
      group by shop_id, member_id having sum(points) > 0`,
  },
  {
    name: "every entry moves points",
    text: `select entry.shop_id, entry.key as subject, 0::bigint as posted, null::bigint as stored
      from journal_entry entry
      where ${scope} and not exists (select from posting where posting.shop_id = entry.shop_id
        and posting.member_id = entry.member_id and posting.entry_id = entry.id)`,
  },
  {
    name: "no order took back more than it gave",
    text: `select shop_id, order_id as subject, sum(points)::bigint as posted,
        null::bigint as stored
      from moves where account <> 'issued' and other = 'issued' and order_id is not null
      group by shop_id, order_id having sum(points) < 0`,
  },
  {
    name: "what one member gives another receives",
    text: `select shop_id, 'transferred' as subject, sum(points)::bigint as posted,
        null::bigint as stored
      from moves where account = 'transferred'
      group by shop_id having sum(points) <> 0`,
  },
];

/** Sums of the postings per lot, in columns named as the lot's. */
const lotSums = `select shop_id, member_id, lot_id,
    coalesce(sum(points) filter (where account = 'pending'), 0) as pending,
    coalesce(sum(points) filter (where account = 'available'), 0) as available,
    coalesce(sum(points) filter (where account = 'reserved'), 0) as reserved,
    coalesce(sum(points) filter (where account = 'expired'), 0) as expired,
    coalesce(sum(points) filter (where other in ('issued', 'adjusted', 'transferred')
      and account <> 'shortfall' and points > 0), 0) as original
  from moves group by shop_id, member_id, lot_id`;

const memberSums = `select shop_id, member_id,
    coalesce(sum(points) filter (where account = 'pending'), 0) as pending,
    coalesce(sum(points) filter (where account = 'available'), 0) as available,
    coalesce(sum(points) filter (where account = 'reserved'), 0) as reserved,
    -coalesce(sum(points) filter (where account = 'shortfall'), 0) as shortfall
  from moves group by shop_id, member_id`;

export const presentRules: readonly Rule[] = [
  {
    name: "lots hold what was posted to them",
    text: `select shop_id, subject || ' ' || figure.account as subject,
        coalesce(figure.posted, 0)::bigint as posted, coalesce(figure.stored, 0)::bigint as stored
      from (select coalesce(lot.shop_id, sums.shop_id) as shop_id,
          coalesce(lot.id, sums.lot_id)::text as subject, to_jsonb(sums) as sums,
          to_jsonb(lot) as lot
        from (select * from lot where $1::bigint is null or shop_id = $1) as lot
        full join (${lotSums}) as sums on sums.shop_id = lot.shop_id
          and sums.member_id = lot.member_id and sums.lot_id = lot.id) as pair
      cross join lateral (select account, (sums ->> account)::numeric as posted,
          (lot ->> account)::numeric as stored
        from unnest(array['original', 'pending', 'available', 'reserved', 'expired']) as account) as figure
      where coalesce(figure.posted, 0) <> coalesce(figure.stored, 0)`,
  },
  {
    name: "balances are what was posted to them",
    text: `select shop_id, subject || ' ' || figure.account as subject,
        coalesce(figure.posted, 0)::bigint as posted, figure.stored::bigint as stored
      from (select member.shop_id, member.id::text as subject, to_jsonb(sums) as sums,
          to_jsonb(member) as member
        from member left join (${memberSums}) as sums on sums.shop_id = member.shop_id
          and sums.member_id = member.id
        where $1::bigint is null or member.shop_id = $1) as pair
      cross join lateral (select account, (sums ->> account)::numeric as posted,
          (member ->> account)::numeric as stored
        from unnest(array['pending', 'available', 'reserved', 'shortfall']) as account) as figure
      where coalesce(figure.posted, 0) <> figure.stored`,
  },
  {
    name: "available points lie in lots",
    text: `select member.shop_id, member.id::text as subject,
        coalesce(sum(lot.available), 0)::bigint as posted, member.available as stored
      from member left join lot on lot.shop_id = member.shop_id and lot.member_id = member.id
      where $1::bigint is null or member.shop_id = $1
      group by member.shop_id, member.id
      having coalesce(sum(lot.available), 0) <> member.available`,
  },
  {
    name: "orders hold what was posted for them",
    text: `select held.shop_id, held.order_id as subject, coalesce(sum(moves.points), 0)::bigint
        as posted, held.posted_points as stored
      from order_state held left join moves on moves.shop_id = held.shop_id
        and moves.order_id = held.order_id and moves.account <> 'issued' and moves.other = 'issued'
      where $1::bigint is null or held.shop_id = $1
      group by held.shop_id, held.order_id
      having coalesce(sum(moves.points), 0) <> held.posted_points`,
  },
  {
    name: "redemptions hold, spent or gave back their points",
    text: `select held.shop_id, held.id || ' ' || held.status as subject,
        coalesce(sum(moves.points), 0)::bigint as posted, held.points as stored
      from redemption held left join moves on moves.shop_id = held.shop_id
        and moves.redemption_id = held.id and moves.account = case
          when held.status in ('reserved', 'unsettled') then 'reserved' else 'redeemed' end
      where $1::bigint is null or held.shop_id = $1
      group by held.shop_id, held.id
      having coalesce(sum(moves.points), 0) <> case
        when held.status in ('returned', 'refused') then 0 else held.points end`,
  },
  {
    name: "gifts move no points, and everything else has its price",
    text: `select held.shop_id, held.id || ' ' || coalesce(held.occasion, 'no gift') as subject,
        booked.points as posted, held.points as stored
      from redemption held cross join lateral (
        select coalesce(sum(posting.points), 0)::bigint as points from journal_entry entry
        join posting on posting.shop_id = entry.shop_id and posting.member_id = entry.member_id
          and posting.entry_id = entry.id
        where held.occasion is not null and entry.shop_id = held.shop_id
          and entry.key >= 'redemption/' || held.id || '/'
          and entry.key < 'redemption/' || held.id || '0') as booked
      where ($1::bigint is null or held.shop_id = $1)
        and (booked.points > 0 or (held.points = 0) <> (held.occasion is not null))`,
  },
  {
    name: "points are reserved for open vouchers alone",
    text: `select moves.shop_id, coalesce(held.id || ' ' || held.status, 'no voucher') as subject,
        sum(moves.points)::bigint as posted, null::bigint as stored
      from moves left join redemption held on held.shop_id = moves.shop_id
        and held.id = moves.redemption_id
      where moves.account = 'reserved'
        and (held.id is null or held.status not in ('reserved', 'unsettled'))
      group by moves.shop_id, moves.redemption_id, held.id, held.status
      having sum(moves.points) <> 0`,
  },
  {
    name: "nobody owes and owns at once",
    text: `select shop_id, id || ' owes ' || shortfall || ' and owns ' || available as subject,
        null::bigint as posted, null::bigint as stored
      from member
      where ($1::bigint is null or shop_id = $1) and available > 0 and shortfall > 0`,
  },
  {
    name: "every posting belongs to an entry and a lot of its member",
    text: `select posting.shop_id, posting.entry_id || ' ' || posting.seq as subject,
        posting.points as posted, null::bigint as stored
      from posting
      where ($1::bigint is null or posting.shop_id = $1) and (
        not exists (select from journal_entry entry where entry.shop_id = posting.shop_id
          and entry.member_id = posting.member_id and entry.id = posting.entry_id)
        or not exists (select from lot where lot.shop_id = posting.shop_id
          and lot.member_id = posting.member_id and lot.id = posting.lot_id))`,
  },
  {
    name: "every lot, order and entry belongs to a member of its shop",
    text: `select shop_id, subject, null::bigint as posted, null::bigint as stored
      from (select shop_id, member_id, id::text as subject from lot
        union all select shop_id, member_id, order_id from order_state
          where member_id is not null
        union all select shop_id, member_id, key from journal_entry) as held
      where ($1::bigint is null or shop_id = $1) and not exists (select from member
        where member.shop_id = held.shop_id and member.id = held.member_id)`,
  },
  {
    name: "every entry belongs to an order or voucher that is known",
    text: `select entry.shop_id, entry.key as subject, null::bigint as posted,
        null::bigint as stored
      from journal_entry entry
      where ${scope} and (
        entry.order_id is not null and not exists (select from order_state held
          where held.shop_id = entry.shop_id and held.order_id = entry.order_id)
        or entry.redemption_id is not null and not exists (select from redemption held
          where held.shop_id = entry.shop_id and held.id = entry.redemption_id))`,
  },
];
