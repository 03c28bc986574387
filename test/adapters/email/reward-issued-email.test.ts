// The words about rewards that issued themselves.
import { describe, expect, test } from "vitest";
import {
  type RewardIssuedEmail,
  renderRewardIssuedEmail,
} from "../../../app/adapters/email/reward-issued-email.ts";
import { addressed } from "./addressed.ts";

const fiveOff = {
  reward: { kind: "amount_off", amount: "5.00", currency: "EUR" },
  code: "REG-7K2M-Q0XD-91TB",
  lastDay: "2026-12-31",
};

function email(changes: Partial<RewardIssuedEmail> = {}): RewardIssuedEmail {
  return { ...addressed(), issued: [fiveOff], spentPoints: 100n, ...changes };
}

describe("a reward that issued itself", () => {
  test("is told with its code, its last day and what it took", async () => {
    const { subject, html, text } = await renderRewardIssuedEmail(email());
    expect(subject).toBe("A reward for you: €5 off");
    for (const part of ["100 beans", "code REG-7K2M-Q0XD-91TB, until December 31, 2026"]) {
      expect(html).toContain(part);
      expect(text).toContain(part);
    }
    expect(text).toContain("Your balance: 1,280 beans");
    expect(text).toContain("give an unused code back");
  });

  test("stands beside all others of its night", async () => {
    const points = { reward: { name: "A tree" }, code: null, lastDay: null };
    const lasting = { ...fiveOff, lastDay: null };
    const { subject, text } = await renderRewardIssuedEmail(email({ issued: [lasting, points] }));
    expect(subject).toBe("Rewards for you");
    expect(text).toContain("- €5 off: code REG-7K2M-Q0XD-91TB\n- A tree\n");
  });

  test("that has no code offers none to give back", async () => {
    const tree = { reward: { name: "A tree\r\nBcc: all" }, code: null, lastDay: null };
    const { subject, text } = await renderRewardIssuedEmail(email({ issued: [tree] }));
    expect(subject).toBe("A reward for you: A tree Bcc: all");
    expect(text).not.toContain("give");
  });

  test.each([
    ["de", "Für dich: 5 € Rabatt", "bis 31. Dezember 2026"],
    ["fr", "Pour vous : 5 €", "jusqu’au 31 décembre 2026"],
    ["es", "Para ti: 5 €", "hasta el 31 de diciembre de 2026"],
    ["tr", "Sizin için: ", "son gün 31 Aralık 2026"],
  ])("speaks the member's language: %s", async (locale, subject, day) => {
    const rendered = await renderRewardIssuedEmail(email({ locales: [locale] }));
    expect(rendered.subject.replaceAll(/[\u00a0\u202f]/g, " ")).toContain(subject);
    expect(rendered.text).toContain(day);
  });
});
