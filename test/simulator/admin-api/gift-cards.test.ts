// Gift cards through the API: made, read, looked for, moved, written about.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { placeOrder } from "../../../simulator/actions/orders.ts";
import type { Mail } from "../../../simulator/model.ts";
import { askAdmin, exchangeToken } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
let token: string;
const friend = "gid://shopify/Customer/6";

beforeAll(async () => {
  simulator = await runSimulator();
  const path = "/shops/test-shop";
  const scopes = ["write_gift_cards", "write_gift_card_transactions", "write_customers"];
  await simulator.control("POST", `${path}/scopes`, { scopes: [...scopes, "read_orders"] });
  await simulator.control("POST", `${path}/customers`, { id: "5", email: "a@example.com" });
  await simulator.control("POST", `${path}/customers`, { id: "6", email: "friend@example.com" });
  token = (await exchangeToken(simulator)).access_token;
});

beforeEach(() => {
  simulator.shop.giftCards.clear();
  simulator.context.state.mails = [];
});

afterAll(() => simulator.stop());

type Card = { id: string; lastCharacters: string; [field: string]: unknown };
type Created = { giftCard: Card; giftCardCode: string };

async function ask<Data>(query: string, variables = {}): Promise<Data> {
  const reply = await askAdmin<Data>(simulator, token, query, variables);
  if (!reply.data) throw new Error(JSON.stringify(reply.errors));
  return reply.data;
}

const shown = `id lastCharacters maskedCode note expiresOn enabled isRedeemable
  balance { amount currencyCode } initialValue { amount } customer { id }
  recipientAttributes { recipient { id } message preferredName sendNotificationAt }`;

async function create(input: Record<string, unknown> = {}): Promise<Created> {
  const { giftCardCreate } = await ask<{ giftCardCreate: Created & { userErrors: unknown[] } }>(
    `mutation Create($input: GiftCardCreateInput!) { giftCardCreate(input: $input) {
      giftCard { ${shown} } giftCardCode userErrors { field message code } } }`,
    { input: { initialAmount: { amount: "25.00", currencyCode: "EUR" }, ...input } },
  );
  expect(giftCardCreate.userErrors).toEqual([]);
  return giftCardCreate;
}

const idsOf = async (query: string): Promise<string[]> => {
  const found = await ask<{ giftCards: { nodes: Card[] } }>(
    `query Find($query: String!) { giftCards(first: 20, query: $query) { nodes { id } } }`,
    { query },
  );
  return found.giftCards.nodes.map(({ id }) => id);
};

describe("a new gift card", () => {
  it("tells its code once, in small letters, and shows the end of it from then on", async () => {
    const { giftCard, giftCardCode } = await create({ code: "LOYAL-23ab-cd45", note: "r:1" });
    expect(giftCardCode).toBe("loyal23abcd45");
    expect(giftCard).toMatchObject({
      lastCharacters: "cd45",
      maskedCode: "•••• •••• •••• cd45",
      note: "r:1",
      expiresOn: null,
      enabled: true,
      isRedeemable: true,
      balance: { amount: "25.0", currencyCode: "EUR" },
      initialValue: { amount: "25.0" },
      customer: null,
      recipientAttributes: null,
    });
  });

  it("is given a code where it has none", async () => {
    expect((await create()).giftCardCode).toMatch(/^[a-z0-9]{16}$/);
  });

  it("needs an amount, and no day that is over", async () => {
    const refused = (input: string) =>
      ask(`mutation { giftCardCreate(input: { ${input} }) { userErrors { field code } } }`);
    expect(await refused('note: "x"')).toEqual({
      giftCardCreate: {
        userErrors: [{ field: ["input", "initialAmount"], code: "MISSING_ARGUMENT" }],
      },
    });
    expect(await refused('initialValue: "1", expiresOn: "2020-01-01"')).toEqual({
      giftCardCreate: { userErrors: [{ field: ["input", "expiresOn"], code: "INVALID" }] },
    });
  });
});

