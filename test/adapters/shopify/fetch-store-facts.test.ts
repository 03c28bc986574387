// Shopify is asked about what rewards name in as few calls as it allows, each within its bound.
import { expect, test } from "vitest";
import type { AdminGraphql } from "../../../app/adapters/shopify/ask-admin.ts";
import { fetchStoreFacts } from "../../../app/adapters/shopify/operations/fetch-store-facts.ts";

type Variables = { ids: string[]; giftCards: boolean; storeCredit: boolean };

const shop = { currencyCode: "EUR", features: { sellsSubscriptions: false, giftCards: true } };

/** A store that has every second product, and whose variants cost nothing. */
function storeOf(asked: Variables[], answers = Infinity): AdminGraphql {
  return {
    async graphql(_operation, options) {
      const variables = options.variables as Variables;
      asked.push(variables);
      if (asked.length > answers) throw new Error("nobody answers");
      const nodes = variables.ids.map((id) => {
        if (id.includes("ProductVariant")) return { __typename: "ProductVariant", price: "0.00" };
        return Number(id.split("/").at(-1)) % 2 === 0 ? { __typename: "Product" } : null;
      });
      return Response.json({ data: { shop, nodes } });
    },
  };
}

const products = Array.from({ length: 600 }, (_value, id) => ({
  kind: "product" as const,
  id: String(id),
}));
const nothingElse = { giftCards: false, storeCredit: false };

test("each call names 250 things at most, and the answers are put together", async () => {
  const asked: Variables[] = [];
  const answer = await fetchStoreFacts(storeOf(asked), { things: products, ...nothingElse });
  expect(asked.map(({ ids }) => ids.length)).toEqual([250, 250, 100]);
  if (answer.outcome !== "ok") throw new Error(answer.outcome);
  expect(answer.data.things.size).toBe(300);
  expect(answer.data.things.has("product/598")).toBe(true);
  expect(answer.data.things.has("product/599")).toBe(false);
});

test("where nothing is named the store itself is asked about all the same", async () => {
  const asked: Variables[] = [];
  const answer = await fetchStoreFacts(storeOf(asked), { things: [], ...nothingElse });
  expect(asked).toEqual([{ ids: [], ...nothingElse }]);
  expect(answer).toMatchObject({ data: { currency: "EUR", giftCards: null } });
});

test("a variant without a price is told apart from one that is not there", async () => {
  const things = [{ kind: "variant" as const, id: "5" }];
  const answer = await fetchStoreFacts(storeOf([]), { things, ...nothingElse });
  expect(answer).toMatchObject({
    data: { things: new Set(["variant/5"]), freeVariants: new Set(["5"]) },
  });
});

test("one call without an answer is no answer", async () => {
  const asked: Variables[] = [];
  const answer = await fetchStoreFacts(storeOf(asked, 1), { things: products, ...nothingElse });
  expect(answer).toMatchObject({ outcome: "unknown" });
  expect(asked).toHaveLength(2);
});
