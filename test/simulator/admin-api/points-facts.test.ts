// What a points engine asks beside the order itself: parcels, payments, products, segments.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askAdmin, exchangeToken } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let token: string;

type Placed = { id: string; lines: { id: string }[] };

beforeAll(async () => {
  simulator = await runSimulator();
  token = (await exchangeToken(simulator)).access_token;
});

afterAll(() => simulator.stop());

const call = <Answer = Record<string, unknown>>(path: string, body: unknown) =>
  simulator.control<Answer>("POST", `/shops/test-shop${path}`, body);

async function read(query: string): Promise<unknown> {
  const reply = await askAdmin(simulator, token, query);
  if (reply.errors) throw new Error(JSON.stringify(reply.errors));
  return reply.data;
}

describe("an order tells", () => {
  it("what was sent, how far it came, and that it is filed away", async () => {
    const order = await call<Placed>("/orders", {
      lines: [{ title: "Coffee", price: "10.00", quantity: 2 }],
    });
    const path = `/orders/${order.id}/fulfillments`;
    const lines = [{ lineId: order.lines[0]?.id, quantity: 1 }];
    type Sent = { fulfillment: { id: string } };
    const first = await call<Sent>(path, { lines });
    const second = await call<Sent>(path, { lines });
    await call(`${path}/${first.fulfillment.id}/shipment`, { status: "in_transit" });
    await call(`${path}/${first.fulfillment.id}/shipment`, { status: "delivered" });
    const query = `{ order(id: "gid://shopify/Order/${order.id}") {
      displayFulfillmentStatus closed
      fulfillments(first: 9) { status displayStatus deliveredAt totalQuantity
        trackingInfo { number }
        fulfillmentLineItems(first: 9) { nodes { quantity lineItem { id unfulfilledQuantity } } }
      } } }`;
    const parcel = {
      totalQuantity: 1,
      trackingInfo: [{ number: expect.stringMatching(/^SIM/) }],
      fulfillmentLineItems: {
        nodes: [
          {
            quantity: 1,
            lineItem: {
              id: `gid://shopify/LineItem/${order.lines[0]?.id}`,
              unfulfilledQuantity: 0,
            },
          },
        ],
      },
    };
    expect(await read(query)).toEqual({
      order: {
        displayFulfillmentStatus: "FULFILLED",
        closed: true,
        fulfillments: [
          {
            ...parcel,
            status: "SUCCESS",
            displayStatus: "DELIVERED",
            deliveredAt: expect.stringMatching(/Z$/),
          },
          { ...parcel, status: "SUCCESS", displayStatus: "FULFILLED", deliveredAt: null },
        ],
      },
    });
    await call(`${path}/${second.fulfillment.id}/cancel`, {});
    expect(await read(query)).toMatchObject({
      order: {
        displayFulfillmentStatus: "PARTIALLY_FULFILLED",
        closed: false,
        fulfillments: [{ status: "SUCCESS" }, { status: "CANCELLED", displayStatus: "CANCELED" }],
      },
    });
  });

  it("by which means it was paid and paid back", async () => {
    const order = await call<Placed>("/orders", {
      lines: [{ title: "Coffee", price: "10.00", quantity: 2 }],
      payments: [{ gateway: "gift_card", amount: "5.00" }, { authorize: true }],
    });
    await call(`/orders/${order.id}/capture`, {});
    await call(`/orders/${order.id}/refund`, {
      lines: [{ lineId: order.lines[0]?.id, quantity: 1 }],
      storeCredit: "4.00",
    });
    const money = (amount: string) => ({ shopMoney: { amount } });
    const query = `{ order(id: "gid://shopify/Order/${order.id}") {
      displayFinancialStatus paymentGatewayNames
      transactions(first: 9) { kind gateway status processedAt manualPaymentGateway
        parentTransaction { kind } amountSet { shopMoney { amount } } } } }`;
    const transaction = (kind: string, gateway: string, amount: string, parent?: string) => ({
      kind,
      gateway,
      status: "SUCCESS",
      processedAt: expect.stringMatching(/Z$/),
      manualPaymentGateway: false,
      parentTransaction: parent === undefined ? null : { kind: parent },
      amountSet: money(amount),
    });
    expect(await read(query)).toEqual({
      order: {
        displayFinancialStatus: "PARTIALLY_REFUNDED",
        paymentGatewayNames: ["gift_card", "shopify_payments"],
        transactions: [
          transaction("SALE", "gift_card", "5.0"),
          transaction("AUTHORIZATION", "shopify_payments", "15.0"),
          transaction("CAPTURE", "shopify_payments", "15.0", "AUTHORIZATION"),
          transaction("REFUND", "shopify_store_credit", "4.0"),
          transaction("REFUND", "shopify_payments", "6.0", "CAPTURE"),
        ],
      },
    });
  });
});

