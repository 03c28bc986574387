// Money in minor units: parsing, printing and dividing without losing a unit.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyRate,
  formatDecimal,
  formatMinor,
  fromPresentment,
  parseMinor,
  spread,
  toBag,
} from "../../simulator/money.ts";

describe("amounts", () => {
  it("are parsed and printed by the decimals of their currency", () => {
    expect(parseMinor("12.5", "EUR")).toBe(1250);
    expect(parseMinor("-0.05", "EUR")).toBe(-5);
    expect(parseMinor("1000", "JPY")).toBe(1000);
    expect(parseMinor("1.234", "KWD")).toBe(1234);
    expect(formatMinor(1250, "EUR")).toBe("12.50");
    expect(formatMinor(-5, "EUR")).toBe("-0.05");
    expect(formatMinor(1000, "JPY")).toBe("1000");
  });

  it("finer than the currency are refused", () => {
    expect(() => parseMinor("1.005", "EUR")).toThrow(RangeError);
    expect(() => parseMinor("1.5", "JPY")).toThrow(RangeError);
    expect(() => parseMinor("ten", "EUR")).toThrow(RangeError);
  });

  it("in GraphQL lose trailing zeros but keep one decimal", () => {
    expect(formatDecimal(500, "EUR")).toBe("5.0");
    expect(formatDecimal(125, "EUR")).toBe("1.25");
    expect(formatDecimal(120, "EUR")).toBe("1.2");
    expect(formatDecimal(1000, "JPY")).toBe("1000.0");
  });

  it("survive printing and parsing", () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom("EUR", "JPY", "KWD"), (minor, currency) => {
        expect(parseMinor(formatMinor(minor, currency), currency)).toBe(minor);
      }),
    );
  });
});

describe("divisions", () => {
  it("round half away from zero", () => {
    expect(applyRate(50, "0.19")).toBe(10);
    expect(applyRate(-50, "0.19")).toBe(-10);
    expect(applyRate(250, "0.05")).toBe(13);
  });

  it("spread an amount over weights without losing a unit", () => {
    expect(spread(10, [1, 1, 1])).toEqual([3, 3, 4]);
    expect(spread(10, [0, 5])).toEqual([0, 10]);
    const weights = fc.array(fc.nat(100_000), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(fc.nat(1_000_000), weights, (amount, parts) => {
        const sum = spread(amount, parts).reduce((total, part) => total + part, 0);
        const all = parts.reduce((total, part) => total + part, 0);
        expect(sum).toBe(all === 0 ? 0 : amount);
      }),
    );
  });
});

describe("two currencies", () => {
  it("convert across different numbers of decimals", () => {
    const yen = { currency: "EUR", presentmentCurrency: "JPY", exchangeRate: "162.5" };
    expect(toBag(1000, yen)).toEqual({ shop: 1000, presentment: 1625 });
    expect(fromPresentment(1625, yen)).toBe(1000);
  });
});
