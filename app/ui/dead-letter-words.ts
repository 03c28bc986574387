// What a message is about, in words of the merchant. Unknown ones keep their technical name.
const words: Record<string, string> = {
  "orders/paid": "An order was paid",
  "orders/updated": "An order changed",
  "orders/edited": "An order was edited",
  "orders/cancelled": "An order was cancelled",
  "refunds/create": "An order was refunded",
  "customers/create": "A customer was created",
  "customers/update": "A customer changed",
  "customers/enable": "A customer’s account was opened",
  "customers/delete": "A customer was deleted",
  "customers_email_marketing_consent/update": "A consent to e-mails changed",
  "customers_marketing_consent/update": "A consent to text messages changed",
  "discounts/delete": "A discount was deleted",
  "shop/update": "The store’s settings changed",
  "app/uninstalled": "The app was uninstalled",
  "app/scopes_update": "The app’s permissions changed",
  "customers/data_request": "A customer asked for their data",
  "customers/redact": "A customer’s data is to be erased",
  "shop/redact": "The store’s data is to be erased",
  issue_voucher: "Create a voucher in Shopify",
  deactivate_voucher: "Switch a voucher off in Shopify",
  confirm_voucher_unused: "Make sure that a voucher was not used",
  compare_vouchers: "Compare the vouchers here with those in Shopify",
  make_voucher_anew: "Make a voucher anew in Shopify",
  find_voucher_orders: "Look for the order that used a voucher",
  switch_off_discount: "Switch a discount code off in Shopify",
  write_member_balance: "Update a member’s balance on the storefront",
  write_member_balances: "Update balances of members on the storefront",
  write_progress: "Update how far members are on the storefront",
  write_program: "Update the program on the storefront",
  write_tier_perks: "Bring the discounts of tiers in Shopify in line with the program",
  refetch_order: "Read an order again from Shopify",
  fetch_order_facts: "Ask Shopify what an order’s points depend on",
  sweep_orders: "Look for orders that Shopify did not tell of",
  sweep_deliveries: "Look for orders that arrived",
  send_order_email: "Send an e-mail about an order",
  send_expiry_warning: "Send an e-mail about points that end",
  send_tier_mail: "Send an e-mail about a tier",
  send_tier_notice: "Send an e-mail about a tier that ends",
  send_tier_invitation: "Send an invitation to a tier",
  send_reward_mail: "Send an e-mail about a reward that issued itself",
  sync_birth_date: "Compare a date of birth with Shopify",
  read_birth_dates: "Read dates of birth in Shopify",
  offer_birthday: "Offer a birthday gift",
  send_birthday_mail: "Send an e-mail for a birthday",
  send_points_returned: "Send an e-mail about points that came back",
  award_action: "Give what an action of a member earns",
  settle_told_event: "Give what another system told of a member",
  follow_program: "Carry out a new program for a member or an order",
  issue_friend_voucher: "Create the voucher of a friend in Shopify",
  send_friend_voucher: "Send a friend the code that welcomes them",
  follow_referral: "Follow a friend’s first order",
  fetch_shop: "Read the store’s settings from Shopify",
};

export function subjectInWords(subject: string): string {
  return words[subject] ?? subject;
}

const reasons: Record<string, string> = {
  installed_again:
    "The app was installed again after this was asked for, so the store’s data was kept.",
  still_installed: "The app still works for this store, so the store’s data was kept.",
  order_not_readable:
    "Shopify does not show this order to the app any more: it is older than 60 days, or was deleted.",
  facts_gone:
    "A product or the customer was deleted before the app could ask about them. The order was " +
    "counted as if no tag, collection or segment named them.",
  facts_too_old:
    "Shopify does not show this order to the app any more, so all of its payments were counted.",
  unknown_currency:
    "The app does not know this currency, so it cannot count amounts in it. Update the app, then " +
    "replay the message.",
  not_json: "The message is damaged: it is no JSON. The next one about the same thing replaces it.",
  not_utf8: "The message is damaged: it is no text. The next one about the same thing replaces it.",
  unknown_topic: "The app does not know messages of this kind. Update the app, then replay it.",
  missing_field: "The message lacks something that the app must know to count it.",
  bad_field: "The message holds something in a form that the app does not know.",
  bad_amount: "An amount in the message is no number, so nothing of it was counted.",
  amount_out_of_range: "An amount in the message is too large to be counted.",
  negative_amount: "A price or a discount in the message is below zero, which no store can have.",
  negative_quantity: "A number of units in the message is below zero, which no store can have.",
  quantity_out_of_range:
    "The order has more units of one line than any store can hold, so it was not counted.",
  too_many_left:
    "More units of a line are said to be left than were ordered, so the order was not counted.",
  discount_above_price:
    "The discount on a line is larger than its price, so the order was not counted.",
  date_out_of_range: "A date in the message lies before 1970 or after 2199, so it was not counted.",
  duplicate_line: "The order names one line twice, so it was not counted.",
  duplicate_refund: "The order names one refund twice, so it was not counted.",
  unknown_line:
    "A refund names a line that the order does not have, so the app cannot tell which points to " +
    "take back.",
  currency_mismatch:
    "Amounts are in another currency than the store’s. If the store has changed its currency, " +
    "replay the message in a few minutes.",
  unknown_time_zone:
    "The app does not know the store’s time zone, so it cannot tell its dates. Update the app, " +
    "then replay the message.",
  order_still_unclear:
    "Shopify’s answers are older than what it told the app before. Replay the message later.",
};

/**
 * A sentence for the reasons that a merchant understands; null for technical ones. What follows the
 * reason's name is a detail of it.
 */
export function reasonInWords(reason: string): string | null {
  const name = /^\w+/.exec(reason)?.[0] ?? "";
  return reasons[name] ?? null;
}
