// How the vouchers of the ledger stand to those in Shopify, as the last comparison found it.
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { Carrier } from "../core/rewards/carrier.ts";
import type { DifferenceDetails, DifferenceKind } from "../core/rewards/compare-vouchers.ts";
import { readMessageState } from "../db/outbox-store.ts";
import { pool } from "../db/pool.ts";
import { redeemedReward } from "./redeemed-reward.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface ShownDifference {
  id: string;
  kind: DifferenceKind;
  details: DifferenceDetails;
  firstSeenAt: Date;
  /** What it is about; null where no voucher of ours is. */
  voucher: {
    id: string;
    memberId: string;
    memberName: string | null;
    carrier: Carrier;
    code: string;
    points: number;
    /** What it was given for; null where points were spent. */
    occasion: string | null;
    reward: RewardParams;
  } | null;
}

interface DifferenceRow {
  id: string;
  kind: DifferenceKind;
  details: DifferenceDetails;
  first_seen_at: Date;
  redemption_id: string | null;
  member_id: string;
  member_name: string | null;
  carrier: Carrier;
  code: string;
  points: bigint;
  occasion: string | null;
  reward: unknown;
  choice: unknown;
  amount_minor: bigint | null;
}

const DIFFERENCES_SHOWN = 50;

/** Those that two looks agreed on and nobody has settled, the oldest first. */
export async function listDifferences(shopId: bigint): Promise<ShownDifference[]> {
  const { rows } = await pool().query<DifferenceRow>({
    name: "voucher_differences_list",
    text: `select found.id, found.kind, found.details, found.first_seen_at, held.id as redemption_id,
        held.member_id, held.carrier, held.code, held.points, held.occasion, held.reward,
        held.choice, held.amount_minor,
        nullif(trim(concat_ws(' ', member.first_name, member.last_name)), '') as member_name
      from voucher_difference as found
      left join redemption as held on held.shop_id = found.shop_id
        and held.id = found.redemption_id
      left join member on member.shop_id = held.shop_id and member.id = held.member_id
      where found.shop_id = $1 and found.settled_at is null and found.confirmed_at is not null
      order by found.first_seen_at, found.id limit $2`,
    values: [shopId, DIFFERENCES_SHOWN],
  });
  return rows.map(shownDifference);
}

function shownDifference(row: DifferenceRow): ShownDifference {
  const { id, kind, details, first_seen_at: firstSeenAt, redemption_id: voucherId } = row;
  if (voucherId === null) return { id, kind, details, firstSeenAt, voucher: null };
  const { member_id: memberId, member_name: memberName, carrier, reward, choice } = row;
  const voucher = {
    id: voucherId,
    memberId,
    memberName,
    carrier,
    code: row.code,
    points: toWholeNumber(row.points),
    occasion: row.occasion,
    reward: redeemedReward({ reward, choice, amountMinor: row.amount_minor }),
  };
  return { id, kind, details, firstSeenAt, voucher };
}

/** All that the page of vouchers would list. */
export async function countDifferences(shopId: bigint): Promise<number> {
  const { rows } = await pool().query<{ count: number }>({
    name: "voucher_differences_count",
    text: `select count(*)::int as count from voucher_difference
      where shop_id = $1 and settled_at is null and confirmed_at is not null`,
    values: [shopId],
  });
  return rows[0]?.count ?? 0;
}

export interface ComparisonView {
  /** Null before the first one came to its end. */
  last: { finishedAt: Date; openHere: number; openThere: number; isWhole: boolean } | null;
  /** The one under way; null where none is. */
  running: { stage: "vouchers" | "discounts"; looked: number; open: number } | null;
  /** Whether one began and was given up. */
  isStopped: boolean;
  /** How many differences there are, also those that are not listed. */
  differences: number;
  /** Seen once, and to be looked at again. */
  possible: number;
}

interface ComparisonRow {
  stage: "vouchers" | "discounts" | "done" | null;
  looked: number | null;
  finished_at: Date | null;
  open_here: number | null;
  open_there: number | null;
  is_whole: boolean | null;
  differences: number;
  possible: number;
}

export async function loadComparison(shopId: bigint): Promise<ComparisonView> {
  const asked = readMessageState(pool(), { shopId, kind: "compare_vouchers", key: "vouchers" });
  const [{ rows }, state, totals] = await Promise.all([
    pool().query<ComparisonRow>({
      name: "voucher_comparison_view",
      text: `select last.stage, last.looked, last.finished_at, last.open_here, last.open_there,
          last.is_whole, count(found.id) filter (where found.confirmed_at is not null)::int
            as differences,
          count(found.id) filter (where found.confirmed_at is null)::int as possible
        from shop left join voucher_comparison as last on last.shop_id = shop.shop_id
        left join voucher_difference as found on found.shop_id = shop.shop_id
          and found.settled_at is null
        where shop.shop_id = $1
        group by last.shop_id, last.stage, last.looked, last.finished_at, last.open_here,
          last.open_there, last.is_whole`,
      values: [shopId],
    }),
    asked,
    loadVoucherTotals(shopId),
  ]);
  const [row] = rows;
  if (row === undefined) throw new Error("There is no such shop.");
  const isRunning = state?.status === "ready";
  const isAtWork = row.stage === "vouchers" || row.stage === "discounts";
  const running = {
    stage: isAtWork ? row.stage : "vouchers",
    looked: isAtWork ? (row.looked ?? 0) : 0,
    open: totals.open,
  } as const;
  return {
    last: row.finished_at && {
      finishedAt: row.finished_at,
      openHere: row.open_here ?? 0,
      openThere: row.open_there ?? 0,
      isWhole: row.is_whole ?? true,
    },
    running: isRunning ? (running as ComparisonView["running"]) : null,
    isStopped: state?.status === "dead",
    differences: row.differences,
    possible: row.possible,
  };
}

export interface VoucherTotals {
  /** Vouchers that hold points or may be used. */
  open: number;
  /** The points behind them. */
  points: number;
  /** Redemptions of all times, so that an empty page knows why it is empty. */
  isEmpty: boolean;
}

export async function loadVoucherTotals(shopId: bigint): Promise<VoucherTotals> {
  const { rows } = await pool().query<{ open: number; points: bigint; is_empty: boolean }>({
    name: "voucher_totals",
    text: `select count(*)::int as open, coalesce(sum(points), 0)::bigint as points,
        not exists (select from redemption where shop_id = $1) as is_empty
      from redemption
      where shop_id = $1 and carrier = 'discount'
        and status in ('reserved', 'unsettled', 'issued', 'returning')`,
    values: [shopId],
  });
  const { open = 0, points = 0n, is_empty: isEmpty = true } = rows[0] ?? {};
  return { open, points: toWholeNumber(points), isEmpty };
}
