// Every native kind of code discount through the API: made, read, changed.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askAdmin, exchangeToken } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";
import type { Product } from "../../../simulator/model.ts";

let simulator: RunningSimulator;
let token: string;
let mug: Product;

beforeAll(async () => {
  simulator = await runSimulator();
  const path = "/shops/test-shop";
  await simulator.control("POST", `${path}/customers`, { id: "5", email: "a@example.com" });
  mug = await simulator.control<Product>("POST", `${path}/products`, {
    title: "Mug",
    collections: ["kitchen"],
    variants: [{ price: "16.00" }],
  });
  const segment = { name: "All", query: "number_of_orders >= 0" };
  await simulator.control("POST", `${path}/segments`, segment);
  token = (await exchangeToken(simulator)).access_token;
});

afterAll(() => simulator.stop());

type Discount = { __typename: string; [field: string]: unknown };
type UserError = { field: string[]; message: string; code: string | null };
type Written = {
  codeDiscountNode: { id: string; codeDiscount: Discount } | null;
  userErrors: UserError[];
};

const shown = `id codeDiscount { __typename
  ... on DiscountCodeBasic { title status tags
    customerGets { appliesOnSubscription
      value { ... on DiscountPercentage { percentage } ... on DiscountAmount { amount { amount } } }
      items { ... on AllDiscountItems { allItems }
        ... on DiscountProducts { products(first: 5) { nodes { id } }
          productVariants(first: 5) { nodes { id } } }
        ... on DiscountCollections { collections(first: 5) { nodes { id } } } } }
    minimumRequirement { ... on DiscountMinimumQuantity { greaterThanOrEqualToQuantity } }
    context { ... on DiscountCustomerSegments { segments { id } }
      ... on DiscountCustomers { customers { id } }
      ... on DiscountBuyerSelectionAll { all } } }
  ... on DiscountCodeFreeShipping { title status tags asyncUsageCount discountClasses
    appliesOnOneTimePurchase appliesOnSubscription
    destinationSelection { ... on DiscountCountryAll { allCountries }
      ... on DiscountCountries { countries includeRestOfWorld } }
    maximumShippingPrice { amount currencyCode } } }`;

async function write(
  kind: "Basic" | "FreeShipping",
  input: Record<string, unknown>,
  id?: string,
): Promise<Written> {
  const verb = id === undefined ? "Create" : "Update";
  const name = kind === "Basic" ? "basicCodeDiscount" : "freeShippingCodeDiscount";
  const query = `mutation Write($input: DiscountCode${kind}Input!) {
    written: discountCode${kind}${verb}(${id === undefined ? "" : `id: "${id}", `}${name}: $input) {
      codeDiscountNode { ${shown} } userErrors { field message code } } }`;
  const start = { startsAt: simulator.context.now().toISOString() };
  const variables = { input: id === undefined ? { ...start, ...input } : input };
  const reply = await askAdmin<{ written: Written }>(simulator, token, query, variables);
  if (!reply.data) throw new Error(JSON.stringify(reply.errors));
  return reply.data.written;
}

async function made(kind: "Basic" | "FreeShipping", input: Record<string, unknown>) {
  const { codeDiscountNode, userErrors } = await write(kind, input);
  if (!codeDiscountNode) throw new Error(JSON.stringify(userErrors));
  return codeDiscountNode;
}

const tenth = { value: { percentage: 0.1 }, items: { all: true } };
const productId = () => `gid://shopify/Product/${mug.id}`;
const variantId = () => `gid://shopify/ProductVariant/${mug.variants[0]?.id}`;
const collectionId = () => {
  const [collection] = simulator.shop.collections.values();
  return `gid://shopify/Collection/${collection?.id}`;
};

