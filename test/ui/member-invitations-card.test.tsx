// What staff read and can press about a member's invitations.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import {
  type InvitationsView,
  MemberInvitationsCard,
  type MemberInvitationsCardProps,
  type OpenInvitation,
} from "../../app/ui/member-invitations-card.tsx";

const vip: OpenInvitation = {
  tierId: "vip",
  name: "VIP",
  invitedAt: new Date("2026-03-01T23:30:00Z"),
  through: null,
  worthless: null,
};
const invitable: InvitationsView["invitable"] = [{ id: "vip", name: "VIP" }];

function markupOf(
  invitations: InvitationsView,
  changes: Partial<MemberInvitationsCardProps> = {},
): string {
  const card = createElement(MemberInvitationsCard, {
    invitations,
    timeZone: "Europe/Paris",
    values: null,
    problems: {},
    refusal: null,
    isUsed: false,
    isSaving: false,
    onChange: () => undefined,
    onSubmit: () => undefined,
    onAnswer: () => undefined,
    ...changes,
  });
  return renderToStaticMarkup(createElement(AppProvider, { i18n: translations, children: card }));
}

/** What buttons are called, spoken or written. */
function buttonsOf(markup: string): string[] {
  return [...markup.matchAll(/<button[^>]*?(?:aria-label="([^"]*)"[^>]*)?>(.*?)<\/button>/g)].map(
    ([, spoken, inside = ""]) => spoken ?? inside.replaceAll(/<[^>]*>/g, ""),
  );
}

test("an open one is told with its day on the store's calendar, and can be answered", () => {
  const markup = markupOf({ open: [vip], runOut: [], invitable });
  expect(markup).toContain("Invited on Mar 2, 2026. Would hold the tier without end.");
  expect(buttonsOf(markup)).toEqual([
    "They accept: VIP",
    "They decline: VIP",
    "Withdraw: VIP",
    "Invite anew…",
  ]);
});

test("the last day is told", () => {
  const markup = markupOf({ open: [{ ...vip, through: "2026-06-30" }], runOut: [], invitable: [] });
  expect(markup).toContain("until Jun 30, 2026");
});

test.each([
  ["not_by_invitation", "The program no longer has this tier by invitation."],
  ["already_in_tier", "The member is in this tier by now."],
  ["already_higher", "The member is in a higher tier by now."],
] as const)("one that is worth nothing says why, and can only be withdrawn: %s", (reason, why) => {
  const markup = markupOf({ open: [{ ...vip, worthless: reason }], runOut: [], invitable: [] });
  expect(markup).toContain(why);
  expect(buttonsOf(markup)).toEqual(["Withdraw: VIP"]);
});

test("one that ran out is told as that, and another one can be made", () => {
  const past = { ...vip, through: "2026-03-31", worthless: "day_is_past" as const };
  const markup = markupOf({ open: [], runOut: [past], invitable });
  expect(markup).toContain("Ran out on Mar 31, 2026, without an answer.");
  expect(markup).toContain("No invitation is open");
  expect(buttonsOf(markup)).toEqual(["Invite…"]);
});

test("nothing is shown where there is nothing to invite to, unless it was used", () => {
  expect(markupOf({ open: [], runOut: [], invitable: [] })).not.toContain("Invitations");
  expect(markupOf({ open: [], runOut: [], invitable: [] }, { isUsed: true })).toContain(
    "No invitation is open",
  );
});

test("a problem stands beside its field, and a refusal above all", () => {
  const typed = { values: { tierId: "vip", through: "2020-01-01" } };
  const problems = { through: "Choose today or a day to come" };
  const refusal = "The member is in a higher tier by now.";
  const markup = markupOf(
    { open: [], runOut: [], invitable },
    { ...typed, problems, refusal, isUsed: true },
  );
  for (const part of ["Choose today or a day to come", refusal]) expect(markup).toContain(part);
  expect(markup).toContain('aria-invalid="true"');
});
