// Control calls about webhooks: seeing them, bending their order, sending any payload.

import { z } from "zod";
import { parseInput, text } from "./parse-input.ts";
import { control, idOf, onShop } from "./shop-routes.ts";
import { requireOrder } from "../actions/find-order.ts";
import { requireCustomer } from "../actions/customers.ts";
import type { SimulatorContext } from "../context.ts";
import type { Delivery } from "../model.ts";
import type { Route, SimulatorRequest } from "../server.ts";
import { requireShop } from "../state.ts";
import type { Deliveries } from "../webhooks/deliveries.ts";
import { stringify } from "../webhooks/json.ts";
import { customerPayload } from "../webhooks/payloads/customer.ts";
import { orderPayload } from "../webhooks/payloads/order.ts";
import { refundPayload } from "../webhooks/payloads/refund.ts";
import { signBody } from "../webhooks/sign-body.ts";
import { refuse } from "../world.ts";

const maximumTimes = 1_000;

const rawDelivery = z.strictObject({
  shop: text,
  topic: text,
  /** One of these three: a JSON value, the exact text, or the exact bytes. */
  body: z.unknown().optional(),
  raw: z.string().optional(),
  base64: z.base64().optional(),
  times: z.int().min(1).max(maximumTimes).default(1),
  /** "valid": the app's secret; "forged": another; "missing"; any other text is sent as it is. */
  hmac: z.string().default("valid"),
  /** Signs with this secret instead, e.g. the one before a rotation. */
  secret: text.optional(),
  webhookId: text.optional(),
  eventId: text.optional(),
  uri: text.optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

const releaseInput = z.strictObject({
  ids: z.array(text).optional(),
  topic: text.optional(),
  order: z.enum(["queued", "reversed", "shuffled"]).default("queued"),
  seed: z.int().default(1),
  keepHolding: z.boolean().default(false),
});

const repeatInput = z.strictObject({
  times: z.int().min(1).max(maximumTimes).default(1),
  sameWebhookId: z.boolean().default(true),
});

export function deliveryRoutes(deliveries: Deliveries): Route[] {
  const topicInput = z.strictObject({ topic: text.default("*") });
  return [
    control("GET", "/deliveries", (request, context) => list(request, context, deliveries)),
    control("POST", "/deliveries", (request, context) => sendRaw(request, context, deliveries)),
    control("POST", "/deliveries/hold", (request) => {
      deliveries.hold(parseInput(request, topicInput).topic);
      return { holding: deliveries.holds() };
    }),
    control("POST", "/deliveries/delay", (request) => {
      const fields = { topic: text.default("*"), seconds: z.number().nonnegative() };
      const { topic, seconds } = parseInput(request, z.strictObject(fields));
      deliveries.delay(topic, seconds * 1000);
      return { topic, seconds };
    }),
    control("POST", "/deliveries/release", async (request, context) => {
      const input = parseInput(request, releaseInput);
      if (!input.keepHolding) deliveries.stopHolding(input.topic ?? null);
      const ids = input.ids ?? heldIds(context, input);
      await deliveries.release(ids);
      return ids.map((id) => brief(deliveries.find(id)));
    }),
    control("POST", "/deliveries/drop", (request) => {
      const { ids } = parseInput(request, z.strictObject({ ids: z.array(text) }));
      return ids.map((id) => brief(deliveries.drop(id)));
    }),
    control("POST", "/deliveries/settle", async (request, context) => {
      const fields = { timeoutMs: z.int().positive().max(600_000).default(30_000) };
      const { timeoutMs } = parseInput(request, z.strictObject(fields));
      return { settled: await deliveries.settled(timeoutMs), counts: countStatuses(context) };
    }),
    control("GET", "/deliveries/:id", (request) => {
      const delivery = deliveries.find(idOf(request));
      return { ...delivery, body: Buffer.from(delivery.bodyBase64, "base64").toString("utf8") };
    }),
    control("POST", "/deliveries/:id/repeat", (request) => {
      const { times, sameWebhookId } = parseInput(request, repeatInput);
      return deliveries.repeat(idOf(request), times, sameWebhookId).map(brief);
    }),
    onShop("GET", "/payloads/:topic/:id", (request, _context, shop) => {
      const wanted = idOf(request);
      if (request.params["topic"] === "customer") {
        return { raw: stringify(customerPayload(shop, requireCustomer(shop, wanted))) };
      }
      if (request.params["topic"] === "order") {
        return { raw: stringify(orderPayload(shop, requireOrder(shop, wanted))) };
      }
      for (const order of shop.orders.values()) {
        const refund = order.refunds.find((entry) => entry.id === wanted);
        if (refund) return { raw: stringify(refundPayload(shop, order, refund)) };
      }
      return refuse(
        "Payloads are /payloads/order/ID, /payloads/refund/ID and /payloads/customer/ID",
      );
    }),
  ];
}

function sendRaw(
  request: SimulatorRequest,
  context: SimulatorContext,
  deliveries: Deliveries,
): unknown {
  const input = parseInput(request, rawDelivery);
  const shop = requireShop(context.state, input.shop);
  const subscription = context.app.subscriptions.find((entry) => entry.topic === input.topic);
  const body = bytesOf(input);
  const uri = input.uri ?? subscription?.uri ?? context.app.subscriptions[0]?.uri;
  if (uri === undefined) refuse("The app subscribes to no webhook: give a uri");
  const secret = input.secret ?? context.settings.apiSecret;
  const signatures: Record<string, string> = {
    valid: signBody(secret, body),
    forged: signBody("not the app's secret", body),
    missing: "",
  };
  return Array.from({ length: input.times }, () =>
    brief(
      deliveries.add({
        shop,
        topic: input.topic,
        subscription: subscription?.name ?? null,
        uri,
        apiVersion: subscription?.apiVersion ?? "2026-07",
        body,
        hmac: signatures[input.hmac] ?? input.hmac,
        ...(input.webhookId === undefined ? {} : { webhookId: input.webhookId }),
        ...(input.eventId === undefined ? {} : { eventId: input.eventId }),
        ...(input.headers === undefined ? {} : { headers: lowerCased(input.headers) }),
      }),
    ),
  );
}

function bytesOf(input: z.output<typeof rawDelivery>): Buffer {
  const { body, raw, base64 } = input;
  if ([body, raw, base64].filter((value) => value !== undefined).length !== 1) {
    refuse("Give one of body (JSON), raw (the exact text) or base64 (the exact bytes)");
  }
  if (base64 !== undefined) return Buffer.from(base64, "base64");
  return Buffer.from(raw ?? JSON.stringify(body));
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v]));
}

