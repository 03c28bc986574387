// The vouchers that a member holds, and the last few that ended.
import type { Instant } from "../core/calendar/instant.ts";
import { CHECKOUT_KEY_PREFIX } from "../core/rewards/checkout-voucher.ts";
import { pool } from "../db/pool.ts";
import {
  type RedemptionRow,
  type StoredRedemption,
  redemptionColumns,
  storedRedemption,
} from "../db/redemption-row.ts";

const MAX_OPEN = 50;
const MAX_ENDED = 5;

/** What a member has, and the code of a gift card as it rests: sealed. */
export interface HeldVoucher extends Pick<StoredRedemption, "shopId" | "redemption"> {
  readonly sealedCode: string | null;
}

type VoucherRow = RedemptionRow & { card_code: string | null };

function heldVoucher(row: VoucherRow): HeldVoucher {
  const { shopId, redemption } = storedRedemption(row);
  return { shopId, redemption, sealedCode: row.card_code };
}

/** Given, and nothing is left to do with it. */
const isGiven = "status = 'issued' and reward ->> 'kind' in ('donation', 'store_credit')";

/**
 * Open ones first, each group with the latest in front. Refused redemptions never became vouchers.
 */
export async function loadVouchers(shopId: bigint, memberId: string): Promise<HeldVoucher[]> {
  const { rows } = await pool().query<VoucherRow>({
    name: "vouchers_of_member",
    text: `(select ${redemptionColumns}, card_code from redemption
        where shop_id = $1 and member_id = $2
          and status in ('reserved', 'unsettled', 'issued', 'returning') and not (${isGiven})
        order by requested_at desc, id limit $3)
      union all
      (select ${redemptionColumns}, card_code from redemption
        where shop_id = $1 and member_id = $2 and (status in ('used', 'returned') or ${isGiven})
        order by requested_at desc, id limit $4)`,
    values: [shopId, memberId, MAX_OPEN, MAX_ENDED],
  });
  return rows.map(heldVoucher);
}

/**
 * A voucher of this member, whatever has become of it; nothing where it is another member's or
 * shop's.
 */
export async function findVoucher(
  shopId: bigint,
  memberId: string,
  voucherId: string,
): Promise<HeldVoucher | undefined> {
  const { rows } = await pool().query<VoucherRow>({
    name: "voucher_of_member",
    text: `select ${redemptionColumns}, card_code from redemption
      where shop_id = $1 and id = $2 and member_id = $3`,
    values: [shopId, voucherId, memberId],
  });
  return rows.map(heldVoucher)[0];
}

/** The voucher that this member asked for with that key; nothing where they did not. */
export async function findVoucherByKey(
  shopId: bigint,
  memberId: string,
  requestKey: string,
): Promise<HeldVoucher | undefined> {
  const { rows } = await pool().query<VoucherRow>({
    name: "voucher_by_key",
    text: `select ${redemptionColumns}, card_code from redemption
      where shop_id = $1 and member_id = $2 and request_key = $3`,
    values: [shopId, memberId, requestKey],
  });
  return rows.map(heldVoucher)[0];
}

const HOUR_MS = 3_600_000;

/** One of the vouchers that a member gives up. */
export interface GivenUp {
  readonly shopId: bigint;
  readonly memberId: string;
  readonly voucherId: string;
}

/**
 * How many vouchers this member made at checkout within an hour and gave up beside that one,
 * whatever has become of them since: an order may have taken one after all. Which those are,
 * `isMadeAtCheckout` says, too.
 */
export async function countGivenUpAtCheckout(
  { shopId, memberId, voucherId }: GivenUp,
  now: Instant,
): Promise<number> {
  const { rows } = await pool().query<{ given_up: number }>({
    name: "vouchers_given_up_at_checkout",
    text: `select count(*)::int as given_up from redemption
      where shop_id = $1 and member_id = $2 and requested_at > $3 and id <> $5
        and (starts_with(request_key, $4) or position('/' || $4 in request_key) > 0)
        and (return_reason = 'cancelled_by_shopper' or deactivated_at is not null)`,
    values: [shopId, memberId, new Date(now - HOUR_MS), CHECKOUT_KEY_PREFIX, voucherId],
  });
  return rows[0]?.given_up ?? 0;
}
