// What each scope lets an app do, in the words that a merchant is asked with.

const words: Readonly<Record<string, string>> = {
  read_customers: "See customers",
  write_customers: "Change customers",
  read_customer_merge: "See which customers were merged",
  read_products: "See products and collections",
  read_orders: "See orders of the last 60 days",
  read_all_orders: "See all orders",
  read_discounts: "See discounts",
  write_discounts: "Create and change discounts",
  write_app_proxy: "Answer pages of the storefront",
  read_gift_cards: "See gift cards",
  write_gift_cards: "Create and change gift cards",
  read_gift_card_transactions: "See what gift cards were used for",
  write_gift_card_transactions: "Put money on gift cards and take it off",
  read_store_credit_accounts: "See how much store credit customers have",
  read_store_credit_account_transactions: "See what store credit was used for",
  write_store_credit_account_transactions: "Give store credit and take it back",
};

export function scopeWords(scope: string): string {
  return words[scope] ?? scope;
}
