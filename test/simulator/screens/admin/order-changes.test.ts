// What a person can do to orders, customers, products and segments on the pages of the admin.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCustomer } from "../../../../simulator/actions/customers.ts";
import { collectionsOf } from "../../../../simulator/actions/collections.ts";
import { fulfillmentStatus } from "../../../../simulator/actions/fulfillment-status.ts";
import { financialStatus } from "../../../../simulator/actions/order-amounts.ts";
import { placeOrder, type PlaceOrderInput } from "../../../../simulator/actions/orders.ts";
import type { Order } from "../../../../simulator/model.ts";
import { readable, required, runScreens, type Screens } from "../support/running-screens.ts";

const ADMIN = "/admin/store/beans";

let screens: Screens;

beforeAll(async () => {
  screens = await runScreens();
});

afterAll(() => screens.stop());

const place = (input: Partial<PlaceOrderInput> = {}) =>
  placeOrder(screens.context, screens.shop, {
    customerId: screens.ana.id,
    lines: [{ variantId: screens.beans.id, quantity: 2 }],
    paid: true,
    ...input,
  });

const read = (order: Order) => required(screens.shop.orders.get(order.id));

async function submit(path: string, form: Record<string, string>): Promise<string> {
  return readable((await screens.visitor().submit(`${ADMIN}${path}`, form)).body);
}

describe("an order", () => {
  it("is sent in parcels, which arrive or are taken back", async () => {
    const order = place();
    const path = `/orders/${order.id}`;
    const field = `line-${required(order.lines[0]).id}`;
    expect(await submit(`${path}/send`, { [field]: "1" })).toMatch(/Partly sent.*parcel is sent/);
    const parcel = required(read(order).fulfillments[0]).id;
    const news = (what: string) => submit(`${path}/parcel`, { parcel, news: what });
    expect(await news("in_transit")).toContain("The carrier says: in transit.");
    expect(await news("delivered")).toMatch(/The carrier says: delivered\..*1 × House Blend/);
    expect(await news("eaten")).toContain("A carrier says no such thing");
    expect(await news("cancel")).toContain("The parcel is taken back.");
    expect(fulfillmentStatus(read(order))).toBeNull();
    expect(await submit(`${path}/send`, { [field]: "3" })).toContain("than are left (2)");
    expect(await submit(`${path}/send`, { [field]: "2" })).toMatch(/Sent.*Filed.*parcel is sent/);
  });

  it("is paid in parts by hand", async () => {
    const order = place({ paid: false });
    const path = `/orders/${order.id}/pay`;
    expect(await submit(path, { amount: "10" })).toContain("The order is partially paid.");
    expect(await submit(path, {})).toContain("The order is paid.");
  });

  it("is captured, or let go", async () => {
    const [taken, left] = [
      place({ payments: [{ authorize: true }] }),
      place({ payments: [{ authorize: true }] }),
    ];
    const path = (order: Order) => `/orders/${order.id}/capture`;
    expect(await submit(path(taken), { what: "capture" })).toContain("The order is paid.");
    expect(await submit(path(left), { what: "void" })).toContain("The order is voided.");
  });

  it("is refunded as store credit, its unsent units being cancelled", async () => {
    const order = place();
    const text = await submit(`/orders/${order.id}/refund`, {
      [`line-${required(order.lines[0]).id}`]: "1",
      restock: "yes",
      credit: "yes",
    });
    expect(text).toContain("shopify_store_credit");
    expect(read(order).refunds[0]).toMatchObject({
      lines: [{ restockType: "cancel" }],
      transactions: [{ gateway: "shopify_store_credit" }],
    });
  });

  it("is cancelled without giving money back, or with store credit", async () => {
    const [kept, given] = [place(), place()];
    await submit(`/orders/${kept.id}/cancel`, {});
    expect(financialStatus(read(kept))).toBe("paid");
    await submit(`/orders/${given.id}/cancel`, { refund: "yes", credit: "yes" });
    expect(read(given).refunds[0]?.transactions[0]?.gateway).toBe("shopify_store_credit");
  });

  it("is filed away and opened again", async () => {
    const order = place();
    const path = `/orders/${order.id}/file`;
    expect(await submit(path, { what: "close" })).toContain("The order is filed away.");
    expect(await submit(path, { what: "open" })).toContain("The order is open again.");
  });

  it("changes its customer, and loses it", async () => {
    const order = place();
    const bo = createCustomer(screens.context, screens.shop, { firstName: "Bo" });
    await submit(`/orders/${order.id}/customer`, { customerId: bo.id });
    expect(read(order).customerId).toBe(bo.id);
    await submit(`/orders/${order.id}/customer`, { customerId: "" });
    expect(read(order).customerId).toBeNull();
  });
});

