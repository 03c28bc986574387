// Discounts: finding them, and what apps do to those with a code.

import { codeBasic, codeFreeShipping, type DiscountForm } from "./discount-input.ts";
import { foundDiscounts, searchDiscounts } from "./discount-search.ts";
import { plainFields } from "./money-values.ts";
import { writeDiscount } from "./write-discount.ts";
import { fieldsOf, textOf, type Arguments, type Call, type FieldResolvers } from "../call.ts";
import { topLevel, userError } from "../errors.ts";
import {
  activateDiscount,
  deactivateDiscount,
  deleteDiscount,
  findDiscountByCode,
} from "../../actions/discounts.ts";
import type { Discount } from "../../model.ts";
import { idOf } from "../../world.ts";

export const discountRoot = fieldsOf<unknown>({
  codeDiscountNode: (_source, args, call) => {
    const id = idOf("DiscountCodeNode", textOf(args, "id"));
    if (id === null) throw topLevel(`Invalid id: ${textOf(args, "id")}`, "RESOURCE_NOT_FOUND");
    return codeDiscount(call, id);
  },
  codeDiscountNodeByCode: (_source, args, call) =>
    findDiscountByCode(call.shop, textOf(args, "code")) ?? null,
  discountNode: (_source, args, call) => discountOfNode(call, textOf(args, "id")),
  discountNodes: (_source, args, call) => searchDiscounts(args, call),
  discountNodesCount: (_source, args, call) => ({
    count: foundDiscounts(args, call).length,
    precision: "EXACT",
  }),
});

export const discountMutations = fieldsOf<unknown>({
  discountCodeBasicCreate: (_source, args, call) => create(args, codeBasic, call),
  discountCodeBasicUpdate: (_source, args, call) => update(args, codeBasic, call),
  discountCodeFreeShippingCreate: (_source, args, call) => create(args, codeFreeShipping, call),
  discountCodeFreeShippingUpdate: (_source, args, call) => update(args, codeFreeShipping, call),
  discountCodeDeactivate: (_source, args, call) =>
    change(args, call, (discount) => deactivateDiscount(call.context, discount)),
  discountCodeActivate: (_source, args, call) =>
    change(args, call, (discount) => activateDiscount(call.context, discount)),
  discountCodeDelete: (_source, args, call) => {
    const discount = discountOf(args, call);
    if (!discount) return { deletedCodeDiscountId: null, userErrors: [missing()] };
    deleteDiscount(call.context, call.shop, discount);
    return { deletedCodeDiscountId: textOf(args, "id"), userErrors: [] };
  },
});

const nodePayload = plainFields("codeDiscountNode", "userErrors");

export const discountPayloads: Record<string, FieldResolvers> = {
  DiscountCodeBasicCreatePayload: nodePayload,
  DiscountCodeBasicUpdatePayload: nodePayload,
  DiscountCodeFreeShippingCreatePayload: nodePayload,
  DiscountCodeFreeShippingUpdatePayload: nodePayload,
  DiscountCodeDeactivatePayload: nodePayload,
  DiscountCodeActivatePayload: nodePayload,
  DiscountCodeDeletePayload: plainFields("deletedCodeDiscountId", "userErrors"),
};

/** By the id of any node that stands for a discount. */
export function discountOfNode(call: Call, globalId: string): Discount | null {
  const [code, automatic, either] = (
    ["DiscountCodeNode", "DiscountAutomaticNode", "DiscountNode"] as const
  ).map((type) => idOf(type, globalId));
  const id = code ?? automatic ?? either;
  if (!id) throw topLevel(`Invalid id: ${globalId}`, "RESOURCE_NOT_FOUND");
  const discount = call.shop.discounts.get(id) ?? null;
  if (!discount || either) return discount;
  return (discount.code === null) === (automatic !== null) ? discount : null;
}

type Kind = Omit<DiscountForm, "existing">;

function create(args: Arguments, kind: Kind, call: Call): unknown {
  const { discount, userErrors } = writeDiscount(args, { ...kind, existing: null }, call);
  return { codeDiscountNode: discount, userErrors };
}

function update(args: Arguments, kind: Kind, call: Call): unknown {
  const existing = discountOf(args, call);
  if (!existing) {
    const userErrors = [userError(["id"], "Discount does not exist")];
    return { codeDiscountNode: null, userErrors };
  }
  const { discount, userErrors } = writeDiscount(args, { ...kind, existing }, call);
  return { codeDiscountNode: discount, userErrors };
}

/** What changes nothing is not told. */
function change(args: Arguments, call: Call, apply: (discount: Discount) => void): unknown {
  const discount = discountOf(args, call);
  if (!discount) return { codeDiscountNode: null, userErrors: [missing()] };
  const before = [discount.startsAt, discount.endsAt].join();
  apply(discount);
  if ([discount.startsAt, discount.endsAt].join() !== before) {
    call.context.emit(call.shop, { topic: "discounts/update", discount });
  }
  return { codeDiscountNode: discount, userErrors: [] };
}

function discountOf(args: Arguments, call: Call): Discount | null {
  return codeDiscount(call, idOf("DiscountCodeNode", textOf(args, "id")) ?? "");
}

/** A discount that applies by itself is none for these mutations. */
function codeDiscount(call: Call, id: string): Discount | null {
  const discount = call.shop.discounts.get(id);
  return discount && discount.code !== null ? discount : null;
}

function missing(): ReturnType<typeof userError> {
  return userError(["id"], "Code discount does not exist.", "INVALID");
}
