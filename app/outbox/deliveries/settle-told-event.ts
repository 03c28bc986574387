// Settles what an integration told, once Shopify has said of the customer what the ways to earn
// ask for.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { fetchBuyerFacts } from "../../adapters/shopify/operations/fetch-buyer-facts.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { CustomerFacts } from "../../core/rewards/reward-audience.ts";
import {
  findToldQuestion,
  giveUpTold,
  settleTold,
} from "../../usecases/integrations/settle-told-event.ts";
import type { Deliver, DeliveryOutcome } from "../delivery.ts";
import { openShop, outcomeOf, uninstalled } from "./open-shop.ts";

/** For a program that has begun to ask something else since. */
const LOOK_AGAIN_MS = 30_000;

export const settleToldEvent: Deliver<{ eventId: string }> = async (message, signal) => {
  const { shopId } = message;
  const event = { shopId, id: message.payload.eventId };
  const now = (await businessNow()).getTime();
  const answer = await askShopify(event, now, signal);
  if (answer.outcome !== "known") {
    return (await giveUpTold(event, now)) ? { outcome: "sent" } : answer;
  }
  if (await settleTold(event, answer.customer, now)) return { outcome: "sent" };
  return { outcome: "postpone", reason: "asks_about_customer", delayMs: LOOK_AGAIN_MS };
};

type Answer =
  | { readonly outcome: "known"; readonly customer: CustomerFacts | null }
  | DeliveryOutcome;

async function askShopify(
  event: { readonly shopId: bigint; readonly id: string },
  now: Instant,
  signal: AbortSignal,
): Promise<Answer> {
  const question = await findToldQuestion(event, now);
  if (question === null) return { outcome: "known", customer: null };
  const opened = await openShop(event.shopId, signal);
  if (opened.outcome === "uninstalled") return uninstalled;
  if (opened.outcome === "closed") return outcomeOf(opened.problem);
  const answer = await fetchBuyerFacts(opened.admin, question, now, signal);
  if (answer.outcome !== "ok") return outcomeOf(answer);
  const { tags, segmentIds } = answer.data;
  return { outcome: "known", customer: { asked: question, tags, segmentIds } };
}
