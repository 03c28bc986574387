// The standard definition of customers' dates of birth, and the metafield that it describes.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askAdmin, exchangeToken } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let token: string;

const ownerId = "gid://shopify/Customer/1";

beforeAll(async () => {
  simulator = await runSimulator();
  const path = "/shops/test-shop";
  await simulator.control("POST", `${path}/scopes`, { scopes: ["write_customers"] });
  await simulator.control("POST", `${path}/customers`, { id: "1", email: "one@example.com" });
  token = (await exchangeToken(simulator)).access_token;
});

afterAll(() => simulator.stop());

async function enable(terms: string) {
  const query = `mutation { standardMetafieldDefinitionEnable(${terms}) {
    createdDefinition { id namespace key ownerType type { name } access { storefront } }
    userErrors { field message code } } }`;
  const reply = await askAdmin<{ standardMetafieldDefinitionEnable: Enabled }>(
    simulator,
    token,
    query,
  );
  return reply.data?.standardMetafieldDefinitionEnable ?? reply.errors;
}

type Enabled = { createdDefinition: { id: string } | null; userErrors: object[] };

const birthDate = 'ownerType: CUSTOMER, namespace: "facts", key: "birth_date"';

describe("the standard definition of dates of birth", () => {
  it("is enabled once, and answered as it is when it is asked for again", async () => {
    const first = await enable(birthDate);
    expect(first).toEqual({
      createdDefinition: {
        id: expect.stringMatching(/^gid:\/\/shopify\/MetafieldDefinition\/\d+$/),
        namespace: "facts",
        key: "birth_date",
        ownerType: "CUSTOMER",
        type: { name: "date" },
        access: { storefront: "NONE" },
      },
      userErrors: [],
    });
    expect(await enable(birthDate)).toEqual(first);
    const byId = 'id: "gid://shopify/StandardMetafieldDefinitionTemplate/19"';
    expect(await enable(`ownerType: CUSTOMER, ${byId}`)).toEqual(first);
    const held = simulator.shop.metafieldDefinitions.filter(({ key }) => key === "birth_date");
    expect(held).toHaveLength(1);
  });

  it.each([
    [
      `${birthDate}, access: { admin: MERCHANT_READ }`,
      ["access"],
      'Setting this access control is not permitted. It must be one of ["public_read_write"].',
      "INVALID",
    ],
    [
      "ownerType: CUSTOMER",
      null,
      "A namespace and key or standard metafield definition template id must be provided.",
      "TEMPLATE_NOT_FOUND",
    ],
    [
      'ownerType: CUSTOMER, id: "gid://shopify/StandardMetafieldDefinitionTemplate/0"',
      ["id"],
      "Id is not a valid standard metafield definition template id",
      "TEMPLATE_NOT_FOUND",
    ],
    [
      'ownerType: CUSTOMER, namespace: "facts", key: "shoe_size"',
      null,
      "A standard definition wasn't found for the specified owner type, namespace, and key.",
      "TEMPLATE_NOT_FOUND",
    ],
  ])("is not enabled by %s", async (terms, field, message, code) => {
    expect(await enable(terms)).toEqual({
      createdDefinition: null,
      userErrors: [{ field, message, code }],
    });
  });
});

describe("a date of birth", () => {
  async function set(value: string) {
    const query = `mutation Set($metafields: [MetafieldsSetInput!]!) {
      metafieldsSet(metafields: $metafields) {
        metafields { value type } userErrors { field message code } } }`;
    const metafields = [{ ownerId, namespace: "facts", key: "birth_date", type: "date", value }];
    const reply = await askAdmin<{ metafieldsSet: unknown }>(simulator, token, query, {
      metafields,
    });
    return reply.data?.metafieldsSet ?? reply.errors;
  }

  it("is written and read as a day", async () => {
    expect(await set("1992-02-29")).toEqual({
      metafields: [{ value: "1992-02-29", type: "date" }],
      userErrors: [],
    });
    const query = `{ customer(id: "${ownerId}") {
      metafield(namespace: "facts", key: "birth_date") { value } } }`;
    const reply = await askAdmin<{ customer: unknown }>(simulator, token, query);
    expect(reply.data?.customer).toEqual({ metafield: { value: "1992-02-29" } });
  });

  it.each(["29.02.1992", "1993-02-29", "1992-2-29", ""])("is not %j", async (value) => {
    expect(await set(value)).toMatchObject({
      metafields: null,
      userErrors: [{ field: ["metafields", "0", "value"], code: "INVALID_VALUE" }],
    });
  });

  async function remove(owner = ownerId) {
    const query = `mutation Delete($metafields: [MetafieldIdentifierInput!]!) {
      metafieldsDelete(metafields: $metafields) {
        deletedMetafields { ownerId namespace key } userErrors { field message } } }`;
    const metafields = [{ ownerId: owner, namespace: "facts", key: "birth_date" }];
    const reply = await askAdmin<{ metafieldsDelete: unknown }>(simulator, token, query, {
      metafields,
    });
    return reply.data?.metafieldsDelete ?? reply.errors;
  }

  it("is deleted once, and again without an error", async () => {
    await set("1992-02-29");
    const identifier = { ownerId, namespace: "facts", key: "birth_date" };
    expect(await remove()).toEqual({ deletedMetafields: [identifier], userErrors: [] });
    expect(await remove()).toEqual({ deletedMetafields: [null], userErrors: [] });
  });

  it("is not deleted of a customer whom the store does not have", async () => {
    expect(await remove("gid://shopify/Customer/999")).toEqual({
      deletedMetafields: null,
      userErrors: [{ field: ["metafields", "0", "ownerId"], message: "Owner does not exist." }],
    });
  });
});
