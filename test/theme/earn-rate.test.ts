// How orders earn, as blocks say it before any script: members of a tier that earns more read their
// own rate and why, everybody else the base rate, in all places alike.
import { describe, expect, test } from "vitest";
import { demoProgram, readable, renderBlock } from "./render-theme.ts";

type Changes = NonNullable<Parameters<typeof renderBlock>[1]>;

const program = {
  ...demoProgram,
  earn: {
    ...demoProgram.earn,
    tiers: {
      gold: { points: "3", name: "Gold <1>" },
      silver: { points: "2.5", name: "Silver" },
    },
  },
  orders: { firstTier: null },
};
const seen = (handle: string, changes: Changes = {}) =>
  readable(renderBlock(handle, { program, ...changes })).replaceAll(/[\u00a0\u202f]/g, " ");

const BASE = "2 Beans for every €1 you spend";
const GOLD = "3 Beans for every €1 you spend, as Gold &lt;1&gt;";

describe.each(["loyalty-balance", "loyalty-earn", "loyalty-page"])("%s", (handle) => {
  test("tells members of such a tier their own rate", () => {
    const text = seen(handle, { balance: 5, tier: "gold" });
    expect(text).toContain(GOLD);
    expect(text).not.toContain(BASE);
    expect(seen(handle, { balance: 5, tier: "silver" })).toContain(
      "2.5 Beans for every €1 you spend, as Silver",
    );
  });

  test.each([
    ["guests", {}],
    ["members of other tiers", { balance: 5, tier: "green" }],
    ["members without a tier", { balance: 5, tier: "(none)" }],
    ["customers who did nothing yet", { balance: null }],
  ])("tells %s the base rate", (_, changes) => {
    const text = seen(handle, changes);
    expect(text).toContain(BASE);
    expect(text).not.toContain("you spend, as");
  });

  test("tells who has no tier yet the rate of the one that a first order enters", () => {
    const early = { ...program, orders: { firstTier: "silver" } };
    const change = { program: early, balance: null };
    expect(seen(handle, change)).toContain("2.5 Beans for every €1 you spend, as Silver");
    expect(seen(handle, { program: early })).toContain(BASE);
  });
});

test.each([
  ["de", "2,5 Beans je 1 € Einkaufswert, mit dem Status Silver"],
  ["fr", "2,5 Beans par tranche de 1 €, avec le statut Silver"],
  ["es", "2,5 Beans por cada 1 € de compra, con el nivel Silver"],
  ["tr", "Silver seviyesiyle her €1 harcamaya 2,5 Beans"],
])("it is said in %s", (locale, sentence) => {
  expect(seen("loyalty-balance", { balance: 5, tier: "silver", locale })).toContain(sentence);
});

test("a merchant's own words name the tier, too", () => {
  const texts = { en: { "block.earn_tier": "{tier}: {points} <per> {amount}" } };
  const change = { program: { ...program, texts }, balance: 5, tier: "gold" };
  expect(seen("loyalty-balance", change)).toContain("Gold &lt;1&gt;: 3 Beans &lt;per&gt; €1");
});

test("where no page can tell what a product earns, the member's rate is told", () => {
  const product = { id: 1, selected_or_first_available_variant: { id: 2, price: 500 } };
  expect(seen("loyalty-product", { product, balance: 5, tier: "gold", currency: "USD" })).toContain(
    "3 Beans for every",
  );
});

test("guests who are offered membership read the base rate", () => {
  expect(seen("loyalty-join")).toContain(BASE);
});
