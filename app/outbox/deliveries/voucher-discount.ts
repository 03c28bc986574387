// How a redemption looks as a discount in the store, and how to tell that a discount is a
// redemption's own.
import type { DiscountInput } from "../../adapters/shopify/operations/create-discount.ts";
import type { FoundDiscount } from "../../adapters/shopify/operations/find-discount.ts";
import { formatAmount } from "../../core/money/money.ts";
import { rational } from "../../core/points/rational.ts";
import type { Redemption } from "../../core/rewards/redemption.ts";

/** Merchants find all vouchers under this tag in the list of discounts. */
const MERCHANT_TAG = "loyalty";

/**
 * Made of what was stored with the reservation, so that every repetition asks for exactly the same.
 */
export function voucherDiscount(redemption: Redemption, customerId: string): DiscountInput {
  const { reward, currency } = redemption;
  const amount = (minor: bigint) => formatAmount(rational(minor), currency);
  return {
    title: voucherTitle(redemption),
    code: redemption.code,
    tags: [MERCHANT_TAG, redemption.id],
    customerGid: `gid://shopify/Customer/${customerId}`,
    amount: amount(reward.amountMinor),
    minimumSubtotal: reward.minimumSubtotalMinor > 0n ? amount(reward.minimumSubtotalMinor) : null,
    combinesWith: reward.combinesWith,
    startsAt: new Date(redemption.requestedAt),
    endsAt: redemption.expiresAt === null ? null : new Date(redemption.expiresAt),
  };
}

/** By the redemption's id among its tags, or by its title where the merchant took the tags away. */
export function isOwnDiscount(found: FoundDiscount, redemption: Redemption): boolean {
  return found.tags.includes(redemption.id) || found.title === voucherTitle(redemption);
}

function voucherTitle({ reward, currency, points, code }: Redemption): string {
  const amount = formatAmount(rational(reward.amountMinor), currency);
  return `Loyalty: ${amount} ${currency} for ${points} points (${code})`;
}
