// Control calls on discounts, gift cards and store credit, as tests of the app use them.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CreditAccount, Discount, GiftCard } from "../../../simulator/model.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";

let simulator: RunningSimulator;
const path = "/shops/test-shop";

beforeAll(async () => {
  simulator = await runSimulator();
  await simulator.control("POST", `${path}/customers`, { id: "5", email: "a@b.example" });
});

afterAll(() => simulator.stop());

const post = <Answer>(where: string, body: unknown) =>
  simulator.control<Answer>("POST", `${path}${where}`, body);

describe("discounts", () => {
  it("are switched off and on, and deleted, and the app hears of it", async () => {
    const { id } = await post<Discount>("/discounts", { code: "FIVE", amountOff: "5.00" });
    expect((await post<Discount>(`/discounts/${id}`, { active: false })).endsAt).not.toBeNull();
    expect((await post<Discount>(`/discounts/${id}`, { active: true })).endsAt).toBeNull();
    await simulator.control("DELETE", `${path}/discounts/${id}`);
    const topics = simulator.context.state.deliveries.map(({ topic }) => topic);
    expect(topics).toContain("discounts/delete");
    const gone = await simulator.refusal("DELETE", `${path}/discounts/${id}`);
    expect(gone).toEqual({ status: 422, error: `No discount ${id} in test-shop.myshopify.com` });
  });
});

describe("gift cards", () => {
  it("are made, spent in orders, refilled and ended", async () => {
    const made = { amount: "25.00", code: "control2345", customerId: "5" };
    const card = await post<GiftCard>("/gift-cards", made);
    await post("/orders", {
      lines: [{ title: "Mug", price: "10.00" }],
      payments: [{ giftCardId: card.id }],
    });
    await post(`/gift-cards/${card.id}`, { amount: "-5.00", note: "spent at a fair" });
    await post(`/gift-cards/${card.id}/deactivate`, {});
    const [read] = await simulator.control<GiftCard[]>("GET", `${path}/gift-cards`);
    expect(read).toMatchObject({
      balanceMinor: 1_000,
      customerId: "5",
      transactions: [{ amountMinor: -1_000 }, { amountMinor: -500, note: "spent at a fair" }],
    });
    expect(read?.deactivatedAt).not.toBeNull();
  });
});

describe("store credit", () => {
  it("is given, taken back and spent, never beyond the limit", async () => {
    await post("/customers/5/credit", { amount: "12.00", expiresAt: "2099-01-01T00:00:00Z" });
    await post("/customers/5/credit", { amount: "-2.00" });
    await post("/orders", {
      customerId: "5",
      lines: [{ title: "Mug", price: "16.00" }],
      payments: [{ fromAccount: true }, {}],
    });
    const [account] = await simulator.control<CreditAccount[]>("GET", `${path}/customers/5/credit`);
    expect(account?.transactions.map(({ amountMinor }) => amountMinor)).toEqual([
      1_200, -200, -1_000,
    ]);
    const much = await simulator.refusal("POST", `${path}/customers/5/credit`, {
      amount: "15000.01",
    });
    expect(much.error).toContain("credit limit to be exceeded");
  });
});