describe("the one a gift card is for", () => {
  const mails = () => simulator.control<Mail[]>("GET", "/mails?to=friend@example.com");

  it("is written to at once, with the code", async () => {
    const { giftCardCode } = await create({ customerId: friend, code: "abcdefgh2345" });
    const [mail] = await mails();
    expect(mail?.text).toContain("worth 25.00 EUR");
    expect(mail?.text).toContain(giftCardCode.toUpperCase().replace(/(.{4})(?=.)/g, "$1 "));
  });

  it("is written to on the day that was asked for, with the message", async () => {
    const day = 24 * 3600 * 1000;
    const at = new Date(simulator.context.now().getTime() + 3 * day);
    const { giftCard } = await create({
      customerId: "gid://shopify/Customer/5",
      recipientAttributes: {
        id: friend,
        preferredName: "Fay",
        message: "Happy birthday",
        sendNotificationAt: at.toISOString(),
      },
    });
    expect(giftCard["recipientAttributes"]).toEqual({
      recipient: { id: friend },
      preferredName: "Fay",
      message: "Happy birthday",
      sendNotificationAt: `${at.toISOString().slice(0, 19)}Z`,
    });
    expect(await mails()).toEqual([]);
    await simulator.control("POST", "/clock", { advance: { days: 3, minutes: 1 } });
    const [mail] = await mails();
    expect(mail?.text).toMatch(/Hello Fay,[\s\S]*Happy birthday/);
    expect(mail?.receivedAt).toBe(at.toISOString());
    expect(await mails()).toHaveLength(1);
    expect(await simulator.control("GET", "/mails?to=a@example.com")).toEqual([]);
  });

  it("is written to once more at somebody's wish", async () => {
    const { giftCard } = await create({ customerId: friend });
    await ask(`mutation { giftCardSendNotificationToCustomer(id: "${giftCard.id}") {
      giftCard { id } userErrors { message } } }`);
    expect(await mails()).toHaveLength(2);
  });
});

describe("looking for gift cards", () => {
  it("finds a new one a moment later, by what Shopify searches", async () => {
    const { giftCard } = await create({ code: "findme2345", customerId: friend, note: "mine" });
    const { id } = giftCard;
    expect(await idsOf("")).toEqual([]);
    await simulator.control("POST", "/clock", { advance: { seconds: 5 } });
    for (const query of ["", "me2345", "customer_id:6", "status:enabled", "balance_status:full"]) {
      expect(await idsOf(query)).toEqual([id]);
    }
    for (const query of ["me9999", "customer_id:5", "status:disabled", "balance_status:empty"]) {
      expect(await idsOf(query)).toEqual([]);
    }
    // Notes are not searched, and such a filter narrows nothing.
    expect(await idsOf("note:'somebody else'")).toEqual([id]);
    const read = await ask(`{ giftCard(id: "${id}") { note }
      nodes(ids: ["${id}"]) { ... on GiftCard { note } } }`);
    expect(read).toEqual({ giftCard: { note: "mine" }, nodes: [{ note: "mine" }] });
  });
});

describe("money on a gift card", () => {
  const move = (id: string, kind: "Credit" | "Debit", amount: string) => {
    const [input, name] = [`${kind.toLowerCase()}Input`, `${kind.toLowerCase()}Amount`];
    return ask(`mutation { giftCard${kind}(id: "${id}",
      ${input}: { ${name}: { amount: "${amount}", currencyCode: EUR } }) {
      giftCard${kind}Transaction { amount { amount } note giftCard { balance { amount } } }
      userErrors { message } } }`);
  };

  it("is added and taken off, each with a transaction", async () => {
    const { giftCard } = await create();
    expect(await move(giftCard.id, "Credit", "5.00")).toMatchObject({
      giftCardCredit: {
        giftCardCreditTransaction: {
          amount: { amount: "5.0" },
          note: null,
          giftCard: { balance: { amount: "30.0" } },
        },
      },
    });
    expect(await move(giftCard.id, "Debit", "12.50")).toMatchObject({
      giftCardDebit: { giftCardDebitTransaction: { giftCard: { balance: { amount: "17.5" } } } },
    });
    const { giftCard: read } = await ask<{ giftCard: Card }>(`{ giftCard(id: "${giftCard.id}") {
      transactions(first: 5) { nodes { __typename amount { amount } } } } }`);
    expect(read["transactions"]).toEqual({
      nodes: [
        { __typename: "GiftCardCreditTransaction", amount: { amount: "5.0" } },
        { __typename: "GiftCardDebitTransaction", amount: { amount: "-12.5" } },
      ],
    });
  });

  it("is told of in the payment of an order, and not spent once the card is ended", async () => {
    const { giftCard } = await create({ code: "endsin9876" });
    const giftCardId = giftCard.id.split("/").at(-1) ?? "";
    const { context, shop } = simulator;
    const lines = [{ title: "Mug", priceMinor: 1_000, quantity: 1 }];
    const order = placeOrder(context, shop, { lines, payments: [{ giftCardId }] });
    const read = await ask(`{ order(id: "gid://shopify/Order/${order.id}") {
      transactions(first: 5) { gateway receiptJson } } }`);
    expect(read).toEqual({
      order: {
        transactions: [
          {
            gateway: "gift_card",
            receiptJson: `{"gift_card_id":${giftCardId},"gift_card_last_characters":"9876"}`,
          },
        ],
      },
    });
    const ended = await ask(`mutation { giftCardDeactivate(id: "${giftCard.id}") {
      giftCard { enabled isRedeemable balance { amount } } userErrors { message } } }`);
    expect(ended).toMatchObject({
      giftCardDeactivate: { giftCard: { enabled: false, balance: { amount: "15.0" } } },
    });
    expect(() => placeOrder(context, shop, { lines, payments: [{ giftCardId }] })).toThrow(
      "This gift card is disabled.",
    );
  });
});
