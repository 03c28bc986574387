// What the blocks of the theme are told of the merchant's own words.
import { expect, test } from "vitest";
import { publishedTexts } from "../../../app/outbox/deliveries/published-texts.ts";

const one = (key: string, text: string, language: "en" | "fr" = "en") => ({ language, key, text });

test("texts of the theme are told by language, and no others", () => {
  const texts = [
    one("theme.block.join", "Come in"),
    one("theme.tiers.need.orders.one", "{number} basket"),
    one("theme.block.join", "Entrez", "fr"),
    one("checkout.title", "Beans"),
    one("redeem", "Take it"),
  ];
  expect(publishedTexts(texts)).toEqual({
    en: { "block.join": "Come in", "tiers.need.orders.one": "{number} basket" },
    fr: { "block.join": "Entrez" },
  });
});

test("nothing is told where the merchant wrote nothing for the theme", () => {
  expect(publishedTexts([])).toBeNull();
  expect(publishedTexts([one("redeem", "Take it")])).toBeNull();
});
