// Amounts of every currency that Shopify knows can be written in every language that we speak.
import { describe, expect, test } from "vitest";
import { currencyFormat } from "../../../app/core/money/currency-format.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const written = (locale: string, currency: string, amount: string, options = {}) =>
  plain(currencyFormat(locale, currency, options).format(amount as Intl.StringNumericLiteral));

describe("a currency that the tables know", () => {
  test.each([
    ["en", "EUR", "5.00", "€5.00"],
    ["de", "EUR", "1234.50", "1.234,50 €"],
    ["en", "JPY", "500", "¥500"],
    ["tr", "KWD", "4.125", "KWD 4,125"],
  ])("in %s %s is written as they write it", (locale, currency, amount, text) => {
    expect(written(locale, currency, amount)).toBe(text);
  });
});

describe("one whose code they refuse", () => {
  test("would make them throw", () => {
    expect(() => new Intl.NumberFormat("en", { style: "currency", currency: "USDC" })).toThrow(
      RangeError,
    );
  });

  test.each([
    ["en", "USDC 1,234.500000"],
    ["de", "1.234,500000 USDC"],
    ["fr", "1 234,500000 USDC"],
    ["es", "1234,500000 USDC"],
    ["tr", "USDC 1.234,500000"],
  ])("stands in %s where others do, with all of its decimals", (locale, text) => {
    expect(written(locale, "USDC", "1234.5")).toBe(text);
  });

  test("keeps every digit, and leaves out none but whole zeros where that is asked", () => {
    const options = { trailingZeroDisplay: "stripIfInteger" };
    expect(written("en", "USDC", "5.000000", options)).toBe("USDC 5");
    expect(written("en", "USDC", "5.000001", options)).toBe("USDC 5.000001");
    expect(written("en", "USDC", "-90071992547409.930001")).toBe("-USDC 90,071,992,547,409.930001");
  });

  test("tells its parts and decimals as others do", () => {
    const format = currencyFormat("de", "USDC");
    expect(format.formatToParts(1).at(-1)).toMatchObject({ type: "currency", value: "USDC" });
    expect(format.resolvedOptions().maximumFractionDigits).toBe(6);
  });

  test("that nobody knows has two decimals", () => {
    expect(written("en", "TEST", "5")).toBe("TEST 5.00");
  });
});
