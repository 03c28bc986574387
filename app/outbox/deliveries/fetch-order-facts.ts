// Asks Shopify what an order's program needs to know beside its payload; the order is counted with
// the answer. What cannot be known is recorded as such, so that no order waits for ever.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { fetchOrderFacts as askForFacts } from "../../adapters/shopify/operations/fetch-order-facts.ts";
import type { FactsNeeded } from "../../core/earning/needed-facts.ts";
import { factsNobodyKnows, gapIn } from "../../core/orders/order-facts.ts";
import { findDeliveryShop } from "../../db/delivery-shop-store.ts";
import { pool } from "../../db/pool.ts";
import { findFactsNeeded, recordFacts } from "../../usecases/order-facts.ts";
import type { Abandon, Deliver } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

export const fetchOrderFacts: Deliver<{ orderId: string }> = async (message, signal) => {
  const { shopId } = message;
  const { orderId } = message.payload;
  const opened = await openShop(shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const now = (await businessNow()).getTime();
  const needed = await findFactsNeeded(shopId, orderId);
  if (needed === null) return { outcome: "sent" };
  const answer = await askForFacts(opened.admin, { orderId, needed }, now, signal);
  if (answer.outcome !== "ok") return outcomeOf(answer);
  await recordFacts({ shopId, orderId }, answer.data, now);
  const gap = gapIn(answer.data);
  return gap === null ? { outcome: "sent" } : { outcome: "dead", reason: `facts_${gap}` };
};

/** The order is counted without what could not be learnt; the dead letter tells the merchant. */
export const countWithoutFacts: Abandon<{ orderId: string }> = async ({ shopId, payload }) => {
  // What an uninstalled shop waits for is taken up again with its next installation.
  const shop = await findDeliveryShop(pool(), shopId);
  if (!shop?.installed) return;
  const { orderId } = payload;
  const now = (await businessNow()).getTime();
  const needed = await findFactsNeeded(shopId, orderId);
  if (needed === null) return;
  await recordFacts({ shopId, orderId }, gapsFor(needed, now), now);
};

function gapsFor({ productIds, buyer, paymentsOfWorth }: FactsNeeded, askedAt: number) {
  return factsNobodyKnows({
    productIds,
    hasBuyer: buyer !== null,
    paymentsOfWorth,
    askedAt,
    gap: "unanswered",
  });
}
