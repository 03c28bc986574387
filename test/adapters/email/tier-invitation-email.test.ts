// The words of an invitation to a tier.
import { describe, expect, test } from "vitest";
import { renderTierInvitationEmail } from "../../../app/adapters/email/tier-emails.ts";
import type { TierInvitationEmail } from "../../../app/adapters/email/tier-emails.ts";
import { addressed } from "./addressed.ts";

function invitation(changes: Partial<TierInvitationEmail> = {}): TierInvitationEmail {
  return {
    ...addressed(),
    tierName: "Gold",
    lastDay: "2027-12-31",
    earnMultiplier: "1.25",
    giftPoints: 50n,
    benefits: ["Free shipping"],
    ...changes,
  };
}

describe("an invitation", () => {
  test("says what the tier would give, and where to answer", async () => {
    const { subject, html, text } = await renderTierInvitationEmail(invitation());
    expect(subject).toBe("You are invited: Gold");
    const parts = ["until December 31, 2027", "50 beans", "1.25 times", "Free shipping", "Accept"];
    for (const part of parts) {
      expect(html).toContain(part);
      expect(text).toContain(part);
    }
  });

  test("to a tier that gives nothing but its name promises nothing", async () => {
    const plain = { lastDay: null, earnMultiplier: "1", giftPoints: 0n, benefits: [] };
    const { text } = await renderTierInvitationEmail(invitation(plain));
    expect(text).toContain("Harbour Coffee invites you to Gold.\n\nAccept or decline");
    expect(text).not.toMatch(/valid|times|welcome|get:/);
  });

  test("escapes what the merchant typed", async () => {
    const { html, subject } = await renderTierInvitationEmail(
      invitation({ tierName: "<b>VIP</b>\r\nBcc: all", benefits: ["<script>"] }),
    );
    expect(html).not.toMatch(/<b>VIP|<script>/);
    expect(subject).not.toMatch(/[\r\n]/);
  });

  test.each([
    ["de", "Einladung: Gold", "das 1,25-Fache", "bis zum 31. Dezember 2027"],
    ["fr", "Une invitation : Gold", "1,25 fois autant", "jusqu’au 31 décembre 2027"],
    [
      "es",
      "Tienes una invitación: Gold",
      "1,25 veces lo habitual",
      "hasta el 31 de diciembre de 2027",
    ],
    ["tr", "Davetlisiniz: Gold", "1,25 kat", "31 Aralık 2027"],
  ])("speaks the member's language: %s", async (locale, subject, multiplier, day) => {
    const rendered = await renderTierInvitationEmail(invitation({ locales: [locale] }));
    expect(rendered.subject).toBe(subject);
    expect(rendered.text).toContain(multiplier);
    expect(rendered.text).toContain(day);
  });
});
