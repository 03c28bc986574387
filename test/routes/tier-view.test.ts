// What is missing for a tier, as a sentence in the reader's language.
import { expect, test } from "vitest";
import { panelWording } from "../../app/routes/proxy/panel-words.ts";
import { tierView } from "../../app/routes/proxy/tier-view.ts";
import type { Missing } from "../../app/core/tiers/requirement.ts";

const beans = { one: "Bean", other: "Beans" };
const WAYS: Missing[][] = [
  [
    { counter: "spend", missing: 5_000n },
    { counter: "nights", missing: 1n },
  ],
  [{ counter: "points", missing: 1_080n }],
  [{ counter: "visits", missing: 8n }],
];

const missingIn = (locale: string, ways = WAYS) =>
  tierView(
    {
      tier: null,
      next: null,
      keep: { lastDay: "2027-12-31", asks: { through: "2027-12-31", ways } },
    },
    { wording: panelWording([locale], beans), currency: "EUR" },
  ).keep?.asks?.missing.replaceAll("\u00a0", " ");

test.each([
  ["en", "orders worth €50 + 1 night, 1,080 Beans, or 8 visits"],
  ["de", "Bestellungen für 50 € + 1 Nacht, 1.080 Beans oder 8 Besuche"],
  ["es", "pedidos por 50 € + 1 noche, 1080 Beans u 8 visitas"],
])("in %s any one of the ways is enough: %s", (locale, sentence) => {
  expect(missingIn(locale)).toBe(sentence);
});

test("nothing is missing where nothing is asked", () => {
  expect(missingIn("en", [])).toBe("");
});
