// The vouchers that a member holds, and the last few that ended.
import type { Redemption } from "../core/rewards/redemption.ts";
import { pool } from "../db/pool.ts";
import { type RedemptionRow, redemptionColumns, storedRedemption } from "../db/redemption-row.ts";

const MAX_OPEN = 50;
const MAX_ENDED = 5;

/**
 * Open ones first, each group with the latest in front. Refused redemptions never became vouchers.
 */
export async function loadVouchers(shopId: bigint, memberId: string): Promise<Redemption[]> {
  const { rows } = await pool().query<RedemptionRow>({
    name: "vouchers_of_member",
    text: `(select ${redemptionColumns} from redemption
        where shop_id = $1 and member_id = $2
          and status in ('reserved', 'unsettled', 'issued', 'returning')
        order by requested_at desc, id limit $3)
      union all
      (select ${redemptionColumns} from redemption
        where shop_id = $1 and member_id = $2 and status in ('used', 'returned')
        order by requested_at desc, id limit $4)`,
    values: [shopId, memberId, MAX_OPEN, MAX_ENDED],
  });
  return rows.map((row) => storedRedemption(row).redemption);
}

/**
 * A voucher of this member, whatever has become of it; nothing where it is another member's or
 * shop's.
 */
export async function findVoucher(
  shopId: bigint,
  memberId: string,
  voucherId: string,
): Promise<Redemption | undefined> {
  const { rows } = await pool().query<RedemptionRow>({
    name: "voucher_of_member",
    text: `select ${redemptionColumns} from redemption
      where shop_id = $1 and id = $2 and member_id = $3`,
    values: [shopId, voucherId, memberId],
  });
  return rows.map((row) => storedRedemption(row).redemption)[0];
}
