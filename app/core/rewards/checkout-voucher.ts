// A voucher that is made while somebody pays: it ends soon, so that one that is left behind comes
// back by itself, and at once where the checkout will not have it.
import type { Instant } from "../calendar/instant.ts";
import type { Redemption } from "./redemption.ts";

const HOUR_MS = 3_600_000;

/** Longer than anybody takes to pay, shorter than anybody waits for their points. */
export const CHECKOUT_VOUCHER_MS = 2 * HOUR_MS;

/** Shopify answers within seconds whether it takes a code. */
const REFUSED_WITHIN_MS = 60_000;

/** Who has had more refused within an hour is looked at like everybody: Shopify counts first. */
const MOST_AT_ONCE = 5;

export const CHECKOUT_KEY_PREFIX = "checkout/";

/** Under which a redemption at checkout is stored, by the key that the checkout gave it. */
export function checkoutKey(requestKey: string): string {
  return `${CHECKOUT_KEY_PREFIX}${requestKey}`;
}

/** Keys of merged members stand behind a prefix. Rule: docs/storefront.md, "At checkout". */
export function isMadeAtCheckout({ requestKey }: Pick<Redemption, "requestKey">): boolean {
  return (
    requestKey.startsWith(CHECKOUT_KEY_PREFIX) || requestKey.includes(`/${CHECKOUT_KEY_PREFIX}`)
  );
}

/**
 * Whether the points of a voucher that is given up need not wait until Shopify has certainly
 * counted its uses: made at checkout, and so young that no order can have come of it unless two
 * checkouts were driven at once. Such an order takes the points again. `sinceHour` is how many of
 * the member's were given up within the last hour. Rule: docs/storefront.md, "At checkout".
 */
export function comesBackAtOnce(
  redemption: Redemption,
  { now, sinceHour }: { readonly now: Instant; readonly sinceHour: number },
): boolean {
  const { issuedAt } = redemption;
  if (issuedAt === null || !isMadeAtCheckout(redemption)) return false;
  return now - issuedAt < REFUSED_WITHIN_MS && sinceHour < MOST_AT_ONCE;
}