describe("products", () => {
  type Made = { id: string; variants: { id: string }[] };

  it("tell their tags and collections, by id, in lists and as nodes", async () => {
    const variants = [{ price: "16.00" }];
    const mug = await call<Made>("/products", {
      title: "Mug",
      tags: ["kitchen", "gift"],
      collections: ["presents"],
      variants,
    });
    const plain = await call<Made>("/products", { title: "Plate", variants });
    const [presents] = simulator.shop.collections.values();
    await call(`/products/${plain.id}`, { tags: ["kitchen"] });
    const gid = `gid://shopify/Collection/${presents?.id}`;
    const fields = `title tags inCollection(id: "${gid}") collections(first: 5) { nodes { handle } }`;
    const expected = {
      title: "Mug",
      tags: ["kitchen", "gift"],
      inCollection: true,
      collections: { nodes: [{ handle: "presents" }] },
    };
    const other = {
      title: "Plate",
      tags: ["kitchen"],
      inCollection: false,
      collections: { nodes: [] },
    };
    const query = `{
      product(id: "gid://shopify/Product/${mug.id}") { ${fields} }
      products(first: 5, query: "tag:kitchen") { nodes { ${fields} } }
      nodes(ids: ["gid://shopify/Product/${plain.id}", "gid://shopify/Product/1"]) {
        ... on Product { ${fields} } }
      collection(id: "${gid}") { title hasProduct(id: "gid://shopify/Product/${mug.id}") } }`;
    expect(await read(query)).toEqual({
      product: expected,
      products: { nodes: [expected, other] },
      nodes: [other, null],
      collection: { title: "Presents", hasProduct: true },
    });
    await call(`/collections/${presents?.id}`, { add: [plain.id], remove: [mug.id] });
    expect(await read(query)).toMatchObject({
      product: { inCollection: false },
      nodes: [{ inCollection: true }, null],
    });
  });

  it("are named by the lines of an order, until they are deleted", async () => {
    const [product] = simulator.shop.products.values();
    const variantId = product?.variants[0]?.id;
    const order = await call<Placed>("/orders", { lines: [{ variantId }] });
    const query = `{ order(id: "gid://shopify/Order/${order.id}") {
      lineItems(first: 1) { nodes { product { id } variant { id } } } } }`;
    expect(await read(query)).toEqual({
      order: {
        lineItems: {
          nodes: [
            {
              product: { id: `gid://shopify/Product/${product?.id}` },
              variant: { id: `gid://shopify/ProductVariant/${variantId}` },
            },
          ],
        },
      },
    });
  });

  it("stay hidden without read_products, also as nodes", async () => {
    const scopes = simulator.context.app.scopes.filter((scope) => scope !== "read_products");
    await call("/scopes", { scopes });
    const [product] = simulator.shop.products.values();
    for (const query of [
      `{ product(id: "gid://shopify/Product/${product?.id}") { title } }`,
      `{ nodes(ids: ["gid://shopify/Product/${product?.id}"]) { ... on Product { title } } }`,
    ]) {
      const reply = await askAdmin(simulator, token, query);
      expect(reply.errors?.[0]?.extensions?.code).toBe("ACCESS_DENIED");
    }
    await call("/scopes", { scopes: simulator.context.app.scopes });
  });
});

describe("segments", () => {
  it("tell whether a customer is in them", async () => {
    const customer = await call<{ id: string }>("/customers", { tags: ["vip"] });
    const make = (query: string) => call<{ id: string }>("/segments", { name: query, query });
    const vip = await make("customer_tags CONTAINS 'vip'");
    const loyal = await make("number_of_orders > 3");
    const gids = [vip.id, loyal.id, "1"].map((id) => `gid://shopify/Segment/${id}`);
    const query = `{
      customerSegmentMembership(customerId: "gid://shopify/Customer/${customer.id}",
        segmentIds: ${JSON.stringify(gids)}) { memberships { segmentId isMember } }
      segment(id: "${gids[0]}") { name query }
      segments(first: 5) { nodes { id } } }`;
    expect(await read(query)).toEqual({
      customerSegmentMembership: {
        memberships: [
          { segmentId: gids[0], isMember: true },
          { segmentId: gids[1], isMember: false },
          { segmentId: gids[2], isMember: false },
        ],
      },
      segment: { name: "customer_tags CONTAINS 'vip'", query: "customer_tags CONTAINS 'vip'" },
      segments: { nodes: [{ id: gids[0] }, { id: gids[1] }] },
    });
    const members = await simulator.control<{ id: string }[]>(
      "GET",
      `/shops/test-shop/segments/${vip.id}/members`,
    );
    expect(members.map(({ id }) => id)).toEqual([customer.id]);
  });

  it("that do not exist are an error of the whole answer", async () => {
    const reply = await askAdmin(
      simulator,
      token,
      `{ segment(id: "gid://shopify/Segment/1") { id } }`,
    );
    expect(reply.errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
  });
});

it("a merged customer reads null, and its orders name the other", async () => {
  const [kept, gone] = [
    await call<{ id: string }>("/customers", { email: "kept@example.com" }),
    await call<{ id: string }>("/customers", { email: "gone@example.com" }),
  ];
  const order = await call<Placed>("/orders", {
    customerId: gone.id,
    lines: [{ title: "Coffee", price: "10.00" }],
  });
  await call(`/customers/${kept.id}/merge`, { customerId: gone.id });
  expect(
    await read(`{ customer(id: "gid://shopify/Customer/${gone.id}") { id }
      order(id: "gid://shopify/Order/${order.id}") { email customer { id } } }`),
  ).toEqual({
    customer: null,
    order: { email: "kept@example.com", customer: { id: `gid://shopify/Customer/${kept.id}` } },
  });
});