describe("a discount on goods", () => {
  it("is a percentage of chosen products and variants, from a number of units on", async () => {
    const products = { productsToAdd: [productId()], productVariantsToAdd: [variantId()] };
    const { codeDiscount } = await made("Basic", {
      title: "A tenth",
      code: "TENTH",
      customerGets: { value: { percentage: 0.1 }, items: { products } },
      minimumRequirement: { quantity: { greaterThanOrEqualToQuantity: "2" } },
    });
    expect(codeDiscount).toMatchObject({
      customerGets: {
        value: { percentage: 0.1 },
        items: {
          products: { nodes: [{ id: productId() }] },
          productVariants: { nodes: [{ id: variantId() }] },
        },
      },
      minimumRequirement: { greaterThanOrEqualToQuantity: "2" },
    });
  });

  it("may be for whole collections, and for segments of customers", async () => {
    const [segment] = simulator.shop.segments.values();
    const segmentId = `gid://shopify/Segment/${segment?.id}`;
    const { codeDiscount } = await made("Basic", {
      title: "Kitchen",
      code: "KITCHEN",
      context: { customerSegments: { add: [segmentId] } },
      customerGets: {
        value: { percentage: 0.5 },
        items: { collections: { add: [collectionId()] } },
      },
    });
    expect(codeDiscount).toMatchObject({
      customerGets: { items: { collections: { nodes: [{ id: collectionId() }] } } },
      context: { segments: [{ id: segmentId }] },
    });
  });

  it("is refused for a product that was deleted", async () => {
    const path = "/shops/test-shop/products";
    const variants = [{ price: "1.00" }];
    const gone = await simulator.control<Product>("POST", path, { title: "Old", variants });
    await simulator.control("DELETE", `${path}/${gone.id}`);
    const products = { productsToAdd: [`gid://shopify/Product/${gone.id}`] };
    const { userErrors } = await write("Basic", {
      title: "Old",
      code: "OLD",
      customerGets: { value: { percentage: 0.1 }, items: { products } },
    });
    expect(userErrors).toMatchObject([
      { code: "INVALID", message: `Product with id: ${gone.id} is invalid` },
    ]);
  });

  it("changes what an update names and keeps the rest", async () => {
    const { id } = await made("Basic", {
      title: "Before",
      code: "CHANGES",
      tags: ["kept"],
      customerGets: {
        value: { percentage: 0.1 },
        items: { products: { productsToAdd: [productId()] } },
      },
    });
    const value = { discountAmount: { amount: "3.50", appliesOnEachItem: false } };
    const products = { productVariantsToAdd: [variantId()], productsToRemove: [productId()] };
    const customers = { add: ["gid://shopify/Customer/5"] };
    const input = {
      title: "After",
      context: { customers },
      customerGets: { value, items: { products } },
    };
    const { codeDiscountNode, userErrors } = await write("Basic", input, id);
    expect(userErrors).toEqual([]);
    expect(codeDiscountNode).toMatchObject({
      id,
      codeDiscount: {
        title: "After",
        tags: ["kept"],
        context: { customers: [{ id: "gid://shopify/Customer/5" }] },
        customerGets: {
          value: { amount: { amount: "3.5" } },
          items: { products: { nodes: [] }, productVariants: { nodes: [{ id: variantId() }] } },
        },
      },
    });
  });

  it("refuses an update to another's code, a blank title, and an unknown discount", async () => {
    await made("Basic", { title: "One", code: "FIRST-ONE", customerGets: tenth });
    const { id } = await made("Basic", { title: "Two", code: "OTHER-ONE", customerGets: tenth });
    const change = { title: " ", code: "first-one" };
    expect((await write("Basic", change, id)).userErrors.map(({ code }) => code)).toEqual([
      "BLANK",
      "TAKEN",
    ]);
    expect((await write("Basic", { code: "OTHER-ONE" }, id)).userErrors).toEqual([]);
    const unknown = await write("Basic", { title: "x" }, "gid://shopify/DiscountCodeNode/1");
    expect(unknown.userErrors).toEqual([
      { field: ["id"], message: "Discount does not exist", code: null },
    ]);
  });
});

describe("a discount on shipping", () => {
  const shipping = { title: "Shipping", destination: { all: true } };

  it("is for all countries or some, up to a price", async () => {
    const everywhere = await made("FreeShipping", { ...shipping, code: "SHIP-ALL" });
    expect(everywhere.codeDiscount).toMatchObject({
      __typename: "DiscountCodeFreeShipping",
      discountClasses: ["SHIPPING"],
      destinationSelection: { allCountries: true },
      maximumShippingPrice: null,
    });
    const countries = { add: ["DE", "AT"] };
    const near = await made("FreeShipping", {
      ...shipping,
      code: "SHIP-NEAR",
      destination: { countries },
      maximumShippingPrice: "9.90",
    });
    expect(near.codeDiscount).toMatchObject({
      destinationSelection: { countries: ["DE", "AT"], includeRestOfWorld: false },
      maximumShippingPrice: { amount: "9.9", currencyCode: "EUR" },
    });
    const more = { destination: { countries: { add: ["FR"], remove: ["AT"] } } };
    const changed = await write("FreeShipping", more, near.id);
    expect(changed.codeDiscountNode?.codeDiscount).toMatchObject({
      destinationSelection: { countries: ["DE", "FR"] },
      maximumShippingPrice: { amount: "9.9" },
    });
  });

  it("is deactivated and deleted like any other", async () => {
    const { id } = await made("FreeShipping", { ...shipping, code: "SHIP-OFF" });
    const off = await askAdmin(
      simulator,
      token,
      `mutation { discountCodeDeactivate(id: "${id}") { codeDiscountNode { codeDiscount {
        ... on DiscountCodeFreeShipping { status } } } userErrors { message } } }`,
    );
    expect(JSON.stringify(off.data)).toContain('"EXPIRED"');
    const gone = `mutation { discountCodeDelete(id: "${id}") { deletedCodeDiscountId } }`;
    expect(JSON.stringify((await askAdmin(simulator, token, gone)).data)).toContain(id);
  });
});

describe("a shop that sells no subscriptions", () => {
  const message = (name: string) =>
    `${name} field is not permitted without the shop using subscriptions.`;
  const customerGets = { ...tenth, appliesOnOneTimePurchase: true, appliesOnSubscription: true };

  it("refuses every word about them, until it does", async () => {
    const basic = await write("Basic", { title: "Plan", code: "PLAN", customerGets });
    expect(basic.userErrors).toEqual([
      {
        field: ["basicCodeDiscount", "customerGets", "appliesOnSubscription"],
        message: message("applies_on_subscription"),
        code: "INVALID",
      },
      {
        field: ["basicCodeDiscount", "customerGets", "appliesOnOneTimePurchase"],
        message: message("applies_on_one_time_purchase"),
        code: "INVALID",
      },
    ]);
    const shipping = { title: "Plan", code: "PLAN", appliesOnSubscription: false };
    expect((await write("FreeShipping", shipping)).userErrors).toMatchObject([
      { field: ["freeShippingCodeDiscount", "appliesOnSubscription"], code: "INVALID" },
    ]);
    await simulator.control("POST", "/shops/test-shop", { sellsSubscriptions: true });
    const { codeDiscount } = await made("Basic", { title: "Plan", code: "PLAN", customerGets });
    expect(codeDiscount).toMatchObject({ customerGets: { appliesOnSubscription: true } });
    const features = await askAdmin(
      simulator,
      token,
      "{ shop { features { sellsSubscriptions } } }",
    );
    expect(features.data).toEqual({ shop: { features: { sellsSubscriptions: true } } });
    await simulator.control("POST", "/shops/test-shop", { sellsSubscriptions: false });
  });
});
