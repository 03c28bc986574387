// What is left out of the program that the theme and extensions read where Shopify would not take
// all of it.
import { expect, test } from "vitest";
import { publishedJson, wordsJson } from "../../../app/outbox/deliveries/published-json.ts";

const TOO_MUCH = "é".repeat(70_000);
const orders = { scale: 50n };
const texts = { en: { "block.join": "Come in" } };
const published = (optional: Parameters<typeof publishedJson>[1]): unknown =>
  JSON.parse(publishedJson({ tiers: null }, optional));

test("everything is published where there is room, whole numbers as such", () => {
  expect(published({ orders, texts })).toEqual({ tiers: null, orders: { scale: 50 }, texts });
});

test("what orders earn is left out first, and the merchant's words are kept", () => {
  const terms = { excluded: TOO_MUCH };
  expect(published({ orders: terms, texts })).toEqual({ tiers: null, orders: null, texts });
});

test("words that are too many in themselves are left out, too", () => {
  const words = { en: { "block.join": TOO_MUCH } };
  expect(published({ orders, texts: words })).toEqual({ tiers: null, orders: null, texts: null });
});

test("words for extensions are told as long as there are any, and not too many", () => {
  expect(wordsJson(null)).toBeNull();
  expect(wordsJson(texts)).toBe('{"en":{"block.join":"Come in"}}');
  expect(wordsJson({ en: { "checkout.title": TOO_MUCH } })).toBeNull();
});
