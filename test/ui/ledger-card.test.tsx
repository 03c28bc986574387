// The ledger in the order in which it was written, with the days on which things happened.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { LedgerCard, type LedgerEntry } from "../../app/ui/ledger-card.tsx";

function entry(occurredAt: string, recordedAt: string): LedgerEntry {
  return {
    id: occurredAt,
    kind: "release",
    actor: "system",
    orderId: null,
    explanation: { key: "points_released", params: { points: "80" } },
    occurredAt: new Date(occurredAt),
    recordedAt: new Date(recordedAt),
    available: 80,
    pending: -80,
    reserved: 0,
    owed: 0,
    availableAfter: 80,
  };
}

function markupOf(shown: LedgerEntry): string {
  const card = createElement(LedgerCard, {
    entries: [shown],
    pointsName: { one: "Bean", other: "Beans" },
    timeZone: "Europe/Berlin",
    isFirstPage: true,
    newestUrl: "/app/members/1",
    olderUrl: null,
  });
  return renderToStaticMarkup(createElement(AppProvider, { i18n: translations, children: card }));
}

it("an entry that was recorded on a later day says when, beside when it happened", () => {
  const markup = markupOf(entry("2026-03-10T23:00:00Z", "2026-03-14T08:00:00Z"));
  expect(markup).toContain("Mar 11, 2026, 12:00 AM (recorded Mar 14, 2026) · automatic");
});

it("an entry that was recorded on its own day of the store says it once", () => {
  const markup = markupOf(entry("2026-03-10T23:00:00Z", "2026-03-11T22:59:59Z"));
  expect(markup).toContain("Mar 11, 2026, 12:00 AM · automatic");
  expect(markup).not.toContain("recorded");
});
