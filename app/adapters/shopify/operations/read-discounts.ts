// Discount codes as a store has them: those asked for by their ids in full, or a page of all that
// work, with as little of each as tells whose they are.
import { z } from "zod";
import type { DiscountThere, DiscountUse } from "../../../core/rewards/compare-vouchers.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { UnreadableAmount, amount, numericId } from "./read-money.ts";

/** Each costs one of Shopify's points, and a page may cost a thousand. */
const PAGE_SIZE = 250;

/** What tells whose it is, and whether it works. */
const head = `title tags status asyncUsageCount usageLimit`;
const body = `endsAt
  codes(first: 1) { nodes { code } }
  context { __typename ... on DiscountCustomers { customers { id } } }`;

const byIds = `#graphql
  query ReadDiscounts($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on DiscountCodeNode {
        id
        codeDiscount {
          __typename
          ... on DiscountCodeBasic {
            ${head} ${body}
            customerGets {
              value {
                __typename
                ... on DiscountAmount { amount { amount currencyCode } appliesOnEachItem }
                ... on DiscountPercentage { percentage }
              }
            }
          }
          ... on DiscountCodeFreeShipping { ${head} ${body} }
        }
      }
    }
  }`;

const named = z.object({
  __typename: z.string(),
  title: z.string(),
  tags: z.array(z.string()),
  status: z.string(),
  asyncUsageCount: z.number().int(),
  usageLimit: z.number().int().nullable(),
});
type Named = z.output<typeof named>;
const readable = named.extend({
  endsAt: z.iso.datetime({ offset: true }).nullable(),
  codes: z.object({ nodes: z.array(z.object({ code: z.string() })) }),
  context: z.object({
    __typename: z.string(),
    customers: z.array(z.object({ id: z.string() })).optional(),
  }),
  customerGets: z
    .object({
      value: z.object({
        __typename: z.string(),
        amount: z.object({ amount: z.string(), currencyCode: z.string() }).optional(),
        appliesOnEachItem: z.boolean().optional(),
        percentage: z.number().optional(),
      }),
    })
    .optional(),
});
type Readable = z.output<typeof readable>;

const byIdsSchema = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        // Of another type than ours it has nothing but its name.
        codeDiscount: z.union([readable, z.object({ __typename: z.string() })]),
      })
      .nullable(),
  ),
});

export interface ListedCode extends DiscountUse {
  readonly title: string;
  readonly tags: readonly string[];
}

export interface ReadDiscount extends DiscountThere, ListedCode {
  readonly code: string;
}

/** Those that are there, by their ids. `currency` is the shop's. */
export async function readDiscounts(
  admin: AdminGraphql,
  { gids, currency }: { readonly gids: readonly string[]; readonly currency: string },
  signal?: AbortSignal,
): Promise<AdminAnswer<ReadonlyMap<string, ReadDiscount>>> {
  if (gids.length === 0) return { outcome: "ok", data: new Map() };
  const request = { operation: byIds, variables: { ids: gids }, schema: byIdsSchema };
  const answer = await askAdmin(admin, request, signal);
  if (answer.outcome !== "ok") return answer;
  try {
    const found = answer.data.nodes.flatMap((node) =>
      node !== null && "status" in node.codeDiscount
        ? [readDiscount(node.id, node.codeDiscount, currency)]
        : [],
    );
    return { outcome: "ok", data: new Map(found.map((one) => [one.gid, one])) };
  } catch (error) {
    if (error instanceof UnreadableAmount) return { outcome: "unknown", reason: "bad_amount" };
    throw error;
  }
}

function readDiscount(gid: string, discount: Readable, currency: string): ReadDiscount {
  const { endsAt, codes, context } = discount;
  return {
    ...listedCode(gid, discount),
    code: codes.nodes[0]?.code ?? "",
    value: valueOf(discount, currency),
    endsAt: endsAt === null ? null : Date.parse(endsAt),
    customerIds: context.customers?.map(({ id }) => numericId(id)) ?? null,
  };
}

/** What is asked for as a percentage is no amount that anybody counts with. */
const PERCENT_DECIMALS = 4;
const WHOLE_PERCENT = 100;

function valueOf(discount: Readable, currency: string): DiscountThere["value"] {
  if (discount.__typename === "DiscountCodeFreeShipping") return { kind: "free_shipping" };
  const value = discount.customerGets?.value;
  if (value?.percentage !== undefined) {
    const percent = (value.percentage * WHOLE_PERCENT).toFixed(PERCENT_DECIMALS);
    return { kind: "percentage", percent };
  }
  if (value?.amount === undefined || value.appliesOnEachItem === true) return { kind: "other" };
  const { n, d } = amount(value.amount);
  const isCounted = d === 1n && value.amount.currencyCode === currency;
  return isCounted ? { kind: "amount", amountMinor: n } : { kind: "other" };
}

const listed = `#graphql
  query ListWorkingCodes($first: Int!, $after: String) {
    discountNodes(first: $first, after: $after, query: "method:code AND status:active", sortKey: ID) {
      nodes {
        id
        discount {
          __typename
          ... on DiscountCodeBasic { ${head} }
          ... on DiscountCodeFreeShipping { ${head} }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }`;

const listedSchema = z.object({
  discountNodes: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        discount: z.union([named, z.object({ __typename: z.string() })]),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

export interface ListedCodes {
  readonly codes: readonly ListedCode[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** A page of the codes that work, of the types that vouchers are of, the oldest first. */
export async function listWorkingCodes(
  admin: AdminGraphql,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<AdminAnswer<ListedCodes>> {
  const variables = { first: PAGE_SIZE, after: cursor };
  const answer = await askAdmin(
    admin,
    { operation: listed, variables, schema: listedSchema },
    signal,
  );
  if (answer.outcome !== "ok") return answer;
  const { nodes, pageInfo } = answer.data.discountNodes;
  const codes = nodes.flatMap(({ id, discount }) =>
    "title" in discount ? [listedCode(codeGid(id), discount)] : [],
  );
  return {
    outcome: "ok",
    data: { codes, nextCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null },
  };
}

/** Lists name a discount as any discount, mutations as one with a code: the number is the same. */
function codeGid(id: string): string {
  return id.replace("/DiscountNode/", "/DiscountCodeNode/");
}

function listedCode(gid: string, discount: Named): ListedCode {
  const { title, tags, status, asyncUsageCount, usageLimit } = discount;
  return {
    gid,
    title,
    tags,
    isActive: status === "ACTIVE",
    usageCount: asyncUsageCount,
    usageLimit,
  };
}
