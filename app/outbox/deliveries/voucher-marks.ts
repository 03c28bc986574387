// By what a discount in a store is recognised as one that was made for a redemption.

/** Merchants find all vouchers under this tag in the list of discounts. */
export const VOUCHER_TAG = "loyalty";
export const VOUCHER_TITLE = "Loyalty: ";

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
