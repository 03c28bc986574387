// Orders paid with gift cards and store credit, and what goes back to them.

import { beforeEach, describe, expect, it } from "vitest";
import { deactivateGiftCard, hasExpired } from "../../../simulator/actions/gift-cards.ts";
import { financialStatus } from "../../../simulator/actions/order-amounts.ts";
import { payOrder } from "../../../simulator/actions/order-payments.ts";
import { refundOrder } from "../../../simulator/actions/order-refund.ts";
import {
  cancelOrder,
  placeOrder,
  type PlaceOrderInput,
} from "../../../simulator/actions/orders.ts";
import { mergeCustomers } from "../../../simulator/actions/merge-customers.ts";
import { deleteCustomer } from "../../../simulator/actions/customers.ts";
import {
  addCredit,
  creditAccountOf,
  creditAccountsOf,
  takeCredit,
} from "../../../simulator/actions/store-credit.ts";
import type { Order } from "../../../simulator/model.ts";
import { creditHolder, giftCard } from "../support/credit-holders.ts";
import { quietWorld, type QuietWorld } from "../support/quiet-world.ts";

let world: QuietWorld;

beforeEach(() => {
  world = quietWorld();
});

const days = (count: number): string =>
  new Date(world.at.getTime() + count * 24 * 3600 * 1000).toISOString();

const place = (input: Partial<PlaceOrderInput> = {}): Order =>
  placeOrder(world, world.shop, {
    lines: [{ title: "Coffee", priceMinor: 2_500, quantity: 2 }],
    ...input,
  });

const firstLine = (order: Order): string => order.lines[0]?.id ?? "";

describe("a gift card", () => {
  it("pays what it holds, the rest is paid otherwise", () => {
    const card = giftCard(world, world.shop, { initialMinor: 1_200 });
    const order = place({ payments: [{ giftCardId: card.id }, {}] });
    expect(order.transactions).toMatchObject([
      { gateway: "gift_card", amount: { shop: 1_200 }, giftCardId: card.id },
      { gateway: "shopify_payments", amount: { shop: 3_800 } },
    ]);
    expect(card).toMatchObject({
      balanceMinor: 0,
      transactions: [{ amountMinor: -1_200, orderId: order.id }],
    });
  });

  it("keeps what an order does not need", () => {
    const card = giftCard(world, world.shop, { initialMinor: 8_000 });
    expect(financialStatus(place({ payments: [{ giftCardId: card.id }, {}] }))).toBe("paid");
    expect(card.balanceMinor).toBe(3_000);
  });

  it("is filled up again by a refund, after the card of a bank", () => {
    const card = giftCard(world, world.shop, { initialMinor: 1_200 });
    const order = place({ payments: [{ giftCardId: card.id }, {}] });
    refundOrder(world, world.shop, order.id, {
      lines: [{ lineId: firstLine(order), quantity: 1 }],
    });
    expect(card.balanceMinor).toBe(0);
    refundOrder(world, world.shop, order.id, {
      lines: [{ lineId: firstLine(order), quantity: 1 }],
    });
    expect(card.balanceMinor).toBe(1_200);
    expect(order.refunds[1]?.transactions).toMatchObject([
      { gateway: "shopify_payments", amount: { shop: 1_300 } },
      { gateway: "gift_card", giftCardId: card.id, amount: { shop: 1_200 } },
    ]);
  });

  it.each([
    ["is disabled", (id: string) => deactivateGiftCard(world, world.shop.giftCards.get(id)!)],
    ["has expired", (id: string) => void (world.shop.giftCards.get(id)!.expiresOn = "2026-05-31")],
    ["has no balance left", (id: string) => void (world.shop.giftCards.get(id)!.balanceMinor = 0)],
  ])("that %s pays nothing", (words, change) => {
    const card = giftCard(world, world.shop);
    change(card.id);
    expect(() => place({ payments: [{ giftCardId: card.id }] })).toThrow(words);
    expect(world.shop.orders.size).toBe(0);
  });

  it("is good until the end of its last day where the shop is", () => {
    const card = giftCard(world, world.shop, { expiresOn: "2026-06-01" });
    world.at = new Date("2026-06-01T21:59:59Z");
    expect(hasExpired(world, world.shop, card)).toBe(false);
    world.at = new Date("2026-06-01T22:00:00Z");
    expect(hasExpired(world, world.shop, card)).toBe(true);
  });

  it("keeps its balance where another payment of the same checkout is refused", () => {
    const card = giftCard(world, world.shop);
    const payments = [{ giftCardId: card.id }, { amountMinor: 9_999 }];
    expect(() => place({ payments })).toThrow("no more than what is outstanding");
    expect(card).toMatchObject({ balanceMinor: 1_000, transactions: [] });
  });

  it("is read without spaces, hyphens and capitals, and is nobody's second one", () => {
    const card = giftCard(world, world.shop, { code: "ABCD-efgh 2345" });
    expect(card.code).toBe("abcdefgh2345");
    expect(() => giftCard(world, world.shop, { code: "abcd EFGH 2345" })).toThrow("taken");
    expect(giftCard(world, world.shop).code).toMatch(/^[a-z0-9]{16}$/);
  });
});

