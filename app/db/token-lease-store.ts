// The lease on a shop's token: refresh tokens rotate, so one process at a time may ask for a new
// one. It is a row with an end, never a lock held over a network call; a holder that died blocks
// nobody for long.
import { pool } from "./pool.ts";

export interface HeldLease {
  /** Ends this turn; the turn of somebody who came after its end goes on. */
  release: () => Promise<void>;
}

/**
 * Nothing while another holds it. A shop that was never installed has no row to lease and no token
 * to lose, so there everybody may go ahead.
 */
export async function takeTokenLease(
  domain: string,
  forMs: number,
): Promise<HeldLease | undefined> {
  const { rows } = await pool().query<{ until: Date | null; is_known: boolean }>({
    name: "token_lease_take",
    text: `with taken as (
        update shop set token_lease_until = clock_timestamp() + $2 * interval '1 millisecond'
        where domain = $1
          and (token_lease_until is null or token_lease_until < clock_timestamp())
        returning token_lease_until
      )
      select (select token_lease_until from taken) as until,
        exists (select from shop where domain = $1) as is_known`,
    values: [domain, forMs],
  });
  const until = rows[0]?.until ?? null;
  if (until === null && rows[0]?.is_known !== false) return undefined;
  return { release: () => releaseTokenLease(domain, until) };
}

async function releaseTokenLease(domain: string, until: Date | null): Promise<void> {
  await pool().query({
    name: "token_lease_release",
    text: `update shop set token_lease_until = null where domain = $1 and token_lease_until = $2`,
    values: [domain, until],
  });
}
