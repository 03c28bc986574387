// One webhook delivery: how it is made, its headers, and what follows an attempt.

import { randomUUID } from "node:crypto";
import { sendWebhook } from "./send-webhook.ts";
import { signBody } from "./sign-body.ts";
import type { SimulatorContext } from "../context.ts";
import type { Delivery, Shop } from "../model.ts";
import { newId } from "../world.ts";

export const maximumRetries = 8;
const retryWindowMs = 4 * 3600 * 1000;
/** Each wait is twice the one before, and the eighth retry comes at the end of the window. */
const firstRetryMs = retryWindowMs / (2 ** maximumRetries - 1);

export type NewDelivery = {
  shop: Shop;
  topic: string;
  subscription: string | null;
  uri: string;
  apiVersion: string;
  body: Buffer;
  eventId?: string;
  webhookId?: string;
  hmac?: string;
  headers?: Record<string, string>;
  triggeredAt?: string;
};

export function retryDelayMs(failures: number): number {
  return firstRetryMs * 2 ** (failures - 1);
}

export async function attemptDelivery(
  context: SimulatorContext,
  delivery: Delivery,
): Promise<void> {
  delivery.status = "delivering";
  delivery.nextAttemptAt = null;
  const shop = context.state.shops.get(delivery.shopId);
  const result = await sendWebhook(
    {
      url: new URL(delivery.uri, context.settings.appUrl).href,
      headers: { ...shopifyHeaders(delivery, shop), ...delivery.headers },
      body: Buffer.from(delivery.bodyBase64, "base64"),
    },
    context.now().toISOString(),
  );
  delivery.attempts.push(result);
  if (result.outcome === "delivered") delivery.status = "delivered";
  else if (delivery.attempts.length > maximumRetries) delivery.status = "failed";
  else {
    delivery.status = "retrying";
    const waitMs = retryDelayMs(delivery.attempts.length);
    delivery.nextAttemptAt = new Date(context.now().getTime() + waitMs).toISOString();
  }
}

function shopifyHeaders(delivery: Delivery, shop: Shop | undefined): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Shopify-Captain-Hook",
    "x-shopify-topic": delivery.topic,
    ...(delivery.hmac === "" ? {} : { "x-shopify-hmac-sha256": delivery.hmac }),
    "x-shopify-shop-domain": shop?.domain ?? "",
    "x-shopify-api-version": delivery.apiVersion,
    "x-shopify-webhook-id": delivery.webhookId,
    "x-shopify-event-id": delivery.eventId,
    "x-shopify-triggered-at": delivery.triggeredAt,
    ...(delivery.subscription === null ? {} : { "x-shopify-name": delivery.subscription }),
  };
}

export function newDelivery(context: SimulatorContext, input: NewDelivery): Delivery {
  return {
    id: newId(context),
    webhookId: input.webhookId ?? randomUUID(),
    eventId: input.eventId ?? randomUUID(),
    shopId: input.shop.id,
    topic: input.topic,
    subscription: input.subscription,
    uri: input.uri,
    apiVersion: input.apiVersion,
    bodyBase64: input.body.toString("base64"),
    hmac: input.hmac ?? signBody(context.settings.apiSecret, input.body),
    headers: input.headers ?? {},
    triggeredAt: input.triggeredAt ?? context.now().toISOString(),
    status: "queued",
    nextAttemptAt: null,
    attempts: [],
  };
}

export function repeatedDelivery(
  context: SimulatorContext,
  original: Delivery,
  sameWebhookId: boolean,
): Delivery {
  return {
    ...original,
    id: newId(context),
    webhookId: sameWebhookId ? original.webhookId : randomUUID(),
    status: "queued",
    nextAttemptAt: null,
    attempts: [],
  };
}
