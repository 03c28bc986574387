// Everything that is kept about one person, for the merchant to hand over when that person asks for
// it.
import { pool } from "../db/pool.ts";
import { exportOrder } from "./exported-order.ts";
import type { ExportedOrderRow } from "./exported-order.ts";

export interface PrivacyExport {
  requestId: string;
  requestedAt: string;
  /** Null when the person is no member; they may have orders all the same. */
  member: Record<string, unknown> | null;
  orders: Record<string, unknown>[];
  ledger: Record<string, unknown>[];
  vouchers: Record<string, unknown>[];
  emails: Record<string, unknown>[];
}

interface RequestRow {
  request_id: string;
  requested_at: Date;
  member_id: string | null;
  customer_id: string | null;
}

/** Nothing for a request of another shop. */
export async function exportPersonalData(
  shopId: bigint,
  privacyRequestId: string,
): Promise<PrivacyExport | undefined> {
  const { rows } = await pool().query<RequestRow>({
    name: "privacy_export_request",
    text: `select request_id, requested_at, coalesce(member_id, member.id) as member_id,
        coalesce(customer_id, asked.shopify_customer_id) as customer_id
      from privacy_request as request
      left join member on member.shop_id = request.shop_id
        and member.shopify_customer_id = request.customer_id
      left join member as asked on asked.shop_id = request.shop_id
        and asked.id = request.member_id
      where request.shop_id = $1 and request.id = $2`,
    values: [shopId, privacyRequestId],
  });
  const request = rows[0];
  if (!request) return undefined;
  const memberId = request.member_id;
  const [member] = await read("member", memberSql, shopId, memberId);
  return {
    requestId: request.request_id,
    requestedAt: request.requested_at.toISOString(),
    member: member ?? null,
    orders: await readOrders(shopId, memberId, request.customer_id),
    ledger: await read("ledger", ledgerSql, shopId, memberId),
    vouchers: await read("vouchers", vouchersSql, shopId, memberId),
    emails: await read("emails", emailsSql, shopId, memberId),
  };
}

/** Those that the member has points of, and those that name the customer. */
async function readOrders(
  shopId: bigint,
  memberId: string | null,
  customerId: string | null,
): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<ExportedOrderRow>({
    name: "privacy_export_orders",
    text: `select order_id, posted_points, state from order_state
      where shop_id = $1
        and (member_id = $2 or customer_id = $3 or state #>> '{paid,customerId}' = $3)
      order by placed_at, order_id`,
    values: [shopId, memberId, customerId],
  });
  return rows.map(exportOrder);
}

async function read(
  name: string,
  text: string,
  shopId: bigint,
  memberId: string | null,
): Promise<Record<string, unknown>[]> {
  if (memberId === null) return [];
  const { rows } = await pool().query<{ row: Record<string, unknown> }>({
    name: `privacy_export_${name}`,
    text: `select to_jsonb(part) as row from (${text}) as part`,
    values: [shopId, memberId],
  });
  return rows.map(({ row }) => row);
}

const memberSql = `
  select shopify_customer_id as "shopifyCustomerId", email, first_name as "firstName",
    last_name as "lastName", locale, enrolled_at as "enrolledAt",
    email_opted_out_at as "emailOptedOutAt", available, pending, reserved, shortfall
  from member where shop_id = $1 and id = $2`;

const ledgerSql = `
  select e.kind, e.order_id as "orderId", e.explanation, e.occurred_at as "occurredAt",
    json_agg(json_build_object('from', p.from_account, 'to', p.to_account, 'points', p.points)
      order by p.seq) as postings
  from journal_entry e
  join posting p on p.shop_id = e.shop_id and p.member_id = e.member_id and p.entry_id = e.id
  where e.shop_id = $1 and e.member_id = $2
  group by e.shop_id, e.member_id, e.id order by e.id`;

const vouchersSql = `
  select code, points, status, requested_at as "requestedAt", expires_at as "expiresAt",
    used_order_id as "usedOrderId"
  from redemption where shop_id = $1 and member_id = $2 order by requested_at`;

const emailsSql = `
  select kind, subject_id as "subjectId", status, created_at as "createdAt", sent_at as "sentAt"
  from email_send where shop_id = $1 and member_id = $2 order by created_at`;
