// For routes: asks Shopify what a customer is like, while the customer waits.
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { fetchBuyerFacts } from "../adapters/shopify/operations/fetch-buyer-facts.ts";
import type { CustomerFacts, CustomerQuestion } from "../core/rewards/reward-audience.ts";
import { openShop } from "./deliveries/open-shop.ts";

interface Asked {
  readonly shopId: bigint;
  /** Shopify's id. */
  readonly customerId: string;
  readonly asks: CustomerQuestion;
}

/** Nothing where Shopify does not answer in time, or not clearly: then nobody knows. */
export async function askAboutCustomer(
  { shopId, customerId, asks }: Asked,
  timeoutMs: number,
): Promise<CustomerFacts | null> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const opened = await openShop(shopId, signal);
    if (opened.outcome !== "open") return null;
    const askedAt = (await businessNow()).getTime();
    const question = { customerId, ...asks };
    const answer = await fetchBuyerFacts(opened.admin, question, askedAt, signal);
    if (answer.outcome !== "ok") return null;
    return { asked: asks, tags: answer.data.tags, segmentIds: answer.data.segmentIds };
  } catch (thrown) {
    // Whoever waits for a token that another process renews is told by an error that time is up.
    if (signal.aborted) return null;
    throw thrown;
  }
}