describe("store credit", () => {
  it("pays all that it holds, and is told apart by the order that it paid", () => {
    const { customer, account } = creditHolder(world, world.shop, 1_500);
    const payments = [{ fromAccount: true }, {}];
    const order = place({ customerId: customer.id, payments });
    expect(order.gateways).toEqual(["shopify_store_credit", "shopify_payments"]);
    expect(account).toMatchObject({
      balanceMinor: 0,
      transactions: [
        { kind: "credit", amountMinor: 1_500, remainingMinor: 0 },
        {
          kind: "debit",
          amountMinor: -1_500,
          balanceAfterMinor: 0,
          event: "ORDER_PAYMENT",
          origin: { orderId: order.id, transactionId: order.transactions[0]?.id },
        },
      ],
    });
  });

  it("spends first what goes soonest, and loses what is left of it at its end", () => {
    const { customer, account } = creditHolder(world, world.shop, 1_000);
    addCredit(world, account, { amountMinor: 700, expiresAt: days(30) });
    addCredit(world, account, { amountMinor: 500, expiresAt: days(10) });
    takeCredit(world, account, { amountMinor: 600 });
    expect(account.transactions.map(({ remainingMinor }) => remainingMinor)).toEqual([
      1_000, 600, 0, 0,
    ]);
    world.at = new Date(days(31));
    const now = creditAccountOf(world, world.shop, customer.id, "EUR");
    expect(now?.balanceMinor).toBe(1_000);
    expect(now?.transactions.at(-1)).toMatchObject({
      kind: "expiration",
      amountMinor: -600,
      balanceAfterMinor: 1_000,
      creditId: account.transactions[1]?.id,
    });
    expect(now?.transactions[1]?.remainingMinor).toBe(600);
  });

  it("is no guest's, and never more than there is", () => {
    expect(() => place({ payments: [{ fromAccount: true }] })).toThrow("this is a guest");
    const { customer, account } = creditHolder(world, world.shop, 100);
    expect(() => takeCredit(world, account, { amountMinor: 101 })).toThrow("sufficient funds");
    world.at = new Date(days(1));
    const payments = [{ fromAccount: true, amountMinor: 101 }];
    expect(() => place({ customerId: customer.id, payments })).toThrow("sufficient funds");
    expect(account.balanceMinor).toBe(100);
  });

  it("comes back by a refund of what it paid, and by a cancellation", () => {
    const { customer, account } = creditHolder(world, world.shop, 5_000);
    const order = place({ customerId: customer.id, payments: [{ fromAccount: true }] });
    refundOrder(world, world.shop, order.id, { amountMinor: 1_000 });
    cancelOrder(world, world.shop, order.id);
    expect(account.transactions.slice(2)).toMatchObject([
      { kind: "credit", event: "ORDER_REFUND", amountMinor: 1_000 },
      { kind: "credit", event: "ORDER_CANCELLATION", amountMinor: 4_000 },
    ]);
    expect(account.balanceMinor).toBe(5_000);
  });

  it("is opened by a refund that is paid out so", () => {
    const { customer, account } = creditHolder(world, world.shop, 1);
    world.shop.creditAccounts.delete(account.id);
    const order = place({ customerId: customer.id, paid: true });
    refundOrder(world, world.shop, order.id, { amountMinor: 2_000, storeCreditMinor: "all" });
    expect(creditAccountOf(world, world.shop, customer.id, "EUR")?.balanceMinor).toBe(2_000);
  });

  it("pays later, too, and nothing is set aside from it", () => {
    const { customer, account } = creditHolder(world, world.shop, 9_000);
    const order = place({ customerId: customer.id });
    const aside = { fromAccount: true, authorize: true };
    expect(() => payOrder(world, world.shop, order.id, aside)).toThrow("nothing is set aside");
    payOrder(world, world.shop, order.id, { fromAccount: true });
    expect([financialStatus(order), account.balanceMinor]).toEqual(["paid", 4_000]);
  });
});

describe("a customer", () => {
  it("with gift cards cannot be merged, whichever of the two it is", () => {
    const [one, two] = [creditHolder(world, world.shop, 1), creditHolder(world, world.shop, 1)];
    giftCard(world, world.shop, { customerId: one.customer.id });
    const [a, b] = [one.customer.id, two.customer.id];
    for (const [keptId, deletedId] of [
      [a, b],
      [b, a],
    ] as const) {
      expect(() => mergeCustomers(world, world.shop, { keptId, deletedId })).toThrow(
        `${one.customer.email} has gift cards and can’t be merged.`,
      );
    }
  });

  it("takes the store credit of the one that is merged into it", () => {
    const [kept, gone] = [
      creditHolder(world, world.shop, 100),
      creditHolder(world, world.shop, 50),
    ];
    const [keptId, deletedId] = [kept.customer.id, gone.customer.id];
    mergeCustomers(world, world.shop, { keptId, deletedId });
    const accounts = creditAccountsOf(world, world.shop, keptId);
    expect(accounts.map(({ balanceMinor }) => balanceMinor)).toEqual([150]);
    expect(() => takeCredit(world, kept.account, { amountMinor: 150 })).not.toThrow();
  });

  it("who still awaits a gift card cannot be deleted", () => {
    const { customer } = creditHolder(world, world.shop, 1);
    const texts = { preferredName: null, message: null };
    const recipient = { customerId: customer.id, ...texts, sendNotificationAt: days(3) };
    giftCard(world, world.shop, { recipient });
    expect(() => deleteCustomer(world, world.shop, customer.id)).toThrow("unsent scheduled");
  });
});
