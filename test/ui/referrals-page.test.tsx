// What a merchant reads of a friend: who brought them, what speaks against it, how far it came.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { fraudChecks } from "../../app/core/referrals/fraud-checks.ts";
import { ReferralsPage, type ShownReferral } from "../../app/ui/referrals-page.tsx";
import { uncheckedInWords } from "../../app/ui/referral-words.ts";

const friend: ShownReferral = {
  id: "1",
  memberId: "2",
  memberName: "Ada Byron",
  friendEmail: "bob@example.com",
  claimedAt: new Date("2026-03-02T10:00:00Z"),
  decision: "review",
  isDecidedByStaff: false,
  findings: [{ check: "same_phone", reason: "One number", weight: "strong" }],
  unknown: [],
  voucherState: "held",
  voucherCode: "REG-1",
  voucherProblem: null,
  orderId: null,
  state: "waiting_for_order",
  dueAt: null,
};

function textOf(changes: Partial<ShownReferral> | null): string {
  const referrals = changes === null ? [] : [{ ...friend, ...changes }];
  const page = createElement(ReferralsPage, {
    referrals,
    totals: { review: referrals.length, all: referrals.length, rewarded: 0 },
    hasReferrals: true,
    filter: "review",
    isFirstPage: true,
    hasNext: false,
    timeZone: "UTC",
    busyId: null,
    onDecide: () => undefined,
    onFilter: () => undefined,
    onNext: () => undefined,
    onFirst: () => undefined,
  });
  const markup = createElement(AppProvider, { i18n: translations, children: page });
  return renderToStaticMarkup(markup)
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
}

describe("a friend on the page", () => {
  test("stands with what was found and both decisions", () => {
    const text = textOf({});
    expect(text).toContain("brought bob@example.com");
    expect(text).toContain("One number (speaks against it).");
    expect(text).toMatch(/Approve .*Refuse/);
    expect(text).toContain("1 friend has asked for the voucher");
  });

  test.each([
    [{ state: "order_not_enough" }, "does not qualify"],
    [{ state: "waiting_for_review" }, "waits for your decision"],
    [{ state: "waiting_for_day", dueAt: new Date("2026-03-15T00:00:00Z") }, "on Mar 15, 2026"],
    [{ state: "rewarded" }, "the member is rewarded"],
    [{ state: "over_maximum" }, "as the program allows in a year"],
    [{ state: "reward_unavailable" }, "Approve again once it can be"],
    [{ state: "refused" }, "gets nothing"],
    [{ voucherState: "refused", voucherProblem: "No room." }, "did not make the voucher: No room."],
    [{ voucherState: "off" }, "is switched off"],
    [{ friendEmail: null }, "somebody who asked to be forgotten"],
  ] as [Partial<ShownReferral>, string][])("%j says %s", (changes, words) => {
    expect(textOf(changes)).toContain(words);
  });

  test("who is approved by staff can only be refused, and the other way round", () => {
    const decided = { isDecidedByStaff: true } as const;
    expect(textOf({ ...decided, decision: "approve" })).not.toContain("Approve ");
    expect(textOf({ ...decided, decision: "refuse" })).not.toMatch(/ Refuse /);
  });

  test("every check that was not made has words", () => {
    for (const { name } of fraudChecks) expect(uncheckedInWords([name])).toMatch(/: .{5,}\.$/);
    expect(uncheckedInWords([])).toBeNull();
  });
});

test("without friends the page says what would stand there", () => {
  expect(textOf(null)).toContain("No friends yet");
});
