// What an app makes so that the tiers of a program give something in the cart by themselves: a
// definition of a metafield, a segment that asks for it, discounts that are limited to the segment.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";
import { evaluateCart } from "../../../simulator/actions/evaluate-cart.ts";
import { setMetafield } from "../../../simulator/actions/metafields.ts";
import { installApp, uninstallApp } from "../../../simulator/oauth/installation.ts";
import { askAdmin, exchangeToken } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let token: string;
const customer = "gid://shopify/Customer/5";

beforeAll(async () => {
  simulator = await runSimulator();
  await simulator.control("POST", "/shops/test-shop/customers", { id: "5", email: "a@b.example" });
  token = (await exchangeToken(simulator)).access_token;
});
beforeEach(() => {
  simulator.shop.segments.clear();
  simulator.shop.discounts.clear();
});

afterAll(() => simulator.stop());

type UserError = { field: string[] | null; message: string; code?: string };
type Payload = { userErrors: UserError[] } & Record<string, { id: string } | null>;

async function mutate(
  field: string,
  types: Record<string, string>,
  variables: Record<string, unknown>,
  selection: string,
): Promise<Payload> {
  const named = (write: (name: string) => string) => Object.keys(types).map(write).join(", ");
  const query = `mutation M(${named((name) => `$${name}: ${types[name]}`)}) {
    ${field}(${named((name) => `${name}: $${name}`)}) { ${selection} }
  }`;
  const reply = await askAdmin<Record<string, Payload>>(simulator, token, query, variables);
  const payload = reply.data?.[field];
  if (!payload) throw new Error(JSON.stringify(reply.errors));
  return payload;
}

const plainError = "userErrors { field message }";

function makeSegment(name: string, query: string): Promise<Payload> {
  const types = { name: "String!", query: "String!" };
  return mutate("segmentCreate", types, { name, query }, `segment { id } ${plainError}`);
}

function changeSegment(id: string, change: Record<string, string | null>): Promise<Payload> {
  const types = { id: "ID!", name: "String", query: "String" };
  return mutate("segmentUpdate", types, { id, ...change }, `segment { id } ${plainError}`);
}

const query = "customer_tags CONTAINS 'vip'";
const long = (characters: number) => "a".repeat(characters);

describe("segments", () => {
  it.each([
    [" ", query, ["name"], "Name can't be blank"],
    [long(256), query, ["name"], "Name is too long (maximum is 255 characters)"],
    ["A", "", ["query"], "Query can't be blank"],
    ["A", long(5001), ["query"], "Query is too long (maximum is 5000 characters)"],
    ["A", "not a valid query", ["query"], "Query Line 1 Column 6: 'valid' is unexpected."],
    ["A", "not a valid query", ["query"], "Query Line 1 Column 4: 'a' filter cannot be found."],
    ["A", "not another valid", ["query"], "Query Line 1 Column 12: 'valid' is unexpected."],
    [
      "A",
      "not another valid",
      ["query"],
      "Query Line 1 Column 4: 'another' filter cannot be found.",
    ],
  ])("are refused as stores refused them (%#)", async (name, asked, field, message) => {
    const created = await makeSegment(name, asked);
    expect(created.segment).toBeNull();
    expect(created.userErrors).toContainEqual({ field, message });
    const { segment } = await makeSegment("Mine", query);
    const change = name === "A" ? { query: asked } : { name };
    const changed = await changeSegment(segment?.id ?? "", change);
    expect(changed.userErrors).toContainEqual({ field, message });
  });

  it("have names of their own, and keep theirs when they are changed", async () => {
    const first = await makeSegment("Gold", query);
    await makeSegment("Gold", query);
    await changeSegment(first.segment?.id ?? "", { name: "Gold", query: "number_of_orders > 1" });
    expect([...simulator.shop.segments.values()].map(({ name }) => name)).toEqual([
      "Gold",
      "Gold (2)",
    ]);
  });

  it("that are gone cannot be changed or deleted", async () => {
    const missing = [{ field: ["id"], message: "Segment does not exist" }];
    const id = "gid://shopify/Segment/99";
    expect((await changeSegment(id, { name: "A" })).userErrors).toEqual(missing);
    const remove = (gone: string) =>
      mutate("segmentDelete", { id: "ID!" }, { id: gone }, `deletedSegmentId ${plainError}`);
    expect((await remove(id)).userErrors).toEqual(missing);
    const { segment } = await makeSegment("Gold", query);
    expect((await changeSegment(segment?.id ?? "", {})).userErrors).toEqual([
      { field: [], message: "At least one attribute to change must be present" },
    ]);
    expect(await remove(segment?.id ?? "")).toMatchObject({ deletedSegmentId: segment?.id });
    expect(simulator.shop.segments.size).toBe(0);
  });

  it("ask only for metafields of customers that are defined", async () => {
    const asked = "metafields.app--284900001.rank = 'gold'";
    const message =
      "Query Line 1 Column 0: 'metafields.app--284900001.rank' filter cannot be found.";
    expect((await makeSegment("Gold", asked)).userErrors).toEqual([{ field: ["query"], message }]);
    await define({ key: "rank" });
    expect((await makeSegment("Gold", asked)).userErrors).toEqual([]);
  });
});

