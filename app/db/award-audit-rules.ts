// What must hold of points for something else than an order: each award is one entry of the
// journal, taken back by at most one other.
import type { Rule } from "./ledger-audit-rules.ts";
import { scope } from "./ledger-audit-rules.ts";

const inShop = "($1::bigint is null or given.shop_id = $1)";

/** Keys as `app/core/ledger/decide-award.ts` makes them. */
const keyOf = (entry: "award" | "taken-back"): string =>
  `'action/' || given.occurrence || '/' || given.rule_id || '/${entry}/1'`;

/** What reached the award's own lot, or was taken from the member because of it. */
const posted = (entry: "award" | "taken-back"): string => `select coalesce(sum(case
      when posting.from_account = 'issued' then posting.points
      when posting.to_account = 'issued' then -posting.points else 0 end), 0)::bigint
    from journal_entry entry join posting on posting.shop_id = entry.shop_id
      and posting.member_id = entry.member_id and posting.entry_id = entry.id
    where entry.shop_id = given.shop_id and entry.key = ${keyOf(entry)}`;

export const awardRules: readonly Rule[] = [
  {
    name: "awards gave what was posted for them",
    text: `select shop_id, subject, posted, points as stored
      from (select given.shop_id, given.rule_id || ' ' || given.occurrence as subject,
          given.points, (${posted("award")}) as posted
        from earned_action given where ${inShop}) as pair
      where posted <> points`,
  },
  {
    name: "awards that were taken back gave all of it back, and no others any",
    text: `select shop_id, subject, posted, owed as stored
      from (select given.shop_id, given.rule_id || ' ' || given.occurrence as subject,
          case when given.taken_back_at is null then 0 else -given.points end as owed,
          (${posted("taken-back")}) as posted
        from earned_action given where ${inShop}) as pair
      where posted <> owed`,
  },
  {
    name: "every entry of an award belongs to one that is known",
    text: `select entry.shop_id, entry.key as subject, null::bigint as posted,
        null::bigint as stored
      from journal_entry entry
      where ${scope} and entry.kind in ('award', 'award_taken_back')
        and not exists (
          select from (select given.shop_id, ${keyOf("award")} as key from earned_action given
            union all select given.shop_id, ${keyOf("taken-back")} from earned_action given) as named
          where named.shop_id = entry.shop_id and named.key = entry.key)`,
  },
  {
    name: "awards belong to a member of their shop, and to a lot of theirs",
    text: `select given.shop_id, given.rule_id || ' ' || given.occurrence as subject,
        given.points as posted, null::bigint as stored
      from earned_action given
      where ${inShop} and not exists (select from lot where lot.shop_id = given.shop_id
        and lot.member_id = given.member_id and lot.id = given.lot_id)`,
  },
];
