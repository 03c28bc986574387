// What Liquid paints before any script runs: right for members and guests, in each language, in
// foreign currencies.
import { describe, expect, test } from "vitest";
import { demoProgram, readable, renderBlock } from "./render-theme.ts";

const seen = (...parameters: Parameters<typeof renderBlock>) =>
  readable(renderBlock(...parameters));
/** Thin and unbreakable spaces look like others. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("the launcher", () => {
  test("shows a member's balance", () => {
    expect(seen("loyalty", { balance: 80 })).toContain("Open rewards: 80 Beans");
    expect(seen("loyalty", { balance: 1 })).toContain("1 Bean This");
  });

  test("shows a customer without any points yet", () => {
    expect(seen("loyalty", { balance: null })).toContain("0 Beans");
  });

  test("invites guests, in the merchant's words if there are any", () => {
    expect(seen("loyalty")).toContain("Earn Beans");
    expect(seen("loyalty", { settings: { guest_label: "Join <us>" } })).toContain(
      "Join &lt;us&gt;",
    );
  });

  test.each([
    ["en", 12_345, "12,345"],
    ["de", 12_345, "12.345"],
    ["fr", 12_345, "12 345"],
    ["es", 1_234, "1234"],
    ["es", 12_345, "12.345"],
    ["tr", 1_234_567, "1.234.567"],
    ["en", 1_002_003, "1,002,003"],
    ["en", 999, "999"],
    ["en", 9_007_199_254_740_991, "9,007,199,254,740,991"],
  ])("in %s writes %i as %s", (locale, balance, text) => {
    expect(plain(seen("loyalty", { balance, locale }))).toContain(`: ${text} Beans`);
  });
});

describe("what the loader is told", () => {
  const root = (changes: Parameters<typeof renderBlock>[1]) => renderBlock("loyalty", changes);

  test("members have a balance, guests an address to join", () => {
    expect(root({ balance: 80 })).toContain('data-balance="80"');
    expect(root({ balance: 80 })).not.toContain("data-login");
    expect(root({})).toContain('data-register="/account/register"');
    expect(root({})).not.toContain("data-balance");
  });

  test("no customer is named", () => {
    expect(root({ balance: 80 })).not.toMatch(/customer|data-id|email/);
  });

  test("the proxy's address keeps the language of the page", () => {
    expect(root({})).toContain('data-root="/apps/loyalty"');
    expect(root({ locale: "de" })).toContain('data-root="/de/apps/loyalty"');
  });

  test("a name with markup in it stays text", () => {
    const program = { ...demoProgram, pointsName: { one: '"><b>', other: "R&B <i>" } };
    const markup = renderBlock("loyalty", { balance: 5, program });
    expect(markup).toContain('data-other="R&amp;B &lt;i&gt;"');
    expect(markup).not.toMatch(/<i>|"><b>/);
  });
});

describe("the balance block", () => {
  test("works without script for members: balance, next reward, progress, how to earn", () => {
    const markup = renderBlock("loyalty-balance", { balance: 80 });
    const text = readable(markup);
    expect(text).toContain("Your balance 80 Beans €5 off for 100 Beans");
    expect(text).toContain("2 Beans for every €1 you spend");
    expect(markup).toMatch(/max="100"\s+value="80"/);
  });

  test("shows the next goal, and what is in reach when all are reached", () => {
    expect(seen("loyalty-balance", { balance: 150 })).toContain("€12.50 off for 200 Beans");
    expect(seen("loyalty-balance", { balance: 250 })).toContain("€12.50 off is ready for you");
    expect(renderBlock("loyalty-balance", { balance: 250 })).toMatch(/value="200"/);
  });

  test("shows guests what joining brings, and where", () => {
    const markup = renderBlock("loyalty-balance");
    expect(readable(markup)).toContain("Earn with every order 2 Beans for every €1 you spend");
    expect(markup).toContain('href="/account/register"');
  });

  test("offers no account where the store has none", () => {
    expect(renderBlock("loyalty-balance", { hasAccounts: false })).not.toContain("/account/");
    expect(renderBlock("loyalty", { hasAccounts: false })).not.toContain("/account/");
  });

  test("does not pass euros off as the currency of the page", () => {
    const text = seen("loyalty-balance", { balance: 80, currency: "USD" });
    expect(text).toContain("5.00 EUR off for 100 Beans");
    expect(text).not.toMatch(/[$€]/);
  });

  test("can do without rewards", () => {
    const program = { ...demoProgram, rewards: [] };
    const markup = renderBlock("loyalty-balance", { balance: 80, program });
    expect(readable(markup)).toContain("80 Beans 2 Beans for every €1");
    expect(markup).not.toContain("<progress");
  });

  test.each([
    ["de", "5 € Rabatt für 100 Beans", "2 Beans je 1 € Einkaufswert"],
    ["fr", "5 € de remise pour 100 Beans", "2 Beans par tranche de 1 €"],
    ["es", "5 € de descuento por 100 Beans", "2 Beans por cada 1 € de compra"],
    ["tr", "100 Beans karşılığında €5 indirim", "Her €1 harcamaya 2 Beans"],
  ])("speaks %s", (locale, reward, earning) => {
    const text = plain(seen("loyalty-balance", { balance: 80, locale }));
    expect(text).toContain(reward);
    expect(text).toContain(earning);
  });

  test("writes a fractional rate with the language's decimal sign", () => {
    const program = { ...demoProgram, earn: { ...demoProgram.earn, points: "0.5" } };
    expect(seen("loyalty-balance", { program, locale: "de" })).toContain("0,5 Beans je 1 €");
  });
});

describe("before a program is saved", () => {
  test("shoppers see nothing at all", () => {
    expect(renderBlock("loyalty", { program: null }).trim()).toBe("");
    expect(renderBlock("loyalty-balance", { program: null }).trim()).toBe("");
  });

  test("the theme editor says what is missing", () => {
    const scene = { program: null, isDesignMode: true };
    expect(seen("loyalty", scene)).toContain("save your program in the app");
  });

  test.each([
    ["gift_card", "en", "Gift card of €12.50"],
    ["store_credit", "de", "Shop-Guthaben von 12,50 €"],
    ["donation", "fr", "Don de 12,50 €"],
    ["exclusive_product", "es", "Producto exclusivo"],
    ["experience", "tr", "Deneyim"],
    ["early_access", "en", "Early access"],
  ])("names a reward without a name that is no code: %s", (kind, locale, words) => {
    const reward = { id: "one", kind, points: 200, amount: "12.50", currency: "EUR" };
    const program = { ...demoProgram, rewards: [reward] };
    expect(plain(seen("loyalty-balance", { balance: 80, program, locale }))).toContain(words);
  });
});
