// All vouchers of a store, found by their code or by whose they are, a page at a time.
import type { RewardParams } from "../core/explanations/reward-params.ts";
import type { Carrier } from "../core/rewards/carrier.ts";
import type { RedemptionStatus, ReturnReason } from "../core/rewards/redemption.ts";
import { pool } from "../db/pool.ts";
import { type Cursor, encodeCursor } from "./cursor.ts";
import { redeemedReward } from "./redeemed-reward.ts";
import { toWholeNumber } from "./whole-number.ts";

export const voucherStates = ["all", "open", "waiting", "over"] as const;
export type VoucherState = (typeof voucherStates)[number];

/** waiting: for Shopify, or for a person. */
const statusesOf: Record<VoucherState, readonly RedemptionStatus[]> = {
  all: ["reserved", "unsettled", "issued", "returning", "used", "returned", "refused"],
  open: ["issued"],
  waiting: ["reserved", "unsettled", "returning"],
  over: ["used", "returned", "refused"],
};

export interface FoundVoucher {
  id: string;
  memberId: string;
  memberName: string | null;
  carrier: Carrier;
  code: string;
  status: RedemptionStatus;
  points: number;
  /** What it was given for; null where points were spent. */
  occasion: string | null;
  reward: RewardParams;
  requestedAt: Date;
  expiresAt: Date | null;
  usedOrderId: string | null;
  returnReason: ReturnReason | null;
  refusal: string | null;
}

export interface VoucherPage {
  vouchers: FoundVoucher[];
  /** Null where there is no such page. */
  nextCursor: string | null;
}

interface FoundRow {
  id: string;
  member_id: string;
  member_name: string | null;
  carrier: Carrier;
  code: string;
  status: RedemptionStatus;
  points: bigint;
  occasion: string | null;
  reward: unknown;
  choice: unknown;
  amount_minor: bigint | null;
  requested_at: Date;
  expires_at: Date | null;
  used_order_id: string | null;
  return_reason: ReturnReason | null;
  refusal: string | null;
}

const PAGE_SIZE = 20;

export interface VoucherSearch {
  readonly text: string;
  readonly state: VoucherState;
  readonly after: Cursor | null;
}

/** The latest first. What stands as the code of a gift card is our own reference, not its code. */
export async function searchVouchers(
  shopId: bigint,
  { text, state, after }: VoucherSearch,
): Promise<VoucherPage> {
  const { rows } = await pool().query<FoundRow>({
    name: `voucher_search_${after ? "paged" : "first"}`,
    text: `select held.id, held.member_id, held.carrier, held.code, held.status, held.points,
        held.occasion, held.reward, held.choice, held.amount_minor, held.requested_at,
        held.expires_at, held.used_order_id, held.return_reason, held.refusal,
        nullif(trim(concat_ws(' ', member.first_name, member.last_name)), '') as member_name
      from redemption as held
      join member on member.shop_id = held.shop_id and member.id = held.member_id
      where held.shop_id = $1 and held.status = any($2::text[])
        and ($3::text is null or held.code ilike $3 or member.email ilike $3
          or concat_ws(' ', member.first_name, member.last_name) ilike $3)
        ${after ? "and (held.requested_at, held.id) < ($5::timestamptz, $6::uuid)" : ""}
      order by held.requested_at desc, held.id desc limit $4`,
    values: [
      shopId,
      statusesOf[state],
      text === "" ? null : `%${escapePattern(text)}%`,
      PAGE_SIZE + 1,
      ...(after ? [after.value, after.id] : []),
    ],
  });
  const page = rows.slice(0, PAGE_SIZE);
  const last = rows.length > PAGE_SIZE ? page.at(-1) : undefined;
  const nextCursor = last
    ? encodeCursor({ value: last.requested_at.toISOString(), id: last.id })
    : null;
  return { vouchers: page.map(foundVoucher), nextCursor };
}

function foundVoucher(row: FoundRow): FoundVoucher {
  const { reward, choice } = row;
  return {
    id: row.id,
    memberId: row.member_id,
    memberName: row.member_name,
    carrier: row.carrier,
    code: row.code,
    status: row.status,
    points: toWholeNumber(row.points),
    occasion: row.occasion,
    reward: redeemedReward({ reward, choice, amountMinor: row.amount_minor }),
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    usedOrderId: row.used_order_id,
    returnReason: row.return_reason,
    refusal: row.refusal,
  };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
