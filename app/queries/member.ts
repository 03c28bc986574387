// One member: who they are, what they have, and the vouchers they hold or held.
import { pool } from "../db/pool.ts";
import { toWholeNumber } from "./whole-number.ts";

export interface MemberDetails {
  id: string;
  name: string | null;
  email: string | null;
  shopifyCustomerId: string | null;
  enrolledAt: Date;
  emailOptedOutAt: Date | null;
  pending: number;
  available: number;
  reserved: number;
  shortfall: number;
}

interface MemberRow {
  id: string;
  name: string | null;
  email: string | null;
  shopify_customer_id: string | null;
  enrolled_at: Date;
  email_opted_out_at: Date | null;
  pending: bigint;
  available: bigint;
  reserved: bigint;
  shortfall: bigint;
}

/** Nothing for a member of another shop, or one who was deleted or redacted. */
export async function loadMember(
  shopId: bigint,
  memberId: string,
): Promise<MemberDetails | undefined> {
  const { rows } = await pool().query<MemberRow>({
    name: "member_details",
    text: `select id, email, shopify_customer_id, enrolled_at, email_opted_out_at,
        pending, available, reserved, shortfall,
        nullif(trim(concat_ws(' ', first_name, last_name)), '') as name
      from member
      where shop_id = $1 and id = $2 and deleted_at is null and redacted_at is null`,
    values: [shopId, memberId],
  });
  const row = rows[0];
  return (
    row && {
      id: row.id,
      name: row.name,
      email: row.email,
      shopifyCustomerId: row.shopify_customer_id,
      enrolledAt: row.enrolled_at,
      emailOptedOutAt: row.email_opted_out_at,
      pending: toWholeNumber(row.pending),
      available: toWholeNumber(row.available),
      reserved: toWholeNumber(row.reserved),
      shortfall: toWholeNumber(row.shortfall),
    }
  );
}

export interface MemberVoucher {
  id: string;
  code: string;
  status: string;
  points: number;
  amountMinor: number;
  requestedAt: Date;
  expiresAt: Date | null;
  usedOrderId: string | null;
  usedOrderName: string | null;
  returnReason: string | null;
}

interface VoucherRow {
  id: string;
  code: string;
  status: string;
  points: bigint;
  amount_minor: string;
  requested_at: Date;
  expires_at: Date | null;
  used_order_id: string | null;
  used_order_name: string | null;
  return_reason: string | null;
}

const VOUCHER_LIMIT = 20;

/** The newest first. */
export async function loadMemberVouchers(
  shopId: bigint,
  memberId: string,
): Promise<MemberVoucher[]> {
  const { rows } = await pool().query<VoucherRow>({
    name: "member_vouchers",
    text: `select r.id, r.code, r.status, r.points, r.reward ->> 'amountMinor' as amount_minor,
        r.requested_at, r.expires_at, r.used_order_id, o.name as used_order_name, r.return_reason
      from redemption r
      left join order_state o on o.shop_id = r.shop_id and o.order_id = r.used_order_id
      where r.shop_id = $1 and r.member_id = $2
      order by r.requested_at desc, r.id desc limit $3`,
    values: [shopId, memberId, VOUCHER_LIMIT],
  });
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    status: row.status,
    points: toWholeNumber(row.points),
    amountMinor: toWholeNumber(BigInt(row.amount_minor)),
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    usedOrderId: row.used_order_id,
    usedOrderName: row.used_order_name,
    returnReason: row.return_reason,
  }));
}
