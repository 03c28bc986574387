// What must hold of events: as many places are taken as members have checked in.
import type { Rule } from "./ledger-audit-rules.ts";

export const eventRules: readonly Rule[] = [
  {
    name: "events count the members who checked in",
    text: `select event.shop_id, event.id::text as subject, listed.members as posted,
        event.attended::bigint as stored
      from store_event as event
      cross join lateral (select count(*)::bigint as members from check_in
        where check_in.shop_id = event.shop_id and check_in.event_id = event.id) as listed
      where ($1::bigint is null or event.shop_id = $1) and listed.members <> event.attended`,
  },
];
