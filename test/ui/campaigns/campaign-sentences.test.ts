// What is said of campaigns: how a preview went, and how it was counted.
import { describe, expect, test } from "vitest";
import type { PreviewAnswer } from "../../../app/ui/campaigns/campaign-answers.ts";
import { previewNotes, previewSentence } from "../../../app/ui/campaigns/campaign-preview.tsx";
import { droppingSentence, revivalSentence } from "../../../app/ui/campaigns/campaign-sentences.ts";

const name = { one: "Bean", other: "Beans" };
type Earning = Extract<PreviewAnswer, { kind: "earning" }>;

function earning(input: Partial<Earning> = {}): Earning {
  return {
    type: "done",
    kind: "earning",
    firstDay: "2026-10-24",
    lastDay: "2026-11-22",
    isCut: false,
    asksShopify: false,
    points: "12400",
    members: 310,
    orders: 402,
    looked: 1_988,
    unknown: 0,
    budgetUsed: null,
    isBudgetUsedUp: false,
    ...input,
  };
}
const price = (input: object = {}): PreviewAnswer => ({
  type: "done",
  kind: "price",
  firstDay: "2026-10-24",
  lastDay: "2026-11-22",
  isCut: false,
  spared: "1",
  members: 1,
  redemptions: 1,
  looked: 5,
  ...input,
});

describe("a preview in a sentence", () => {
  const time = "From Oct 24, 2026 to Nov 22, 2026 it would have";

  test.each([
    [earning(), "issued 12,400 Beans to 310 members."],
    [earning({ points: "1", members: 1 }), "issued 1 Bean to 1 member."],
    [earning({ points: "-20" }), "issued 20 Beans less to 310 members."],
    [earning({ orders: 0 }), "changed the Beans of no order."],
    [price(), "spared 1 member 1 Bean."],
    [price({ redemptions: 0 }), "changed no price that anybody paid."],
  ])("says what would have been", (answer, sentence) => {
    expect(previewSentence(answer, name)).toBe(`${time} ${sentence}`);
  });
});

describe("the notes of a preview", () => {
  const notes = (answer: PreviewAnswer, isOptIn = false) =>
    previewNotes(answer, { isOptIn }, name).join(" ");

  test.each([
    ["orders that nobody can judge", earning({ unknown: 1 }), "1 order is left out"],
    ["what is known of tags", earning({ asksShopify: true }), "Tags, collections and segments"],
    ["more orders than were counted", earning({ isCut: true }), "the latest were counted"],
    ["a budget", earning({ budgetUsed: "40" }), "40 Beans of its budget would have been used."],
    [
      "a budget without end",
      earning({ budgetUsed: "50", isBudgetUsedUp: true }),
      "Its budget would have been used up.",
    ],
    ["more redemptions than were counted", price({ isCut: true }), "the latest were counted"],
  ])("tell of %s", (_what, answer, note) => {
    expect(notes(answer)).toContain(note);
    expect(notes(earning())).not.toContain(note);
  });

  test("tell that everybody is taken to have joined", () => {
    expect(notes(earning(), true)).toContain("All members are taken to have joined it.");
    expect(notes(earning())).not.toContain("joined");
  });
});

const version = { id: "v7", number: 7, startsAt: "2026-12-01T00:00" };

test("a campaign that a version has no more is told with the moment", () => {
  expect(droppingSentence({ kind: "earning", name: "Advent", version })).toBe(
    "“Advent” ends when version 7 begins, on Dec 1, 2026 at 00:00: that version has it no more.",
  );
});

test("a campaign that a version would start again is told with its end", () => {
  expect(
    revivalSentence({ kind: "earning", name: "Advent", version, endsAt: "2026-12-25T00:00" }),
  ).toBe(
    "“Advent” has ended, and version 7 lets it run again from Dec 1, 2026 at 00:00 on, until " +
      "Dec 25, 2026 at 00:00. Take that version back if this is not meant.",
  );
});
