// By what a discount in a store is recognised as one that was made for a redemption.
import type { Redemption } from "../../core/rewards/redemption.ts";

/** Merchants find all vouchers under this tag in the list of discounts. */
export const VOUCHER_TAG = "loyalty";
export const VOUCHER_TITLE = "Loyalty: ";

/** What merchants read of what it cost, in the titles of discounts and the notes of gift cards. */
export function priceInTitle({ occasion, points }: Pick<Redemption, "occasion" | "points">) {
  return occasion === null ? `for ${points} points` : `as a gift for a ${occasion}`;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

interface Marked {
  readonly title: string;
  readonly tags: readonly string[];
}

/** The redemption whose id stands among the tags; merchants give no such tags. */
export function markedRedemption({ tags }: Marked): string | null {
  return (tags.includes(VOUCHER_TAG) ? tags.find((tag) => uuid.test(tag)) : undefined) ?? null;
}

/** Whether it was made by the app, or as a copy of what it made. */
export function isMarkedVoucher(discount: Marked): boolean {
  return markedRedemption(discount) !== null || discount.title.startsWith(VOUCHER_TITLE);
}
