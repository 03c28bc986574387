// Two customers become one.

import { beforeEach, expect, it } from "vitest";
import { createCustomer, openSession, signIn } from "../../../simulator/actions/customers.ts";
import { mergeCustomers, type MergeInput } from "../../../simulator/actions/merge-customers.ts";
import { findMetafield, setMetafield } from "../../../simulator/actions/metafields.ts";
import { placeOrder, setCustomer } from "../../../simulator/actions/orders.ts";
import type { Order } from "../../../simulator/model.ts";
import { quietWorld, topicsOf, type QuietWorld } from "../support/quiet-world.ts";

let world: QuietWorld;
let order: Order;

beforeEach(() => {
  world = quietWorld();
  const people = [
    { id: "1", email: "ada@example.com", tags: ["vip", "tea"], note: "first" },
    { id: "2", email: "ada.b@example.com", tags: ["tea", "coffee"], note: "second", phone: "+49" },
  ];
  for (const person of people) createCustomer(world, world.shop, person);
  order = placeOrder(world, world.shop, {
    customerId: "2",
    lines: [{ title: "Mug", priceMinor: 1_600, quantity: 1 }],
    paid: true,
  });
  world.events.length = 0;
  world.at = new Date("2026-06-02T10:00:00Z");
});

const merge = (change: Partial<MergeInput> = {}) =>
  mergeCustomers(world, world.shop, { keptId: "1", deletedId: "2", ...change });

it("orders move to the customer that is kept, with that customer's address", () => {
  merge();
  expect(order).toMatchObject({ customerId: "1", email: "ada@example.com" });
  expect(order.updatedAt).toBe("2026-06-01T10:00:00.000Z");
  expect(world.shop.customers.has("2")).toBe(false);
  expect(topicsOf(world)).toEqual(["customers/merge", "customers/update"]);
});

it("tags and notes are joined, and what the kept one lacks is taken over", () => {
  expect(merge()).toMatchObject({
    email: "ada@example.com",
    phone: "+49",
    tags: ["vip", "tea", "coffee"],
    note: "first second",
  });
});

it("metafields that both have stay as the kept one has them", () => {
  const set = (id: string, key: string, value: string) =>
    setMetafield(world, world.shop, {
      ownerId: `gid://shopify/Customer/${id}`,
      namespace: "custom",
      key,
      type: "single_line_text_field",
      value,
    });
  set("1", "both", "kept");
  set("2", "both", "gone");
  set("2", "own", "moved");
  merge();
  const read = (key: string) =>
    findMetafield(world.shop, "gid://shopify/Customer/1", "custom", key)?.value;
  expect([read("both"), read("own"), world.shop.metafields.size]).toEqual(["kept", "moved", 2]);
});

it("whoever was signed in as the one that is gone is now the other", () => {
  const session = openSession(world.shop);
  signIn(world.shop, session, "2");
  merge();
  expect(session.customerId).toBe("1");
});

it("a merge that is given up changes nothing and says why", () => {
  merge({ problem: "Ada has gift cards." });
  expect(order.customerId).toBe("2");
  expect(world.shop.customers.size).toBe(2);
  expect(world.events).toEqual([
    { topic: "customers/merge", keptId: "1", deletedId: "2", problem: "Ada has gift cards." },
  ]);
});

it("tells of the moved orders and of the deletion when asked to", () => {
  merge({ touchOrders: true, tellDeletion: true });
  expect(order.updatedAt).toBe("2026-06-02T10:00:00.000Z");
  expect(topicsOf(world).slice(2)).toEqual(["customers/delete", "orders/updated"]);
});

it("needs two customers that exist", () => {
  expect(() => merge({ deletedId: "1" })).toThrow("with itself");
  expect(() => merge({ deletedId: "3" })).toThrow("No customer 3");
});

it("an order can change its customer without any merge, and lose it", () => {
  setCustomer(world, world.shop, order.id, "1");
  expect(order).toMatchObject({ customerId: "1", email: "ada@example.com" });
  setCustomer(world, world.shop, order.id, null);
  expect(order).toMatchObject({ customerId: null, email: "ada@example.com" });
  expect(topicsOf(world)).toEqual(["orders/updated", "orders/updated"]);
});
