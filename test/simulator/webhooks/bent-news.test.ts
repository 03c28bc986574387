// News of mergers and parcels can be held, reordered, doubled, delayed and lost like any other.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Delivery } from "../../../simulator/model.ts";
import { runSimulator, settle, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "regulars-toml-"));
  const toml = join(folder, "shopify.app.toml");
  const subscription = `
[[webhooks.subscriptions]]
topics = ["customers/merge"]
uri = "/webhooks/shopify"
`;
  const declared = await readFile("shopify.app.toml", "utf8");
  const isDeclared = declared.includes('"customers/merge"');
  await writeFile(toml, isDeclared ? declared : `${declared}${subscription}`);
  simulator = await runSimulator({ toml });
});

afterEach(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true });
});

const call = <Answer = { id: string }>(path: string, body: unknown) =>
  simulator.control<Answer>("POST", path, body);

async function merge(): Promise<void> {
  const shop = "/shops/test-shop";
  const kept = await call(`${shop}/customers`, { email: "kept@example.com" });
  const gone = await call(`${shop}/customers`, { email: "gone@example.com" });
  const customerId = gone.id;
  const order = await call(`${shop}/orders`, { customerId, lines: [{ title: "Mug", price: "9" }] });
  type Sent = { fulfillment: { id: string } };
  const sent = await call<Sent>(`${shop}/orders/${order.id}/fulfillments`, {});
  const parcel = `${shop}/orders/${order.id}/fulfillments/${sent.fulfillment.id}`;
  await call(`${parcel}/shipment`, { status: "delivered" });
  await call(`${shop}/customers/${kept.id}/merge`, { customerId, touchOrders: true });
}

const topics = () => simulator.heard.map(({ headers }) => headers["x-shopify-topic"]);
const bodies = (topic: string) =>
  simulator.heard
    .filter(({ headers }) => headers["x-shopify-topic"] === topic)
    .map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);

it("held news comes in the order asked for, each as it was when it happened", async () => {
  await call("/deliveries/hold", {});
  await merge();
  await call("/deliveries/release", { order: "reversed" });
  expect(topics()).toEqual([
    "orders/updated",
    "customers/update",
    "customers/merge",
    "orders/updated",
    "orders/updated",
    "orders/updated",
    "orders/paid",
    "customers/create",
    "customers/create",
  ]);
  const states = bodies("orders/updated").map((order) => order["fulfillment_status"]);
  expect(states).toEqual(["fulfilled", "fulfilled", "fulfilled", null]);
});

it("a merger comes late, and more than once", async () => {
  await call("/deliveries/delay", { topic: "customers/merge", seconds: 7200 });
  await merge();
  await settle(simulator);
  expect(topics()).not.toContain("customers/merge");
  await call("/clock", { advance: { hours: 2 } });
  await settle(simulator);
  const { deliveries } = await simulator.control<{ deliveries: Delivery[] }>(
    "GET",
    "/deliveries?topic=customers/merge",
  );
  await call("/deliveries/delay", { topic: "customers/merge", seconds: 0 });
  await call(`/deliveries/${deliveries[0]?.id}/repeat`, { times: 2, sameWebhookId: false });
  await settle(simulator);
  expect(bodies("customers/merge")).toHaveLength(3);
  expect(bodies("customers/merge")[0]).toMatchObject({ status: "completed" });
});

it("news of a parcel is lost for good when it is dropped", async () => {
  await call("/deliveries/hold", { topic: "orders/updated" });
  await merge();
  await settle(simulator);
  const { deliveries } = await simulator.control<{ deliveries: Delivery[] }>(
    "GET",
    "/deliveries?status=held",
  );
  await call("/deliveries/drop", { ids: deliveries.map(({ id }) => id) });
  await call("/clock", { advance: { hours: 9 } });
  await settle(simulator);
  expect(topics()).not.toContain("orders/updated");
  expect(topics()).toContain("customers/merge");
});
