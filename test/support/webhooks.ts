// Sends webhooks as Shopify does: signed over the raw bytes, with the headers it sets.
import { createHmac, randomUUID } from "node:crypto";
import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";

export const webhookSecret = "shpss_test_secret";

export interface WebhookOptions {
  readonly topic?: string;
  readonly shop?: string;
  readonly webhookId?: string;
  readonly secret?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly method?: string;
}

export function signBody(body: Buffer | string, secret: string = webhookSecret): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}

export function webhookHeaders(
  body: Buffer | string,
  options: WebhookOptions = {},
): Record<string, string> {
  const all: Record<string, string | undefined> = {
    "content-type": "application/json",
    "x-shopify-topic": options.topic ?? "orders/paid",
    "x-shopify-shop-domain": options.shop ?? "harbour-coffee.myshopify.com",
    "x-shopify-hmac-sha256": signBody(body, options.secret),
    "x-shopify-webhook-id": options.webhookId ?? randomUUID(),
    "x-shopify-api-version": "2026-07",
    "x-shopify-triggered-at": "2026-11-05T10:00:00.123456789Z",
    "x-shopify-event-id": randomUUID(),
    ...options.headers,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined;
  });
  return Object.fromEntries(given);
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** Sends one delivery and answers the status that it got. */
export function sendWebhook(
  port: number,
  body: Buffer | string,
  options: WebhookOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        host: "127.0.0.1",
        path: "/webhooks/shopify",
        method: options.method ?? "POST",
        headers: webhookHeaders(body, options),
        agent: false,
      },
      (incoming) => {
        incoming.resume();
        incoming.once("end", () => {
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers });
        });
      },
    );
    outgoing.once("error", reject);
    outgoing.end(options.method === "GET" ? undefined : body);
  });
}
