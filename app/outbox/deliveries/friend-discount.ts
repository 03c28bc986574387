// How the voucher that welcomes a friend looks as a discount in the store. It bears other marks
// than vouchers that members paid for: no points lie behind it.
import type { DiscountInput } from "../../adapters/shopify/operations/create-discount.ts";
import type { FoundDiscount } from "../../adapters/shopify/operations/find-discount.ts";
import { addDays } from "../../core/calendar/instant.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { ReferralTerms } from "../../core/program/referral-terms.ts";
import type { Referral } from "../../db/referral-store.ts";

const FRIEND_TAG = "loyalty-referral";

/** Made of what is stored, so that every repetition asks for exactly the same. */
export function friendDiscount(
  referral: Referral,
  { friendVoucher }: ReferralTerms,
  currency: string,
): DiscountInput {
  const { voucherEndsAt, voucherCode, friendCustomerId, id } = referral;
  if (voucherEndsAt === null || friendCustomerId === null) {
    throw new RangeError(`The voucher of referral ${id} is not wanted`);
  }
  const { discount, minimumSubtotalMinor: least, validityDays } = friendVoucher;
  const isShipping = discount.kind === "free_shipping";
  return {
    title: titleOf(referral),
    code: voucherCode,
    tags: [FRIEND_TAG, id],
    customerGid: `gid://shopify/Customer/${friendCustomerId}`,
    value: valueOf(discount, currency),
    minimum: least > 0n ? { subtotal: formatAmount(rational(least), currency) } : null,
    items: isShipping ? null : { productIds: [], variantIds: [], collectionIds: [] },
    purchases: { oneTime: true, subscription: false },
    combinesWith: { order: false, product: false, shipping: !isShipping },
    startsAt: new Date(addDays(voucherEndsAt, -validityDays)),
    endsAt: new Date(voucherEndsAt),
  };
}

/** By the referral's id among its tags, or by its title where the merchant took the tags away. */
export function isOwnFriendDiscount(found: FoundDiscount, referral: Referral): boolean {
  return found.tags.includes(referral.id) || found.title === titleOf(referral);
}

function titleOf({ voucherCode }: Referral): string {
  return `Referral: welcome of a friend (${voucherCode})`;
}

function valueOf(
  discount: ReferralTerms["friendVoucher"]["discount"],
  currency: string,
): DiscountInput["value"] {
  switch (discount.kind) {
    case "amount_off":
      return { kind: "amount", amount: formatAmount(rational(discount.amountMinor), currency) };
    case "percentage_off":
      return { kind: "percentage", percent: discount.percent };
    case "free_shipping":
      return { kind: "free_shipping", countries: [], maximum: null };
  }
}
