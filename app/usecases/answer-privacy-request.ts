// The merchant has handed a customer's data over: the request is closed, and who closed it is kept.
import { appendAuditEvents } from "../db/audit-store.ts";
import { closePrivacyRequest, lockPrivacyRequest } from "../db/privacy-request-store.ts";
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
    const request = await lockPrivacyRequest(tx, shopId, privacyRequestId);
    if (!request) return { outcome: "refused", reason: "not_found" };
    if (request.answeredAt !== null) return { outcome: "answered" };
    await closePrivacyRequest(tx, shopId, privacyRequestId, now);
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