function define(change: Record<string, unknown>): Promise<Payload> {
  const definition = {
    name: "Rank",
    namespace: "$app",
    key: "rank",
    type: "single_line_text_field",
    ownerType: "CUSTOMER",
    ...change,
  };
  const types = { definition: "MetafieldDefinitionInput!" };
  const selection = "createdDefinition { id namespace } userErrors { field message code }";
  return mutate("metafieldDefinitionCreate", types, { definition }, selection);
}

describe("definitions of metafields", () => {
  it.each([
    [
      { key: "tier" },
      ["key"],
      "TAKEN",
      "Key is in use for Customer metafields on the 'app--284900001' namespace.",
    ],
    [{ key: "a" }, ["key"], "TOO_SHORT", "Key is too short (minimum is 2 characters)"],
    [{ key: "a b" }, ["key"], "INVALID_CHARACTER", "Key contains one or more invalid characters."],
    [
      { namespace: "ab" },
      ["namespace"],
      "TOO_SHORT",
      "Namespace is too short (minimum is 3 characters)",
    ],
    [{ name: long(256) }, ["name"], "TOO_LONG", "Name is too long (maximum is 255 characters)"],
    [
      { namespace: "custom", access: { admin: "MERCHANT_READ" } },
      [],
      "INVALID",
      'Setting this access control is not permitted. It must be one of ["public_read_write"].',
    ],
  ])("are refused as stores refused them (%#)", async (change, field, code, message) => {
    const { createdDefinition, userErrors } = await define(change);
    expect(createdDefinition).toBeNull();
    expect(userErrors).toEqual([{ field: ["definition", ...field], code, message }]);
  });

  it("of another app are out of reach", async () => {
    await expect(define({ namespace: "app--1--loyalty" })).rejects.toThrow("ACCESS_DENIED");
  });
});

const discountError = "userErrors { field message code }";
const node = `automaticDiscountNode { id } ${discountError}`;

const percentage = (change: Record<string, unknown> = {}) => ({
  title: "Gold: 10% off",
  startsAt: simulator.context.now().toISOString(),
  customerGets: { value: { percentage: 0.1 }, items: { all: true } },
  ...change,
});

function makePercentage(change: Record<string, unknown> = {}): Promise<Payload> {
  const types = { automaticBasicDiscount: "DiscountAutomaticBasicInput!" };
  const variables = { automaticBasicDiscount: percentage(change) };
  return mutate("discountAutomaticBasicCreate", types, variables, node);
}

function makeShipping(change: Record<string, unknown> = {}): Promise<Payload> {
  const startsAt = simulator.context.now().toISOString();
  const types = { freeShippingAutomaticDiscount: "DiscountAutomaticFreeShippingInput!" };
  const input = { title: "Free", startsAt, destination: { all: true }, ...change };
  const variables = { freeShippingAutomaticDiscount: input };
  return mutate("discountAutomaticFreeShippingCreate", types, variables, node);
}

function turn(verb: "Activate" | "Deactivate" | "Delete", id: string): Promise<Payload> {
  const selection = verb === "Delete" ? `deletedAutomaticDiscountId ${discountError}` : node;
  return mutate(`discountAutomatic${verb}`, { id: "ID!" }, { id }, selection);
}

const crowded = {
  message:
    "The active period overlaps with other automatic discounts. " +
    "At any given time, only 25 automatic discounts can be active.",
  code: "ACTIVE_PERIOD_OVERLAP",
};

