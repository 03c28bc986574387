// Making and changing a discount of any native kind from the input of its mutation.

import { checkDiscount } from "./discount-checks.ts";
import { refuseContradictions } from "./discount-contradictions.ts";
import type { DiscountForm, DiscountInputFields } from "./discount-input.ts";
import { readChange, readNewDiscount } from "./read-discount.ts";
import type { Arguments, Call } from "../call.ts";
import type { UserError } from "../errors.ts";
import { createDiscount, updateDiscount } from "../../actions/discounts.ts";
import type { Discount } from "../../model.ts";

export type WrittenDiscount =
  | { discount: Discount; userErrors: [] }
  | { discount: null; userErrors: UserError[] };

export function writeDiscount(args: Arguments, form: DiscountForm, call: Call): WrittenDiscount {
  const input = args[form.root] as DiscountInputFields;
  refuseContradictions(input);
  const userErrors = checkDiscount(input, form, call);
  if (userErrors.length > 0) return { discount: null, userErrors };
  const { existing } = form;
  if (!existing) {
    const made = readNewDiscount(input, form, call);
    return { discount: createDiscount(call.context, call.shop, made), userErrors: [] };
  }
  updateDiscount(call.context, call.shop, existing, readChange(input, form, call));
  return { discount: existing, userErrors: [] };
}
