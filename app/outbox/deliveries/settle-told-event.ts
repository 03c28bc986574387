// Settles what an integration told. While Shopify is asked about the customer it looks again later.
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { settleTold } from "../../usecases/integrations/settle-told-event.ts";
import type { Deliver } from "../delivery.ts";

const LOOK_AGAIN_MS = 30_000;

export const settleToldEvent: Deliver<{ eventId: string }> = async ({ shopId, payload }) => {
  const now = (await businessNow()).getTime();
  const isSettled = await settleTold({ shopId, id: payload.eventId }, now);
  if (isSettled) return { outcome: "sent" };
  return { outcome: "postpone", reason: "asks_about_customer", delayMs: LOOK_AGAIN_MS };
};
