// What an answer tells of a language's numbers is enough to write them as the language does: held
// against its own tables, for every language that they know and numbers by chance.
import { describe, expect, test } from "vitest";
import { knownMinorDigits, minorDigitsOf } from "../../app/core/money/currency.ts";
import { numbersOf } from "../../app/routes/proxy/numbers.ts";
import { writtenFigure } from "../../app/routes/proxy/written-figure.ts";
import { firstTextsIn } from "../../widget/words/first-texts.ts";
import { intlFormats } from "../../app/routes/proxy/intl-formats.ts";
import { createWording } from "../../widget/words/wording.ts";
import { writtenFormats } from "../../widget/words/written-formats.ts";

/** All but Anii (blo), whose percents alone have groups of two. */
const LANGUAGES = `af ak am ar as ast az be bg bgc bho bn bo br brx bs ca ccp ce ceb chr ckb cs cv cy da de
  doi dsb dz ee el en eo es et eu fa ff-Adlm fi fil fo fr fur fy ga gd gl gsw gu ha haw he
  hi hi-Latn hr hsb hu hy ia id ig is it ja jv ka kab kea kgp kk km kn ko kok ks ks-Deva
  ku ky lb lij ln lo lt lv mai mg mi mk ml mn mni mr ms mt my mzn nb nds ne nl nn nqo oc
  om or os pa pa-Arab pcm pl ps pt qu raj rm ro ru sa sah sat sc sd se si sk sl smn so sq
  sr sr-Latn su sv sw syr szl ta te tg th ti tk to tr tt ug uk ur uz uz-Cyrl vec vi wo xh
  yi yo yrl yue zh zh-Hant zu`;
const REGIONS = `ar-AE ar-DZ ar-EG ar-MA ar-SA ar-TN bn-IN de-AT de-BE de-CH de-IT de-LI de-LU en-AE
  en-AT en-AU en-BE en-BW en-CA en-CH en-DE en-DK en-FI en-GB en-IE en-IL en-IN en-KE en-MV en-NL
  en-NZ en-PK en-SE en-SG en-SI en-ZA en-150 en-001 es-419 es-AR es-BO es-CL es-CO es-CR es-DO es-EC
  es-GQ es-GT es-HN es-MX es-NI es-PA es-PE es-PH es-PR es-PY es-SV es-US es-UY es-VE fa-AF fr-BE
  fr-BI fr-CA fr-CH fr-DZ fr-HT fr-LU fr-MA fr-TN he-IL hu-HU it-CH ms-BN nb-NO ne-IN nl-BE nl-NL
  pa-PK ps-PK pt-AO pt-BR pt-CV pt-LU pt-PT ro-MD ru-UA se-FI sv-FI ta-MY ta-SG tr-CY ur-IN uz-AF
  zh-HK zh-TW zh-SG ar-u-nu-latn hi-u-nu-deva th-u-nu-thai de-u-nu-hanidec`;
const LOCALES = [LANGUAGES, REGIONS]
  .flatMap((list) => list.trim().split(/\s+/))
  .filter((locale) => Intl.NumberFormat.supportedLocalesOf(locale).length > 0);

const SEED = Number(process.env["NUMBERS_SEED"] ?? Date.now() % 1_000_000);

/** Numbers by chance from a seed: the same again for the same seed. */
const randomFrom = (seed: number) => {
  let state = seed;
  return (limit: number) => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return state % limit;
  };
};

/** From one digit to more than a billion. */
const numbersFrom = (seed: number, count: number) => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => random(10 ** (1 + random(9))));
};

const samples = [
  0, 1, 7, 10, 99, 123, 999, 1_000, 1_234, 9_999, 10_000, 12_345, 123_456, 1_234_567,
];
const EDGES = [...samples, 98_765_432, Number.MAX_SAFE_INTEGER];
const CURRENCIES = ["EUR", "USD", "CHF", "JPY", "KRW", "KWD", "TRY", "INR", "AED", "RSD", "SEK"];

const pair = (locale: string, currencies = CURRENCIES) => {
  const answer = currencies.map((currency) => ({ currency }));
  return {
    ours: writtenFormats(numbersOf(answer, locale, "2026-07-01")),
    theirs: intlFormats(locale),
  };
};

