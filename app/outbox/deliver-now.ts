// For routes: delivers one message while a person waits, with the app's own deliveries.
import { deliverOne } from "./deliver-one.ts";
import type { DeliveredNow } from "./deliver-one.ts";
import { abandonments } from "./deliveries/abandonments.ts";
import { deliveries } from "./deliveries/catalogue.ts";
import type { MessageName } from "./delivery.ts";
import { kinds } from "./kinds.ts";
import { reportDelivery } from "./report-delivery.ts";

/** `pending`: it goes on by itself, or the worker tries again later. */
export function deliverNow(name: MessageName, timeoutMs: number): Promise<DeliveredNow> {
  return deliverOne(name, timeoutMs, { kinds, deliveries, abandonments }, reportDelivery);
}
