// What the first page of the admin shows: figures of the moment and how far the set-up has come.
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface HomeFigures {
  members: number;
  /** Points that members hold: spendable, waiting, or reserved for a voucher under way. */
  openPoints: number;
  owedPoints: number;
}

export interface SetupProgress {
  programActive: boolean;
  firstOrder: boolean;
  dismissed: boolean;
}

interface FiguresRow {
  members: bigint;
  open_points: bigint;
  owed_points: bigint;
}

export async function loadHomeFigures(shopId: bigint): Promise<HomeFigures> {
  const { rows } = await pool().query<FiguresRow>({
    name: "home_figures",
    text: `select count(*) filter (where deleted_at is null and redacted_at is null) as members,
        coalesce(sum(pending + available + reserved), 0)::int8 as open_points,
        coalesce(sum(shortfall), 0)::int8 as owed_points
      from member where shop_id = $1`,
    values: [shopId],
  });
  const row = rows[0];
  return {
    members: toWholeNumber(row?.members ?? 0n),
    openPoints: toWholeNumber(row?.open_points ?? 0n),
    owedPoints: toWholeNumber(row?.owed_points ?? 0n),
  };
}

interface ProgressRow {
  program_active: boolean;
  first_order: boolean;
  dismissed: boolean;
}

export async function loadSetupProgress(shopId: bigint): Promise<SetupProgress> {
  const { rows } = await pool().query<ProgressRow>({
    name: "home_setup_progress",
    text: `select
        exists (select from program_version where shop_id = $1 and status = 'active')
          as program_active,
        exists (select from journal_entry where shop_id = $1 and kind = 'accrual')
          as first_order,
        exists (select from audit_event where shop_id = $1 and action = 'setup_guide_dismissed')
          as dismissed`,
    values: [shopId],
  });
  const row = rows[0];
  return {
    programActive: row?.program_active ?? false,
    firstOrder: row?.first_order ?? false,
    dismissed: row?.dismissed ?? false,
  };
}
