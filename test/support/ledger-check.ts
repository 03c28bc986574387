// Adds the ledger up from its postings alone, in words of its own, and compares lots and balances
// with the sums.
import type { Sql } from "../../app/db/pool.ts";
import { assertJournalReplays } from "./journal-replay.ts";

/** Throws when the ledger does not add up, or its journal tells other figures. */
export async function assertLedgerAddsUp(sql: Sql): Promise<void> {
  const differences = await ledgerDifferences(sql);
  if (differences.length > 0) {
    throw new Error(`The ledger does not add up: ${JSON.stringify(differences)}`);
  }
  await assertJournalReplays(sql);
}

/** What came into an account, less what went out of it. */
function moved(account: string): string {
  return `coalesce(sum(case when to_account = '${account}' then points else 0 end
    - case when from_account = '${account}' then points else 0 end), 0)`;
}

/** What came from outside the member, but to pay a debt. */
const received = `coalesce(sum(points) filter (where to_account <> 'shortfall'
  and from_account in ('issued', 'adjusted', 'transferred')), 0)`;

/**
 * Every difference between the postings and what is stored beside them; none in a healthy ledger.
 */
async function ledgerDifferences(sql: Sql): Promise<unknown[]> {
  const { rows: members } = await sql.query(`
    select m.shop_id::text, m.id, m.pending::text, m.available::text, m.reserved::text,
      m.shortfall::text
    from member m
    left join (
      select shop_id, member_id, ${moved("pending")} as pending, ${moved("available")} as available,
        ${moved("reserved")} as reserved, -${moved("shortfall")} as shortfall
      from posting group by shop_id, member_id
    ) p on p.shop_id = m.shop_id and p.member_id = m.id
    where (m.pending, m.available, m.reserved, m.shortfall) is distinct from
      (coalesce(p.pending, 0), coalesce(p.available, 0), coalesce(p.reserved, 0),
       coalesce(p.shortfall, 0))`);
  const { rows: lots } = await sql.query(`
    select l.shop_id::text, l.id, l.original::text, l.pending::text, l.available::text,
      l.reserved::text, l.expired::text
    from lot l
    left join (
      select shop_id, member_id, lot_id, ${received} as original, ${moved("pending")} as pending,
        ${moved("available")} as available, ${moved("reserved")} as reserved,
        ${moved("expired")} as expired
      from posting group by shop_id, member_id, lot_id
    ) p on p.shop_id = l.shop_id and p.member_id = l.member_id and p.lot_id = l.id
    where (l.original, l.pending, l.available, l.reserved, l.expired) is distinct from
      (coalesce(p.original, 0), coalesce(p.pending, 0), coalesce(p.available, 0),
       coalesce(p.reserved, 0), coalesce(p.expired, 0))`);
  const { rows: transfers } = await sql.query(`
    select shop_id::text, 'on their way' as lost, ${moved("transferred")}::text as points
    from posting group by shop_id having ${moved("transferred")} <> 0`);
  return [...members, ...lots, ...transfers];
}
