// A merchant says what became of a gift card or a credit of which nobody else can tell: it is
// there, or it is not.
import type { Instant } from "../core/calendar/instant.ts";
import { type Carrier, carrierOf } from "../core/rewards/carrier.ts";
import { cardOwner } from "../core/rewards/offer.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import { appendAuditEvents } from "../db/audit-store.ts";
import { endMessage } from "../db/outbox-store.ts";
import { findRedemption } from "../db/redemption-store.ts";
import { withTransaction } from "../db/transaction.ts";
import { voucherMessage } from "./return-voucher.ts";
import { moneyGiven, moneyRefused } from "./settle-money.ts";
import type { RedemptionName } from "./step-redemption.ts";

export interface MoneyDecision extends RedemptionName {
  readonly isThere: boolean;
  readonly actor: string;
  readonly now: Instant;
}

export type DecideMoneyResult =
  | { readonly outcome: "decided" }
  | {
      readonly outcome: "refused";
      /** `under_way`: Shopify is being asked, and may yet tell. */
      readonly reason: "not_found" | "under_way";
    };

const notFound = { outcome: "refused", reason: "not_found" } as const;

const notThere: Partial<Record<Carrier, string>> = {
  store_credit: "The store found no such credit in the customer’s account.",
  gift_card: "The store found no such gift card.",
};

/** What is there is the member's, and its points are spent; otherwise the points go back. */
export function decideMoney(decision: MoneyDecision): Promise<DecideMoneyResult> {
  const { shopId, redemptionId, isThere, actor, now } = decision;
  const name = { shopId, redemptionId };
  return withTransaction(async (tx) => {
    const redemption = (await findRedemption(tx, shopId, redemptionId))?.redemption;
    if (redemption?.status !== "unsettled") return notFound;
    const denial = notThere[carrierOf(redemption.reward.kind)];
    if (denial === undefined) return notFound;
    // Nobody asks Shopify while the message is held.
    if (!(await endMessage(tx, voucherMessage("issue_voucher", name)))) {
      return { outcome: "refused", reason: "under_way" };
    }
    const isFirst = isThere
      ? await moneyGiven(tx, name, { gid: null, keepsCode: isOwnCard(redemption) }, now)
      : await moneyRefused(tx, name, denial, now);
    if (!isFirst) return notFound;
    await appendAuditEvents(tx, [
      {
        shopId,
        actor,
        action: isThere ? "money_confirmed" : "money_denied",
        subject: `redemption/${redemptionId}`,
        details: {},
        recordedAt: now,
      },
    ]);
    return { outcome: "decided" };
  });
}

/** Whose code is shown to the member themselves. */
function isOwnCard({ reward, choice }: Redemption): boolean {
  return reward.kind === "gift_card" && cardOwner(reward, choice) === "self";
}
