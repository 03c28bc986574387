// The blocks that show what the program has, rewards and tiers, as Liquid paints them: complete
// before any script, and silent about what is not for whoever reads.
import { describe, expect, test } from "vitest";
import { demoProgram, readable, renderBlock } from "./render-theme.ts";

type Changes = NonNullable<Parameters<typeof renderBlock>[1]>;
/** Thin and unbreakable spaces look like others. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const seen = (handle: string, changes: Changes = {}) =>
  plain(readable(renderBlock(handle, changes)));

const perks = {
  multiplier: null,
  entryPoints: 0,
  benefits: [],
  discountPercent: null,
  freeShipping: false,
  minimum: null,
};
const bronze = { ...perks, id: "bronze", name: "Bronze", entry: "earned", ways: [] };
const silver = {
  ...perks,
  id: "silver",
  name: "Silver <1>",
  entry: "earned",
  ways: [
    [{ counter: "spend", amount: "300.00" }],
    [
      { counter: "orders", count: 1 },
      { counter: "nights", count: 1_500 },
    ],
  ],
  multiplier: "1.25",
  entryPoints: 100,
  discountPercent: "12.5",
  freeShipping: true,
  minimum: "30.00",
};
const circle = {
  ...perks,
  id: "circle",
  name: "Circle",
  entry: "invitation",
  ways: [],
  multiplier: "2",
  benefits: ["Tastings & more"],
};
const staff = { ...perks, id: "staff", name: "Staff", entry: "manual", ways: [] };
const tiers = {
  window: { kind: "rolling", months: 12 },
  list: [bronze, silver, circle, staff],
};
const program = { ...demoProgram, tiers };

describe("a percentage is written as the language writes it", () => {
  test.each(["en", "de", "fr", "es", "tr"])("in %s", (locale) => {
    const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
    const off = {
      id: "off",
      kind: "percentage_off",
      points: 100,
      percent: "12.5",
      currency: "EUR",
    };
    const rewards = [off];
    const own = { program: { ...program, rewards }, locale, balance: 5, tier: "silver" };
    for (const handle of ["loyalty-rewards", "loyalty-tiers"]) {
      expect(seen(handle, own)).toContain(plain(percent.format(0.125)));
    }
  });
});

describe("the block of tiers", () => {
  const text = (changes: Changes = {}) => seen("loyalty-tiers", { program, ...changes });

  test("says what leads into each tier, and what it gives", () => {
    expect(text()).toContain("Tiers Bronze From the start Silver &lt;1&gt; Needed:");
    expect(text()).toContain("Needed: orders worth €300 or 1 order + 1,500 nights");
    expect(text()).toContain("1.25 × Beans with every order");
    expect(text()).toContain("100 Beans on entering");
    expect(text()).toContain("12.5% off on orders of €30 or more");
    expect(text()).toContain("Free shipping on orders of €30 or more");
    expect(text()).toContain("What counts: the last 12 months.");
  });

  test("marks the member's own, and says nothing of it to others", () => {
    const markup = renderBlock("loyalty-tiers", { program, balance: 5, tier: "silver" });
    expect(plain(readable(markup))).toContain("Silver &lt;1&gt; Your tier Needed");
    expect(markup.match(/aria-current/g)).toHaveLength(1);
    expect(renderBlock("loyalty-tiers", { program })).not.toContain("aria-current");
    expect(text({ balance: 5, tier: "(none)" })).not.toContain("Your tier");
  });

  test("keeps tiers that nobody can work for to who is in them, unless the merchant says so", () => {
    expect(text()).not.toMatch(/Circle|Staff/);
    expect(text({ balance: 5, tier: "staff" })).toContain("Staff Your tier");
    const all = text({ settings: { show_invited: true } });
    expect(all).toContain("Circle By invitation Tastings &amp; more What counts");
    expect(all).not.toContain("Staff");
  });

  test("says it in the merchant's words alone where there are any", () => {
    expect(text({ settings: { show_invited: true } })).not.toContain("2 × Beans");
  });

  test.each([
    ["de", "Dafür nötig: Bestellungen für 300 € oder 1 Bestellung + 1.500 Nächte", "1,25 × Beans"],
    ["fr", "Il faut : 300 € de commandes ou 1 commande + 1 500 nuits", "1,25 × Beans"],
    ["es", "Se necesita: pedidos por 300 € o 1 pedido + 1500 noches", "1,25 × Beans"],
    ["tr", "Gereken: €300 tutarında sipariş veya 1 sipariş + 1.500 gece", "1,25 × Beans"],
  ])("speaks %s", (locale, needs, rate) => {
    expect(text({ locale })).toContain(needs);
    expect(text({ locale })).toContain(rate);
  });

  test.each([
    [{ kind: "rolling", months: 1 }, "What counts: the last month."],
    [{ kind: "calendar_year" }, "What counts: each calendar year by itself."],
    [{ kind: "membership_year" }, "each year of your membership"],
    [{ kind: "lifetime" }, "everything since you joined"],
  ])("tells which past counts: %j", (window, words) => {
    expect(text({ program: { ...program, tiers: { ...tiers, window } } })).toContain(words);
  });

  test("is not there without tiers to show, and tells the merchant why", () => {
    const nothing = { ...program, tiers: { ...tiers, list: [circle, staff] } };
    for (const without of [demoProgram, nothing]) {
      expect(text({ program: without })).toBe("");
      expect(text({ program: without, isDesignMode: true })).toContain("add tiers");
    }
  });

  test("leads guests to an account, and members to where they stand", () => {
    expect(renderBlock("loyalty-tiers", { program })).toContain('href="/account/register"');
    expect(renderBlock("loyalty-tiers", { program, balance: 5 })).toContain("data-regulars-open");
  });
});

describe("the block of rewards", () => {
  test("lists what points become, with the price and the least order", () => {
    expect(seen("loyalty-rewards", { balance: 80 })).toContain(
      "Rewards €5 off 100 Beans For orders of €20 or more €12.50 off 200 Beans See rewards",
    );
  });

  test("shows members how far they are, in bars that the script confirms", () => {
    const markup = renderBlock("loyalty-rewards", { balance: 150 });
    expect(markup).toMatch(/max="100"\s+value="100"\s+aria-label="Progress to: €5 off"/);
    expect(markup).toMatch(/max="200"\s+value="150"/);
    expect(renderBlock("loyalty-rewards")).not.toContain("<progress");
    const without = { balance: 150, settings: { show_progress: false } };
    expect(renderBlock("loyalty-rewards", without)).not.toContain("<progress");
  });

  test("shows no more than the merchant wants, the cheapest first", () => {
    const text = seen("loyalty-rewards", { settings: { limit: 1 } });
    expect(text).toContain("100 Beans");
    expect(text).not.toContain("200 Beans");
  });

  test("keeps a name with markup in it text, also where it is read out", () => {
    const rewards = [{ id: "one", name: '"><b>Mug', points: 5, currency: "EUR", minimum: null }];
    const markup = renderBlock("loyalty-rewards", {
      balance: 1,
      program: { ...demoProgram, rewards },
    });
    expect(markup).toContain("<h3>&#34;&gt;&lt;b&gt;Mug</h3>");
    expect(markup).toContain('aria-label="Progress to: &#34;&gt;&lt;b&gt;Mug"');
  });

  test.each([
    ["de", "Prämien 5 € Rabatt 100 Beans Ab 20 € Bestellwert"],
    ["fr", "Récompenses 5 € de remise 100 Beans Dès 20 € de commande"],
    ["es", "Recompensas 5 € de descuento 100 Beans En pedidos de al menos 20 €"],
    ["tr", "Ödüller €5 indirim 100 Beans €20 ve üzeri siparişlerde"],
  ])("speaks %s", (locale, words) => {
    expect(seen("loyalty-rewards", { locale })).toContain(words);
  });

  test("is not there without rewards, and tells the merchant why", () => {
    const without = { ...demoProgram, rewards: [] };
    expect(seen("loyalty-rewards", { program: without })).toBe("");
    expect(seen("loyalty-rewards", { program: null })).toBe("");
    expect(seen("loyalty-rewards", { program: without, isDesignMode: true })).toContain(
      "add rewards",
    );
  });
});

describe("the balance block", () => {
  const text = (changes: Changes) => seen("loyalty-balance", { program, ...changes });

  test("names the member's tier", () => {
    expect(text({ balance: 80, tier: "silver" })).toContain("80 Beans Your tier: Silver &lt;1&gt;");
    expect(text({ balance: 80, tier: "silver", locale: "fr" })).toContain("Votre statut : Silver");
  });

  test.each<[string, Changes]>([
    ["guests", {}],
    ["who is in none", { balance: 80, tier: "(none)" }],
    ["who never was in one", { balance: 80 }],
    ["whose tier the program no longer has", { balance: 80, tier: "platinum" }],
    [
      "anyone, where the merchant wants it so",
      { balance: 80, tier: "silver", settings: { show_tier: false } },
    ],
  ])("names none to %s", (_who, changes) => {
    expect(text(changes)).not.toContain("Your tier");
  });
});
