// The page of one's own as Liquid paints it, and how far the next tier is: right, or not said.
import { describe, expect, test } from "vitest";
import { whoseOf } from "../../app/routes/proxy/whose.ts";
import { demoProgram, readable, renderBlock } from "./render-theme.ts";

type Changes = NonNullable<Parameters<typeof renderBlock>[1]>;
const seen = (handle: string, changes: Changes = {}) =>
  readable(renderBlock(handle, changes)).replaceAll(/[\u00a0\u202f]/g, " ");

const perks = {
  multiplier: "2",
  entryPoints: 0,
  benefits: [],
  discountPercent: null,
  freeShipping: false,
  minimum: null,
  ways: [],
};
const silver = { ...perks, id: "silver", name: "Silver", entry: "earned" };
const gold = { ...perks, id: "gold", name: "Gold <1>", entry: "earned" };
const circle = { ...perks, id: "circle", name: "Circle", entry: "invitation" };
const tiers = { key: "k1", window: { kind: "calendar_year" }, list: [silver, gold, circle] };
const program = { ...demoProgram, tiers, ways: [{ name: "Newsletter", points: 50 }] };
const progress = {
  key: "k1",
  tier: "gold",
  share: 430,
  ways: [[{ counter: "spend", amount: "57.00" }], [{ counter: "orders", count: 2 }]],
  through: "2026-12-31",
};
const now = new Date("2026-07-01T12:00:00Z");
const member: Changes = { program, balance: 80, tier: "silver", progress, now };

describe("how far the next tier is", () => {
  test("stands in the balance block as a bar with its name, and in words", () => {
    const text = seen("loyalty-balance", member);
    expect(text).toContain("Your tier: Silver");
    expect(text).toContain("To become Gold &lt;1&gt;, still needed: orders worth €57 or 2 orders");
    const markup = renderBlock("loyalty-balance", member);
    expect(markup).toMatch(/max="1000"\s+value="430"\s+aria-label="Progress to Gold &lt;1&gt;"/);
  });

  test.each<[string, Changes]>([
    ["whose day has passed", { now: new Date("2027-01-01T12:00:00Z") }],
    ["of tiers that have changed since", { progress: { ...progress, key: "k0" } }],
    ["of who is at the top", { progress: { ...progress, tier: null, ways: [] } }],
    ["to a tier that there is no more", { progress: { ...progress, tier: "platinum" } }],
    ["where the merchant does not want it", { settings: { show_tier: false } }],
  ])("is left out %s", (_, changes) => {
    const markup = renderBlock("loyalty-balance", { ...member, ...changes });
    expect(markup).not.toContain("1000");
    expect(readable(markup)).not.toContain("still needed");
  });

  test("holds on its last day, and without one for good", () => {
    const lastDay = { ...member, now: new Date("2026-12-31T12:00:00Z") };
    expect(seen("loyalty-balance", lastDay)).toContain("still needed");
    const forGood = { ...member, progress: { ...progress, through: null } };
    expect(seen("loyalty-balance", forGood)).toContain("still needed");
  });

  test.each([
    ["de", "Bis Gold &lt;1&gt; fehlt noch: Bestellungen für 57 € oder 2 Bestellungen"],
    ["fr", "Pour le statut Gold &lt;1&gt;, il manque : 57 € de commandes ou 2 commandes"],
    ["es", "Para el nivel Gold &lt;1&gt; falta: pedidos por 57 € o 2 pedidos"],
    ["tr", "Gold &lt;1&gt; seviyesi için eksik olan: €57 tutarında sipariş veya 2 sipariş"],
  ])("is said in %s", (locale, words) => {
    expect(seen("loyalty-balance", { ...member, locale })).toContain(words);
  });
});

describe("the page of one's own", () => {
  test("has the balance, the tier, rewards, ways to earn and tiers before any script", () => {
    const text = seen("loyalty-page", member);
    for (const words of [
      "Your balance 80 Beans Your tier: Silver",
      "2 Beans for every €1 you spend",
      "Rewards €5 off 100 Beans €12.50 off 200 Beans",
      "Ways to earn Newsletter 50 Beans",
      "Tiers Silver 2 × Beans with every order",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain("Circle");
  });

  test("tells guests what there is, and where to join", () => {
    const markup = renderBlock("loyalty-page", { program });
    expect(readable(markup)).toContain("Earn with every order");
    expect(markup).toContain('href="/account/register"');
    expect(readable(markup)).not.toContain("Your tier");
  });

  test("does without what the program does not have", () => {
    const bare = { ...demoProgram, rewards: [] };
    expect(seen("loyalty-page", { program: bare, balance: 5 })).not.toMatch(/Rewards|Ways|Tiers/);
  });

  test("shows nothing before there is a program, and tells the merchant why", () => {
    expect(seen("loyalty-page", { program: null })).toBe("");
    expect(seen("loyalty-page", { program: null, isDesignMode: true })).toContain("save your");
  });
});

test("who is signed in is told apart by a number that names nobody, and the app knows it", () => {
  const [, whose] = /data-whose="([^"]*)"/.exec(renderBlock("loyalty", { balance: 5 })) ?? [];
  expect(whose).toMatch(/^[\da-f]{16}$/);
  // The app says the same of its answers.
  expect(whose).toBe(whoseOf("1"));
  expect(whoseOf(null)).toBe("");
  expect(renderBlock("loyalty", {})).not.toContain("data-whose");
});
