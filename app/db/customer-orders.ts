// Which orders are a person's, as parts of statements: each part is answered by an index, however
// many orders a shop has.

/**
 * Selects the orders of shop `$1` that name one of the customers, in the newest payload or in the
 * one that is kept as paid: a merchant may have given an order to another customer.
 */
export function ordersNaming(customers: string): string {
  return `select order_id from order_state where shop_id = $1 and customer_id in (${customers})
    union select order_id from order_state
      where shop_id = $1 and paid_customer_id in (${customers})`;
}

/**
 * Selects the orders that may be one of the members' in shop `$1`: those that have a lot, counted
 * for tiers, or name the customer.
 */
export function ordersOfMembers(members: string): string {
  return `select order_id from lot where shop_id = $1 and member_id in (${members})
    union select order_id from qualifying_unit where shop_id = $1 and member_id in (${members})
    union ${ordersNaming(
      `select shopify_customer_id from member where shop_id = $1 and id in (${members})`,
    )}`;
}
