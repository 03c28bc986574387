// For routes: asks Shopify what the products of a cart and its customer are like, while somebody
// waits. Carts ask again with every change, and all carts ask about the same products: answers are
// kept for a while.
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { fetchBuyerFacts } from "../adapters/shopify/operations/fetch-buyer-facts.ts";
import { fetchProductFacts } from "../adapters/shopify/operations/fetch-product-facts.ts";
import type { AdminGraphql } from "../adapters/shopify/ask-admin.ts";
import type { FactsNeeded } from "../core/earning/needed-facts.ts";
import type { BuyerFacts, OrderFacts } from "../core/orders/order-facts.ts";
import { backgroundPace } from "./background-pace.ts";
import { createKeptAnswers } from "./kept-answers.ts";
import { KEPT_MS, MAX_KEPT, createKeptProducts } from "./kept-products.ts";
import { openShop } from "./deliveries/open-shop.ts";

const products = createKeptProducts();
const buyers = createKeptAnswers<BuyerFacts>(KEPT_MS, MAX_KEPT);

interface Asked {
  readonly shopId: bigint;
  readonly needed: FactsNeeded;
  readonly signal: AbortSignal;
}

/** About a customer; each product adds a point. */
const BUYER_COST = 12;

/**
 * Nothing where Shopify does not answer in time, or not clearly: then nobody knows. Nor where the
 * store has too few calls left: anybody can send carts, and redemptions need those calls more.
 */
export async function askAboutCart(
  shopId: bigint,
  needed: FactsNeeded,
  timeoutMs: number,
): Promise<OrderFacts | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  const asked = { shopId, needed, signal };
  try {
    const known = fromKept(asked);
    if (known !== null) return known;
    const cost = BUYER_COST + needed.productIds.length;
    if (!backgroundPace.spares(shopId, cost, performance.now())) return null;
    const opened = await openShop(shopId, signal);
    if (opened.outcome !== "open") return null;
    const isAsked = await ask(opened.admin, asked);
    return isAsked ? fromKept(asked) : null;
  } catch (thrown) {
    // Whoever waits for a token that another process renews is told by an error that time is up.
    if (signal.aborted) return null;
    throw thrown;
  }
}

/** Null while something of it is not known. */
function fromKept({ shopId, needed }: Asked): OrderFacts | null {
  const atMs = performance.now();
  const known = needed.productIds.map((id) => products.find(shopId, productKey(needed, id), atMs));
  const buyer = needed.buyer && buyers.find(buyerKey(shopId, needed.buyer), atMs);
  if (buyer === undefined || known.some((one) => one === undefined)) return null;
  return { products: known.filter((one) => one !== undefined), buyer, payments: [] };
}

/** Whether all was answered. */
async function ask(admin: AdminGraphql, { shopId, needed, signal }: Asked): Promise<boolean> {
  const askedAt = (await businessNow()).getTime();
  const { productTags: tags, collectionIds, buyer } = needed;
  const atMs = performance.now();
  const productIds = needed.productIds.filter(
    (id) => products.find(shopId, productKey(needed, id), atMs) === undefined,
  );
  if (productIds.length > 0) {
    const question = { productIds, tags, collectionIds };
    const answer = await fetchProductFacts(admin, question, askedAt, signal);
    if (answer.outcome !== "ok") return false;
    for (const facts of answer.data) {
      products.keep(shopId, productKey(needed, facts.productId), facts, atMs);
    }
  }
  if (buyer && buyers.find(buyerKey(shopId, buyer), atMs) === undefined) {
    const answer = await fetchBuyerFacts(admin, buyer, askedAt, signal);
    if (answer.outcome !== "ok") return false;
    buyers.keep(buyerKey(shopId, buyer), answer.data, atMs);
  }
  return true;
}

/** What is known of a product depends on what was asked about it. */
function productKey({ productTags, collectionIds }: FactsNeeded, productId: string): string {
  return JSON.stringify([productId, productTags, collectionIds]);
}

function buyerKey(shopId: bigint, buyer: NonNullable<FactsNeeded["buyer"]>): string {
  return JSON.stringify([String(shopId), buyer.customerId, buyer.tags, buyer.segmentIds]);
}