function heldIds(context: SimulatorContext, input: z.output<typeof releaseInput>): string[] {
  const held = context.state.deliveries
    .filter((entry) => entry.status === "held")
    .filter((entry) => input.topic === undefined || entry.topic === input.topic)
    .map((entry) => entry.id);
  if (input.order === "reversed") return held.toReversed();
  return input.order === "shuffled" ? shuffled(held, input.seed) : held;
}

/** The same seed gives the same order. */
function shuffled(ids: string[], seed: number): string[] {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return ids
    .map((id) => ({ id, rank: next() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map((entry) => entry.id);
}

function list(request: SimulatorRequest, context: SimulatorContext, deliveries: Deliveries) {
  const wanted = request.url.searchParams;
  const shop = wanted.has("shop") ? requireShop(context.state, wanted.get("shop") ?? "") : null;
  const found = context.state.deliveries.filter(
    (entry) =>
      (!shop || entry.shopId === shop.id) &&
      (!wanted.has("topic") || entry.topic === wanted.get("topic")) &&
      (!wanted.has("status") || entry.status === wanted.get("status")),
  );
  return { holding: deliveries.holds(), deliveries: found.map(brief) };
}

function brief(delivery: Delivery): Omit<Delivery, "bodyBase64"> {
  const { bodyBase64: _left, ...rest } = delivery;
  return rest;
}

function countStatuses(context: SimulatorContext): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of context.state.deliveries) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
