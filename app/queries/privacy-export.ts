// Everything that is kept about one person, for the merchant to hand over when that person asks for
// it.
import { pool } from "../db/pool.ts";

export interface PrivacyExport {
  requestId: string;
  requestedAt: string;
  /** Null when nothing is kept about the person. */
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
}

/** Nothing for a request of another shop. */
export async function exportPersonalData(
  shopId: bigint,
  privacyRequestId: string,
): Promise<PrivacyExport | undefined> {
  const { rows } = await pool().query<RequestRow>({
    name: "privacy_export_request",
    text: `select request_id, requested_at, member_id from privacy_request
      where shop_id = $1 and id = $2`,
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
    orders: await read("orders", ordersSql, shopId, memberId),
    ledger: await read("ledger", ledgerSql, shopId, memberId),
    vouchers: await read("vouchers", vouchersSql, shopId, memberId),
    emails: await read("emails", emailsSql, shopId, memberId),
  };
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

const ordersSql = `
  select order_id as "orderId", name, placed_at as "placedAt", posted_points as "points"
  from order_state where shop_id = $1 and member_id = $2 order by placed_at`;

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
