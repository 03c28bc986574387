// The demonstration year: the same for the same seed, believable, and delivered webhook by webhook.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { financialStatus } from "../../simulator/actions/order-amounts.ts";
import type { Order, Shop } from "../../simulator/model.ts";
import { findShop } from "../../simulator/state.ts";
import { runSimulator, type RunningSimulator } from "./support/running-simulator.ts";

let simulator: RunningSimulator;

beforeEach(async () => {
  simulator = await runSimulator({ install: false });
  await simulator.control("POST", "/clock", { set: "2026-11-22T12:00:00Z" });
});

afterEach(() => simulator.stop());

function harbour(): Shop {
  const shop = findShop(simulator.context.state, "harbour-coffee");
  if (!shop) throw new Error("The demonstration shop is missing");
  return shop;
}

const shape = (order: Order) => [
  order.name,
  order.createdAt,
  order.sourceName,
  order.test,
  order.lines.map((line) => [line.sku, line.quantity, line.currentQuantity]),
];

describe("the year", () => {
  it("has what a shop's year has", async () => {
    await simulator.control("POST", "/seed", { withoutApp: true });
    const orders = [...harbour().orders.values()];
    expect(orders).toHaveLength(250);
    const count = (holds: (order: Order) => boolean) => orders.filter(holds).length;
    expect(count((order) => order.test)).toBe(1);
    expect(count((order) => order.sourceName === "pos")).toBeGreaterThan(10);
    expect(count((order) => order.customerId === null)).toBeGreaterThan(3);
    expect(count((order) => order.cancelledAt !== null)).toBeGreaterThan(1);
    expect(count((order) => order.refunds.length > 0)).toBeGreaterThan(8);
    expect(count((order) => order.edits.length > 0)).toBeGreaterThan(1);
    expect(count((order) => order.presentmentCurrency !== "EUR")).toBeGreaterThan(1);
    expect(count((order) => financialStatus(order) === "pending")).toBe(0);
    expect(count((order) => order.gateways.includes("gift_card"))).toBeGreaterThan(3);
    expect(count((order) => order.customerId === null && order.closedAt !== null)).toBeGreaterThan(
      3,
    );
    const parcels = orders.flatMap(({ fulfillments }) => fulfillments);
    expect(parcels.filter(({ deliveredAt }) => deliveredAt !== null).length).toBeGreaterThan(150);
    const refunds = orders.flatMap((order) => order.refunds).flatMap((entry) => entry.transactions);
    expect(refunds.map(({ gateway }) => gateway)).toContain("shopify_store_credit");
    const days = orders.map((order) => order.createdAt.slice(0, 10));
    expect(days).toEqual(days.toSorted());
    const inDecember = days.filter((day) => day.slice(5, 7) === "12").length;
    const inJuly = days.filter((day) => day.slice(5, 7) === "07").length;
    expect(inDecember).toBeGreaterThan(inJuly);
  });

  it("is the same for the same seed and another for another", async () => {
    const play = async (seed: number) => {
      await simulator.control("POST", "/reset", {});
      await simulator.control("POST", "/clock", { set: "2026-11-22T12:00:00Z" });
      await simulator.control("POST", "/seed", { withoutApp: true, orders: 40, seed });
      return [...harbour().orders.values()].map(shape);
    };
    const first = await play(1);
    expect(await play(1)).toEqual(first);
    expect(await play(2)).not.toEqual(first);
  });

  it("reaches the app in real webhooks, told as of their own day", async () => {
    await simulator.control("POST", "/demo-shops", {});
    const early = await simulator.refusal("POST", "/seed", {});
    expect(early.error).toContain("Install the app");
    await simulator.control("POST", "/shops/harbour-coffee/install", {});
    const progress = await simulator.control("POST", "/seed", { orders: 30 });
    expect(progress).toMatchObject({ state: "done", shop: "harbour-coffee" });
    const paid = simulator.heard.filter(
      (request) => request.headers["x-shopify-topic"] === "orders/paid",
    );
    expect(paid).toHaveLength(30);
    const years = paid.map((request) =>
      String(request.headers["x-shopify-triggered-at"]).slice(0, 4),
    );
    expect(new Set(years)).toEqual(new Set(["2025", "2026"]));
    expect(await simulator.control("GET", "/seed")).toMatchObject({ state: "done" });
  });

  it("takes the clock along when it is told where the year ends", async () => {
    await simulator.control("POST", "/demo-shops", {});
    const until = "2027-11-22T12:00:00Z";
    await simulator.control("POST", "/seed", { orders: 20, withoutApp: true, until });
    const { now } = await simulator.control<{ now: string }>("GET", "/clock");
    expect(now.slice(0, 10)).toBe("2027-11-22");
    const days = [...harbour().orders.values()].map(({ createdAt }) => createdAt.slice(0, 10));
    expect(days.every((day) => day > "2026-11-22" && day < "2027-11-22")).toBe(true);
  });

  it("leaves existing demonstration shops alone", async () => {
    const first = await simulator.control("POST", "/demo-shops", {});
    expect(await simulator.control("POST", "/demo-shops", {})).toEqual(first);
    expect(harbour().customers.size).toBe(25);
    expect(harbour().products.size).toBeGreaterThanOrEqual(8);
  });
});
