// Creates the discount code that a reservation waits for. An unknown outcome is met by asking for
// exactly the same again; only when Shopify said no, and has no such code either, do the points go
// back.
import { createDiscount } from "../../adapters/shopify/operations/create-discount.ts";
import { findDiscount } from "../../adapters/shopify/operations/find-discount.ts";
import { type VoucherRedemption, isVoucherRedemption } from "../../core/rewards/carrier.ts";
import type { DeliveryOutcome } from "../delivery.ts";
import { type Issue, type Issuing, issued, refused } from "./issue.ts";
import { outcomeOf } from "./open-shop.ts";
import { priceVoucher } from "./price-voucher.ts";
import { isOwnDiscount, voucherDiscount } from "./voucher-discount.ts";

type Voucher = Issuing<VoucherRedemption>;

export const issueDiscount: Issue = async (issuing) => {
  const { redemption, customerId, message, admin, signal } = issuing;
  if (!isVoucherRedemption(redemption)) throw new RangeError("No discount carries this reward");
  const voucher = { ...issuing, redemption };
  if (customerId === null) return lookUp(voucher, "The customer no longer exists.");
  const priced = await priceVoucher(message.shopId, redemption, admin, signal);
  if (priced.outcome === "over") return priced.delivery;
  if (priced.outcome === "impossible") return lookUp(voucher, priced.reason);
  const discount = voucherDiscount(priced.redemption, customerId);
  const answer = await createDiscount(admin, discount, signal);
  switch (answer.outcome) {
    case "ok":
      return issued(message, answer.data.discountGid);
    case "taken":
      return lookUp(voucher, "The code is taken by another discount.");
    case "refused":
      return lookUp(voucher, answer.message);
    case "throttled":
    case "unauthorised":
    case "unknown":
      return outcomeOf(answer);
  }
};

/**
 * A refusal of this attempt does not speak for an earlier one: the code itself tells whether that
 * one succeeded.
 */
async function lookUp(
  { message, redemption, admin, signal }: Voucher,
  refusal: string,
): Promise<DeliveryOutcome> {
  const found = await findDiscount(admin, redemption.code, signal);
  if (found.outcome === "refused") {
    return { outcome: "retry", reason: `look-up refused ${found.code}` };
  }
  if (found.outcome !== "ok") return outcomeOf(found);
  if (found.data !== null && isOwnDiscount(found.data, redemption)) {
    return issued(message, found.data.discountGid);
  }
  return refused(message, refusal);
}