describe("a customer", () => {
  it("gets tags, and becomes part of another", async () => {
    const cy = createCustomer(screens.context, screens.shop, { firstName: "Cy" });
    const di = createCustomer(screens.context, screens.shop, { firstName: "Di" });
    const order = place({ customerId: di.id });
    expect(await submit(`/customers/${di.id}/tags`, { tags: "vip, tea" })).toContain(
      "Tags: vip, tea.",
    );
    expect(await submit(`/customers/${cy.id}/merge`, { customerId: di.id })).toContain(
      "Di is a part of Cy now.",
    );
    expect(read(order).customerId).toBe(cy.id);
    expect(screens.shop.customers.get(cy.id)?.tags).toEqual(["vip", "tea"]);
    expect(await submit(`/customers/${cy.id}/merge`, { customerId: cy.id })).toContain(
      "cannot be merged with itself",
    );
  });
});

describe("what a customer agreed to", () => {
  const SIGNED = "gid://shopify/Customer/";

  it("is changed for e-mails, and for text messages once there is a number", async () => {
    const eve = createCustomer(screens.context, screens.shop, { email: "eve@example.com" });
    const path = `/customers/${eve.id}`;
    expect(await submit(`${path}/marketing`, { email: "yes" })).toContain("is subscribed.");
    expect(await submit(`${path}/marketing`, { sms: "yes" })).toContain(
      "A phone number is required",
    );
    expect(await submit(`${path}/phone`, { phone: "0151 123" })).toContain("Phone is invalid");
    await submit(`${path}/phone`, { phone: "+49 151 1234567" });
    await submit(`${path}/marketing`, { sms: "yes" });
    expect(await submit(`${path}/marketing`, { email: "no" })).toContain("is unsubscribed.");
    expect(screens.shop.customers.get(eve.id)).toMatchObject({
      phone: "+491511234567",
      marketingState: "UNSUBSCRIBED",
      smsMarketingState: "SUBSCRIBED",
    });
  });

  it("stands beside a date of birth, where its definition is enabled", async () => {
    const fay = createCustomer(screens.context, screens.shop, { firstName: "Fay" });
    const path = `/customers/${fay.id}`;
    const held = () =>
      [...screens.shop.metafields.values()].find(({ ownerId }) => ownerId === SIGNED + fay.id);
    expect((await screens.visitor().get(`${ADMIN}${path}`)).body).not.toContain("Birth date");
    screens.shop.metafieldDefinitions.push({
      id: "1",
      ownerType: "CUSTOMER",
      namespace: "facts",
      key: "birth_date",
      type: "date",
      name: "Birth date",
      description: null,
      adminAccess: "PUBLIC_READ_WRITE",
      storefrontAccess: "NONE",
    });
    expect((await screens.visitor().get(`${ADMIN}${path}`)).body).toContain("Birth date");
    await submit(`${path}/birth-date`, { day: "1992-02-29" });
    expect(held()).toMatchObject({ namespace: "facts", key: "birth_date", value: "1992-02-29" });
    expect(await submit(`${path}/birth-date`, { day: "29.2." })).toContain("YYYY-MM-DD");
    await submit(`${path}/birth-date`, { day: "" });
    expect(held()).toBeUndefined();
    screens.shop.metafieldDefinitions.pop();
  });
});

describe("a product", () => {
  it("gets tags and collections", async () => {
    const [product] = [...screens.shop.products.values()];
    const { id } = required(product);
    const text = await submit(`/products/${id}`, { tags: "bean", newCollection: "presents" });
    expect(text).toContain("is saved: Presents, bean.");
    expect(collectionsOf(screens.shop, id).map(({ handle }) => handle)).toEqual(["presents"]);
    const answer = await screens.visitor().get(`${ADMIN}/products/1`);
    expect([answer.status, readable(answer.body)]).toEqual([
      404,
      expect.stringContaining("This product is not here."),
    ]);
  });
});

describe("a segment", () => {
  it("is made, tells who is in it, and is deleted", async () => {
    const query = "customer_tags CONTAINS 'vip'";
    expect(await submit("/segments", { name: "VIP", query })).toMatch(
      /VIP has 1 customers now\..*Cy/,
    );
    expect(await submit("/segments", { name: "Odd", query: "height > 2" })).toContain(
      'does not play the segment filter "height"',
    );
    const [segment] = [...screens.shop.segments.values()];
    expect(await submit("/segments/delete", { id: required(segment).id })).toContain(
      "VIP is deleted.",
    );
  });
});

describe("the control desk", () => {
  it.each([
    [{ means: "gift_card" }, "paid", ["gift_card"]],
    [
      { means: "shopify_store_credit", giftCard: "5" },
      "paid",
      ["gift_card", "shopify_store_credit"],
    ],
    [{ means: "authorize" }, "authorized", ["shopify_payments"]],
    [{}, "paid", ["shopify_payments"]],
  ])("places an order paid with %j", async (form, status, gateways) => {
    const page = await screens.visitor().submit("/control/order", {
      shop: "beans",
      variantId: screens.mug.id,
      quantity: "1",
      paid: "on",
      ...(form as Record<string, string>),
    });
    expect(readable(page.body)).toContain("is placed at Beans & Co.");
    const order = required([...screens.shop.orders.values()].at(-1));
    expect([financialStatus(order), order.gateways]).toEqual([status, gateways]);
  });
});
