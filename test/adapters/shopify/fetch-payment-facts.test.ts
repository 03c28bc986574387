// Which share of an order gift cards and store credit paid, as its transactions tell.
import { expect, test } from "vitest";
import type { AdminGraphql } from "../../../app/adapters/shopify/ask-admin.ts";
import { fetchPaymentFacts } from "../../../app/adapters/shopify/operations/fetch-payment-facts.ts";
import { rational } from "../../../app/core/points/rational.ts";

const ASKED_AT = 1_800_000_000_000;
type Payment = readonly [kind: string, gateway: string, amount: string, status?: string];

async function shares(...payments: Payment[]) {
  const transactions = payments.map(([kind, gateway, amount, status = "SUCCESS"]) => ({
    kind,
    status,
    gateway,
    amountSet: { presentmentMoney: { amount, currencyCode: "EUR" } },
  }));
  const admin: AdminGraphql = {
    graphql: async () => Response.json({ data: { order: { transactions } } }),
  };
  const answer = await fetchPaymentFacts(admin, { orderId: "1", worth: "4000" }, ASKED_AT);
  if (answer.outcome !== "ok") throw new Error(answer.outcome);
  return [answer.data.giftCardShare, answer.data.storeCreditShare];
}

test("what was handed over beyond the price comes back as change and paid for nothing", async () => {
  const cash: Payment[] = [
    ["SALE", "cash", "50.00"],
    ["CHANGE", "cash", "20.00"],
  ];
  const found = await shares(["SALE", "gift_card", "10.00"], ...cash);
  expect(found).toEqual([rational(1n, 4n), rational(0n)]);
});

test("what failed, was set aside or went back paid for nothing", async () => {
  const found = await shares(
    ["AUTHORIZATION", "shopify_payments", "30.00"],
    ["CAPTURE", "shopify_payments", "30.00"],
    ["SALE", "shopify_store_credit", "10.00"],
    ["SALE", "gift_card", "10.00", "FAILURE"],
    ["REFUND", "gift_card", "10.00"],
  );
  expect(found).toEqual([rational(0n), rational(1n, 4n)]);
});
