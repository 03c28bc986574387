// The Admin API as a whole: gaps are loud, scopes and cost hold, faults strike when told to.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { statSync } from "node:fs";
import { join } from "node:path";
import { loadSchema } from "../../../simulator/admin-api/load-schema.ts";
import { askAdmin, exchangeToken, type AdminReply } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let token: string;

beforeAll(async () => {
  simulator = await runSimulator();
  await simulator.control("POST", "/shops/test-shop/customers", {
    id: "5",
    email: "five@example.com",
    firstName: "Fay",
  });
  token = (await exchangeToken(simulator)).access_token;
});

beforeEach(async () => {
  await simulator.control("DELETE", "/faults");
  await simulator.control("POST", "/throttle", { shop: "test-shop", available: 2000 });
});

afterAll(() => simulator.stop());

function ask<Data = Record<string, unknown>>(
  query: string,
  variables?: Record<string, unknown>,
): Promise<AdminReply<Data>> {
  return askAdmin<Data>(simulator, token, query, variables);
}

const codesOf = (reply: AdminReply) => reply.errors?.map((error) => error.extensions?.code);

describe("the schema", () => {
  it("is the official one, small enough to keep in the repository", () => {
    const { schema } = loadSchema();
    expect(Object.keys(schema.getTypeMap()).length).toBeGreaterThan(3_000);
    const folder = join(import.meta.dirname, "..", "..", "..", "simulator", "schema");
    expect(statSync(join(folder, "admin-2026-07.json.gz")).size).toBeLessThan(400_000);
  });

  it("is served for its own version alone, and only with a token", async () => {
    const post = (version: string, accessToken: string) =>
      fetch(`${simulator.origin}/admin/api/${version}/graphql.json`, {
        method: "POST",
        headers: {
          "x-shopify-access-token": accessToken,
          "x-forwarded-host": simulator.shop.domain,
        },
        body: JSON.stringify({ query: "{ shop { id } }" }),
      });
    expect((await post("2024-01", token)).status).toBe(404);
    expect((await post("2026-07", "shpat_wrong")).status).toBe(401);
    expect((await post("2026-07", token)).status).toBe(200);
  });

  it("introspects", async () => {
    const reply = await ask(`{ __type(name: "Shop") { name kind } shop { __typename } }`);
    expect(reply.data).toMatchObject({ __type: { name: "Shop" }, shop: { __typename: "Shop" } });
  });
});

describe("what the simulator does not play", () => {
  it("is a loud error at the top, never an empty answer", async () => {
    const reply = await ask("{ shop { name alerts { action { title } } } }");
    expect(reply.data).toBeUndefined();
    expect(reply.errors?.[0]?.message).toBe("The simulator does not play Shop.alerts");
    expect(codesOf(reply)).toContain("SIMULATOR_GAP");
  });

  it("is told before a mutation takes effect", async () => {
    const reply = await ask(
      `mutation { tagsAdd(id: "gid://shopify/Customer/5", tags: ["gold"]) {
        node { ... on Customer { id lifetimeDuration } } userErrors { message }
      } }`,
    );
    expect(codesOf(reply)).toEqual(["SIMULATOR_GAP"]);
    expect(simulator.shop.customers.get("5")?.tags).toEqual([]);
  });

  it("is told for searches and sortings too", async () => {
    await simulator.control("POST", "/shops/test-shop/orders", {
      lines: [{ title: "Mug", price: "10.00" }],
    });
    const filtered = await ask(
      `{ orders(first: 1, query: "chargeback_status:won") { nodes { id } } }`,
    );
    expect(codesOf(filtered)).toEqual(["SIMULATOR_GAP"]);
    const sorted = await ask(`{ orders(first: 1, sortKey: TOTAL_PRICE) { nodes { id } } }`);
    expect(codesOf(sorted)).toEqual(["SIMULATOR_GAP"]);
  });
});

describe("scopes", () => {
  it("close fields, lists and mutations as the schema's own rules say", async () => {
    await simulator.control("POST", "/shops/test-shop/scopes", { scopes: ["write_discounts"] });
    const orders = await ask("{ orders(first: 1) { nodes { id } } }");
    expect(orders.errors?.[0]).toMatchObject({
      path: ["orders"],
      extensions: { code: "ACCESS_DENIED" },
    });
    expect(orders.errors?.[0]?.message).toMatch(
      /^Access denied for orders field\. Required access/,
    );
    const customer = await ask(`{ customer(id: "gid://shopify/Customer/5") { id } }`);
    expect(customer.data).toEqual({ customer: null });
    const found = await ask(`{ codeDiscountNodeByCode(code: "NONE") { id } }`);
    expect(found.data).toEqual({ codeDiscountNodeByCode: null });
    expect(found.errors).toBeUndefined();
    await simulator.control("POST", "/shops/test-shop/scopes", {
      scopes: simulator.context.app.scopes,
    });
  });

  it("do not open personal data that Shopify has not approved", async () => {
    await simulator.control("POST", "/withheld-data", { content: ["email"] });
    const reply = await ask(`{ customer(id: "gid://shopify/Customer/5") { firstName email } }`);
    expect(reply.data).toEqual({ customer: { firstName: "Fay", email: null } });
    expect(codesOf(reply)).toEqual(["ACCESS_DENIED"]);
    await simulator.control("POST", "/withheld-data", { content: [] });
  });
});

