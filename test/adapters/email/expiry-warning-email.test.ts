// The words before points end: what ends, until when it can be used, and what keeps it.
import { describe, expect, test } from "vitest";
import type { ExpiryWarningEmail } from "../../../app/adapters/email/expiry-warning-email.ts";
import { renderExpiryWarningEmail } from "../../../app/adapters/email/expiry-warning-email.ts";
import { addressed } from "./addressed.ts";

function email(changes: Partial<ExpiryWarningEmail> = {}): ExpiryWarningEmail {
  return {
    ...addressed(),
    endings: [{ points: 120n, lastDay: "2026-03-31" }],
    keptBy: null,
    affordable: { amount: "5.00", currency: "EUR" },
    ...changes,
  };
}

const sentence = async (changes: Partial<ExpiryWarningEmail>) =>
  (await renderExpiryWarningEmail(email(changes))).text;

describe("a warning before points end", () => {
  test("tells how many, the last day, the balance and what it is worth", async () => {
    const { subject, html, text } = await renderExpiryWarningEmail(email());
    expect(subject).toBe("Use 120 beans by March 31, 2026");
    for (const part of ["120 beans until March 31, 2026", "1,280 beans", "€5"]) {
      expect(html).toContain(part);
      expect(text).toContain(part);
    }
    expect(text).toContain("What is left after that day expires.");
    expect(text).not.toContain("keep your balance");
  });

  test.each([
    ["en-GB", "Use 120 beans by 31 March 2026"],
    ["de", "120 beans bis 31. März 2026 einlösen"],
    ["fr", "120 beans à utiliser jusqu’au 31 mars 2026"],
    ["es", "Usa 120 beans hasta el 31 de marzo de 2026"],
    ["tr", "120 beans için son gün: 31 Mart 2026"],
  ])("speaks the member's language: %s", async (locale, subject) => {
    const rendered = await renderExpiryWarningEmail(email({ locales: [locale] }));
    expect(rendered.subject).toBe(subject);
    expect(rendered.html).toContain(`lang="${locale}"`);
  });

  test("lists several ends, the earliest in the subject", async () => {
    const endings = [
      { points: 1n, lastDay: "2026-03-31" },
      { points: 1_000n, lastDay: "2026-04-30" },
    ];
    const { subject, html, text } = await renderExpiryWarningEmail(email({ endings }));
    expect(subject).toBe("Use 1 bean by March 31, 2026");
    expect(text).toContain("- 1 bean: March 31, 2026\n- 1,000 beans: April 30, 2026");
    expect(html).toContain("<li>1,000 beans: April 30, 2026</li>");
  });

  test("of a balance without activity tells what keeps it", async () => {
    expect(await sentence({ keptBy: "order" })).toContain("If you place an order by then");
    expect(await sentence({ keptBy: "redemption" })).toContain("If you redeem something by then");
    expect(await sentence({ keptBy: "either" })).toContain("place an order or redeem something");
    expect(await sentence({ keptBy: "either" })).toContain("You have not been active");
  });

  test("without a reward in reach promises none", async () => {
    expect(await sentence({ affordable: null })).not.toContain("off an order");
  });
});
