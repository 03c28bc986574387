// Shopify is asked for what is read, and for no more of anybody's data. Inside of what a payload
// holds, one further level is chosen: that is as far as Shopify documents it.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { emailConsentMessage, smsConsentMessage } from "../../app/inbox/parse-consent.ts";
import { customerMessage, deletedMessage, mergeMessage } from "../../app/inbox/parse-customer.ts";
import { editMessage, orderMessage, parseOrder } from "../../app/inbox/parse-order.ts";
import { refundMessage } from "../../app/inbox/parse-refund.ts";
import { discountMessage, scopesMessage, shopMessage } from "../../app/inbox/parse-shop.ts";
import { type Topic, topics } from "../../app/inbox/topics.ts";
import { createCustomer } from "../../simulator/actions/customers.ts";
import { createDiscount, describeDiscount } from "../../simulator/actions/discounts.ts";
import { fulfillOrder, reportShipment } from "../../simulator/actions/fulfillments.ts";
import { refundOrder } from "../../simulator/actions/order-refund.ts";
import { placeOrder } from "../../simulator/actions/orders.ts";
import { readAppDeclaration } from "../../simulator/app-declaration.ts";
import { pickFields, stringify } from "../../simulator/webhooks/json.ts";
import { orderPayload } from "../../simulator/webhooks/payloads/order.ts";
import { quietWorld } from "../simulator/support/quiet-world.ts";

const subscriptions = readAppDeclaration(readFileSync("shopify.app.toml", "utf8")).subscriptions;

/** Of a topic that says all there is to say, only the subject is asked for. */
const nothingRead = z.object({ id: z.number() });

/** What is read of each topic. Compliance topics come as they are. */
const messages: Partial<Record<Topic, z.ZodType>> = {
  "orders/paid": orderMessage,
  "orders/updated": orderMessage,
  "orders/cancelled": orderMessage,
  "orders/edited": editMessage,
  "refunds/create": refundMessage,
  "customers/create": customerMessage,
  "customers/update": customerMessage,
  "customers/enable": customerMessage,
  "customers_email_marketing_consent/update": emailConsentMessage,
  "customers_marketing_consent/update": smsConsentMessage,
  "customers/delete": deletedMessage,
  "customers/merge": mergeMessage,
  "discounts/delete": discountMessage,
  "app/uninstalled": nothingRead,
  "app/scopes_update": scopesMessage,
  "shop/update": shopMessage,
};

type JsonSchema = z.core.JSONSchema.BaseSchema;

function fieldsOf(message: z.ZodType): string[] {
  const schema = z.toJSONSchema(message, { io: "input", unrepresentable: "any" });
  return Object.entries(partsOf(schema)).flatMap(([name, part]) => {
    const inner = Object.keys(partsOf(part));
    return inner.length === 0 ? [name] : inner.map((field) => `${name}.${field}`);
  });
}

/** The fields of an object, of a list's objects, or of either where it may be missing. */
function partsOf(schema: JsonSchema): Record<string, JsonSchema> {
  const inside = [schema.items, ...(schema.anyOf ?? [])] as (JsonSchema | undefined)[];
  const parts = inside.flatMap((part) => (part === undefined ? [] : Object.entries(partsOf(part))));
  return { ...(schema.properties as Record<string, JsonSchema>), ...Object.fromEntries(parts) };
}

describe("Shopify is asked for each field that is read and for no other", () => {
  test.each(Object.entries(messages))("%s", (topic, message) => {
    const asked = subscriptions.find((subscription) => subscription.topic === topic);
    expect(asked?.includeFields?.toSorted()).toEqual(fieldsOf(message).toSorted());
  });

  test("whatever the topic", () => {
    const compliance = ["customers/data_request", "customers/redact", "shop/redact"];
    expect([...Object.keys(messages), ...compliance].toSorted()).toEqual(
      Object.keys(topics).toSorted(),
    );
    expect(subscriptions.map(({ topic }) => topic).toSorted()).toEqual(
      Object.keys(topics).toSorted(),
    );
  });
});

test("an order says the same with the fields asked for as with all of them", () => {
  const world = quietWorld({ taxRate: "0.19", shippingMinor: 490 });
  const customer = createCustomer(world, world.shop, { email: "ada@example.com" });
  const five = { kind: "amount", amountMinor: 500, eachItem: false } as const;
  createDiscount(world, world.shop, describeDiscount(world, { code: "FIVE", value: five }));
  const order = placeOrder(world, world.shop, {
    customerId: customer.id,
    lines: [{ title: "Cup", priceMinor: 1990, quantity: 3, discountMinor: 100 }],
    discountCodes: ["FIVE"],
    tipMinor: 200,
    payments: [{ gateway: "gift_card", amountMinor: 1000 }, {}],
  });
  const lineId = order.lines[0]?.id ?? "";
  refundOrder(world, world.shop, order.id, {
    lines: [{ lineId, quantity: 1 }],
    shippingMinor: 100,
    storeCreditMinor: 300,
  });
  refundOrder(world, world.shop, order.id, { amountMinor: 150 });
  const parcel = fulfillOrder(world, world.shop, order.id);
  reportShipment(world, world.shop, order.id, parcel.id, "delivered");
  const whole = orderPayload(world.shop, order);
  const fields = subscriptions.find(({ topic }) => topic === "orders/paid")?.includeFields ?? [];
  const parse = (payload: typeof whole) =>
    parseOrder("orders/paid", Buffer.from(stringify(payload)));
  expect(parse(whole)).toMatchObject({ outcome: "parsed" });
  expect(parse(pickFields(whole, fields))).toEqual(parse(whole));
});
