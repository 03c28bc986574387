// What must hold of birthday gifts: a year between them, and each is what it says it became.
import type { Rule } from "./ledger-audit-rules.ts";

const inShop = "($1::bigint is null or gift.shop_id = $1)";

const subject = "gift.member_id || ' ' || gift.birthday as subject";

export const birthdayRules: readonly Rule[] = [
  {
    // Two customers who turn out to be one may have had one each.
    name: "birthday gifts of a member lie a year apart",
    text: `select gift.shop_id, ${subject}, null::bigint as posted, null::bigint as stored
      from birthday_gift as gift join birthday_gift as later on later.shop_id = gift.shop_id
        and later.member_id = gift.member_id and later.birthday > gift.birthday
        and later.birthday < (gift.birthday + interval '1 year')::date
      where ${inShop} and not gift.is_inherited and not later.is_inherited`,
  },
  {
    name: "birthday gifts became the points or the reward that they say",
    text: `select gift.shop_id, ${subject}, became.points as posted, gift.points as stored
      from birthday_gift as gift cross join lateral (
        select (select award.points from earned_action as award
            where award.shop_id = gift.shop_id and award.member_id = gift.member_id
              and award.rule_id = 'birthday'
              and right(award.occurrence, 5) = '/' || extract(year from gift.birthday)
            order by award.points = gift.points desc limit 1) as points,
          exists (select from redemption as held where held.shop_id = gift.shop_id
            and held.id = gift.redemption_id and held.member_id = gift.member_id
            and held.occasion = 'birthday') as is_reward) as became
      where ${inShop} and (gift.status = 'points' and became.points is distinct from gift.points
        or gift.status = 'reward' and not became.is_reward)`,
  },
];
