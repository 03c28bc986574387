// What the merchant sees of the nightly work: how the latest night went.
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

/** What one night did, in numbers. */
export interface LastNight {
  /** The local day at whose beginning it was due: `2026-03-01`. */
  readonly date: string;
  /** Null while it is at work. */
  readonly doneAt: Date | null;
  /** Lots of which points became spendable. */
  readonly releasedLots: number;
  /** Lots and whole balances that ended. */
  readonly expired: number;
  /** Members whose tier was looked at. */
  readonly reviewedMembers: number;
  /** What failed, and is tried again in the next night. */
  readonly leftOut: number;
}

interface NightRow {
  date: string;
  done_at: Date | null;
  released: bigint;
  expired: bigint;
  reviewed: bigint;
  left_out: bigint;
}

/** The latest night that was begun; null before the shop's first. */
export async function loadLastNight(shopId: bigint): Promise<LastNight | null> {
  const items = (...steps: string[]): string => {
    const names = steps.map((step) => `'${step}'`).join(", ");
    return `coalesce(sum(items) filter (where step in (${names})), 0)::bigint`;
  };
  const { rows } = await pool().query<NightRow>({
    name: "last_night",
    text: `select local_date::text as date, max(done_at) filter (where step = 'night') as done_at,
        ${items("release")} as released, ${items("expire_lots", "expire_balances")} as expired,
        ${items("review_tiers", "review_balance_tiers")} as reviewed,
        coalesce(sum(left_out), 0)::bigint as left_out
      from night
      where shop_id = $1 and local_date = (
        select max(local_date) from night where shop_id = $1 and step = 'night'
      )
      group by shop_id, local_date`,
    values: [shopId],
  });
  const row = rows[0];
  if (!row) return null;
  return {
    date: row.date,
    doneAt: row.done_at,
    releasedLots: toWholeNumber(row.released),
    expired: toWholeNumber(row.expired),
    reviewedMembers: toWholeNumber(row.reviewed),
    leftOut: toWholeNumber(row.left_out),
  };
}
