// Asks what a customer is like, as far as an earning program names it: tags and segments.
import { z } from "zod";
import type { Instant } from "../../../core/calendar/instant.ts";
import type { BuyerFacts } from "../../../core/orders/order-facts.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const MAX_SEGMENTS_PER_CALL = 50;

export interface BuyerQuestion {
  readonly customerId: string;
  /** In lower case. */
  readonly tags: readonly string[];
  readonly segmentIds: readonly string[];
}

const tagsOperation = `#graphql
  query FetchCustomerTags($id: ID!) {
    customer(id: $id) {
      tags
    }
  }`;

const segmentsOperation = `#graphql
  query FetchCustomerSegments($id: ID!, $segmentIds: [ID!]!) {
    customerSegmentMembership(customerId: $id, segmentIds: $segmentIds) {
      memberships {
        segmentId
        isMember
      }
    }
  }`;

const tagsSchema = z.object({
  customer: z.object({ tags: z.array(z.string()) }).nullable(),
});
const segmentsSchema = z.object({
  customerSegmentMembership: z.object({
    memberships: z.array(z.object({ segmentId: z.string(), isMember: z.boolean() })),
  }),
});

/** A customer whom Shopify does not show is gone. */
export async function fetchBuyerFacts(
  admin: AdminGraphql,
  question: BuyerQuestion,
  askedAt: Instant,
  signal?: AbortSignal,
): Promise<AdminAnswer<BuyerFacts>> {
  const id = `gid://shopify/Customer/${question.customerId}`;
  const request = { operation: tagsOperation, variables: { id }, schema: tagsSchema };
  const answer = await askAdmin(admin, request, signal);
  if (answer.outcome !== "ok") return answer;
  const { customer } = answer.data;
  if (customer === null) {
    return { outcome: "ok", data: { askedAt, tags: [], segmentIds: [], gap: "gone" } };
  }
  const segments = await fetchSegments(admin, id, question.segmentIds, signal);
  if (segments.outcome !== "ok") return segments;
  const has = new Set(customer.tags.map((tag) => tag.toLowerCase()));
  const tags = question.tags.filter((tag) => has.has(tag)).toSorted();
  return { outcome: "ok", data: { askedAt, tags, segmentIds: segments.data, gap: null } };
}

async function fetchSegments(
  admin: AdminGraphql,
  id: string,
  segmentIds: readonly string[],
  signal?: AbortSignal,
): Promise<AdminAnswer<string[]>> {
  const found: string[] = [];
  for (let at = 0; at < segmentIds.length; at += MAX_SEGMENTS_PER_CALL) {
    const asked = segmentIds.slice(at, at + MAX_SEGMENTS_PER_CALL);
    const answer = await askSegments(admin, id, asked, signal);
    if (answer.outcome !== "ok") return answer;
    found.push(...answer.data);
  }
  return { outcome: "ok", data: found.toSorted() };
}

/**
 * Shopify refuses the question when one of the segments was deleted: then each is asked for alone,
 * and nobody is in the deleted one.
 */
async function askSegments(
  admin: AdminGraphql,
  id: string,
  asked: readonly string[],
  signal?: AbortSignal,
): Promise<AdminAnswer<string[]>> {
  const variables = { id, segmentIds: asked.map((one) => `gid://shopify/Segment/${one}`) };
  const request = { operation: segmentsOperation, variables, schema: segmentsSchema };
  const answer = await askAdmin(admin, request, signal);
  if (answer.outcome === "ok") {
    const { memberships } = answer.data.customerSegmentMembership;
    const members = memberships.filter(({ isMember }) => isMember);
    return { outcome: "ok", data: members.map(({ segmentId }) => numericId(segmentId)) };
  }
  if (answer.outcome !== "refused") return answer;
  if (asked.length === 1) return { outcome: "ok", data: [] };
  const found: string[] = [];
  for (const one of asked) {
    const alone = await askSegments(admin, id, [one], signal);
    if (alone.outcome !== "ok") return alone;
    found.push(...alone.data);
  }
  return { outcome: "ok", data: found };
}

function numericId(gid: string): string {
  return gid.split("/").at(-1) ?? gid;
}
