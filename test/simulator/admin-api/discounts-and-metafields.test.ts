// Discounts and metafields through the API: their life, and how two writers meet.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askAdmin, exchangeToken, type AdminReply } from "../support/ask-admin.ts";
import { runSimulator, settle, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let token: string;
const customer = "gid://shopify/Customer/5";

beforeAll(async () => {
  simulator = await runSimulator();
  await simulator.control("POST", "/shops/test-shop/customers", {
    id: "5",
    email: "a@example.com",
  });
  token = (await exchangeToken(simulator)).access_token;
});

afterAll(() => simulator.stop());

function ask<Data = Record<string, unknown>>(
  query: string,
  variables?: Record<string, unknown>,
): Promise<AdminReply<Data>> {
  return askAdmin<Data>(simulator, token, query, variables);
}

type Payload = { codeDiscountNode: { id: string } | null; userErrors: { code: string }[] };

async function create(code: string, change: Record<string, unknown> = {}): Promise<Payload> {
  const query = `mutation Create($input: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $input) {
      codeDiscountNode { id } userErrors { field message code }
    } }`;
  const input = {
    title: `Reward ${code}`,
    code,
    startsAt: simulator.context.now().toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    tags: ["loyalty"],
    context: { customers: { add: [customer] } },
    customerGets: { value: { discountAmount: { amount: "5.00" } }, items: { all: true } },
    minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "20" } },
    combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
    ...change,
  };
  const reply = await ask<{ discountCodeBasicCreate: Payload }>(query, { input });
  if (!reply.data) throw new Error(JSON.stringify(reply.errors));
  return reply.data.discountCodeBasicCreate;
}

const find = (code: string) =>
  ask(`{ codeDiscountNodeByCode(code: "${code}") { id codeDiscount { __typename
    ... on DiscountCodeBasic { title status tags asyncUsageCount usageLimit endsAt
      codes(first: 1) { nodes { code } }
      combinesWith { orderDiscounts productDiscounts }
      context { ... on DiscountCustomers { customers { id } } }
      customerGets { value { ... on DiscountAmount { amount { amount } appliesOnEachItem } } }
      minimumRequirement { ... on DiscountMinimumSubtotal {
        greaterThanOrEqualToSubtotal { amount currencyCode } } } } } } }`);

describe("a discount code", () => {
  it("is found at once, whatever the case, with all that was asked for", async () => {
    const { codeDiscountNode } = await create("Loyal-1");
    const reply = await find("LOYAL-1");
    expect(reply.data).toEqual({
      codeDiscountNodeByCode: {
        id: codeDiscountNode?.id,
        codeDiscount: {
          __typename: "DiscountCodeBasic",
          title: "Reward Loyal-1",
          status: "ACTIVE",
          tags: ["loyalty"],
          asyncUsageCount: 0,
          usageLimit: 1,
          endsAt: null,
          codes: { nodes: [{ code: "Loyal-1" }] },
          combinesWith: { orderDiscounts: false, productDiscounts: true },
          context: { customers: [{ id: customer }] },
          customerGets: { value: { amount: { amount: "5.0" }, appliesOnEachItem: false } },
          minimumRequirement: {
            greaterThanOrEqualToSubtotal: { amount: "20.0", currencyCode: "EUR" },
          },
        },
      },
    });
  });

  it("cannot be made twice", async () => {
    await create("LOYAL-2");
    const again = await create("loyal-2");
    expect(again.codeDiscountNode).toBeNull();
    expect(again.userErrors[0]?.code).toBe("TAKEN");
  });

  it("counts its use at checkout and works for its customer only", async () => {
    await create("LOYAL-3");
    const order = { lines: [{ title: "Mug", price: "40.00" }], discountCodes: ["LOYAL-3"] };
    const refused = await simulator.refusal("POST", "/shops/test-shop/orders", order);
    expect(refused.error).toContain("not available to you");
    const placed = await simulator.control<{ amounts: { total: { shop: string } } }>(
      "POST",
      "/shops/test-shop/orders",
      { ...order, customerId: "5" },
    );
    expect(placed.amounts.total.shop).toBe("35.00");
    expect(JSON.stringify((await find("LOYAL-3")).data)).toContain('"asyncUsageCount":0');
    const orders = await ask(`{ orders(first: 5, query: "discount_code:loyal-3") {
      nodes { discountCodes } } }`);
    expect(orders.data).toEqual({ orders: { nodes: [{ discountCodes: ["LOYAL-3"] }] } });
    await simulator.control("POST", "/clock", { advance: { seconds: 5 } });
    expect(JSON.stringify((await find("LOYAL-3")).data)).toContain('"asyncUsageCount":1');
  });

  it("ends now when deactivated, stays so when it is done again, and opens again", async () => {
    const { codeDiscountNode } = await create("LOYAL-4");
    const change = (name: string, id = codeDiscountNode?.id) =>
      ask(`mutation { ${name}(id: "${id}") { codeDiscountNode { id codeDiscount {
        ... on DiscountCodeBasic { status endsAt } } } userErrors { field message code } } }`);
    const first = JSON.stringify((await change("discountCodeDeactivate")).data);
    expect(first).toContain('"EXPIRED"');
    expect(JSON.stringify((await change("discountCodeDeactivate")).data)).toBe(first);
    expect(JSON.stringify((await change("discountCodeActivate")).data)).toContain('"ACTIVE"');
    const unknown = await change("discountCodeDeactivate", "gid://shopify/DiscountCodeNode/1");
    expect(JSON.stringify(unknown.data)).toContain("Code discount does not exist.");
  });

  it("is gone after deletion, and the app hears of it", async () => {
    const { codeDiscountNode } = await create("LOYAL-5");
    const id = codeDiscountNode?.id ?? "";
    const reply = await ask(
      `mutation { discountCodeDelete(id: "${id}") { deletedCodeDiscountId userErrors { code } } }`,
    );
    expect(reply.data).toEqual({
      discountCodeDelete: { deletedCodeDiscountId: id, userErrors: [] },
    });
    expect((await find("LOYAL-5")).data).toEqual({ codeDiscountNodeByCode: null });
    await settle(simulator);
    const heard = simulator.heard.at(-1);
    expect(heard?.headers["x-shopify-topic"]).toBe("discounts/delete");
    expect(JSON.parse(heard?.body.toString() ?? "")).toMatchObject({ admin_graphql_api_id: id });
  });
});

