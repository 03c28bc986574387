// The blocks that tell of other things than orders, as Liquid paints them: complete before any
// script, in the shopper's language, and silent about what the program does not use.
import { describe, expect, test } from "vitest";
import { demoProgram, readable, renderBlock } from "./render-theme.ts";

describe("the block of a friend's offer", () => {
  const referral = {
    friend: { kind: "amount_off", amount: "5.00", currency: "EUR" },
    minimum: "20.00",
  };
  const text = (changes = {}) =>
    readable(renderBlock("loyalty-friend", { program: { ...demoProgram, referral }, ...changes }));

  test("names the offer before any script, in the shopper's language", () => {
    expect(text()).toContain("A friend gives you: €5 off");
    expect(text()).toContain("For your first order of €20 or more: €5 off.");
    expect(text({ locale: "de" })).toContain("Für deine erste Bestellung ab 20");
    const always = { ...demoProgram, referral: { ...referral, minimum: null } };
    expect(text({ program: always })).toContain("For your first order with us: €5 off.");
  });

  test("shows nothing in a store without referrals, and tells the merchant why", () => {
    expect(text({ program: demoProgram })).toBe("");
    expect(text({ program: demoProgram, isDesignMode: true })).toContain("switch on referrals");
  });
});

describe("the blocks of ways to earn and of birthdays", () => {
  const ways = [
    { name: "Newsletter <3", points: 50 },
    { name: "Tell us what you think", points: 1 },
  ];
  const program = { ...demoProgram, ways, referral: {}, birthday: {} };

  test("list what there is, without script", () => {
    const text = readable(renderBlock("loyalty-earn", { program, balance: 5 }));
    expect(text).toContain("2 Beans for every €1 you spend");
    expect(text).toContain("Newsletter &lt;3 50 Beans");
    expect(text).toContain("Tell us what you think 1 Bean");
    expect(text).toContain("Invite friends A gift for your birthday See all ways to earn");
    const plain = readable(renderBlock("loyalty-earn", { balance: 5 }));
    expect(plain).not.toMatch(/friends|birthday/);
  });

  test("lead members to the card, and guests to an account", () => {
    const block = (handle: string, changes = {}) => renderBlock(handle, { program, ...changes });
    expect(block("loyalty-birthday", { balance: 5 })).toContain('data-regulars-open="birthday"');
    expect(block("loyalty-earn", { balance: 5 })).toContain('data-regulars-open="earn"');
    for (const handle of ["loyalty-birthday", "loyalty-earn"]) {
      expect(block(handle)).toContain('href="/account/register"');
      expect(block(handle)).not.toContain("data-regulars-open");
      expect(block(handle, { hasAccounts: false })).not.toContain("href");
    }
    expect(readable(renderBlock("loyalty-birthday"))).toBe("");
  });
});

describe("the block of birthdays", () => {
  const program = { ...demoProgram, birthday: true };
  const now = new Date("2026-07-10T12:00:00Z");
  const text = (changes: NonNullable<Parameters<typeof renderBlock>[1]>) =>
    readable(renderBlock("loyalty-birthday", { program, balance: 5, now, ...changes }));

  test.each([
    ["en", "Your birthday It is in March."],
    ["de", "Dein Geburtstag Er ist im März."],
    ["es", "Tu cumpleaños Es en marzo."],
    ["fr", "Votre anniversaire C’est en mars."],
    ["tr", "Doğum gününüz Mart ayında."],
  ])("asks nobody again who has told, and names the month: %s", (locale, sentence) => {
    expect(text({ locale, born: "1990-03-01" })).toContain(sentence);
  });

  test("leads who has told to the card, and says nothing of day and year", () => {
    const block = renderBlock("loyalty-birthday", { program, balance: 5, now, born: "1990-03-01" });
    expect(block).toContain('data-regulars-open="birthday"');
    expect(readable(block)).toContain("See my birthday");
    expect(block).not.toMatch(/1990|03-01/);
  });

  test("says that it is this month", () => {
    expect(text({ born: "1990-07-31" })).toContain("It is this month.");
  });

  test.each([undefined, "", "2026-07-11"])("asks where the date is %j", (born) => {
    expect(text(born === undefined ? {} : { born })).toContain("Tell us the day");
  });

  test("asks guests, of whom nothing is known", () => {
    const guest = { balance: undefined, born: "1990-03-01" };
    expect(text(guest)).toContain("Tell us the day");
  });
});
