// The words for a birthday.
import { describe, expect, test } from "vitest";
import {
  type BirthdayEmail,
  renderBirthdayEmail,
} from "../../../app/adapters/email/birthday-email.ts";
import { addressed } from "./addressed.ts";

const reward = { kind: "amount_off", amount: "5.00", currency: "EUR" };

function email(changes: Partial<BirthdayEmail> = {}): BirthdayEmail {
  const gift = { kind: "points", points: 250n } as const;
  return { ...addressed(), gift, lastDay: "2026-12-31", ...changes };
}

describe("a happy birthday", () => {
  test("tells of points that are there already", async () => {
    const { subject, html, text } = await renderBirthdayEmail(email());
    expect(subject).toMatch(/^Happy birthday from /);
    for (const told of [html, text]) expect(told).toContain("250 beans, already in your balance");
  });

  test("tells of a voucher with its code and its last day", async () => {
    const gift = { kind: "reward", reward, code: "REG-7K2M-Q0XD-91TB" } as const;
    const { text } = await renderBirthdayEmail(email({ gift }));
    expect(text).toContain("€5 off: code REG-7K2M-Q0XD-91TB, until December 31, 2026");
  });

  test("tells of what has no code by its name alone, whatever that is", async () => {
    const gift = { kind: "reward", reward: { name: "A tree\r\nBcc: all" }, code: null } as const;
    const { text } = await renderBirthdayEmail(email({ gift }));
    expect(text).toContain("- A tree Bcc: all\n");
    expect(text).not.toContain("code");
  });

  test("asks for a choice, and says what happens without one", async () => {
    const gift = { kind: "choice", points: 250n, reward } as const;
    const { text } = await renderBirthdayEmail(email({ gift }));
    expect(text).toContain("by December 31, 2026");
    expect(text).toContain("- 250 beans\n- €5 off\n");
    expect(text).toContain("If you do not choose, you get 250 beans.");
  });

  test.each([
    ["de", "Geburtstag", "bis 31. Dezember 2026"],
    ["fr", "anniversaire", "d’ici au 31 décembre 2026"],
    ["es", "cumpleaños", "el 31 de diciembre de 2026"],
    ["tr", "doğum gününüzü", "en geç 31 Aralık 2026"],
  ])("speaks the member's language: %s", async (locale, subject, day) => {
    const gift = { kind: "choice", points: 250n, reward } as const;
    const rendered = await renderBirthdayEmail(email({ locales: [locale], gift }));
    expect(rendered.subject).toContain(subject);
    expect(rendered.text.replaceAll(/[\u00a0\u202f]/g, " ")).toContain(day);
  });
});