type SetReply = {
  metafieldsSet: {
    metafields: { namespace: string; value: string; compareDigest: string }[] | null;
    userErrors: { code: string; field: string[] }[];
  };
};

async function set(...metafields: Record<string, unknown>[]): Promise<SetReply["metafieldsSet"]> {
  const query = `mutation Set($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields { namespace key value compareDigest } userErrors { field message code } } }`;
  const reply = await ask<SetReply>(query, { metafields });
  if (!reply.data) throw new Error(JSON.stringify(reply.errors));
  return reply.data.metafieldsSet;
}

const balance = { ownerId: customer, namespace: "$app", key: "balance", type: "number_integer" };

describe("metafields", () => {
  it("of the app live in a namespace that carries its number", async () => {
    const result = await set({ ...balance, value: "80" });
    expect(result.metafields?.[0]?.namespace).toBe(`app--${simulator.context.app.apiClientId}`);
    const read = await ask(
      `{ customer(id: "${customer}") { metafield(namespace: "$app", key: "balance") {
        value jsonValue definition { name } } } }`,
    );
    expect(read.data).toEqual({
      customer: {
        metafield: { value: "80", jsonValue: 80, definition: { name: "Loyalty balance" } },
      },
    });
  });

  it("of the installation may have any namespace", async () => {
    const installation = await ask<{ currentAppInstallation: { id: string } }>(
      "{ currentAppInstallation { id } }",
    );
    const ownerId = installation.data?.currentAppInstallation.id;
    const program = { ownerId, namespace: "loyalty", key: "program", type: "json" };
    expect((await set({ ...program, value: '{"a":1}' })).userErrors).toEqual([]);
    expect((await set({ ...program, value: "{" })).userErrors[0]?.code).toBe("INVALID_VALUE");
  });

  it("of the shop are those of the shop that is asked, and of no other", async () => {
    const { data } = await ask<{ shop: { id: string } }>("{ shop { id } }");
    const words = { ownerId: data?.shop.id, namespace: "$app", key: "words", type: "json" };
    expect((await set({ ...words, value: '{"en":{}}' })).userErrors).toEqual([]);
    const read = await ask(
      `{ shop { metafield(namespace: "$app", key: "words") { value definition { name } } } }`,
    );
    expect(read.data).toEqual({
      shop: {
        metafield: { value: '{"en":{}}', definition: { name: "Words of the loyalty program" } },
      },
    });
    const other = { ...words, ownerId: "gid://shopify/Shop/999", value: "{}" };
    expect((await set(other)).userErrors[0]).toMatchObject({
      code: "INVALID_VALUE",
      field: ["metafields", "0", "ownerId"],
    });
  });

  it("are written all or not at all", async () => {
    const result = await set(
      { ...balance, value: "81" },
      { ...balance, ownerId: "gid://shopify/Customer/999", value: "1" },
    );
    expect(result.metafields).toBeNull();
    expect(result.userErrors[0]).toMatchObject({
      code: "INVALID_VALUE",
      field: ["metafields", "1", "ownerId"],
    });
    expect((await set({ ...balance, value: "8x" })).userErrors[0]?.code).toBe("INVALID_VALUE");
    const many = Array.from({ length: 26 }, () => ({ ...balance, value: "1" }));
    expect((await set(...many)).userErrors[0]?.code).toBe("LESS_THAN_OR_EQUAL_TO");
  });

  it("let the last of one batch win", async () => {
    await set({ ...balance, value: "1" }, { ...balance, value: "2" });
    const read = await ask(
      `{ customer(id: "${customer}") { metafield(key: "balance") { value } } }`,
    );
    expect(read.data).toEqual({ customer: { metafield: { value: "2" } } });
  });

  it("refuse a writer who has not seen the newest value", async () => {
    const seen = await set({ ...balance, value: "10" });
    const compareDigest = seen.metafields?.[0]?.compareDigest;
    expect((await set({ ...balance, value: "11", compareDigest })).userErrors).toEqual([]);
    const late = await set({ ...balance, value: "12", compareDigest });
    expect(late.userErrors[0]).toMatchObject({ code: "STALE_OBJECT", field: ["metafields", "0"] });
    const create = await set({ ...balance, value: "13", compareDigest: null });
    expect(create.userErrors[0]?.code).toBe("STALE_OBJECT");
  });

  it("of another app are closed, and the answer is at the top", async () => {
    const query = `mutation Set($metafields: [MetafieldsSetInput!]!) {
      metafieldsSet(metafields: $metafields) { userErrors { code } } }`;
    const metafields = [{ ...balance, namespace: "app--1--x", value: "1" }];
    const reply = await ask(query, { metafields });
    expect(reply.errors?.[0]?.extensions?.code).toBe("ACCESS_DENIED");
  });
});
