// Customers that an app makes: nobody's account, and nobody's consent to anything.

import { afterAll, beforeAll, expect, it } from "vitest";
import { askAdmin, exchangeToken } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let token: string;

beforeAll(async () => {
  simulator = await runSimulator();
  await simulator.control("POST", "/shops/test-shop/scopes", { scopes: ["write_customers"] });
  token = (await exchangeToken(simulator)).access_token;
});

afterAll(() => simulator.stop());

async function create(input: object) {
  const query = `mutation Make($input: CustomerInput!) { customerCreate(input: $input) {
    customer { id email firstName state defaultEmailAddress { marketingState } }
    userErrors { field message } } }`;
  const reply = await askAdmin<{ customerCreate: unknown }>(simulator, token, query, { input });
  return reply.data?.customerCreate ?? reply.errors;
}

it("a customer is made without an account, an address and any consent", async () => {
  expect(await create({ email: "Bo@Example.com", firstName: "Bo" })).toEqual({
    customer: {
      id: expect.stringMatching(/^gid:\/\/shopify\/Customer\/\d+$/),
      email: "bo@example.com",
      firstName: "Bo",
      state: "DISABLED",
      defaultEmailAddress: { marketingState: "NOT_SUBSCRIBED" },
    },
    userErrors: [],
  });
  const made = [...simulator.shop.customers.values()].find(({ firstName }) => firstName === "Bo");
  expect(made?.address).toBeNull();
});

it.each([
  [{ email: "bo@example.com" }, ["email"], "Email has already been taken"],
  [{ email: "nobody" }, ["email"], "Email is invalid"],
  [{ note: "Who?" }, null, "Customer must have a name, phone number or email address"],
])("no customer is made of %j", async (input, field, message) => {
  const before = simulator.shop.customers.size;
  expect(await create(input)).toEqual({ customer: null, userErrors: [{ field, message }] });
  expect(simulator.shop.customers.size).toBe(before);
});
