// What staff read about a member's tier.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { MemberTierCard } from "../../app/ui/member-tier-card.tsx";

function markupOf(reason: string): string {
  const card = createElement(MemberTierCard, {
    tier: {
      held: {
        id: "gold",
        name: "Gold",
        since: new Date("2026-03-01T12:00:00Z"),
        until: new Date("2026-12-31T23:00:00Z"),
        reason,
      },
      tiers: [{ id: "gold", name: "Gold" }],
      next: null,
    },
    currency: "EUR",
    timeZone: "Europe/Berlin",
    values: null,
    problems: {},
    isSaving: false,
    onChange: () => undefined,
    onSubmit: () => undefined,
    onReturn: () => undefined,
  });
  return renderToStaticMarkup(createElement(AppProvider, { i18n: translations, children: card }));
}

test("a tier that was earned is told with the last day of its validity, and may stay longer", () => {
  expect(markupOf("earned")).toContain("Since Mar 1, 2026; kept through Dec 31, 2026 at least.");
});

test("a tier that was given until a day is told with that day, which ends it", () => {
  const markup = markupOf("manual");
  expect(markup).toContain("Since Mar 1, 2026, given by hand; through Dec 31, 2026.");
  expect(markup).toContain("Let the program decide again");
});
