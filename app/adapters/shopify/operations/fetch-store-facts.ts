// What the store is, and which of the things that a program's rewards name it has.
import { z } from "zod";
import type { StoreFacts, StoreQuestion } from "../../../core/program/store-problems.ts";
import { thingKey } from "../../../core/program/store-problems.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

/** As many as Shopify takes in one question. */
const MAX_IDS = 250;

const types = {
  product: "Product",
  variant: "ProductVariant",
  collection: "Collection",
  segment: "Segment",
} as const;

const operation = `#graphql
  query FetchStoreFacts($ids: [ID!]!, $giftCards: Boolean!, $storeCredit: Boolean!) {
    shop {
      currencyCode
      features { sellsSubscriptions giftCards }
    }
    giftCardConfiguration @include(if: $giftCards) {
      issueLimit { amount currencyCode }
    }
    storeCreditConfiguration @include(if: $storeCredit) {
      storeCreditEnabled
    }
    nodes(ids: $ids) {
      __typename
      ... on ProductVariant { price }
    }
  }`;

const schema = z.object({
  shop: z.object({
    currencyCode: z.string(),
    features: z.object({ sellsSubscriptions: z.boolean(), giftCards: z.boolean() }),
  }),
  giftCardConfiguration: z
    .object({ issueLimit: z.object({ amount: z.string(), currencyCode: z.string() }) })
    .optional(),
  storeCreditConfiguration: z.object({ storeCreditEnabled: z.boolean() }).optional(),
  nodes: z.array(z.object({ price: z.string().optional() }).nullable()),
});

type Answer = z.output<typeof schema>;
type Thing = StoreQuestion["things"][number];

/** One call for every 250 things. */
export async function fetchStoreFacts(
  admin: AdminGraphql,
  { things, giftCards, storeCredit }: StoreQuestion,
  signal?: AbortSignal,
): Promise<AdminAnswer<StoreFacts>> {
  const found: [Thing, { price?: string | undefined }][] = [];
  let store: Answer | undefined;
  for (let start = 0; start === 0 || start < things.length; start += MAX_IDS) {
    const asked = things.slice(start, start + MAX_IDS);
    const ids = asked.map(({ kind, id }) => `gid://shopify/${types[kind]}/${id}`);
    const variables = { ids, giftCards, storeCredit };
    const answer = await askAdmin(admin, { operation, variables, schema }, signal);
    if (answer.outcome !== "ok") return answer;
    store = answer.data;
    for (const [place, thing] of asked.entries()) {
      const node = answer.data.nodes[place];
      if (node) found.push([thing, node]);
    }
  }
  return store === undefined
    ? { outcome: "unknown", reason: "no_answer" }
    : { outcome: "ok", data: factsOf(store, found) };
}

function factsOf(
  { shop, giftCardConfiguration, storeCreditConfiguration }: Answer,
  found: readonly [Thing, { price?: string | undefined }][],
): StoreFacts {
  const limit = giftCardConfiguration?.issueLimit;
  return {
    currency: shop.currencyCode,
    sellsSubscriptions: shop.features.sellsSubscriptions,
    things: new Set(found.map(([thing]) => thingKey(thing))),
    freeVariants: new Set(
      found.filter(([, { price }]) => price && /^[0.]+$/.test(price)).map(([{ id }]) => id),
    ),
    giftCards: limit
      ? {
          isOffered: shop.features.giftCards,
          issueLimit: { amount: limit.amount, currency: limit.currencyCode },
        }
      : null,
    isStoreCreditOn: storeCreditConfiguration?.storeCreditEnabled ?? null,
  };
}
