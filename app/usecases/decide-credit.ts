// A merchant says what became of a credit of which nobody else can tell: it is in the customer's
// account, or it is not.
import type { Instant } from "../core/calendar/instant.ts";
import { carrierOf } from "../core/rewards/carrier.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { endMessage } from "../db/outbox-store.ts";
import { findRedemption } from "../db/redemption-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { voucherMessage } from "./return-voucher.ts";
import { moneyGiven, moneyRefused } from "./settle-money.ts";
import type { RedemptionName } from "./step-redemption.ts";

export interface CreditDecision extends RedemptionName {
  readonly isThere: boolean;
  readonly actor: string;
  readonly now: Instant;
}

export type DecideCreditResult =
  | { readonly outcome: "decided" }
  | {
      readonly outcome: "refused";
      /** `under_way`: Shopify is being asked, and may yet tell. */
      readonly reason: "not_found" | "under_way";
    };

const notFound = { outcome: "refused", reason: "not_found" } as const;

const NOT_THERE = "The store found no such credit in the customer’s account.";

/** What is there is the member's, and its points are spent; otherwise the points go back. */
export function decideCredit(decision: CreditDecision): Promise<DecideCreditResult> {
  const { shopId, redemptionId, isThere, actor, now } = decision;
  const name = { shopId, redemptionId };
  return withTransaction(async (tx) => {
    const redemption = (await findRedemption(tx, shopId, redemptionId))?.redemption;
    if (redemption?.status !== "unsettled") return notFound;
    if (carrierOf(redemption.reward.kind) !== "store_credit") return notFound;
    // Nobody asks Shopify while the message is held.
    if (!(await endMessage(tx, voucherMessage("issue_voucher", name)))) {
      return { outcome: "refused", reason: "under_way" };
    }
    const isFirst = isThere
      ? await moneyGiven(tx, name, { gid: null, keepsCode: false }, now)
      : await moneyRefused(tx, name, NOT_THERE, now);
    if (!isFirst) return notFound;
    await appendAuditEvents(tx, [
      {
        shopId,
        actor,
        action: isThere ? "credit_confirmed" : "credit_denied",
        subject: `redemption/${redemptionId}`,
        details: {},
        recordedAt: now,
      },
    ]);
    return { outcome: "decided" };
  });
}
