// The texts that are read before the app has answered, or where it cannot: what a merchant wrote in
// their place is published to where Shopify hands it out without asking.

/** The frame of the panel, and that it waits or failed. */
export const firstTextKeys: ReadonlySet<string> = new Set([
  "close",
  "view_home",
  "view_rewards",
  "view_earn",
  "view_history",
  "loading",
  "failed_title",
  "failed_body",
  "retry",
  "balance",
]);

/** Of extensions on pages where Shopify gives them metafields of the shop. */
export const withoutAppKeys: ReadonlySet<string> = new Set([
  "checkout.title",
  "checkout.balance_plain.one",
  "checkout.balance_plain.other",
  "thank-you.title",
  "thank-you.balance_plain.one",
  "thank-you.balance_plain.other",
  "account.title",
  "account.balance_plain.one",
  "account.balance_plain.other",
  "account.log_in_first",
  "account.log_in",
]);
