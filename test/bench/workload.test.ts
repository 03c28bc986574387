// The orders and buyers that the benchmark makes up: real in form, repeatable, spread evenly.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseProgramDocument } from "../../app/core/program/document.ts";
import { parseOrder } from "../../app/inbox/parse-order.ts";
import { orderBody } from "./order-body.ts";
import { FULL_PROGRAM, PLAIN_PROGRAM } from "./programs.ts";
import {
  HOT_MEMBERS,
  HOT_SHOP,
  MEMBERS_PER_SHOP,
  USUAL_SHOPS,
  anyoneOf,
  anyonesOrder,
  balanceRequestOf,
  buyerOf,
  redeemRequest,
} from "./workload.ts";

const NUMBERS = Array.from({ length: 64 }, (_, number) => number);

/** What the orders subscription asks for, as `shopify.app.toml` has it. */
function includedFields(): Set<string> {
  const settings = readFileSync("shopify.app.toml", "utf8");
  const orders = settings.slice(settings.indexOf('name = "orders"'));
  const list = /include_fields = \[([^\]]+)\]/.exec(orders)?.[1] ?? "";
  return new Set([...list.matchAll(/"([^"]+)"/g)].map(([, field]) => field ?? ""));
}

/** The fields of a body down to the first level inside, where the subscription's names end. */
function fieldsOf(body: object): string[] {
  return Object.entries(body).flatMap(([name, value]) => {
    const inner: unknown = Array.isArray(value) ? value[0] : value;
    if (inner === null || typeof inner !== "object") return Array.isArray(value) ? [] : [name];
    return Object.keys(inner).map((field) => `${name}.${field}`);
  });
}

describe("the orders of the benchmark", () => {
  it("have no field that the subscription leaves out", () => {
    const included = includedFields();
    for (const number of NUMBERS) {
      const body = JSON.parse(orderBody({ number, customerId: "7001" })) as object;
      expect(fieldsOf(body).filter((field) => !included.has(field))).toEqual([]);
    }
  });

  it("are the same for the same number and another for another", () => {
    const bodies = NUMBERS.map((number) => orderBody({ number, customerId: "7001" }));
    expect(bodies).toEqual(NUMBERS.map((number) => orderBody({ number, customerId: "7001" })));
    expect(new Set(bodies).size).toBe(NUMBERS.length);
  });

  it("are read as paid, with one to four lines", () => {
    for (const number of NUMBERS) {
      const body = orderBody({ number, customerId: "7001" });
      const answer = parseOrder("orders/paid", Buffer.from(body));
      expect(answer).toMatchObject({
        outcome: "parsed",
        event: { type: "order_seen", head: { fullyPaid: true, customerId: "7001" } },
      });
    }
  });
});

describe("the programs of the benchmark", () => {
  it.each([
    ["plain", PLAIN_PROGRAM],
    ["full", FULL_PROGRAM],
  ])("%s works", (_name, program) => {
    expect(parseProgramDocument(program, { currency: "EUR" })).toMatchObject({ outcome: "valid" });
  });
});

describe("the requests of the benchmark", () => {
  it("never ask twice for the same voucher", () => {
    const keys = NUMBERS.map((number) => {
      const asked = JSON.parse(redeemRequest(number).body) as { requestKey: string };
      return asked.requestKey;
    });
    expect(new Set(keys).size).toBe(NUMBERS.length);
  });

  it("ask for what the program has", () => {
    const [reward] = PLAIN_PROGRAM.rewards;
    const { rewardId, points, amountMinor } = JSON.parse(redeemRequest(0).body) as never;
    expect(reward).toMatchObject({
      id: rewardId,
      points: String(points),
      amountMinor: String(amountMinor),
    });
  });
});

describe("the buyers of the benchmark", () => {
  it("buy once each in a hot shop before one buys again", () => {
    const buyers = Array.from({ length: HOT_MEMBERS }, (_, number) => buyerOf(number, "hot"));
    expect(new Set(buyers.map(({ customerId }) => customerId)).size).toBe(HOT_MEMBERS);
    expect(new Set(buyers.map(({ shop }) => shop))).toEqual(new Set([HOT_SHOP]));
  });

  it("buy once each in many shops before one buys again", () => {
    const count = USUAL_SHOPS * MEMBERS_PER_SHOP;
    const buyers = Array.from({ length: count }, (_, number) => buyerOf(number, "many"));
    expect(new Set(buyers.map(({ customerId }) => customerId)).size).toBe(count);
  });

  it("come back by chance where anybody may buy", () => {
    const bodies = Array.from({ length: HOT_MEMBERS }, (_, number) => {
      const order = JSON.parse(anyonesOrder(number, "hot").body) as { customer: { id: number } };
      return order.customer.id;
    });
    // Of as many draws as there are members, chance leaves out one in e.
    const share = new Set(bodies).size / HOT_MEMBERS;
    expect(Math.abs(share - (1 - 1 / Math.E))).toBeLessThan(0.01);
  });

  it("buy in the hot shop every second time when mixed", () => {
    const shops = NUMBERS.map((number) => buyerOf(number, "mixed").shop);
    expect(shops.filter((shop) => shop === HOT_SHOP)).toHaveLength(NUMBERS.length / 2);
  });

  it("are scattered over a large shop, and asked for by their own names", () => {
    const members = 1_000_000;
    const asked = Array.from({ length: 20_000 }, (_, number) => anyoneOf(members, number));
    expect(new Set(asked.map(({ shop }) => shop))).toEqual(new Set([HOT_SHOP]));
    // Two draws in a hundred meet somebody who was drawn before.
    expect(new Set(asked.map(({ customerId }) => customerId)).size).toBeGreaterThan(19_500);
    const [first] = asked;
    if (first === undefined) throw new Error("Nobody was asked for.");
    expect(balanceRequestOf(first).head).toContain(`logged_in_customer_id=${first.customerId}&`);
  });
});
