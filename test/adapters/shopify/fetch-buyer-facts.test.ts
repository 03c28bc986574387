// A segment that was deleted in Shopify spoils no answer about the others.
import { GraphqlQueryError } from "@shopify/shopify-api";
import { describe, expect, test } from "vitest";
import type { AdminGraphql } from "../../../app/adapters/shopify/ask-admin.ts";
import { fetchBuyerFacts } from "../../../app/adapters/shopify/operations/fetch-buyer-facts.ts";

const ASKED_AT = 1_800_000_000_000;
const question = { customerId: "7001", tags: ["vip"], segmentIds: ["1", "2", "3"] };

/** Answers as Shopify does: it refuses a question about a segment that it does not know. */
function shopifyWith(segments: ReadonlyMap<string, boolean>, code = "NOT_FOUND"): AdminGraphql {
  return {
    graphql: async (operation, { variables }) => {
      if (operation.includes("FetchCustomerTags")) return answer({ customer: { tags: ["VIP"] } });
      const ids = (variables["segmentIds"] as string[]).map((id) => id.split("/").at(-1) ?? "");
      if (ids.some((id) => !segments.has(id))) throw refusal(code);
      const memberships = ids.map((id) => ({
        segmentId: `gid://shopify/Segment/${id}`,
        isMember: segments.get(id) ?? false,
      }));
      return answer({ customerSegmentMembership: { memberships } });
    },
  };
}

function answer(data: object): Response {
  return Response.json({ data });
}

function refusal(code: string): GraphqlQueryError {
  const graphQLErrors = [{ message: "Segment does not exist", extensions: { code } }];
  return new GraphqlQueryError({
    message: "refused",
    response: {},
    headers: {},
    body: { errors: { graphQLErrors } },
  });
}

describe("a customer's segments", () => {
  test("are those that Shopify says they are in", async () => {
    const known = new Map([
      ["1", true],
      ["2", false],
      ["3", true],
    ] as const);
    expect(await fetchBuyerFacts(shopifyWith(known), question, ASKED_AT)).toEqual({
      outcome: "ok",
      data: { askedAt: ASKED_AT, tags: ["vip"], segmentIds: ["1", "3"], gap: null },
    });
  });

  test("leave out one that was deleted", async () => {
    const known = new Map([
      ["1", true],
      ["3", true],
    ] as const);
    const facts = await fetchBuyerFacts(shopifyWith(known), question, ASKED_AT);
    expect(facts).toMatchObject({ outcome: "ok", data: { segmentIds: ["1", "3"] } });
  });

  test("are unknown while Shopify is out of order", async () => {
    const facts = await fetchBuyerFacts(shopifyWith(new Map(), "INTERNAL"), question, ASKED_AT);
    expect(facts.outcome).toBe("unknown");
  });
});
