// The words of the e-mail after an order: every language complete, exact numbers, nothing that
// could become markup.
import { describe, expect, test } from "vitest";
import { chooseTexts } from "../../../app/adapters/email/choose-texts.ts";
import {
  type OrderEarnedEmail,
  renderOrderEarnedEmail,
} from "../../../app/adapters/email/order-earned-email.ts";

function email(changes: Partial<OrderEarnedEmail> = {}): OrderEarnedEmail {
  return {
    locales: ["en"],
    shopName: "Harbour Coffee",
    shopUrl: "https://harbour-coffee.myshopify.com/",
    firstName: "Ada",
    orderName: "#1001",
    earnedPoints: 80n,
    waiting: null,
    availablePoints: 1_280n,
    pointsName: { one: "bean", other: "beans" },
    nextReward: {
      reward: { kind: "amount_off", amount: "5.00", currency: "EUR" },
      missingPoints: 220n,
    },
    surveyUrl: null,
    unsubscribeUrl: "https://app.example.com/email/unsubscribe?token=1.a.b",
    ...changes,
  };
}

describe("the e-mail after an order", () => {
  test("tells what was earned, the balance and the next reward, in HTML and in text", async () => {
    const { subject, html, text } = await renderOrderEarnedEmail(email());
    expect(subject).toBe("You earned 80 beans with order #1001");
    for (const part of ["#1001", "80 beans", "1,280 beans", "220 beans", "€5"]) {
      expect(html).toContain(part);
      expect(text).toContain(part);
    }
    expect(text).toContain("https://app.example.com/email/unsubscribe?token=1.a.b");
    expect(text).not.toMatch(/<[a-z]/i);
  });

  test.each([
    ["de-DE", "80 beans für deine Bestellung #1001", "1.280 beans"],
    ["fr", "80 beans pour votre commande #1001", "1\u202f280 beans"],
    ["es-MX", "80 beans por tu pedido #1001", "1,280 beans"],
    ["tr_TR", "#1001 numaralı siparişinizle 80 beans kazandınız", "1.280 beans"],
    ["ja", "You earned 80 beans with order #1001", "1,280 beans"],
    ["no locale at all", "You earned 80 beans with order #1001", "1,280 beans"],
  ])("speaks the shopper's language where it can: %s", async (locale, subject, balance) => {
    const rendered = await renderOrderEarnedEmail(email({ locales: [locale] }));
    expect(rendered.subject).toBe(subject);
    expect(rendered.text).toContain(balance);
  });

  test("falls back to the shop's language before English", () => {
    expect(chooseTexts(["ja", null, "de"]).locale).toBe("de");
  });

  test("one point is named in the singular", async () => {
    const { subject } = await renderOrderEarnedEmail(email({ earnedPoints: 1n }));
    expect(subject).toBe("You earned 1 bean with order #1001");
  });

  test("numbers beyond 2^53 stay exact", async () => {
    const { text } = await renderOrderEarnedEmail(
      email({ availablePoints: 9_007_199_254_740_993n }),
    );
    expect(text).toContain("9,007,199,254,740,993 beans");
  });

  test("amounts have the decimals of their currency", async () => {
    const nextReward = {
      reward: { kind: "amount_off", amount: "500", currency: "JPY" },
      missingPoints: 1n,
    };
    const { text } = await renderOrderEarnedEmail(email({ nextReward }));
    expect(text).toContain("¥500");
  });

  test("points that wait are told with the day by which they can be spent", async () => {
    const waiting = { points: 60n, by: "2026-03-15" };
    const { html, text } = await renderOrderEarnedEmail(email({ waiting }));
    expect(text).toContain("Of these, 60 beans will be in your balance by March 15, 2026.");
    expect(html).toContain("60 beans will be in your balance by March 15, 2026.");
  });

  test.each(["en", "de", "es", "fr", "tr"])(
    "points that wait for a parcel have no day: %s",
    async (locale) => {
      const waiting = { points: 60n, by: null };
      const told = await renderOrderEarnedEmail(email({ locales: [locale], waiting }));
      const plain = await renderOrderEarnedEmail(email({ locales: [locale] }));
      expect(told.text).toContain("60 beans");
      expect(plain.text).not.toContain("60 beans");
      expect(told.text).not.toMatch(/20\d\d/);
    },
  );

  test("a reward that can be had is offered", async () => {
    const nextReward = {
      reward: { kind: "amount_off", amount: "5.50", currency: "EUR" },
      missingPoints: 0n,
    };
    const { text } = await renderOrderEarnedEmail(email({ nextReward }));
    expect(text).toContain("That is enough for this: €5.50 off.");
  });

  test("names from outside never become markup, and never a line of their own", async () => {
    const { subject, html, text } = await renderOrderEarnedEmail(
      email({
        firstName: `<img src=x onerror="alert(1)">`,
        shopName: "Shop\r\nBcc: everyone@example.com",
        orderName: "#1\n\n2",
        pointsName: { one: "<b>", other: "<b>s" },
      }),
    );
    expect(html).not.toContain("<img src=x");
    expect(html).not.toContain("<b>");
    expect(html).toContain("&lt;img");
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).not.toMatch(/^Bcc:/m);
  });

  test("asks the question of the survey with a link, in HTML and in text, and else never", async () => {
    const surveyUrl = "https://app.example.com/email/survey?token=1.a.c";
    const asking = await renderOrderEarnedEmail(email({ locales: ["de"], surveyUrl }));
    expect(asking.text).toContain("Wie wahrscheinlich ist es, dass du Harbour Coffee");
    expect(asking.text).toContain(`Mit einem Klick antworten: ${surveyUrl}`);
    expect(asking.html).toContain(`href="${surveyUrl}"`);
    const silent = await renderOrderEarnedEmail(email({ locales: ["de"] }));
    expect(silent.html + silent.text).not.toContain("survey");
  });
});
