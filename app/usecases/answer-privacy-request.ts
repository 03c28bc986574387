// The merchant has handed a customer's data over: the request is closed, and who closed it is kept.
import { appendAuditEvents } from "../db/audit-store.ts";
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
    const { rows } = await tx.query<{ answered_at: Date | null }>({
      name: "privacy_request_lock",
      text: `select answered_at from privacy_request
        where shop_id = $1 and id = $2 for no key update`,
      values: [shopId, privacyRequestId],
    });
    const request = rows[0];
    if (!request) return { outcome: "refused", reason: "not_found" };
    if (request.answered_at !== null) return { outcome: "answered" };
    await tx.query({
      name: "privacy_request_answer",
      text: `update privacy_request set answered_at = $3, customer_id = null
        where shop_id = $1 and id = $2`,
      values: [shopId, privacyRequestId, now],
    });
    await appendAuditEvents(tx, [
      {
        shopId,
        actor,
        action: "privacy_request_answered",
        subject: `privacy_request/${privacyRequestId}`,
        details: {},
        recordedAt: now.getTime(),
      },
    ]);
    return { outcome: "answered" };
  });
}
