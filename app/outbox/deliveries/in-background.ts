// Makes a delivery that nobody waits for step back where a shop's calls to Shopify run short.
import { backgroundPace } from "../background-pace.ts";
import type { Deliver } from "../delivery.ts";

export function inBackground<Payload>(deliver: Deliver<Payload>): Deliver<Payload> {
  return async (message, signal) => {
    const delayMs = backgroundPace.takeTurn(message.shopId, performance.now());
    if (delayMs > 0) return { outcome: "postpone", reason: "calls_kept_for_shoppers", delayMs };
    return deliver(message, signal);
  };
}
