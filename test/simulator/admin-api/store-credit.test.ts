// Store credit through the API: accounts, what moved in them, and how an app finds its own credit
// again.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import { askAdmin, exchangeToken } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let token: string;
const customer = "gid://shopify/Customer/5";

beforeAll(async () => {
  simulator = await runSimulator();
  const scopes = [
    "write_store_credit_account_transactions",
    "read_store_credit_accounts",
    "read_customers",
    "read_orders",
  ];
  await simulator.control("POST", "/shops/test-shop/scopes", { scopes });
  await simulator.control("POST", "/shops/test-shop/customers", { id: "5", email: "a@b.example" });
  token = (await exchangeToken(simulator)).access_token;
});

beforeEach(() => simulator.shop.creditAccounts.clear());

afterAll(() => simulator.stop());

type Money = { amount: string };
type Transaction = {
  __typename: string;
  id: string;
  amount: Money;
  balanceAfterTransaction: Money;
  account: { id: string };
};
type Payload = { storeCreditAccountTransaction: Transaction | null; userErrors: unknown[] };

async function ask<Data>(query: string): Promise<Data> {
  const reply = await askAdmin<Data>(simulator, token, query);
  if (!reply.data) throw new Error(JSON.stringify(reply.errors));
  return reply.data;
}

const shown = "__typename id amount { amount } balanceAfterTransaction { amount } account { id }";

async function move(
  kind: "Credit" | "Debit",
  amount: string,
  { id = customer, more = "", currency = "EUR" } = {},
): Promise<Payload> {
  const [input, name] = [`${kind.toLowerCase()}Input`, `${kind.toLowerCase()}Amount`];
  const { moved } = await ask<{ moved: Payload }>(`mutation {
    moved: storeCreditAccount${kind}(id: "${id}", ${input}: {
      ${name}: { amount: "${amount}", currencyCode: ${currency} } ${more} }) {
      storeCreditAccountTransaction { ${shown} } userErrors { field code } } }`);
  return moved;
}

const accounts = () =>
  ask<{ customer: { storeCreditAccounts: { nodes: unknown[] } } }>(`{ customer(id: "${customer}") {
    storeCreditAccounts(first: 3) { nodes { balance { amount currencyCode } owner {
      ... on Customer { id } }
      transactions(first: 10, reverse: true) { nodes { __typename amount { amount } event createdAt
        origin { ... on OrderTransaction { gateway order { id } } }
        ... on StoreCreditAccountCreditTransaction { expiresAt remainingAmount { amount } }
        ... on StoreCreditAccountExpirationTransaction { creditTransaction { id } } } } } } } }`);

describe("a credit", () => {
  it("opens the customer's account, which has it from then on", async () => {
    expect((await accounts()).customer.storeCreditAccounts.nodes).toEqual([]);
    const first = await move("Credit", "5.00");
    expect(first.storeCreditAccountTransaction).toMatchObject({
      __typename: "StoreCreditAccountCreditTransaction",
      amount: { amount: "5.0" },
      balanceAfterTransaction: { amount: "5.0" },
    });
    const id = first.storeCreditAccountTransaction?.account.id ?? "";
    const second = await move("Credit", "2.50", { id });
    expect(second.storeCreditAccountTransaction).toMatchObject({
      account: { id },
      balanceAfterTransaction: { amount: "7.5" },
    });
    expect((await accounts()).customer.storeCreditAccounts.nodes).toMatchObject([
      {
        balance: { amount: "7.5", currencyCode: "EUR" },
        owner: { id: customer },
        transactions: {
          nodes: [
            { amount: { amount: "2.5" }, event: "ADJUSTMENT", origin: null, expiresAt: null },
            { amount: { amount: "5.0" }, remainingAmount: { amount: "5.0" } },
          ],
        },
      },
    ]);
  });

  it("that is told twice is there twice: Shopify knows no key that would hold them apart", async () => {
    await move("Credit", "5.00");
    const again = await move("Credit", "5.00");
    expect(again.storeCreditAccountTransaction?.balanceAfterTransaction.amount).toBe("10.0");
  });

  it("is refused in a currency that the shop does not sell in", async () => {
    expect(await move("Credit", "5.00", { currency: "USD" })).toEqual({
      storeCreditAccountTransaction: null,
      userErrors: [
        { field: ["creditInput", "creditAmount", "currencyCode"], code: "UNSUPPORTED_CURRENCY" },
      ],
    });
  });

  it("is read by its own id, with what is left of it", async () => {
    const made = (await move("Credit", "5.00")).storeCreditAccountTransaction?.id ?? "";
    await move("Debit", "1.50");
    const gone = made.replace(/\d+$/, "999");
    const read = await ask<{ nodes: unknown[] }>(`{ nodes(ids: ["${made}", "${gone}"]) {
      ... on StoreCreditAccountCreditTransaction { id remainingAmount { amount } } } }`);
    expect(read.nodes).toEqual([{ id: made, remainingAmount: { amount: "3.5" } }, null]);
  });

  it("is written about where the app asks for that", async () => {
    simulator.context.state.mails = [];
    await move("Credit", "5.00");
    expect(simulator.context.state.mails).toEqual([]);
    await move("Credit", "2.00", { more: ", notify: true" });
    expect(simulator.context.state.mails).toMatchObject([
      { to: ["a@b.example"], text: expect.stringContaining("you have 7.00 EUR of store credit") },
    ]);
  });

  it("goes when its time is over, which the account tells", async () => {
    const at = new Date(simulator.context.now().getTime() + 3_600_000).toISOString();
    const made = await move("Credit", "8.00", { more: `, expiresAt: "${at}"` });
    await simulator.control("POST", "/clock", { advance: { hours: 2 } });
    expect((await accounts()).customer.storeCreditAccounts.nodes).toMatchObject([
      {
        balance: { amount: "0.0" },
        transactions: {
          nodes: [
            {
              __typename: "StoreCreditAccountExpirationTransaction",
              amount: { amount: "-8.0" },
              creditTransaction: { id: made.storeCreditAccountTransaction?.id },
            },
            { remainingAmount: { amount: "8.0" } },
          ],
        },
      },
    ]);
  });
});

describe("a debit", () => {
  it("has a negative amount, and leaves what is not taken", async () => {
    await move("Credit", "5.00");
    expect((await move("Debit", "1.20")).storeCreditAccountTransaction).toMatchObject({
      __typename: "StoreCreditAccountDebitTransaction",
      amount: { amount: "-1.2" },
      balanceAfterTransaction: { amount: "3.8" },
    });
  });

  it("by an order is told with its payment", async () => {
    await move("Credit", "5.00");
    const { context, shop } = simulator;
    const order = placeOrder(context, shop, {
      customerId: "5",
      lines: [{ title: "Mug", priceMinor: 1_600, quantity: 1 }],
      payments: [{ fromAccount: true }, {}],
    });
    expect((await accounts()).customer.storeCreditAccounts.nodes).toMatchObject([
      {
        balance: { amount: "0.0" },
        transactions: {
          nodes: [
            {
              event: "ORDER_PAYMENT",
              amount: { amount: "-5.0" },
              origin: {
                gateway: "shopify_store_credit",
                order: { id: `gid://shopify/Order/${order.id}` },
              },
            },
            { remainingAmount: { amount: "0.0" } },
          ],
        },
      },
    ]);
  });
});
