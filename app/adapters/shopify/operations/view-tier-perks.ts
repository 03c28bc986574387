// What stands in a store: its newest segments, its automatic discounts that work now, and those of
// both that are asked for by their ids, in full.
import { z } from "zod";
import type {
  FoundDiscount,
  FoundSegment,
  ListedDiscount,
} from "../../../core/perks/plan-perks.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";
import { UnreadableAmount, amount } from "./read-money.ts";

/** One of ours without a name was made lately; older segments are not looked through. */
const NEWEST_SEGMENTS = 250;
/** Far more than a store may have active at a time. */
const MOST_LISTED = 100;

const segmentFields = z
  .object({ id: z.string(), name: z.string(), query: z.string() })
  .transform(({ id: gid, name, query }): FoundSegment => ({ gid, name, query }));

const newestSegments = `#graphql
  query NewestSegments($first: Int!) {
    segments(first: $first, sortKey: CREATION_DATE, reverse: true) {
      nodes { id name query }
    }
  }`;

const newestSchema = z.object({ segments: z.object({ nodes: z.array(segmentFields) }) });

export async function listNewestSegments(
  admin: AdminGraphql,
  signal?: AbortSignal,
): Promise<AdminAnswer<FoundSegment[]>> {
  const variables = { first: NEWEST_SEGMENTS };
  const request = { operation: newestSegments, variables, schema: newestSchema };
  const answer = await askAdmin(admin, request, signal);
  return answer.outcome === "ok" ? { outcome: "ok", data: answer.data.segments.nodes } : answer;
}

const kinds: Readonly<Record<string, ListedDiscount["kind"]>> = {
  DiscountAutomaticBasic: "discount",
  DiscountAutomaticFreeShipping: "free_shipping",
};

const activeDiscounts = `#graphql
  query ActiveAutomaticDiscounts($first: Int!) {
    discountNodes(first: $first, query: "method:automatic AND status:active") {
      nodes {
        id
        discount {
          __typename
          ... on DiscountAutomaticBasic { title tags }
          ... on DiscountAutomaticFreeShipping { title tags }
        }
      }
    }
  }`;

const activeSchema = z.object({
  discountNodes: z.object({
    nodes: z.array(
      z.object({
        id: z.string(),
        discount: z.object({
          __typename: z.string(),
          title: z.string().optional(),
          tags: z.array(z.string()).optional(),
        }),
      }),
    ),
  }),
});

/** Apps' own and those that give one thing for another are counted, and told by nothing else. */
export async function listActiveDiscounts(
  admin: AdminGraphql,
  signal?: AbortSignal,
): Promise<AdminAnswer<ListedDiscount[]>> {
  const variables = { first: MOST_LISTED };
  const request = { operation: activeDiscounts, variables, schema: activeSchema };
  const answer = await askAdmin(admin, request, signal);
  if (answer.outcome !== "ok") return answer;
  const listed = answer.data.discountNodes.nodes.map(({ id, discount }) => ({
    gid: automaticGid(id),
    kind: kinds[discount.__typename] ?? "other",
    title: discount.title ?? "",
    tags: discount.tags ?? [],
  }));
  return { outcome: "ok", data: listed };
}

/** Lists name a discount as any discount, mutations as an automatic one: the number is the same. */
function automaticGid(id: string): string {
  return id.replace("/DiscountNode/", "/DiscountAutomaticNode/");
}

const common = `title status tags endsAt
  combinesWith { orderDiscounts productDiscounts shippingDiscounts }
  context { __typename ... on DiscountCustomerSegments { segments { id } } }
  minimumRequirement {
    __typename
    ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount currencyCode } }
  }`;

const byIds = `#graphql
  query TierPerks($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      ... on Segment { id name query }
      ... on DiscountAutomaticNode {
        id
        automaticDiscount {
          __typename
          ... on DiscountAutomaticBasic {
            ${common}
            customerGets {
              value { __typename ... on DiscountPercentage { percentage } }
              items { __typename }
            }
          }
          ... on DiscountAutomaticFreeShipping {
            ${common}
            maximumShippingPrice { amount }
            destinationSelection { __typename }
          }
        }
      }
    }
  }`;

