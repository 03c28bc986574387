// What e-mails write of money and points, in every currency that Shopify knows.
import { expect, test } from "vitest";
import { formatMoney } from "../../../app/adapters/email/format.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

test.each([
  ["en", "EUR", "5.00", "€5"],
  ["de", "EUR", "39.90", "39,90 €"],
  ["en", "USDC", "5.000000", "USDC 5"],
  ["de", "USDC", "5.250000", "5,250000 USDC"],
  ["tr", "USDC", "5.000000", "USDC 5"],
])("in %s money of %s is written", (locale, currency, amount, text) => {
  expect(plain(formatMoney({ amount, currency }, locale))).toBe(text);
});
