// discountNodes(query:): the filters that Shopify documents and real stores were seen to follow.

import type { Arguments, Call } from "../call.ts";
import { textOf } from "../call.ts";
import { connect, type Connection } from "../connections.ts";
import { gap } from "../errors.ts";
import {
  matchesNumber,
  matchesText,
  matchesTime,
  parseSearch,
  type Term,
} from "../search-query.ts";
import { discountClass, discountStatus } from "../../actions/discounts.ts";
import type { Discount } from "../../model.ts";

/** A new discount is found a moment after it was made; by its id or code it is read at once. */
export function searchDiscounts(args: Arguments, call: Call): Connection<Discount> {
  if (args["savedSearchId"]) gap("discountNodes(savedSearchId:)");
  const found = foundDiscounts(args, call);
  const key = sortKeys[textOf(args, "sortKey") || "ID"] ?? gap("this order of discountNodes");
  const sorted = found.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  return connect(sorted, args, (discount) => discount.id);
}

export function foundDiscounts(args: Arguments, call: Call): Discount[] {
  const terms = parseSearch(textOf(args, "query"));
  const known = call.context.now().getTime() - call.context.state.lag.searchSeconds * 1000;
  return [...call.shop.discounts.values()].filter(
    (discount) =>
      Date.parse(discount.createdAt) <= known &&
      terms.every((term) => matches(discount, term, call)),
  );
}

function matches(discount: Discount, term: Term, call: Call): boolean {
  switch (term.field) {
    case "id":
      return matchesNumber(term, BigInt(discount.id));
    case "title":
      return discount.title.toLowerCase().includes(term.value.toLowerCase());
    case "status":
      return matchesText(term, discountStatus(discount, call.context.now()));
    case "method":
      return matchesText(term, discount.code === null ? "automatic" : "code");
    case "discount_class":
      return term.value.split(",").includes(discountClass(discount));
    case "discount_type":
    case "type":
      return matchesText(term, typeNames[discount.value.kind]);
    case "combines_with":
      return term.value
        .split(",")
        .every((name) => discount.combinesWith[name.replace("_discounts", "") as "order"]);
    case "times_used":
      return matchesNumber(term, BigInt(discount.uses.length));
    case "starts_at":
      return matchesTime(term, discount.startsAt);
    case "ends_at":
      return discount.endsAt !== null && matchesTime(term, discount.endsAt);
    case "created_at":
      return matchesTime(term, discount.createdAt);
    case "updated_at":
      return matchesTime(term, discount.updatedAt);
    // Real stores found no native code by its code.
    case "code":
      return false;
    // What Shopify does not know narrows nothing.
    default:
      return true;
  }
}

const typeNames = {
  amount: "fixed_amount",
  percentage: "percentage",
  free_shipping: "free_shipping",
};

const sortKeys: Record<string, (discount: Discount) => string> = {
  ID: ({ id }) => id.padStart(20, "0"),
  CREATED_AT: ({ createdAt, id }) => `${createdAt} ${id.padStart(20, "0")}`,
  UPDATED_AT: ({ updatedAt, id }) => `${updatedAt} ${id.padStart(20, "0")}`,
  STARTS_AT: ({ startsAt, id }) => `${startsAt} ${id.padStart(20, "0")}`,
  TITLE: ({ title, id }) => `${title.toLowerCase()} ${id.padStart(20, "0")}`,
};
