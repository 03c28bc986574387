// Creates the voucher that a reservation waits for. An unknown outcome is met by asking for exactly
// the same again; only when Shopify said no, and has no such code either, do the points go back.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { AdminGraphql } from "../../adapters/shopify/ask-admin.ts";
import { createDiscount } from "../../adapters/shopify/operations/create-discount.ts";
import { findDiscount } from "../../adapters/shopify/operations/find-discount.ts";
import { isOpenReservation } from "../../core/rewards/decide-settlement.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";
import { findPublishedBalance } from "../../db/publication-store.ts";
import { pool } from "../../db/pool.ts";
import { findRedemption } from "../../db/redemption-store.ts";
import { settleIssued, settleRefused, settleUnsettled } from "../../usecases/settle-redemption.ts";
import type { Abandon, Deliver, DeliveryOutcome, OutboxMessage } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";
import { priceVoucher } from "./price-voucher.ts";
import { isOwnDiscount, voucherDiscount } from "./voucher-discount.ts";

type Message = OutboxMessage<{ redemptionId: string }>;

export const issueVoucher: Deliver<{ redemptionId: string }> = async (message, signal) => {
  const { shopId, payload } = message;
  const stored = await findRedemption(pool(), shopId, payload.redemptionId);
  if (stored === undefined || !isOpenReservation(stored.redemption)) return { outcome: "sent" };
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  return create(message, stored.redemption, opened.admin, signal);
};

/** The reservation is kept and shown to the merchant, who can have the message delivered again. */
export const leaveUnsettled: Abandon<{ redemptionId: string }> = ({ shopId, payload }) =>
  settleUnsettled(shopId, payload.redemptionId, Date.now());

async function create(
  message: Message,
  redemption: Redemption,
  admin: AdminGraphql,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const member = await findPublishedBalance(pool(), message.shopId, redemption.memberId);
  if (member === undefined) {
    return lookUp(message, redemption, admin, "The customer no longer exists.", signal);
  }
  const priced = await priceVoucher(message.shopId, redemption, admin, signal);
  if (priced.outcome === "over") return priced.delivery;
  if (priced.outcome === "impossible") {
    return lookUp(message, redemption, admin, priced.reason, signal);
  }
  const discount = voucherDiscount(priced.redemption, member.customerId);
  const answer = await createDiscount(admin, discount, signal);
  switch (answer.outcome) {
    case "ok":
      return issued(message, answer.data.discountGid);
    case "taken":
      return lookUp(message, redemption, admin, "The code is taken by another discount.", signal);
    case "refused":
      return lookUp(message, redemption, admin, answer.message, signal);
    case "throttled":
    case "unauthorised":
    case "unknown":
      return outcomeOf(answer);
  }
}

/**
 * A refusal of this attempt does not speak for an earlier one: the code itself tells whether that
 * one succeeded.
 */
async function lookUp(
  message: Message,
  redemption: Redemption,
  admin: AdminGraphql,
  refusal: string,
  signal: AbortSignal,
): Promise<DeliveryOutcome> {
  const found = await findDiscount(admin, redemption.code, signal);
  if (found.outcome === "refused") {
    return { outcome: "retry", reason: `look-up refused ${found.code}` };
  }
  if (found.outcome !== "ok") return outcomeOf(found);
  if (found.data !== null && isOwnDiscount(found.data, redemption)) {
    return issued(message, found.data.discountGid);
  }
  const now = (await businessNow()).getTime();
  await settleRefused(message.shopId, redemption.id, refusal, now);
  return { outcome: "sent" };
}

async function issued(message: Message, discountGid: string): Promise<DeliveryOutcome> {
  const now = (await businessNow()).getTime();
  await settleIssued(message.shopId, message.payload.redemptionId, discountGid, now);
  return { outcome: "sent" };
}
