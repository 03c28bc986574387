// What apps do to discounts that apply by themselves, and how many of them a store may have.

import type { DiscountForm, DiscountInputFields } from "./discount-input.ts";
import { plainFields } from "./money-values.ts";
import { writeDiscount } from "./write-discount.ts";
import { fieldsOf, textOf, type Arguments, type Call, type FieldResolvers } from "../call.ts";
import { userError, type UserError } from "../errors.ts";
import {
  activateDiscount,
  crowdOf,
  deactivateDiscount,
  deleteDiscount,
  maximumAutomatic,
} from "../../actions/discounts.ts";
import type { Discount } from "../../model.ts";
import { idOf } from "../../world.ts";

type Kind = Omit<DiscountForm, "existing">;

const basic = { root: "automaticBasicDiscount", hasCode: false, isForShipping: false };
const freeShipping = { root: "freeShippingAutomaticDiscount", hasCode: false, isForShipping: true };

export const automaticDiscountMutations = fieldsOf<unknown>({
  discountAutomaticBasicCreate: (_source, args, call) => create(args, basic, call),
  discountAutomaticBasicUpdate: (_source, args, call) => update(args, basic, call),
  discountAutomaticFreeShippingCreate: (_source, args, call) => create(args, freeShipping, call),
  discountAutomaticFreeShippingUpdate: (_source, args, call) => update(args, freeShipping, call),
  discountAutomaticDeactivate: (_source, args, call) =>
    turn(args, call, (discount) => deactivateDiscount(call.context, discount)),
  discountAutomaticActivate: (_source, args, call) => {
    const discount = automaticOf(args, call);
    const wakes = { startsAt: discount?.startsAt ?? "", endsAt: null };
    if (discount && crowdOf(call.shop, wakes, discount) >= maximumAutomatic) {
      return { automaticDiscountNode: null, userErrors: [crowded(["id"])] };
    }
    return turn(args, call, (one) => activateDiscount(call.context, one));
  },
  discountAutomaticDelete: (_source, args, call) => {
    const discount = automaticOf(args, call);
    if (!discount) return { deletedAutomaticDiscountId: null, userErrors: [missing()] };
    deleteDiscount(call.context, call.shop, discount);
    return { deletedAutomaticDiscountId: textOf(args, "id"), userErrors: [] };
  },
});

const nodePayload = plainFields("automaticDiscountNode", "userErrors");

export const automaticDiscountPayloads: Record<string, FieldResolvers> = {
  DiscountAutomaticBasicCreatePayload: nodePayload,
  DiscountAutomaticBasicUpdatePayload: nodePayload,
  DiscountAutomaticFreeShippingCreatePayload: nodePayload,
  DiscountAutomaticFreeShippingUpdatePayload: nodePayload,
  DiscountAutomaticDeactivatePayload: nodePayload,
  DiscountAutomaticActivatePayload: nodePayload,
  DiscountAutomaticDeletePayload: plainFields("deletedAutomaticDiscountId", "userErrors"),
};

function create(args: Arguments, kind: Kind, call: Call): unknown {
  return write(args, { ...kind, existing: null }, call);
}

function update(args: Arguments, kind: Kind, call: Call): unknown {
  const existing = automaticOf(args, call);
  const isShipping = existing?.value.kind === "free_shipping";
  if (!existing || isShipping !== kind.isForShipping) {
    const userErrors = [userError(["id"], "Discount does not exist")];
    return { automaticDiscountNode: null, userErrors };
  }
  return write(args, { ...kind, existing }, call);
}

function write(args: Arguments, form: DiscountForm, call: Call): unknown {
  const input = args[form.root] as DiscountInputFields;
  const { existing } = form;
  const period = {
    startsAt: input.startsAt ?? existing?.startsAt ?? "",
    endsAt: "endsAt" in input ? (input.endsAt ?? null) : (existing?.endsAt ?? null),
  };
  const isCrowded = crowdOf(call.shop, period, existing) >= maximumAutomatic;
  if (isCrowded && period.startsAt !== "") {
    return { automaticDiscountNode: null, userErrors: [crowded([form.root])] };
  }
  const { discount, userErrors } = writeDiscount(args, form, call);
  return { automaticDiscountNode: discount, userErrors };
}

/** What changes nothing is not told. */
function turn(args: Arguments, call: Call, apply: (discount: Discount) => void): unknown {
  const discount = automaticOf(args, call);
  if (!discount) return { automaticDiscountNode: null, userErrors: [missing()] };
  const before = [discount.startsAt, discount.endsAt].join();
  apply(discount);
  if ([discount.startsAt, discount.endsAt].join() !== before) {
    call.context.emit(call.shop, { topic: "discounts/update", discount });
  }
  return { automaticDiscountNode: discount, userErrors: [] };
}

/** One with a code is none for these mutations. */
function automaticOf(args: Arguments, call: Call): Discount | null {
  const discount = call.shop.discounts.get(idOf("DiscountAutomaticNode", textOf(args, "id")) ?? "");
  return discount && discount.code === null ? discount : null;
}

function missing(): UserError {
  return userError(["id"], "Automatic discount does not exist.", "INVALID");
}

function crowded(field: string[]): UserError {
  const message =
    "The active period overlaps with other automatic discounts. " +
    `At any given time, only ${maximumAutomatic} automatic discounts can be active.`;
  return userError(field, message, "ACTIVE_PERIOD_OVERLAP");
}
