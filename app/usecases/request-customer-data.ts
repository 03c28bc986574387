// A customer asks the merchant for their data. The merchant has thirty days and finds it in the
// admin.
import { addDays } from "../core/calendar/instant.ts";
import type { Instant } from "../core/calendar/instant.ts";
import { findMemberIds } from "../db/member-store.ts";
import { newId } from "../db/new-id.ts";
import { insertPrivacyRequest } from "../db/privacy-request-store.ts";
import type { Transaction } from "../db/transaction.ts";

/** What the law gives the merchant. */
const DUE_DAYS = 30;

export interface CustomerDataRequest {
  readonly shopId: bigint;
  readonly requestId: string;
  readonly customerId: string;
  readonly now: Instant;
}

/**
 * Repeating it changes nothing. Who is no member gets an answer, too: their orders, or that nothing
 * is kept.
 */
export async function requestCustomerData(
  tx: Transaction,
  { shopId, requestId, customerId, now }: CustomerDataRequest,
): Promise<void> {
  const members = await findMemberIds(tx, [{ shopId, customer: { customerId } }]);
  await insertPrivacyRequest(tx, {
    shopId,
    id: newId(),
    requestId,
    memberId: [...members.values()][0] ?? null,
    customerId,
    requestedAt: new Date(now),
    dueAt: new Date(addDays(now, DUE_DAYS)),
  });
}
