// Requests of customers for their data, which merchants must answer in time.
import type { Sql } from "./pool.ts";

export interface NewPrivacyRequest {
  readonly shopId: bigint;
  readonly id: string;
  /** Shopify's number for the customer's request. */
  readonly requestId: string;
  readonly memberId: string | null;
  /** Kept until the request is answered. */
  readonly customerId: string;
  readonly requestedAt: Date;
  readonly dueAt: Date;
}

/** A request that came before stays as it is. */
export async function insertPrivacyRequest(tx: Sql, request: NewPrivacyRequest): Promise<void> {
  await tx.query({
    name: "privacy_request_insert",
    text: `insert into privacy_request (shop_id, id, request_id, member_id, customer_id,
        requested_at, due_at)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (shop_id, request_id) do nothing`,
    values: [
      request.shopId,
      request.id,
      request.requestId,
      request.memberId,
      request.customerId,
      request.requestedAt,
      request.dueAt,
    ],
  });
}

/** When the request was answered, null while it is open; nothing where there is none. Locks it. */
export async function lockPrivacyRequest(
  tx: Sql,
  shopId: bigint,
  id: string,
): Promise<{ answeredAt: Date | null } | undefined> {
  const { rows } = await tx.query<{ answeredAt: Date | null }>({
    name: "privacy_request_lock",
    text: `select answered_at as "answeredAt" from privacy_request
      where shop_id = $1 and id = $2 for no key update`,
    values: [shopId, id],
  });
  return rows[0];
}

/** Who asked need not be known any more. */
export async function closePrivacyRequest(
  tx: Sql,
  shopId: bigint,
  id: string,
  answeredAt: Date,
): Promise<void> {
  await tx.query({
    name: "privacy_request_answer",
    text: `update privacy_request set answered_at = $3, customer_id = null
      where shop_id = $1 and id = $2`,
    values: [shopId, id, answeredAt],
  });
}

/** Forgets who asked for their data; the request itself stays until it is answered. */
export async function redactPrivacyRequests(
  tx: Sql,
  shopId: bigint,
  customerId: string,
): Promise<void> {
  await tx.query({
    name: "privacy_requests_redact",
    text: `update privacy_request set customer_id = null
      where shop_id = $1 and customer_id = $2`,
    values: [shopId, customerId],
  });
}
