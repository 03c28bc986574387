// Asks Shopify all that an order's program needs to know beside its payload.
import type { Instant } from "../../../core/calendar/instant.ts";
import type { FactsNeeded } from "../../../core/earning/needed-facts.ts";
import type { OrderFacts } from "../../../core/orders/order-facts.ts";
import type { AdminAnswer } from "../admin-answer.ts";
import type { AdminGraphql } from "../ask-admin.ts";
import { fetchBuyerFacts } from "./fetch-buyer-facts.ts";
import { fetchPaymentFacts } from "./fetch-payment-facts.ts";
import { fetchProductFacts } from "./fetch-product-facts.ts";

/** Only what is needed is asked for; what can never be known comes back as a gap. */
export async function fetchOrderFacts(
  admin: AdminGraphql,
  { orderId, needed }: { readonly orderId: string; readonly needed: FactsNeeded },
  askedAt: Instant,
  signal?: AbortSignal,
): Promise<AdminAnswer<OrderFacts>> {
  const { productIds, productTags, collectionIds, paymentsOfWorth } = needed;
  const question = { productIds, tags: productTags, collectionIds };
  const products = await fetchProductFacts(admin, question, askedAt, signal);
  if (products.outcome !== "ok") return products;
  const buyer = needed.buyer && (await fetchBuyerFacts(admin, needed.buyer, askedAt, signal));
  if (buyer && buyer.outcome !== "ok") return buyer;
  const paid = paymentsOfWorth === null ? null : { orderId, worth: paymentsOfWorth };
  const payments = paid && (await fetchPaymentFacts(admin, paid, askedAt, signal));
  if (payments && payments.outcome !== "ok") return payments;
  return {
    outcome: "ok",
    data: {
      products: products.data,
      buyer: buyer?.data ?? null,
      payments: payments ? [payments.data] : [],
    },
  };
}
