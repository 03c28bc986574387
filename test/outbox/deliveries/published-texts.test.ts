// What the theme and extensions are told of the merchant's own words without asking the app.
import { expect, test } from "vitest";
import { firstTextKeys } from "../../../app/core/program/own-early-text-keys.ts";
import { publishedTexts, wordsWithoutApp } from "../../../app/outbox/deliveries/published-texts.ts";
import { firstTextsIn } from "../../../widget/words/first-texts.ts";

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

test("what the panel says first stands beside them, and nothing else of the panel", () => {
  const texts = [
    one("loading", "Beans are coming"),
    one("theme.block.join", "Come in"),
    one("close", "Fermer !", "fr"),
    one("redeem", "Take it"),
  ];
  expect(publishedTexts(texts)).toEqual({
    en: { "block.join": "Come in", panel: { loading: "Beans are coming" } },
    fr: { panel: { close: "Fermer !" } },
  });
});

test("what the panel says first is all that it brings along", () => {
  const { lang: _, dir: __, ...said } = firstTextsIn("en");
  expect([...firstTextKeys].toSorted()).toEqual(Object.keys(said).toSorted());
});

test("extensions are told what they say without an answer, each its own", () => {
  const texts = [
    one("checkout.title", "Beans"),
    one("checkout.redeem", "Take it"),
    one("account.log_in", "Entrez", "fr"),
    one("close", "Shut"),
  ];
  expect(wordsWithoutApp(texts)).toEqual({
    en: { "checkout.title": "Beans" },
    fr: { "account.log_in": "Entrez" },
  });
  expect(wordsWithoutApp([one("checkout.redeem", "Take it")])).toBeNull();
});
