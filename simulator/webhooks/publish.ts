// From a domain event to deliveries: one for each subscription of its topic, with the fields that
// the subscription asks for.

import { randomUUID } from "node:crypto";
import type { Deliveries } from "./deliveries.ts";
import { pickFields, stringify, type JsonObject } from "./json.ts";
import { expandScopes } from "../admin-api/access.ts";
import { buildPayload } from "./payloads/build-payload.ts";
import type { SimulatorContext, WebhookSubscription } from "../context.ts";
import type { Shop } from "../model.ts";
import type { DomainEvent } from "../world.ts";

const complianceTopics = ["customers/data_request", "customers/redact", "shop/redact"];

export function publish(
  context: SimulatorContext,
  deliveries: Deliveries,
  shop: Shop,
  events: DomainEvent[],
  moment: Date,
): void {
  const eventId = randomUUID();
  for (const event of events) {
    if (!mayHear(shop, event.topic)) continue;
    const subscriptions = context.app.subscriptions.filter((entry) => entry.topic === event.topic);
    if (subscriptions.length === 0) continue;
    const world = { ...context, now: () => moment };
    const payload = buildPayload(world, shop, event);
    for (const subscription of subscriptions) {
      deliveries.add({
        shop,
        topic: event.topic,
        subscription: subscription.name,
        uri: subscription.uri,
        apiVersion: subscription.apiVersion,
        body: encode(payload, subscription),
        eventId,
        triggeredAt: moment.toISOString(),
      });
    }
  }
}

/** An installed app hears of what its scopes let it read; privacy requests come in any case. */
function mayHear({ installation }: Shop, topic: string): boolean {
  if (complianceTopics.includes(topic)) return true;
  if (!installation) return false;
  const scope = scopeOf(topic);
  return scope === null || expandScopes(installation.scopes).has(scope);
}

/** What Shopify asks of an app for a topic; null when it asks nothing. */
export function scopeOf(topic: string): string | null {
  if (topic === "customers/merge") return "read_customer_merge";
  const [resource = ""] = topic.split("/");
  if (resource.endsWith("_marketing_consent")) return "read_customers";
  if (resource === "orders" || resource === "refunds") return "read_orders";
  return resource === "customers" || resource === "discounts" ? `read_${resource}` : null;
}

function encode(payload: JsonObject, subscription: WebhookSubscription): Buffer {
  const fields = subscription.includeFields;
  return Buffer.from(stringify(fields === null ? payload : pickFields(payload, fields)));
}
