// Why Shopify does not hold what a tier is to give in the cart, and what the merchant can do.

const things: Readonly<Record<string, string>> = {
  segment: "Customer segment",
  discount: "Discount",
  free_shipping: "Free shipping",
};

/** `Free shipping of Gold`. */
export function perkInWords(kind: string, tierName: string): string {
  return `${things[kind] ?? kind} of ${tierName}`;
}

const problems: Readonly<Record<string, string>> = {
  too_many_discounts:
    "Shopify lets a store have 25 automatic discounts active at a time, and this store has as " +
    "many. Deactivate one that you no longer need under Discounts in Shopify, then try again here.",
  too_many_segments:
    "Shopify lets a store have 6,000 customer segments, and this store has as many. Delete some " +
    "under Customers, Segments in Shopify, then try again here.",
  access_denied:
    "The store does not let the app change discounts or customer segments. Open the app from " +
    "Shopify’s list of apps, approve what it asks for, then try again here.",
  refused: "Shopify refused it. Change the tier in the program, or try again here.",
  not_removed:
    "The program gives it no longer, but Shopify did not let the app delete it. Delete it under " +
    "Discounts in Shopify, then try again here.",
};

/** A sentence that says what to do; the technical name for what is not known. */
export function perkProblemInWords(problem: string): string {
  return problems[problem] ?? problem;
}
