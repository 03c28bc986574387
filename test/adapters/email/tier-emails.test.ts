// The words about tiers: one is reached, one has ended, one will end.
import { describe, expect, test } from "vitest";
import type { MissingWays } from "../../../app/adapters/email/missing-words.ts";
import type { TierNoticeEmail, TierReachedEmail } from "../../../app/adapters/email/tier-emails.ts";
import {
  renderTierEndedEmail,
  renderTierNoticeEmail,
  renderTierReachedEmail,
} from "../../../app/adapters/email/tier-emails.ts";
import { addressed } from "./addressed.ts";

const EUROS = { amount: "120.50", currency: "EUR" };
const ways: MissingWays = [
  [
    { counter: "spend", amount: EUROS },
    { counter: "nights", count: 1n },
  ],
  [{ counter: "orders", count: 3n }],
];

function reached(changes: Partial<TierReachedEmail> = {}): TierReachedEmail {
  return {
    ...addressed(),
    tierName: "Gold",
    lastDay: "2027-12-31",
    earnMultiplier: "1.25",
    giftPoints: 50n,
    benefits: ["Free shipping", "Early access to drops"],
    ahead: { tierName: "Black", ways },
    ...changes,
  };
}

function notice(changes: Partial<TierNoticeEmail> = {}): TierNoticeEmail {
  const [, orders = []] = ways;
  return {
    ...addressed(),
    tierName: "Gold",
    lastDay: "2026-12-31",
    ways: [orders],
    nextTierName: "Silver",
    ...changes,
  };
}

describe("a tier that was reached", () => {
  test("is told with all that it gives, and the way to the next", async () => {
    const { subject, html, text } = await renderTierReachedEmail(reached());
    expect(subject).toBe("You are now Gold");
    for (const part of ["until December 31, 2027", "50 beans", "1.25 times", "Free shipping"]) {
      expect(html).toContain(part);
      expect(text).toContain(part);
    }
    expect(text).toContain(
      "To become Black, you still need one of these:\n- orders worth €120.50 and 1 night\n- 3 orders",
    );
  });

  test("that gives nothing but its name promises nothing", async () => {
    const plain = reached({
      lastDay: null,
      earnMultiplier: "1",
      giftPoints: 0n,
      benefits: [],
      ahead: null,
    });
    const { text } = await renderTierReachedEmail(plain);
    expect(text).toMatch(/^Hello Ada,\n\nCongratulations: .* you are now Gold\.\n\nYour balance: /);
    expect(text).not.toMatch(/valid|times|gave|need/);
  });

  test.each([
    ["de", "Du bist jetzt Gold", "das 1,25-Fache", "- 3 Bestellungen"],
    ["fr", "Vous avez le statut Gold", "1,25 fois autant", "- 3 commandes"],
    ["es", "Ya tienes el nivel Gold", "1,25 veces lo habitual", "- 3 pedidos"],
    ["tr", "Yeni seviyeniz: Gold", "1,25 kat", "- 3 sipariş"],
  ])("speaks the member's language: %s", async (locale, subject, multiplier, orders) => {
    const rendered = await renderTierReachedEmail(reached({ locales: [locale] }));
    expect(rendered.subject).toBe(subject);
    expect(rendered.text).toContain(multiplier);
    expect(rendered.text).toContain(orders);
  });
});

describe("what is missing", () => {
  const missing = async (locale: string, one: MissingWays[number]) => {
    const { text } = await renderTierNoticeEmail(notice({ locales: [locale], ways: [one] }));
    return text.split("\n\n")[2];
  };

  test.each([
    ["en", 1n, "To keep it, you still need: 1 order."],
    ["en", 1_000n, "To keep it, you still need: 1,000 orders."],
    ["de", 1n, "Damit du ihn behältst, fehlt noch: 1 Bestellung."],
    ["de", 2n, "Damit du ihn behältst, fehlt noch: 2 Bestellungen."],
    ["fr", 1n, "Pour le garder, il vous manque : 1 commande."],
    ["fr", 2n, "Pour le garder, il vous manque : 2 commandes."],
    ["es", 1n, "Para conservarlo te falta: 1 pedido."],
    ["es", 1_000_000n, "Para conservarlo te falta: 1.000.000 pedidos."],
    ["tr", 5n, "Korumak için eksik olan: 5 sipariş."],
  ])("has its plural in %s: %s", async (locale, count, expected) => {
    expect(await missing(locale, [{ counter: "orders", count }])).toBe(expected);
  });

  test.each([
    ["2 items", { counter: "items", count: 2n }],
    ["2 nights", { counter: "nights", count: 2n }],
    ["1 visit", { counter: "visits", count: 1n }],
    ["2 referred friends", { counter: "referrals", count: 2n }],
    ["1 event", { counter: "events", count: 1n }],
    ["1 bean", { counter: "points", count: 1n }],
    ["30 beans in your balance", { counter: "balance", count: 30n }],
    ["orders worth €120.50", { counter: "spend", amount: EUROS }],
  ] as const)("is a thing to do or to have: %s", async (expected, thing) => {
    expect(await missing("en", [thing])).toBe(`To keep it, you still need: ${expected}.`);
  });
});

describe("a tier that will end", () => {
  test("is told with the day, what keeps it, and what comes after", async () => {
    const { subject, text } = await renderTierNoticeEmail(notice());
    expect(subject).toBe("Your Gold status ends on December 31, 2026");
    expect(text).toContain("Your Gold status at Harbour Coffee is valid until December 31, 2026.");
    expect(text).toContain("After that you would be Silver.");
  });

  test("and that nothing keeps, with neither", async () => {
    const { text } = await renderTierNoticeEmail(notice({ ways: [], nextTierName: null }));
    expect(text).not.toMatch(/need|would be/);
  });
});

describe("a tier that has ended", () => {
  test("is told with the one that remains, and the way back", async () => {
    const [, orders = []] = ways;
    const ahead = { tierName: "Gold", ways: [orders] };
    const ended = { ...addressed(), tierName: "Gold", nowTierName: "Silver", ahead };
    const { subject, text } = await renderTierEndedEmail(ended);
    expect(subject).toBe("Your Gold status has ended");
    expect(text).toContain("You keep everything that you have collected.\n\nYou are now Silver.");
    expect(text).toContain("To become Gold, you still need: 3 orders.");
  });

  test("names no other where none is left", async () => {
    const ended = { ...addressed(), tierName: "Gold", nowTierName: null, ahead: null };
    expect((await renderTierEndedEmail(ended)).text).not.toContain("You are now");
  });
});

test("names of tiers and benefits never become markup, placeholders, or a line of their own", async () => {
  const { subject, html, text } = await renderTierReachedEmail(
    reached({ tierName: "<b>{way}\nGold", benefits: ["<img src=x>\r\nBcc: a@example.com"] }),
  );
  expect(subject).toBe("You are now <b>{way} Gold");
  expect(html).not.toContain("<b>");
  expect(html).not.toContain("<img src=x");
  expect(text).not.toMatch(/^Bcc:/m);
});
