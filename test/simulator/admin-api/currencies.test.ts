// What amounts can be in, by Shopify's own list.
import { isEnumType } from "graphql";
import { expect, test } from "vitest";
import { minorDigitsOf } from "../../../app/core/money/currency.ts";
import { loadSchema } from "../../../simulator/admin-api/load-schema.ts";

test("every currency that Shopify knows can be counted in, but the one that stands for none", () => {
  const type = loadSchema().schema.getType("CurrencyCode");
  const codes = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  expect(codes.length).toBeGreaterThan(150);
  expect(codes.filter((code) => minorDigitsOf(code) === null)).toEqual(["XXX"]);
});
