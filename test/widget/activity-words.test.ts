// The history's words: every reason that the ledger can give is told in every language, with values
// that it has.
import { describe, expect, test } from "vitest";
import { explanationParamNames } from "../../app/core/explanations/explanation.ts";
import type { ExplanationKey } from "../../app/core/explanations/explanation.ts";
import { explanationParams } from "../../widget/contract/explanation.ts";
import { explain } from "../../widget/words/explain.ts";
import { firstTextsIn } from "../../widget/words/first-texts.ts";
import { intlFormats } from "../../app/routes/proxy/intl-formats.ts";
import { panelTextsIn } from "../../widget/words/panel-texts.ts";
import { reasonsIn } from "../../widget/words/reasons.ts";
import { createWording } from "../../widget/words/wording.ts";
import type { Text } from "../../widget/words/wording.ts";

const languages = ["en", "de", "es", "fr", "tr"] as const;
type Language = (typeof languages)[number];
const beans = { one: "Bean", other: "Beans" };
/** Spaces of any kind look alike on the screen. */
const plain = (text: string) => text.replaceAll(/\s/g, " ");

const explained = (key: string, params: Record<string, string>, language: Language = "en") => {
  const wording = createWording(
    intlFormats(language),
    { ...firstTextsIn(language), ...panelTextsIn(language) },
    beans,
  );
  const explanation = { key: key as ExplanationKey, params };
  return plain(explain(wording, reasonsIn(language), explanation));
};

const forms = (text: Text | undefined): string[] =>
  typeof text === "string" ? [text] : Object.values(text ?? {});
const placeholders = (text: string) => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name)),
];

const keys = Object.keys(explanationParamNames) as ExplanationKey[];
const samples: Record<string, string> = {
  order: "#1001",
  amount: "39.90",
  currency: "EUR",
  rate: "1.5",
  points: "59",
  extras: "Gold, Coffee days",
  reward: "five-off",
  kind: "amount_off",
  reason: "Thank you",
  tier: "Gold",
  action: "Newsletter",
};

test("the storefront is told of the ledger's keys and values, and of no others", () => {
  expect(explanationParams).toEqual(explanationParamNames);
});

describe.each(languages)("in %s", (language) => {
  const why = reasonsIn(language);

  test("are words of the language itself", () => {
    expect(language === "en" || why !== reasonsIn("en")).toBe(true);
    expect(Object.keys(why).toSorted()).toEqual([...keys, "other"].toSorted());
  });

  test.each(keys)("%s is told, with values that it has", (key) => {
    const texts = forms(why[key]);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      // `unit` is one of the entry's currency, `reward` what a voucher is called.
      expect([...explanationParamNames[key], "unit", "reward"]).toEqual(
        expect.arrayContaining(placeholders(text)),
      );
      expect(placeholders(text).toSorted()).toEqual(
        placeholders(forms(reasonsIn("en")[key])[0] ?? "").toSorted(),
      );
    }
    const names = [...explanationParamNames[key], "kind", "amount", "currency"];
    const params = Object.fromEntries(names.map((name) => [name, samples[name] ?? ""]));
    const sentence = explained(key, params, language);
    expect(sentence).not.toBe(explained("other", {}, language));
    expect(sentence).not.toMatch(/[{}]|undefined|NaN/);
  });
});

const order = { order: "#1001", amount: "39.90", currency: "EUR", rate: "1.5", points: "59" };

test("an order in a currency that the browser's tables refuse is explained like others", () => {
  const coins = { ...order, amount: "39.900000", currency: "USDC" };
  expect(explained("order_earned", coins)).toContain("USDC 39.900000");
});

test("an order is explained by its amount and rate", () => {
  expect(explained("order_earned", order)).toBe("Order #1001: €39.90 at 1.5 Beans per €1");
  expect(explained("order_earned", order, "de")).toBe(
    "Bestellung #1001: 39,90 €, 1,5 Beans je 1 €",
  );
  expect(explained("order_earned", order, "es")).toBe("Pedido #1001: 39,90 € a 1,5 Beans por 1 €");
});

test("what added to an order's points is named", () => {
  const params = { ...order, extras: "Gold, Coffee days" };
  expect(explained("order_earned_with", params)).toBe(
    "Order #1001: €39.90 at 1.5 Beans per €1, with Gold, Coffee days",
  );
});

test.each([
  ["de", "points_expired", "1", "1 Bean ist verfallen"],
  ["de", "points_expired", "1200", "1.200 Beans sind verfallen"],
  ["de", "points_released", "30", "30 Beans wurden freigegeben"],
  ["fr", "balance_expired", "1", "1 Bean a expiré après une longue période sans activité"],
  ["de", "points_released", "1", "1 Bean wurde freigegeben"],
  ["en", "points_released", "30", "30 Beans became available"],
  ["es", "points_released", "1", "1 Bean pasó a estar disponible"],
  ["es", "points_released", "30", "30 Beans pasaron a estar disponibles"],
  ["fr", "points_released", "2", "Mise à disposition de 2 Beans"],
  ["es", "points_expired", "1", "1 Bean ha caducado"],
  ["es", "points_expired", "2", "2 Beans han caducado"],
  ["tr", "points_released", "2", "2 Beans kullanıma açıldı"],
  ["en", "expiry_reversed", "1", "1 Bean is back: you had been active in time"],
] as const)("%s: %s of %s agrees with the number", (language, key, points, sentence) => {
  expect(explained(key, { points }, language)).toBe(sentence);
});

test("what the merchant typed is shown as it is", () => {
  expect(explained("adjusted", { reason: "Sorry {friend} & <b>thanks</b>" })).toBe(
    "From the shop: Sorry {friend} & <b>thanks</b>",
  );
});

test("a value that is missing leaves no hole in the sentence", () => {
  expect(explained("order_refunded", { order: "#1001" })).toBe("Balance updated");
  expect(explained("adjusted", { reason: "" })).toBe("Balance updated");
});

test("a key from a newer server is no riddle", () => {
  expect(explained("streak_bonus", {})).toBe("Balance updated");
});

test("a language without words reads English", () => {
  expect(reasonsIn("ar")).toBe(reasonsIn("en"));
});

describe("what was redeemed", () => {
  test.each<[string, Record<string, string>, string]>([
    ["an amount", { kind: "amount_off", amount: "5.00", currency: "EUR" }, "€5 off"],
    ["a percentage", { kind: "percentage_off", percent: "12.5" }, "12.5% off"],
    ["a reward with a name", { kind: "percentage_off", percent: "5", name: "Thanks" }, "Thanks"],
    ["an entry of the first releases", { amount: "5.00", currency: "EUR" }, "€5 off"],
  ])("%s is told by what it was", (_, params, words) => {
    expect(explained("redeemed", { reward: "id", ...params })).toBe(`Redeemed: ${words}`);
  });

  test("a kind that is newer than the widget is told neutrally", () => {
    const newer = { reward: "id", kind: "trip_to_the_moon" };
    expect(explained("redeemed", newer)).toBe(explained("other", {}));
  });
});
