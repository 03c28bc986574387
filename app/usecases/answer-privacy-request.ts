// The merchant has handed a customer's data over: the request is closed, and who closed it is kept.
import { v7 as uuidv7 } from "uuid";
import { withTransaction } from "../db/transaction.ts";

export interface AnswerPrivacyRequest {
  shopId: bigint;
  privacyRequestId: string;
  actor: string;
  now: Date;
}

export type PrivacyRequestAnswered =
  | { outcome: "answered" }
  | { outcome: "refused"; reason: "not_found" };

/** Answering twice keeps the first answer. */
export async function answerPrivacyRequest(
  command: AnswerPrivacyRequest,
): Promise<PrivacyRequestAnswered> {
  const { shopId, privacyRequestId, actor, now } = command;
  return withTransaction(async (tx) => {
    const { rows } = await tx.query<{ was_open: boolean }>({
      name: "privacy_request_answer",
      text: `update privacy_request set answered_at = coalesce(answered_at, $3)
        where shop_id = $1 and id = $2 returning answered_at = $3 as was_open`,
      values: [shopId, privacyRequestId, now],
    });
    const row = rows[0];
    if (!row) return { outcome: "refused", reason: "not_found" };
    if (row.was_open) {
      await tx.query({
        name: "privacy_request_audit",
        text: `insert into audit_event (shop_id, id, actor, action, subject, details, recorded_at)
          values ($1, $2, $3, 'privacy_request_answered', $4, '{}', $5)`,
        values: [shopId, uuidv7(), actor, `privacy_request/${privacyRequestId}`, now],
      });
    }
    return { outcome: "answered" };
  });
}
