// The lease on a shop's token: refresh tokens rotate, so one process at a time may ask for a new
// one. It is a row with an end, never a lock held over a network call; a holder that died blocks
// nobody for long.
import { pool } from "./pool.ts";

/**
 * True when the caller may go ahead. A shop that was never installed has no row to lease and no
 * token to lose, so there everybody may.
 */
export async function takeTokenLease(domain: string, forMs: number): Promise<boolean> {
  const { rows } = await pool().query<{ taken: boolean }>({
    name: "token_lease_take",
    text: `with taken as (
        update shop set token_lease_until = clock_timestamp() + $2 * interval '1 millisecond'
        where domain = $1
          and (token_lease_until is null or token_lease_until < clock_timestamp())
        returning true
      )
      select exists (select from taken)
        or not exists (select from shop where domain = $1) as taken`,
    values: [domain, forMs],
  });
  return rows[0]?.taken === true;
}

export async function releaseTokenLease(domain: string): Promise<void> {
  await pool().query({
    name: "token_lease_release",
    text: `update shop set token_lease_until = null where domain = $1`,
    values: [domain],
  });
}
