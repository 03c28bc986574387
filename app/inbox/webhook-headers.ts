// The headers of a delivery. They are not signed, so each is held to its form before it is
// believed.
import type { IncomingHttpHeaders } from "node:http";

export interface WebhookHeaders {
  readonly topic: string;
  readonly shopDomain: string;
  readonly webhookId: string;
  readonly eventId: string | null;
  readonly triggeredAt: Date | null;
}

const topicForm = /^[a-z_]{1,60}\/[a-z_]{1,60}$/;
const domainForm = /^[a-z0-9][a-z0-9-]{0,60}\.myshopify\.com$/;
const idForm = /^[\x21-\x7e]{1,100}$/;

/** What a delivery says of itself, or the name of the header that is missing or wrong. */
export function parseWebhookHeaders(
  headers: IncomingHttpHeaders,
): { outcome: "parsed"; headers: WebhookHeaders } | { outcome: "refused"; header: string } {
  const topic = headers["x-shopify-topic"];
  if (typeof topic !== "string" || !topicForm.test(topic)) return refused("x-shopify-topic");
  const domain = headers["x-shopify-shop-domain"];
  const shopDomain = typeof domain === "string" ? domain.toLowerCase() : "";
  if (!domainForm.test(shopDomain)) return refused("x-shopify-shop-domain");
  const webhookId = headers["x-shopify-webhook-id"];
  if (typeof webhookId !== "string" || !idForm.test(webhookId)) {
    return refused("x-shopify-webhook-id");
  }
  const eventId = headers["x-shopify-event-id"];
  return {
    outcome: "parsed",
    headers: {
      topic,
      shopDomain,
      webhookId,
      eventId: typeof eventId === "string" && idForm.test(eventId) ? eventId : null,
      triggeredAt: parseInstant(headers["x-shopify-triggered-at"]),
    },
  };
}

function refused(header: string): { outcome: "refused"; header: string } {
  return { outcome: "refused", header };
}

const instantForm = /^\d{4}-\d\d-\d\dT[\d:.]{5,20}(Z|[+-]\d\d:?\d\d)$/;

/** Nothing where the header is missing or unreadable: it only informs. */
function parseInstant(text: string | string[] | undefined): Date | null {
  if (typeof text !== "string" || !instantForm.test(text)) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
