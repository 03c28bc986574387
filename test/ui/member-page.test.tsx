// The page of a member as things stand, and as they stood.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type AsOf, MemberPage } from "../../app/ui/member-page.tsx";

const balances = { pending: 0, available: 80, reserved: 0, shortfall: 0 };
const view = { balances, tierId: null, lots: [], entries: [] };

function markupOf(asOf: AsOf | null): string {
  const page = createElement(MemberPage, {
    member: {
      id: "1",
      name: "Ada Byron",
      email: "ada@example.com",
      shopifyCustomerId: "7001",
      enrolledAt: new Date("2026-03-01T12:00:00Z"),
      emailOptedOutAt: null,
      birthDate: "1988-02-29",
      balanceExpiresAt: null,
      ...balances,
    },
    ledger: { entries: [], nextBefore: null },
    lots: [],
    tier: null,
    asOf,
    wasMerged: false,
    vouchers: [],
    joined: [{ id: "club", name: "Harvest Club", joinedAt: new Date("2026-03-04T12:30:00Z") }],
    awards: [
      {
        id: "a",
        title: "A review",
        points: 15,
        occurredAt: new Date("2026-03-05T12:30:00Z"),
        takenBackAt: new Date("2026-03-06T12:30:00Z"),
        takenBackReason: "It was none",
        isOfReferral: false,
      },
    ],
    takeBack: () => null,
    undo: () => null,
    pointsName: { one: "Bean", other: "Beans" },
    currency: "EUR",
    timeZone: "Europe/Berlin",
    isFirstPage: true,
    tierCard: null,
    adjustment: null,
    onShowAsOf: () => undefined,
  });
  return renderToStaticMarkup(createElement(AppProvider, { i18n: translations, children: page }));
}

test("shows the vouchers of today beside what stands today", () => {
  expect(markupOf(null)).toContain("Vouchers");
});

test("shows when the member was born, as the calendar has it", () => {
  expect(markupOf(null)).toContain("Born on Feb 29, 1988");
});

test("shows which campaigns the member joined, and when", () => {
  const markup = markupOf(null);
  expect(markup).toContain("Harvest Club");
  expect(markup).toMatch(/Mar 4, 2026, 1:30\sPM/);
});

test("shows what was given beside orders, and why it was taken back", () => {
  const markup = markupOf(null);
  expect(markup).toContain("15 Beans, Mar 5, 2026");
  expect(markup).toContain("Taken back on Mar 6, 2026: It was none");
});

test("shows no vouchers and campaigns of today beside what stood at another moment", () => {
  const markup = markupOf({ text: "2026-03-01T09:00", by: "recordedAt", problem: null, view });
  expect(markup).toContain("Tier then");
  expect(markup).not.toContain("Vouchers");
  expect(markup).not.toContain("Harvest Club");
});
