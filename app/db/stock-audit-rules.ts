// What must hold of places that are counted: as many are taken as redemptions hold.
import type { Rule } from "./ledger-audit-rules.ts";

/** The empty text stands for the stock of a reward as a whole. */
const held = `select shop_id, reward_id, '' as drop_id, count(*) as places from redemption
    where ($1::bigint is null or shop_id = $1) and status not in ('refused', 'returned')
      and reward ->> 'stock' is not null
    group by shop_id, reward_id
  union all
  select shop_id, reward_id, drop_id, count(*) from redemption
    where ($1::bigint is null or shop_id = $1) and status not in ('refused', 'returned')
      and drop_id is not null
    group by shop_id, reward_id, drop_id`;

export const stockRules: readonly Rule[] = [
  {
    name: "stocks count the redemptions that hold a place",
    text: `select coalesce(held.shop_id, stock.shop_id) as shop_id,
        trim(coalesce(held.reward_id, stock.reward_id) || ' '
          || coalesce(held.drop_id, stock.drop_id)) as subject,
        coalesce(held.places, 0)::bigint as posted, coalesce(stock.taken, 0)::bigint as stored
      from (${held}) as held
      full join (select * from reward_stock where $1::bigint is null or shop_id = $1) as stock
        on stock.shop_id = held.shop_id and stock.reward_id = held.reward_id
        and stock.drop_id = held.drop_id
      where coalesce(held.places, 0) <> coalesce(stock.taken, 0)`,
  },
];
