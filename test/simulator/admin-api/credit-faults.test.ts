// Failures on demand strike every mutation that makes or moves something of worth, before its
// effect or after it.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fillCreditShop } from "./recorded-credit-shop.ts";
import { askAdmin, exchangeToken, type AdminReply } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";

let simulator: RunningSimulator;
let token: string;
let discountId: string;

beforeAll(async () => {
  simulator = await runSimulator({ shop: { currency: "CAD" } });
  const scopes = [
    "write_discounts",
    "write_customers",
    "write_gift_cards",
    "write_gift_card_transactions",
    "write_store_credit_account_transactions",
  ];
  await simulator.control("POST", "/shops/test-shop/scopes", { scopes });
  await simulator.control("POST", "/shops/test-shop/customers", { id: "1", email: "a@b.example" });
  token = (await exchangeToken(simulator)).access_token;
});

beforeEach(async () => {
  await simulator.control("DELETE", "/faults");
  const { context, shop } = simulator;
  shop.customers.delete("2");
  for (const held of [shop.discounts, shop.giftCards, shop.creditAccounts]) held.clear();
  fillCreditShop(simulator);
  const value = { kind: "percentage", fraction: "0.1" } as const;
  const made = createDiscount(context, shop, describeDiscount(context, { code: "HELD", value }));
  discountId = `gid://shopify/DiscountCodeNode/${made.id}`;
});

afterAll(() => simulator.stop());

const errors = "userErrors { field message code }";
const startsAt = "2026-01-01T00:00:00Z";
const gets = "customerGets: { value: { percentage: 0.1 }, items: { all: true } }";
const money = '{ amount: "1.00", currencyCode: CAD }';
const card = "gid://shopify/GiftCard/501";

/** By root field: what it asks, and what tells whether it took effect. */
const mutations: Record<string, { call: () => string; trace: () => unknown }> = {
  discountCodeBasicCreate: {
    call: () => `basicCodeDiscount: { title: "A", code: "NEW", startsAt: "${startsAt}", ${gets} }`,
    trace: () => simulator.shop.discounts.size,
  },
  discountCodeBasicUpdate: {
    call: () => `id: "${discountId}", basicCodeDiscount: { title: "Renamed" }`,
    trace: () => [...simulator.shop.discounts.values()].map(({ title }) => title),
  },
  discountCodeFreeShippingCreate: {
    call: () => `freeShippingCodeDiscount: { title: "A", code: "NEW", startsAt: "${startsAt}" }`,
    trace: () => simulator.shop.discounts.size,
  },
  discountCodeDeactivate: {
    call: () => `id: "${discountId}"`,
    trace: () => [...simulator.shop.discounts.values()].map(({ endsAt }) => endsAt === null),
  },
  discountCodeDelete: {
    call: () => `id: "${discountId}"`,
    trace: () => simulator.shop.discounts.size,
  },
  giftCardCreate: {
    call: () => 'input: { initialValue: "5.00" }',
    trace: () => simulator.shop.giftCards.size,
  },
  giftCardDeactivate: {
    call: () => `id: "${card}"`,
    trace: () => simulator.shop.giftCards.get("501")?.deactivatedAt === null,
  },
  giftCardCredit: {
    call: () => `id: "${card}", creditInput: { creditAmount: ${money} }`,
    trace: () => simulator.shop.giftCards.get("501")?.balanceMinor,
  },
  giftCardDebit: {
    call: () => `id: "${card}", debitInput: { debitAmount: ${money} }`,
    trace: () => simulator.shop.giftCards.get("501")?.balanceMinor,
  },
  storeCreditAccountCredit: {
    call: () => `id: "gid://shopify/Customer/1", creditInput: { creditAmount: ${money} }`,
    trace: () => simulator.shop.creditAccounts.get("601")?.balanceMinor,
  },
  storeCreditAccountDebit: {
    call: () => `id: "gid://shopify/Customer/1", debitInput: { debitAmount: ${money} }`,
    trace: () => simulator.shop.creditAccounts.get("601")?.balanceMinor,
  },
};

const arm = (fault: Record<string, unknown>) => simulator.control("POST", "/faults", fault);

function ask(root: string): Promise<AdminReply> {
  const query = `mutation { made: ${root}(${mutations[root]?.call()}) { ${errors} } }`;
  return askAdmin(simulator, token, query);
}

describe.each(Object.keys(mutations))("%s", (root) => {
  const trace = () => mutations[root]?.trace();

  it("that is refused says why, and does nothing", async () => {
    const before = trace();
    const message = "Not in this shop.";
    await arm({ operation: root, kind: "refused", message, code: "INVALID" });
    const finding = { field: null, message, code: "INVALID" };
    expect((await ask(root)).data).toEqual({ made: { userErrors: [finding] } });
    expect(trace()).toEqual(before);
  });

  it("that is never answered has done nothing, or everything", async () => {
    const before = trace();
    await arm({ operation: root, kind: "reset", when: "before" });
    await expect(ask(root)).rejects.toThrow("fetch failed");
    expect(trace()).toEqual(before);
    await arm({ operation: root, kind: "reset", when: "after" });
    await expect(ask(root)).rejects.toThrow("fetch failed");
    expect(trace()).not.toEqual(before);
  });

  it("that is throttled, or whose token has expired, has done nothing", async () => {
    const before = trace();
    await arm({ operation: root, kind: "throttled" });
    expect((await ask(root)).errors).toMatchObject([{ extensions: { code: "THROTTLED" } }]);
    await arm({ operation: root, kind: "token_expired" });
    expect((await ask(root)).status).toBe(401);
    expect((await ask(root)).status).toBe(401);
    expect(trace()).toEqual(before);
    token = (await exchangeToken(simulator)).access_token;
    expect((await ask(root)).data).toEqual({ made: { userErrors: [] } });
    expect(trace()).not.toEqual(before);
  });
});

it("a refusal cannot be told after something happened", async () => {
  const refusal = await simulator.refusal("POST", "/faults", {
    operation: "giftCardCreate",
    kind: "refused",
    when: "after",
  });
  expect(refusal.error).toContain("told before anything happens");
});

it("a question that is refused is one that is not allowed", async () => {
  await arm({ operation: "shop", kind: "refused", message: "Not for you." });
  const reply = await askAdmin(simulator, token, "{ shop { id } }");
  expect(reply.errors).toMatchObject([
    { message: "Not for you.", path: ["shop"], extensions: { code: "ACCESS_DENIED" } },
  ]);
});
