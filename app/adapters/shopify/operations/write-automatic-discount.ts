// Creates, changes and deletes discounts that apply by themselves to the customers of a segment. A
// title may stand twice, so a repeated creation makes a second discount: callers look first.
import { z } from "zod";
import {
  type AdminAnswer,
  deletedAnswer,
  isMissing,
  refusalOf,
  userErrorsSchema,
} from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

export interface AutomaticDiscountInput {
  title: string;
  tags: readonly string[];
  /** Decimal text such as 12.5; null for free shipping. */
  percent: string | null;
  /** Decimal text in the shop's currency, null for none. */
  minimumSubtotal: string | null;
  combinesWith: { order: boolean; product: boolean; shipping: boolean };
  /** Segments to which it is to be limited, and no longer. */
  segments: { add: readonly string[]; remove: readonly string[] };
  /** Null leaves it as it is. */
  startsAt: Date | null;
}

export type WrittenDiscount =
  | AdminAnswer<{ gid: string }>
  /** There is no such discount any more. */
  | { outcome: "missing" }
  /** So many automatic discounts are active that Shopify takes no more. */
  | { outcome: "too_many"; message: string };

type Kind = "Basic" | "FreeShipping";

const arguments_ = {
  Basic: "automaticBasicDiscount",
  FreeShipping: "freeShippingAutomaticDiscount",
} as const;

const selection = `{
      automaticDiscountNode {
        id
      }
      userErrors {
        field
        message
        code
      }
    }`;

function createOperation(kind: Kind): string {
  return `#graphql
  mutation CreateTierDiscount($discount: DiscountAutomatic${kind}Input!) {
    written: discountAutomatic${kind}Create(${arguments_[kind]}: $discount) ${selection}
  }`;
}

function updateOperation(kind: Kind): string {
  return `#graphql
  mutation UpdateTierDiscount($id: ID!, $discount: DiscountAutomatic${kind}Input!) {
    written: discountAutomatic${kind}Update(id: $id, ${arguments_[kind]}: $discount) ${selection}
  }`;
}

const remove = `#graphql
  mutation DeleteTierDiscount($id: ID!) {
    discountAutomaticDelete(id: $id) {
      deletedAutomaticDiscountId
      userErrors {
        field
        message
        code
      }
    }
  }`;

const writtenSchema = z.object({
  written: z
    .object({
      automaticDiscountNode: z.object({ id: z.string() }).nullable(),
      userErrors: userErrorsSchema,
    })
    .nullable(),
});
const removeSchema = z.object({
  discountAutomaticDelete: z.object({ userErrors: userErrorsSchema }).nullable(),
});

export function createAutomaticDiscount(
  admin: AdminGraphql,
  input: AutomaticDiscountInput,
  signal?: AbortSignal,
): Promise<WrittenDiscount> {
  const variables = { discount: discountVariables(input) };
  return write(admin, createOperation(kindOf(input)), variables, signal);
}

/** What is not named stays as it is; one that was paused wakes. */
export function updateAutomaticDiscount(
  admin: AdminGraphql,
  gid: string,
  input: AutomaticDiscountInput,
  signal?: AbortSignal,
): Promise<WrittenDiscount> {
  const variables = { id: gid, discount: discountVariables(input) };
  return write(admin, updateOperation(kindOf(input)), variables, signal);
}

export async function deleteAutomaticDiscount(
  admin: AdminGraphql,
  gid: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const request = { operation: remove, variables: { id: gid }, schema: removeSchema };
  const answer = await askAdmin(admin, request, signal);
  return answer.outcome === "ok" ? deletedAnswer(answer.data.discountAutomaticDelete) : answer;
}

async function write(
  admin: AdminGraphql,
  operation: string,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<WrittenDiscount> {
  const answer = await askAdmin(admin, { operation, variables, schema: writtenSchema }, signal);
  if (answer.outcome !== "ok") return answer;
  const payload = answer.data.written;
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  const { userErrors, automaticDiscountNode } = payload;
  if (isMissing(userErrors)) return { outcome: "missing" };
  const crowded = userErrors.find(({ code }) => code === "ACTIVE_PERIOD_OVERLAP");
  if (crowded !== undefined) return { outcome: "too_many", message: crowded.message };
  const refusal = refusalOf(userErrors);
  if (refusal !== null) return refusal;
  if (automaticDiscountNode === null) return { outcome: "unknown", reason: "empty_payload" };
  return { outcome: "ok", data: { gid: automaticDiscountNode.id } };
}

function kindOf({ percent }: AutomaticDiscountInput): Kind {
  return percent === null ? "FreeShipping" : "Basic";
}

function discountVariables(input: AutomaticDiscountInput): Record<string, unknown> {
  const { title, tags, percent, minimumSubtotal, combinesWith, segments, startsAt } = input;
  const { add, remove: leave } = segments;
  return {
    title,
    tags,
    endsAt: null,
    ...(startsAt && { startsAt: startsAt.toISOString() }),
    ...(add.length + leave.length > 0 && {
      context: { customerSegments: { add, ...(leave.length > 0 && { remove: leave }) } },
    }),
    ...(minimumSubtotal !== null && {
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: minimumSubtotal } },
    }),
    combinesWith: {
      orderDiscounts: combinesWith.order,
      productDiscounts: combinesWith.product,
      shippingDiscounts: combinesWith.shipping,
    },
    // Shopify wants a fraction of one.
    ...(percent === null
      ? { destination: { all: true } }
      : { customerGets: { value: { percentage: Number(`${percent}e-2`) }, items: { all: true } } }),
  };
}
