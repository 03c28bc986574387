// Exact fractions.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  compare,
  decimalFromRational,
  divide,
  floor,
  multiply,
  rational,
  rationalFromDecimal,
  rationalFromText,
  rationalToText,
  shortDecimalFromRational,
  subtract,
} from "../../../app/core/points/rational.ts";

const fractions = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    fc.bigInt({ min: 1n, max: 10n ** 12n }),
  )
  .map(([n, d]) => rational(n, d));

describe("fractions", () => {
  test("are reduced, so that equal values are equal parts", () => {
    expect(rational(6n, 8n)).toEqual({ n: 3n, d: 4n });
    expect(rational(3n, -6n)).toEqual({ n: -1n, d: 2n });
    expect(rational(0n, 7n)).toEqual({ n: 0n, d: 1n });
  });

  test("refuse a denominator of zero", () => {
    expect(() => rational(1n, 0n)).toThrow(RangeError);
    expect(() => divide(rational(1n), rational(0n))).toThrow(RangeError);
  });

  test("add, subtract, multiply and divide without loss", () => {
    fc.assert(
      fc.property(fractions, fractions, fractions, (a, b, c) => {
        expect(subtract(add(a, b), b)).toEqual(a);
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        if (b.n !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
      }),
    );
  });

  test("keep their value in storage", () => {
    fc.assert(
      fc.property(fractions, (a) => {
        expect(rationalFromText(rationalToText(a))).toEqual(a);
      }),
    );
  });

  test("compare by value", () => {
    expect(compare(rational(1n, 3n), rational(333n, 1000n))).toBe(1);
    expect(compare(rational(2n, 4n), rational(1n, 2n))).toBe(0);
    expect(compare(rational(-1n), rational(0n))).toBe(-1);
  });

  test("floor towards minus infinity", () => {
    expect([floor(rational(7n, 2n)), floor(rational(-7n, 2n)), floor(rational(-4n, 2n))]).toEqual([
      3n,
      -4n,
      -2n,
    ]);
  });
});

describe("decimal text", () => {
  test.each([
    ["12.50", rational(25n, 2n)],
    ["-3", rational(-3n)],
    ["+0.1", rational(1n, 10n)],
    ["5.", rational(5n)],
    ["0.0000000001", rational(1n, 10n ** 10n)],
    ["9007199254740993.1", rational(90071992547409931n, 10n)],
  ])("%s is read exactly", (text, value) => {
    expect(rationalFromDecimal(text)).toEqual(value);
  });

  test.each(["", ".5", "1,000.00", "1e3", "NaN", "Infinity", " 1", "0x10", "1.2.3", "--1"])(
    "%j is not read",
    (text) => {
      expect(rationalFromDecimal(text)).toBeNull();
    },
  );

  test("is written with as many places as asked, cut off", () => {
    expect(decimalFromRational(rational(2n, 3n), 2)).toBe("0.66");
    expect(decimalFromRational(rational(-5n, 100n), 2)).toBe("-0.05");
    expect(decimalFromRational(rational(7n, 2n), 0)).toBe("3");
  });

  test("is written shortly for rates", () => {
    expect(shortDecimalFromRational(rational(3n, 2n), 4)).toBe("1.5");
    expect(shortDecimalFromRational(rational(20n), 4)).toBe("20");
    expect(shortDecimalFromRational(rational(1n, 100n), 4)).toBe("0.01");
  });
});
