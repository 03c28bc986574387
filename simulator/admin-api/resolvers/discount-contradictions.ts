// Contradictions in the input of a discount that end the whole request instead of becoming user
// errors.

import { isGiven, type DiscountInputFields } from "./discount-input.ts";
import { topLevel } from "../errors.ts";

export function refuseContradictions(input: DiscountInputFields): void {
  const value = input.customerGets?.value;
  const kinds = [value?.percentage, value?.discountOnQuantity, value?.discountAmount];
  if (kinds.filter(isGiven).length > 1) {
    bad("A discount can only have one of percentage, discountOnQuantity or discountAmount.");
  }
  const customers = input.context?.customers ?? input.customerSelection?.customers;
  if (overlap(customers?.add, customers?.remove)) {
    bad("A customer id is present in `add` and `remove` fields");
  }
  refuseOverlaps(input);
  const selection = input.customerSelection;
  if (selection?.all && selection.customers) {
    bad(
      "A discount cannot have customerSelection set to all, " +
        "when customers or customerSavedSearches is specified.",
    );
  }
  if (selection?.all && selection.customerSegments) {
    bad("A discount cannot have customerSelection set to all, when customerSegments is specified.");
  }
}

function refuseOverlaps({ customerGets, destination, combinesWith }: DiscountInputFields): void {
  const { collections, products } = customerGets?.items ?? {};
  if (overlap(collections?.add, collections?.remove)) {
    bad("The same Collection id is present in both 'add' and 'remove' fields");
  }
  if (overlap(products?.productsToAdd, products?.productsToRemove)) {
    bad("The same Product id is present in both 'add' and 'remove' fields");
  }
  if (overlap(products?.productVariantsToAdd, products?.productVariantsToRemove)) {
    bad("The same ProductVariant id is present in both 'add' and 'remove' fields");
  }
  if (overlap(destination?.countries?.add, destination?.countries?.remove)) {
    bad("A country code is present in `add` and `remove` field");
  }
  const tags = combinesWith?.productDiscountsWithTagsOnSameCartLine;
  if (overlap(tags?.add, tags?.remove)) {
    bad(
      "The same tag is present in both `add` and `remove` fields of " +
        "`productDiscountsWithTagsOnSameCartLine`.",
    );
  }
}

function bad(message: string): never {
  throw topLevel(message, "BAD_REQUEST");
}

function overlap(left: string[] | null | undefined, right: string[] | null | undefined): boolean {
  return (left ?? []).some((item) => (right ?? []).includes(item));
}