describe(`as written by the tables, with NUMBERS_SEED=${SEED}`, () => {
  test("there are languages of every kind among them", () => {
    expect(LOCALES.length).toBeGreaterThan(200);
    const systems = LOCALES.map(
      (locale) => new Intl.NumberFormat(locale).resolvedOptions().numberingSystem,
    );
    expect(new Set(systems)).toContain("arabext");
    expect(new Set(systems)).toContain("adlm");
  });

  test.each(LOCALES)("%s", (locale) => {
    const { ours, theirs } = pair(locale);
    const values = [...EDGES, ...numbersFrom(SEED, 40)];
    for (const value of values) {
      for (const number of [value, -value]) {
        expect(ours.number(number)).toBe(theirs.number(number + 0));
        expect(ours.signed(number)).toBe(theirs.signed(number));
      }
      for (const decimal of [`${value % 10_000}.5`, `${value % 100}.2500`, `0.${value % 9_000}`]) {
        expect(ours.number(decimal.slice(0, 9))).toBe(theirs.number(decimal.slice(0, 9)));
      }
      const percent = `${value % 1_000}.${value % 100}`.slice(0, 6);
      expect(ours.percent(percent)).toBe(theirs.percent(percent));
      for (const currency of CURRENCIES) {
        const money = { amountMinor: value, currency, minorDigits: knownMinorDigits(currency) };
        expect(ours.money(money)).toBe(theirs.money(money));
        const owed = { ...money, amountMinor: -1 - 100 * value };
        if (Number.isSafeInteger(owed.amountMinor)) {
          expect(ours.money(owed)).toBe(theirs.money(owed));
        }
      }
    }
  });

  test.each(["en", "de", "de-CH", "fr", "es", "tr", "ar-EG", "pt-PT", "pt-CV", "he"])(
    "in %s every currency that a shop can have",
    (locale) => {
      const all = Intl.supportedValuesOf("currency").filter((code) => minorDigitsOf(code) !== null);
      expect(all.length).toBeGreaterThan(150);
      const { ours, theirs } = pair(locale, all);
      for (const currency of all) {
        for (const amountMinor of [0, 5, 1_200, 123_456_789]) {
          const money = { amountMinor, currency, minorDigits: knownMinorDigits(currency) };
          expect(ours.money(money)).toBe(theirs.money(money));
        }
      }
    },
  );
});

test("a currency that was not in the answer stands with its code", () => {
  const { ours } = pair("de", ["EUR"]);
  expect(ours.money({ amountMinor: 123_456, currency: "GBP", minorDigits: 2 })).toBe(
    "GBP 1.234,56",
  );
});

test.each(["en", "de", "fr", "es", "tr", "ar-EG"])(
  "in %s a currency that the tables refuse is written alike in sentences and by the panel",
  (locale) => {
    const { ours, theirs } = pair(locale, ["USDC"]);
    for (const amountMinor of [0, 2_500_000, 4_000_000, -1, 1_234_567_890_123]) {
      const money = { amountMinor, currency: "USDC", minorDigits: 6 };
      expect(ours.money(money)).toBe(theirs.money(money));
      expect(theirs.money(money)).toContain("USDC");
    }
  },
);

test("days of the calendar and numbers of days are those of the answer, and any other day", () => {
  const answer = { coming: [{ days: 14, on: "2026-08-03" }], rewards: [{ validityDays: 1 }] };
  for (const locale of ["en", "de", "es", "fr", "tr", "ar"]) {
    const numbers = numbersOf(answer, locale, "2026-07-01");
    const [ours, theirs] = [writtenFormats(numbers), intlFormats(locale)];
    expect([ours.days(14), ours.days(1)]).toEqual([theirs.days(14), theirs.days(1)]);
    expect(Object.keys(numbers.written).toSorted()).toEqual(["1", "14", "2026-08-03"]);
    expect(ours.date("2026-08-03")).toBe(theirs.date("2026-08-03"));
    expect(ours.date("2027-02-28")).toBe(theirs.date("2027-02-28"));
    expect(numbers.today).toBe(theirs.date("2026-07-01"));
  }
});

test("as many languages as anybody may ask for are told, one after the other", () => {
  for (let one = 0; one < 450; one += 1) {
    expect(numbersOf({}, `en-odd${100 + one}`, "2026-07-01").number[3]).toBe(",");
  }
});

test.each(["en", "en-IN", "de", "de-CH", "es", "es-MX", "fr", "fr-CA", "tr"])(
  "what counts as one in %s is what its own rules say",
  (locale) => {
    const texts = firstTextsIn(locale);
    const wording = createWording(intlFormats(locale), texts, { one: "one", other: "other" });
    const rules = new Intl.PluralRules(locale);
    for (const count of [0, 0.5, 1, 1.5, 2, 3, 10, 11, 21, 100, 101, 1_000_000, 1_000_001, -1]) {
      const isOne = rules.select(count) === "one";
      expect(wording.nameFor(count), `${count}`).toBe(isOne ? "one" : "other");
      if (Number.isInteger(count)) expect(writtenFigure(count, locale).isOne).toBe(isOne);
    }
  },
);