describe("automatic discounts", () => {
  it("are refused as stores refused them", async () => {
    const refusals = [
      await makePercentage({ startsAt: null }),
      await makePercentage({ endsAt: "2020-01-01T00:00:00Z" }),
      await makePercentage({ customerGets: { value: { percentage: 1.5 }, items: { all: true } } }),
      await makeShipping({ combinesWith: { shippingDiscounts: true } }),
    ];
    const root = "automaticBasicDiscount";
    expect(refusals.flatMap(({ userErrors }) => userErrors)).toEqual([
      { field: [root, "startsAt"], message: "Starts at can't be blank", code: "BLANK" },
      { field: [root, "endsAt"], message: "Ends at needs to be after starts_at", code: "INVALID" },
      {
        field: [root, "customerGets", "value", "percentage"],
        message: "Value must be between 0.0 and 1.0",
        code: "VALUE_OUTSIDE_RANGE",
      },
      {
        field: ["freeShippingAutomaticDiscount", "combinesWith"],
        message: "The combinesWith settings are not valid for the discount class.",
        code: "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS",
      },
    ]);
  });

  it("are active twenty-five at a time, at every moment", async () => {
    const { context, shop } = simulator;
    const value = { kind: "percentage", fraction: "0.1" } as const;
    for (let count = 0; count < 24; count += 1) {
      createDiscount(context, shop, describeDiscount(context, { code: null, value }));
    }
    const id = (await makePercentage()).automaticDiscountNode?.id ?? "";
    const field = ["automaticBasicDiscount"];
    expect((await makePercentage()).userErrors).toEqual([{ field, ...crowded }]);
    await turn("Deactivate", id);
    const later = new Date(context.now().getTime() + 3_600_000).toISOString();
    expect((await makePercentage({ startsAt: later })).userErrors).toEqual([]);
    // That one will be the twenty-fifth: there is room until it begins, and none after it.
    expect((await makePercentage({ endsAt: later })).userErrors).toEqual([]);
    expect((await turn("Activate", id)).userErrors).toEqual([{ field: ["id"], ...crowded }]);
  });

  it("are paused, woken and deleted, and the others are let alone", async () => {
    const id = (await makePercentage()).automaticDiscountNode?.id ?? "";
    const status = async () => {
      const asked = `{ discountNode(id: "${id}") { discount { ... on DiscountAutomaticBasic { status } } } }`;
      return (await askAdmin(simulator, token, asked)).data?.["discountNode"];
    };
    await turn("Deactivate", id);
    expect(await status()).toEqual({ discount: { status: "EXPIRED" } });
    await turn("Activate", id);
    expect(await status()).toEqual({ discount: { status: "ACTIVE" } });
    await turn("Delete", id);
    expect(await status()).toBeNull();
    const missing = { field: ["id"], message: "Automatic discount does not exist." };
    expect((await turn("Delete", id)).userErrors).toMatchObject([missing]);
  });

  it("lower the price for those in their segment, and for nobody else", async () => {
    const { context, shop } = simulator;
    const made = await makeSegment("Gold", "metafields.app--284900001.tier = 'gold'");
    const add = [made.segment?.id];
    const combinesWith = { orderDiscounts: true, productDiscounts: true };
    await makePercentage({
      context: { customerSegments: { add } },
      combinesWith: { ...combinesWith, shippingDiscounts: true },
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "20" } },
    });
    await makeShipping({ context: { customerSegments: { add } }, combinesWith });
    const line = { variantId: null, productId: null, collectionIds: [], giftCard: false };
    const worth = (priceMinor: number, customerId: string | null) => {
      const lines = [{ ...line, priceMinor, quantity: 1 }];
      const shipping = { priceMinor: 490, countryCode: "DE" };
      return evaluateCart(context, shop, { lines, codes: [], customerId, email: null, shipping });
    };
    expect(worth(5_000, "5").discountMinor).toBe(0);
    const own = { ownerId: customer, namespace: "app--284900001", key: "tier" };
    setMetafield(context, shop, { ...own, type: "single_line_text_field", value: "gold" });
    const classes = (priceMinor: number, customerId: string | null) =>
      worth(priceMinor, customerId).applied.map((one) => [one.class, one.amountMinor]);
    expect(classes(5_000, "5")).toEqual([
      ["order", 500],
      ["shipping", 490],
    ]);
    expect(classes(1_999, "5")).toEqual([["shipping", 490]]);
    expect(classes(5_000, null)).toEqual([]);
    uninstallApp(context, shop);
    expect(classes(5_000, "5")).toEqual([]);
    installApp(context, shop);
  });
});
