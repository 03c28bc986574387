// Points for each unit of a currency, as points for its smallest coin.
import { expect, test } from "vitest";
import { ratePerMinor } from "../../../app/core/earning/rate-per-minor.ts";
import { rational } from "../../../app/core/points/rational.ts";

test.each([
  ["EUR", rational(3n, 200n)],
  ["JPY", rational(3n, 2n)],
  ["KWD", rational(3n, 2_000n)],
])(
  "one and a half points for each unit of %s are exact for its minor unit",
  (currency, expected) => {
    expect(ratePerMinor(rational(3n, 2n), currency)).toEqual(expected);
  },
);

test("an unknown currency has no rate", () => {
  expect(() => ratePerMinor(rational(1n), "XXX")).toThrow(RangeError);
});
