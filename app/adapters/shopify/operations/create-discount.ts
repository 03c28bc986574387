// Creates a code that one customer can use once. Repeating it is harmless: the code is unique in
// the shop, so a second create is refused as taken and the caller looks whose it is.
import { z } from "zod";
import { type AdminAnswer, refusalOf, userErrorsSchema } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

export interface DiscountInput {
  title: string;
  code: string;
  tags: readonly string[];
  customerGid: string;
  /** Decimal text in the shop's currency. */
  amount: string;
  /** Decimal text in the shop's currency, null for none. */
  minimumSubtotal: string | null;
  combinesWith: { order: boolean; product: boolean; shipping: boolean };
  startsAt: Date;
  endsAt: Date | null;
}

const operation = `#graphql
  mutation CreateDiscount($discount: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode {
        id
      }
      userErrors {
        field
        message
        code
      }
    }
  }`;

const schema = z.object({
  discountCodeBasicCreate: z
    .object({
      codeDiscountNode: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    })
    .nullable(),
});

export type CreateDiscountAnswer = AdminAnswer<{ discountGid: string }> | { outcome: "taken" };

export async function createDiscount(
  admin: AdminGraphql,
  input: DiscountInput,
  signal?: AbortSignal,
): Promise<CreateDiscountAnswer> {
  const variables = { discount: discountVariables(input) };
  const answer = await askAdmin(admin, { operation, variables, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.discountCodeBasicCreate;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  if (payload.userErrors.some((error) => error.code === "TAKEN")) return { outcome: "taken" };
  const refusal = refusalOf(payload.userErrors);
  if (refusal !== null) return refusal;
  const discountGid = payload.codeDiscountNode?.id;
  if (discountGid === undefined) return { outcome: "unknown", reason: "empty_payload" };
  return { outcome: "ok", data: { discountGid } };
}

function discountVariables(input: DiscountInput): Record<string, unknown> {
  return {
    title: input.title,
    code: input.code,
    tags: input.tags,
    startsAt: input.startsAt.toISOString(),
    endsAt: input.endsAt?.toISOString() ?? null,
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { customers: { add: [input.customerGid] } },
    customerGets: {
      value: { discountAmount: { amount: input.amount, appliesOnEachItem: false } },
      items: { all: true },
    },
    ...(input.minimumSubtotal === null
      ? {}
      : {
          minimumRequirement: {
            subtotal: { greaterThanOrEqualToSubtotal: input.minimumSubtotal },
          },
        }),
    combinesWith: {
      orderDiscounts: input.combinesWith.order,
      productDiscounts: input.combinesWith.product,
      shippingDiscounts: input.combinesWith.shipping,
    },
  };
}
