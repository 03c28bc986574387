// The door for webhooks, on bare node:http: it verifies, stores and answers, nothing else. Shopify
// gets its 200 when the message is committed; what is not authentic leaves no trace.
import type { IncomingMessage, ServerResponse } from "node:http";
import { newId } from "../db/new-id.ts";
import type { KnownShops } from "./known-shops.ts";
import { findOrderingKey } from "./ordering-key.ts";
import { endUnread, readBody } from "./read-body.ts";
import type { Receiver } from "./receive.ts";
import { findTopic, ruleOf } from "./topics.ts";
import type { Topic } from "./topics.ts";
import { parseWebhookHeaders } from "./webhook-headers.ts";
import type { WebhookHeaders } from "./webhook-headers.ts";
import type { VerifySignature } from "./webhook-signature.ts";

export const MAX_WEBHOOK_BYTES = 1_048_576;
const RETRY_AFTER_SECONDS = 5;

/** What the log hears; domains and topics only. */
export type DoorEvent =
  | { readonly type: "dropped"; readonly reason: DropReason; readonly headers: WebhookHeaders }
  | { readonly type: "unavailable"; readonly headers: WebhookHeaders }
  | { readonly type: "refused"; readonly status: number; readonly reason: string }
  | { readonly type: "failed"; readonly error: unknown };

export type DropReason = "unknown_topic" | "unknown_shop" | "shop_not_installed";

export interface DoorOptions {
  readonly verify: VerifySignature;
  readonly receiver: Receiver;
  readonly shops: KnownShops;
  readonly report: (event: DoorEvent) => void;
}

export type WebhookDoor = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createWebhookDoor(options: DoorOptions): WebhookDoor {
  return async (request, response) => {
    try {
      const status = await handle(request, options);
      answer(request, response, status);
    } catch (error) {
      options.report({ type: "failed", error });
      answer(request, response, 503);
    }
  };
}

async function handle(request: IncomingMessage, options: DoorOptions): Promise<number> {
  const refuse = (status: number, reason: string): number => {
    options.report({ type: "refused", status, reason });
    return status;
  };
  if (request.method !== "POST") return refuse(405, "method");
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") return refuse(415, "content-encoding");
  const body = await readBody(request, MAX_WEBHOOK_BYTES);
  if (body === "too_large") return refuse(413, "size");
  if (body === "broken_off") return refuse(400, "broken off");
  const signature = request.headers["x-shopify-hmac-sha256"];
  if (!options.verify(body, typeof signature === "string" ? signature : undefined)) {
    return refuse(401, "signature");
  }
  const parsed = parseWebhookHeaders(request.headers);
  if (parsed.outcome === "refused") return refuse(400, parsed.header);
  return accept(parsed.headers, body, options);
}

/**
 * From here on the delivery is Shopify's: every answer but 503 says that it need not come again.
 */
async function accept(
  headers: WebhookHeaders,
  body: Buffer,
  options: DoorOptions,
): Promise<number> {
  const drop = (reason: DropReason): number => {
    options.report({ type: "dropped", reason, headers });
    return 200;
  };
  const topic = findTopic(headers.topic);
  if (topic === undefined) return drop("unknown_topic");
  const shop = await options.shops.find(headers.shopDomain);
  if (shop === undefined) return drop("unknown_shop");
  if (!shop.isInstalled && ruleOf(topic).compliance !== true) return drop("shop_not_installed");
  const receipt = await options.receiver.receive(toMessage(shop.shopId, topic, headers, body));
  if (receipt === "stored") return 200;
  options.report({ type: "unavailable", headers });
  return 503;
}

function toMessage(shopId: bigint, topic: Topic, headers: WebhookHeaders, body: Buffer) {
  return {
    shopId,
    id: newId(),
    topic,
    webhookId: headers.webhookId,
    eventId: headers.eventId,
    orderingKey: findOrderingKey(topic, body),
    triggeredAt: headers.triggeredAt,
    body,
  };
}

function answer(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.headersSent || response.destroyed) return;
  response.statusCode = status;
  response.setHeader("content-length", 0);
  if (status === 405) response.setHeader("allow", "POST");
  if (status === 503) response.setHeader("retry-after", RETRY_AFTER_SECONDS);
  if (request.readableEnded) response.end();
  else endUnread(request, response);
}
