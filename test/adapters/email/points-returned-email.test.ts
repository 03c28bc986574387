// The words about points that came back.
import { describe, expect, test } from "vitest";
import {
  type PointsReturnedEmail,
  renderPointsReturnedEmail,
} from "../../../app/adapters/email/points-returned-email.ts";
import { addressed } from "./addressed.ts";

const fiveOff = { kind: "amount_off", amount: "5.00", currency: "EUR" };

function email(changes: Partial<PointsReturnedEmail> = {}): PointsReturnedEmail {
  return {
    ...addressed(),
    returned: [
      { reward: fiveOff, points: 100n, reason: "expired" },
      { reward: { name: "A tree" }, points: 50n, reason: "withdrawn" },
    ],
    ...changes,
  };
}

describe("points that came back", () => {
  test("are told with what they had been spent on, and why they are back", async () => {
    const { subject, html, text } = await renderPointsReturnedEmail(email());
    expect(subject).toBe("Returned to you: 150 beans");
    for (const part of [
      "150 beans",
      "€5 off: not used in time (100 beans)",
      "A tree: withdrawn by Harbour Coffee (50 beans)",
    ]) {
      expect(html).toContain(part);
      expect(text).toContain(part);
    }
    expect(text).not.toContain("expired in the meantime");
  });

  test("are not promised where the balance shows that not all of them are there", async () => {
    const { text } = await renderPointsReturnedEmail(email({ availablePoints: 149n }));
    expect(text).toContain("What has expired in the meantime");
  });

  test.each([
    ["de", "Wieder bei dir: 100 beans", "deine Bestellung wurde erstattet"],
    ["fr", "De retour chez vous : 100 beans", "votre commande a été remboursée"],
    ["es", "De vuelta contigo: 100 beans", "tu pedido fue reembolsado"],
    ["tr", "Size geri döndü: 100 beans", "siparişinizin bedeli iade edildi"],
  ])("speak the member's language: %s", async (locale, subject, words) => {
    const returned = [{ reward: fiveOff, points: 100n, reason: "order_refunded" as const }];
    const rendered = await renderPointsReturnedEmail(email({ locales: [locale], returned }));
    expect(rendered.subject).toBe(subject);
    expect(rendered.text).toContain(words);
  });
});
