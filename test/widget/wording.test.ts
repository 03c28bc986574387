// Words, numbers, money and dates in the page's language.
import { describe, expect, test } from "vitest";
import { firstTextsIn } from "../../widget/words/first-texts.ts";
import { intlFormats } from "../../app/routes/proxy/intl-formats.ts";
import { panelTextsIn } from "../../widget/words/panel-texts.ts";
import { createWording } from "../../widget/words/wording.ts";
import type { KnownTexts } from "../../widget/words/wording.ts";
import { euros } from "./panel-answers.ts";

const [en, de, es, fr, tr] = ["en", "de", "es", "fr", "tr"].map((language) => ({
  ...firstTextsIn(language),
  ...panelTextsIn(language),
})) as [KnownTexts, KnownTexts, KnownTexts, KnownTexts, KnownTexts];
const beans = { one: "Bean", other: "Beans" };
const english = createWording(intlFormats("en"), en, beans);
/** Spaces of any kind look alike on the screen. */
const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("points", () => {
  test.each([
    [0, "0 Beans"],
    [1, "1 Bean"],
    [12_500, "12,500 Beans"],
    ["0.5", "0.5 Beans"],
    [Number.MAX_SAFE_INTEGER, "9,007,199,254,740,991 Beans"],
  ])("%s reads %s", (count, text) => {
    expect(plain(english.points(count))).toBe(text);
  });

  test("French counts nothing as one, as French does", () => {
    expect(plain(createWording(intlFormats("fr"), fr, beans).points(0))).toBe("0 Bean");
  });
});

describe("money", () => {
  test.each([
    ["en", euros(500), "€5"],
    ["en", euros(3_990), "€39.90"],
    ["de", euros(3_990), "39,90 €"],
    ["en", { amountMinor: 500, currency: "JPY", minorDigits: 0 }, "¥500"],
    ["en", { amountMinor: 12_345, currency: "KWD", minorDigits: 3 }, "KWD 12.345"],
    ["en", euros(Number.MAX_SAFE_INTEGER), "€90,071,992,547,409.91"],
  ])("in %s, %o reads %s", (locale, money, text) => {
    const texts = locale === "de" ? de : en;
    expect(plain(createWording(intlFormats(locale), texts, beans).money(money))).toBe(text);
  });
});

test("a region keeps its own number format", () => {
  expect(createWording(intlFormats("es-MX"), es, beans).number(12_500)).toBe("12,500");
  expect(createWording(intlFormats("es"), es, beans).number(12_500)).toBe("12.500");
});

describe("plural forms", () => {
  test.each([
    ["en", en, 1, "1 code ready to use"],
    ["en", en, 3, "3 codes ready to use"],
    ["fr", fr, 0, "0 code prêt à utiliser"],
    ["tr", tr, 2, "2 kod kullanıma hazır"],
  ])("of %s", (lang, texts, count, expected) => {
    expect(createWording(intlFormats(lang), texts, beans).t("open_vouchers", { count })).toBe(
      expected,
    );
  });
});

test("a day of the shop's calendar is the same day for readers everywhere", () => {
  expect(english.date("2026-03-15")).toBe("Mar 15, 2026");
  expect(createWording(intlFormats("en-GB"), en, beans).date("2026-03-01")).toBe("1 Mar 2026");
  expect(createWording(intlFormats("de"), de, beans).date("2026-12-31")).toBe("31.12.2026");
});