const typed = z.object({ __typename: z.string() });
const money = z.object({ amount: z.string(), currencyCode: z.string() });
const discountFields = z.object({
  __typename: z.enum(["DiscountAutomaticBasic", "DiscountAutomaticFreeShipping"]),
  title: z.string(),
  status: z.string(),
  tags: z.array(z.string()),
  endsAt: z.string().nullable(),
  combinesWith: z.object({
    orderDiscounts: z.boolean(),
    productDiscounts: z.boolean(),
    shippingDiscounts: z.boolean(),
  }),
  context: typed.extend({ segments: z.array(z.object({ id: z.string() })).optional() }),
  minimumRequirement: typed.extend({ greaterThanOrEqualToSubtotal: money.optional() }).nullable(),
  customerGets: z
    .object({ value: typed.extend({ percentage: z.number().optional() }), items: typed })
    .optional(),
  maximumShippingPrice: z.object({ amount: z.string() }).nullish(),
  destinationSelection: typed.optional(),
});
const byIdsSchema = z.object({
  nodes: z.array(
    z
      .union([
        z.object({ __typename: z.literal("Segment") }).and(segmentFields),
        z.object({
          __typename: z.literal("DiscountAutomaticNode"),
          id: z.string(),
          automaticDiscount: discountFields,
        }),
      ])
      .nullable(),
  ),
});

export interface PerksByIds {
  segments: FoundSegment[];
  discounts: FoundDiscount[];
}

/** Those that are still there. */
export async function readPerks(
  admin: AdminGraphql,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<AdminAnswer<PerksByIds>> {
  if (ids.length === 0) return { outcome: "ok", data: { segments: [], discounts: [] } };
  const request = { operation: byIds, variables: { ids }, schema: byIdsSchema };
  const answer = await askAdmin(admin, request, signal);
  if (answer.outcome !== "ok") return answer;
  const { nodes } = answer.data;
  try {
    const segments = nodes.flatMap((node) => (node !== null && "query" in node ? [node] : []));
    const discounts = nodes.flatMap((node) =>
      node !== null && "automaticDiscount" in node
        ? [foundDiscount(node.id, node.automaticDiscount)]
        : [],
    );
    return { outcome: "ok", data: { segments, discounts } };
  } catch (error) {
    if (error instanceof UnreadableAmount) return { outcome: "unknown", reason: "bad_amount" };
    throw error;
  }
}

function foundDiscount(gid: string, discount: z.output<typeof discountFields>): FoundDiscount {
  const { __typename, title, tags, status, combinesWith, context, customerGets } = discount;
  return {
    gid,
    kind: kinds[__typename] ?? "other",
    title,
    tags,
    isActive: status === "ACTIVE",
    hasEnd: discount.endsAt !== null,
    fraction: customerGets?.value.percentage?.toFixed(FRACTION_DECIMALS) ?? null,
    minimumSubtotalMinor: minimumOf(discount.minimumRequirement),
    isForAll: isForAll(discount),
    segmentGids: context.segments?.map(({ id }) => id) ?? null,
    combinesWith: {
      order: combinesWith.orderDiscounts,
      product: combinesWith.productDiscounts,
      shipping: combinesWith.shippingDiscounts,
    },
  };
}

/** A fraction with more decimals is no percentage of ours. */
const FRACTION_DECIMALS = 6;

function minimumOf(
  requirement: z.output<typeof discountFields>["minimumRequirement"],
): bigint | null {
  if (requirement === null) return 0n;
  const subtotal = requirement.greaterThanOrEqualToSubtotal;
  if (subtotal === undefined) return null;
  const { n, d } = amount(subtotal);
  return d === 1n ? n : null;
}

function isForAll(discount: z.output<typeof discountFields>): boolean {
  const { customerGets, destinationSelection, maximumShippingPrice } = discount;
  if (customerGets !== undefined) return customerGets.items.__typename === "AllDiscountItems";
  const isEverywhere = destinationSelection?.__typename === "DiscountCountryAll";
  return isEverywhere && (maximumShippingPrice ?? null) === null;
}
