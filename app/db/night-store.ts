// The nights of shops as rows: which local days are done, and where the work of a day stands.
import type { Instant } from "../core/calendar/instant.ts";
import type { LocalDate } from "../core/calendar/local-date.ts";
import type { TimeZone } from "../core/calendar/time-zone.ts";
import type { Sql } from "./pool.ts";
import { instantOf, instantText } from "./rows.ts";

/** A shop as far as its nights go. */
export interface NightShop {
  readonly shopId: bigint;
  readonly timeZone: TimeZone;
  /** Null before its first night. */
  readonly doneUntil: LocalDate | null;
}

interface ShopRow {
  shop_id: bigint;
  time_zone: string;
  done_until: LocalDate | null;
}

const shopColumns = "shop_id, time_zone, nights_done_until::text as done_until";

/** Installed shops whose nights are done for days before `date` only, by id, behind `afterId`. */
export async function listShopsBehind(
  sql: Sql,
  { date, afterId, limit }: { date: LocalDate; afterId: bigint; limit: number },
): Promise<NightShop[]> {
  const { rows } = await sql.query<ShopRow>({
    name: "night_shops_behind",
    text: `select ${shopColumns} from shop
      where shop_id > $2 and uninstalled_at is null
        and (nights_done_until is null or nights_done_until < $1::date)
      order by shop_id limit $3`,
    values: [date, afterId, limit],
  });
  return rows.map(toShop);
}

/** The shop as it is now; nothing while the app is not installed. */
export async function loadNightShop(tx: Sql, shopId: bigint): Promise<NightShop | undefined> {
  const { rows } = await tx.query<ShopRow>({
    name: "night_shop",
    text: `select ${shopColumns} from shop where shop_id = $1 and uninstalled_at is null`,
    values: [shopId],
  });
  return rows[0] && toShop(rows[0]);
}

function toShop(row: ShopRow): NightShop {
  return { shopId: row.shop_id, timeZone: row.time_zone, doneUntil: row.done_until };
}

/** One step of the work of a shop's local day. */
export interface StepName {
  readonly shopId: bigint;
  readonly date: LocalDate;
  readonly step: string;
}

/** How far a step has come. */
export interface StepProgress {
  readonly step: string;
  /** The last thing that was dealt with; null at the beginning. */
  readonly cursor: string | null;
  /** How much was dealt with. */
  readonly items: number;
  /** How much failed, and waits for the next night. */
  readonly leftOut: number;
  readonly startedAt: Instant;
  readonly isDone: boolean;
}

interface StepRow {
  step: string;
  cursor: string | null;
  items: bigint;
  left_out: bigint;
  started_at: Date;
  is_done: boolean;
}

const stepColumns = "step, cursor, items, left_out, started_at, done_at is not null as is_done";

/** The steps of a day that were begun, in the order of their beginning. */
export async function loadSteps(tx: Sql, shopId: bigint, date: LocalDate): Promise<StepProgress[]> {
  const { rows } = await tx.query<StepRow>({
    name: "night_steps",
    text: `select ${stepColumns} from night where shop_id = $1 and local_date = $2::date
      order by started_at, step`,
    values: [shopId, date],
  });
  return rows.map(toProgress);
}

/**
 * Begins the step unless it was begun, and holds it until the transaction ends. Nothing where
 * another process holds it.
 */
export async function holdStep(
  tx: Sql,
  { shopId, date, step }: StepName,
  now: Instant,
): Promise<StepProgress | undefined> {
  await tx.query({
    name: "night_step_begin",
    text: `insert into night (shop_id, local_date, step, started_at) values ($1, $2::date, $3, $4)
      on conflict (shop_id, local_date, step) do nothing`,
    values: [shopId, date, step, instantText(now)],
  });
  const { rows } = await tx.query<StepRow>({
    name: "night_step_hold",
    text: `select ${stepColumns} from night
      where shop_id = $1 and local_date = $2::date and step = $3
      for update skip locked`,
    values: [shopId, date, step],
  });
  return rows[0] && toProgress(rows[0]);
}

function toProgress(row: StepRow): StepProgress {
  return {
    step: row.step,
    cursor: row.cursor,
    items: Number(row.items),
    leftOut: Number(row.left_out),
    startedAt: instantOf(row.started_at),
    isDone: row.is_done,
  };
}

/** What a portion adds to a step. */
export interface StepAdvance extends Omit<StepProgress, "items" | "leftOut" | "startedAt"> {
  /** How much more was dealt with. */
  readonly dealtWith: number;
  /** How much more failed. */
  readonly failed: number;
}

/** Writes how far a step has come. The day must be held. */
export async function advanceStep(
  tx: Sql,
  { shopId, date }: Omit<StepName, "step">,
  { step, cursor, dealtWith, failed, isDone }: StepAdvance,
  now: Instant,
): Promise<void> {
  await tx.query({
    name: "night_step_advance",
    text: `insert into night as held
        (shop_id, local_date, step, cursor, items, left_out, started_at, done_at)
      values ($1, $2::date, $3, $4, $5, $6, $8, case when $7 then $8::timestamptz end)
      on conflict (shop_id, local_date, step) do update set cursor = excluded.cursor,
        items = held.items + excluded.items, left_out = held.left_out + excluded.left_out,
        done_at = case when $7 then greatest(held.started_at, excluded.done_at) end`,
    values: [shopId, date, step, cursor, dealtWith, failed, isDone, instantText(now)],
  });
}

/** Counts what was dealt with beside the transaction that holds the day. */
export async function countBeside(
  tx: Sql,
  { shopId, date, step }: StepName,
  dealtWith: number,
  now: Instant,
): Promise<void> {
  await tx.query({
    name: "night_step_count",
    text: `insert into night as held (shop_id, local_date, step, items, started_at)
      values ($1, $2::date, $3, $4, $5)
      on conflict (shop_id, local_date, step) do update set items = held.items + excluded.items`,
    values: [shopId, date, step, dealtWith, instantText(now)],
  });
}

/** The latest day before `date` on which a step was done; null where there is none. */
export async function lastDone(
  tx: Sql,
  { shopId, date, step }: StepName,
  { withNothingLeftOut }: { readonly withNothingLeftOut: boolean },
): Promise<LocalDate | null> {
  const { rows } = await tx.query<{ last: LocalDate | null }>({
    name: "night_step_last_done",
    text: `select max(local_date)::text as last from night
      where shop_id = $1 and local_date < $2::date and step = $3 and done_at is not null
        and (left_out = 0 or not $4)`,
    values: [shopId, date, step, withNothingLeftOut],
  });
  return rows[0]?.last ?? null;
}

/** The day is done, and what is known of days before `keepFrom` is forgotten. */
export async function finishNight(
  tx: Sql,
  { shopId, date }: Omit<StepName, "step">,
  keepFrom: LocalDate,
): Promise<void> {
  await tx.query({
    name: "night_finish",
    text: `update shop set nights_done_until = greatest(nights_done_until, $2::date)
      where shop_id = $1`,
    values: [shopId, date],
  });
  await tx.query({
    name: "night_delete_old",
    text: `delete from night where shop_id = $1 and local_date < $2::date`,
    values: [shopId, keepFrom],
  });
}
