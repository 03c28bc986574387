// Points issued and redeemed per week or month of the shop's calendar.
import { addDays } from "../core/calendar/instant.ts";
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

export type PeriodUnit = "week" | "month";

export interface PeriodPoints {
  /** The period's first day in the shop's calendar: `2026-07-06`. */
  startsOn: string;
  /** Net of what refunds and cancellations took back. */
  issued: number;
  /** Net of vouchers that ended unused. */
  redeemed: number;
}

const PERIODS: Record<PeriodUnit, number> = { week: 12, month: 12 };
const LONGEST_PERIOD_DAYS: Record<PeriodUnit, number> = { week: 7, month: 31 };

interface Row {
  starts_on: string;
  issued: bigint;
  redeemed: bigint;
}

/**
 * Every period of the window stands in the answer, oldest first, also those in which nothing
 * happened.
 */
export async function loadPointsOverTime(
  shop: { id: bigint; timeZone: string },
  unit: PeriodUnit,
  now: Date,
): Promise<PeriodPoints[]> {
  const { rows } = await pool().query<Row>({
    name: "points_over_time",
    text: `
      with period as (
        select generate_series(
          date_trunc($2, $3::timestamptz at time zone $4) - ($5 - 1) * ('1 ' || $2)::interval,
          date_trunc($2, $3::timestamptz at time zone $4),
          ('1 ' || $2)::interval
        ) as starts_at
      ), moved as (
        select date_trunc($2, entry.occurred_at at time zone $4) as starts_at,
          sum(case 'issued' when posting.from_account then posting.points
            when posting.to_account then -posting.points else 0 end) as issued,
          sum(case 'redeemed' when posting.to_account then posting.points
            when posting.from_account then -posting.points else 0 end) as redeemed
        from journal_entry entry
        join posting on posting.shop_id = entry.shop_id
          and posting.member_id = entry.member_id and posting.entry_id = entry.id
        where entry.shop_id = $1
          and entry.occurred_at >= $6
          and ('issued' in (posting.from_account, posting.to_account)
            or 'redeemed' in (posting.from_account, posting.to_account))
        group by 1
      )
      select to_char(period.starts_at, 'YYYY-MM-DD') as starts_on,
        coalesce(moved.issued, 0)::int8 as issued, coalesce(moved.redeemed, 0)::int8 as redeemed
      from period left join moved using (starts_at) order by period.starts_at`,
    values: [shop.id, unit, now, shop.timeZone, PERIODS[unit], earliestStart(unit, now)],
  });
  return rows.map((row) => ({
    startsOn: row.starts_on,
    issued: toWholeNumber(row.issued),
    redeemed: toWholeNumber(row.redeemed),
  }));
}

/**
 * Not later than the window's start in any calendar. Known before the statement is planned, which
 * makes the plan several times faster than a start that the statement works out by itself.
 */
function earliestStart(unit: PeriodUnit, now: Date): Date {
  const days = (PERIODS[unit] + 1) * LONGEST_PERIOD_DAYS[unit];
  return new Date(addDays(now.getTime(), -days));
}
