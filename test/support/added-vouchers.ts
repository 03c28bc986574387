// Vouchers as rows, for what only looks at them: nothing of them is in the ledger.
import type { Instant } from "../../app/core/calendar/instant.ts";
import { pool } from "../../app/db/pool.ts";
import { PLACED_AT } from "./order-builder.ts";

export interface AddedVoucher {
  readonly customerId: string;
  readonly points: bigint;
  readonly at?: Instant;
  readonly status?: "issued" | "returned";
  readonly code?: string;
}

/** For the reward of the test programs. */
export async function addVoucher(shopId: bigint, voucher: AddedVoucher): Promise<void> {
  const { customerId, points, at = PLACED_AT, status = "issued" } = voucher;
  const code = voucher.code ?? crypto.randomUUID();
  await pool().query(
    `insert into redemption (shop_id, id, member_id, request_key, reward_id, reward,
       program_version_id, points, code, status, requested_at, issued_at, ended_at, return_reason)
     select member.shop_id, gen_random_uuid(), member.id, gen_random_uuid(), 'five-off', '{}',
       version.id, $3, $6, $4, $5, $5,
       case when $4 = 'returned' then $5::timestamptz end,
       case when $4 = 'returned' then 'expired' end
     from member join program_version as version on version.shop_id = member.shop_id
     where member.shop_id = $1 and shopify_customer_id = $2`,
    [shopId, customerId, points, status, new Date(at), code],
  );
}
