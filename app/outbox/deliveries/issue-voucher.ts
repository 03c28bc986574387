// Has Shopify make what a reservation waits for, by whatever carries the reward.
import { type Carrier, carrierOf } from "../../core/rewards/carrier.ts";
import { isOpenReservation } from "../../core/rewards/decide-settlement.ts";
import { findPublishedBalance } from "../../db/publication-store.ts";
import { pool } from "../../db/pool.ts";
import { findRedemption } from "../../db/redemption-store.ts";
import { settleUnsettled } from "../../usecases/settle-redemption.ts";
import type { Abandon, Deliver } from "../delivery.ts";
import type { Issue } from "./issue.ts";
import { issueDiscount } from "./issue-discount.ts";
import { issueGiftCard } from "./issue-gift-card.ts";
import { issueStoreCredit } from "./issue-store-credit.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

const issueBy: Readonly<Record<Exclude<Carrier, "none">, Issue>> = {
  discount: issueDiscount,
  gift_card: issueGiftCard,
  store_credit: issueStoreCredit,
};

export const issueVoucher: Deliver<{ redemptionId: string }> = async (message, signal) => {
  const { shopId, payload } = message;
  const stored = await findRedemption(pool(), shopId, payload.redemptionId);
  if (stored === undefined || !isOpenReservation(stored.redemption)) return { outcome: "sent" };
  const { redemption } = stored;
  const carrier = carrierOf(redemption.reward.kind);
  if (carrier === "none") throw new Error("What nothing carries is issued when it is redeemed");
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const member = await findPublishedBalance(pool(), shopId, redemption.memberId);
  const customerId = member?.customerId ?? null;
  const { shop, admin } = opened;
  return issueBy[carrier]({ message, redemption, customerId, shop, admin, signal });
};

/** The reservation is kept and shown to the merchant, who can have the message delivered again. */
export const leaveUnsettled: Abandon<{ redemptionId: string }> = ({ shopId, payload }) =>
  settleUnsettled(shopId, payload.redemptionId, Date.now());
