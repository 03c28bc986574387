// Shopify's decimal text as exact minor units.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minorDigitsOf } from "../../../app/core/money/currency.ts";
import { MAX_AMOUNT_MINOR, formatAmount, parseAmount } from "../../../app/core/money/money.ts";
import { rational } from "../../../app/core/points/rational.ts";

describe("an amount", () => {
  test.each([
    ["40.00", "EUR", rational(4000n)],
    ["40", "EUR", rational(4000n)],
    ["5.0", "USD", rational(500n)],
    ["1000", "JPY", rational(1000n)],
    ["1.234", "KWD", rational(1234n)],
    ["0.0001", "CLF", rational(1n)],
    ["-12.34", "EUR", rational(-1234n)],
  ])("%s %s counts in the currency's own minor units", (text, currency, minor) => {
    expect(parseAmount(text, currency)).toEqual(minor);
  });

  test("is the same however many zeros follow it", () => {
    const amounts = fc.tuple(
      fc.bigInt({ min: 0n, max: MAX_AMOUNT_MINOR / 100n }),
      fc.nat(99),
      fc.constantFrom("JPY", "EUR", "KWD", "CLF"),
    );
    fc.assert(
      fc.property(amounts, ([whole, cents, currency]) => {
        const text = `${whole % 10_000_000_000n}.${String(cents).padStart(2, "0")}`;
        expect(parseAmount(text, currency)).toEqual(parseAmount(`${text}0000`, currency));
      }),
    );
  });

  test("with ten decimals is kept exactly", () => {
    expect(parseAmount("10.1234567891", "EUR")).toEqual(rational(101234567891n, 10n ** 8n));
    expect(parseAmount("0.5", "JPY")).toEqual(rational(1n, 2n));
  });

  test("that is no plain decimal is refused", () => {
    expect(parseAmount("1e400", "EUR")).toBeNull();
    expect(parseAmount("NaN", "EUR")).toBeNull();
    expect(parseAmount("1,00", "EUR")).toBeNull();
  });

  test("beyond any real order is refused", () => {
    expect(parseAmount("100000000000.00", "EUR")).toEqual(rational(10n ** 13n));
    expect(parseAmount("100000000000.01", "EUR")).toBeNull();
    expect(parseAmount("9".repeat(50), "EUR")).toBeNull();
  });

  test("in an unknown currency is a programmer's mistake", () => {
    expect(() => parseAmount("1.00", "XYZ")).toThrow(RangeError);
  });

  test("is written with the currency's own decimals", () => {
    expect(formatAmount(rational(4000n), "EUR")).toBe("40.00");
    expect(formatAmount(rational(4000n), "JPY")).toBe("4000");
    expect(formatAmount(rational(1234n), "KWD")).toBe("1.234");
    expect(formatAmount(rational(199n, 2n), "EUR")).toBe("0.99");
  });
});

describe("a currency", () => {
  test("has its own number of decimals", () => {
    expect(["EUR", "JPY", "KWD", "CLF", "ISK", "TND"].map(minorDigitsOf)).toEqual([
      2, 0, 3, 4, 0, 3,
    ]);
  });

  test("that nobody knows has none", () => {
    expect(minorDigitsOf("XYZ")).toBeNull();
    expect(minorDigitsOf("eur")).toBeNull();
  });
});