describe("query cost", () => {
  it("agrees with what Shopify reported for the same shapes", async () => {
    const costOf = async (query: string) => (await ask(query)).extensions?.cost.requestedQueryCost;
    expect(await costOf("{ shop { name } }")).toBe(1);
    expect(await costOf("{ orders(first: 10) { edges { node { id name } } } }")).toBe(12);
    const money = "amountSpent { amount } defaultEmailAddress { emailAddress }";
    expect(
      await costOf(`{ customers(first: 3) { nodes { id ${money} } pageInfo { hasNextPage } } }`),
    ).toBe(5);
    const create = `mutation { discountCodeDeactivate(id: "gid://shopify/DiscountCodeNode/1") {
      codeDiscountNode { id } userErrors { message } } }`;
    expect(await costOf(create)).toBe(11);
  });

  it("above a thousand points is refused", async () => {
    const lines = "lineItems(first: 100) { nodes { id } }";
    const reply = await ask(`{ orders(first: 100) { nodes { id ${lines} } } }`);
    expect(codesOf(reply)).toEqual(["MAX_COST_EXCEEDED"]);
  });

  it("beyond the bucket is throttled with HTTP 200 and told when it will do", async () => {
    await simulator.control("POST", "/throttle", { shop: "test-shop", available: 0 });
    const reply = await ask("{ customers(first: 250) { nodes { id } } }");
    expect(reply.status).toBe(200);
    expect(codesOf(reply)).toEqual(["THROTTLED"]);
    expect(reply.extensions?.cost).toMatchObject({
      requestedQueryCost: 252,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: 2000, restoreRate: 100 },
    });
  });
});

describe("faults", () => {
  const addTag = (tag: string) => `mutation Tag {
    tagsAdd(id: "gid://shopify/Customer/5", tags: ["${tag}"]) { userErrors { message } } }`;
  const tags = () => simulator.shop.customers.get("5")?.tags;
  const arm = (fault: Record<string, unknown>) => simulator.control("POST", "/faults", fault);

  it("before leave nothing behind; after lose only the answer", async () => {
    await arm({ operation: "Tag", kind: "internal_error", when: "before" });
    expect(codesOf(await ask(addTag("before")))).toEqual(["INTERNAL_SERVER_ERROR"]);
    expect(tags()).not.toContain("before");
    await arm({ operation: "tagsAdd", kind: "reset", when: "after" });
    await expect(ask(addTag("after"))).rejects.toThrow("fetch failed");
    expect(tags()).toContain("after");
  });

  it("strike as often as told and only what they are aimed at", async () => {
    await arm({ operation: "Tag", kind: "throttled", times: 2 });
    expect((await ask("{ shop { id } }")).errors).toBeUndefined();
    expect(codesOf(await ask(addTag("a")))).toEqual(["THROTTLED"]);
    expect(codesOf(await ask(addTag("a")))).toEqual(["THROTTLED"]);
    expect((await ask(addTag("a"))).errors).toBeUndefined();
  });

  it("come as statuses, as broken bodies and as silence", async () => {
    const raw = (patienceMs = 10_000) =>
      fetch(`${simulator.origin}/admin/api/2026-07/graphql.json`, {
        method: "POST",
        headers: {
          "x-shopify-access-token": token,
          "x-forwarded-host": simulator.shop.domain,
        },
        body: JSON.stringify({ query: "{ shop { id } }" }),
        signal: AbortSignal.timeout(patienceMs),
      });
    await arm({ operation: "*", kind: "http_500" });
    expect((await raw()).status).toBe(500);
    await arm({ operation: "shop", kind: "http_429" });
    expect((await raw()).headers.get("retry-after")).toBe("2.0");
    await arm({ operation: "shop", kind: "wrong_json" });
    await expect((await raw()).json()).rejects.toThrow(SyntaxError);
    await arm({ operation: "shop", kind: "reset_mid_body" });
    await expect(raw().then((response) => response.text())).rejects.toThrow("terminated");
    await arm({ operation: "shop", kind: "timeout" });
    await expect(raw(300)).rejects.toThrow(/timeout|aborted/);
    await arm({ operation: "shop", kind: "slow", delayMs: 50 });
    expect((await raw()).status).toBe(200);
  });
});
