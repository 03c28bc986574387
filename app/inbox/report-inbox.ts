// What the log is told of webhooks: shops, topics, ids and reasons, no contents.
import { log } from "../log.server.ts";
import type { InboxEvent } from "./handle-messages.ts";
import type { DoorEvent } from "./webhook-door.ts";

export function reportInbox(event: InboxEvent): void {
  switch (event.type) {
    case "handled":
      return log().debug({ count: event.count, durationMs: event.durationMs }, "webhooks handled");
    case "batch_failed":
      return log().warn(
        { count: event.count, error: event.error },
        "a batch of webhooks failed and is handled one by one",
      );
    case "failed":
      return log().warn(fieldsOf(event), "a webhook failed and will be tried again");
    case "dead":
      return log().error(fieldsOf(event), "a webhook became a dead letter");
  }
}

function fieldsOf(event: Extract<InboxEvent, { type: "failed" | "dead" }>) {
  const { delivery, reason, error } = event;
  return {
    shopId: String(delivery.shopId),
    topic: delivery.topic,
    webhookId: delivery.webhookId,
    attempt: delivery.attempts + 1,
    reason,
    ...(error === undefined ? {} : { error }),
  };
}

export function reportDoor(event: DoorEvent): void {
  switch (event.type) {
    case "dropped":
      return log().info({ ...headersOf(event), reason: event.reason }, "webhook dropped");
    case "unavailable":
      return log().warn(headersOf(event), "webhook sent away, to come again");
    case "refused":
      return log().warn({ status: event.status, reason: event.reason }, "webhook refused");
    case "failed":
      return log().error({ error: event.error }, "webhooks could not be stored");
  }
}

function headersOf({ headers }: Extract<DoorEvent, { type: "dropped" | "unavailable" }>) {
  return { shop: headers.shopDomain, topic: headers.topic, webhookId: headers.webhookId };
}
