// When a member is asked: some days after an order, and not again for a while.
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../app/core/calendar/instant.ts";
import {
  isAskedInPanel,
  lastDayAskedAbout,
  surveyRest,
  whyNotAnswerable,
} from "../../../app/core/surveys/survey-due.ts";
import { readAnswer } from "../../../app/core/surveys/read-answer.ts";

const terms = { daysAfterOrder: 14, pauseDays: 30, inOrderEmail: true };
const TODAY = "2026-06-30";

describe("the panel", () => {
  test.each<[string | null, boolean]>([
    [null, false],
    ["2026-06-17", false],
    ["2026-06-16", true],
    // Due on 2 May, for sixty days: until 30 June.
    ["2026-04-18", true],
    ["2026-04-17", false],
  ])("after an order of %s asks: %s", (orderedOn, isAsked) => {
    expect(isAskedInPanel(terms, orderedOn, TODAY)).toBe(isAsked);
  });

  test("looks at orders that are old enough", () => {
    expect(lastDayAskedAbout(terms, TODAY)).toBe("2026-06-16");
    expect(lastDayAskedAbout({ ...terms, daysAfterOrder: 0 }, TODAY)).toBe(TODAY);
  });
});

describe("questions of before", () => {
  const asked = (askedOn: string, answeredOn: string | null = null) => ({
    id: askedOn,
    askedOn,
    answeredOn,
  });

  test("that were answered within the pause end it for today", () => {
    expect(surveyRest(terms, [asked("2026-05-01", "2026-06-01")], TODAY)).toEqual({
      outcome: "answered",
    });
  });

  test("that were answered on the first day before the pause do not", () => {
    expect(surveyRest(terms, [asked("2026-05-01", "2026-05-31")], TODAY)).toEqual({
      outcome: "rested",
    });
  });

  test("that wait for an answer are the same question, the newest of them", () => {
    const asks = [asked("2026-06-02"), asked("2026-06-20"), asked("2026-06-10")];
    expect(surveyRest(terms, asks, TODAY)).toEqual({ outcome: "open", askId: "2026-06-20" });
  });

  test("that waited longer than the pause are put anew", () => {
    expect(surveyRest(terms, [asked("2026-05-31")], TODAY)).toEqual({ outcome: "rested" });
  });

  test("leave nothing to wait for where there are none", () => {
    expect(surveyRest(terms, [], TODAY)).toEqual({ outcome: "rested" });
  });
});

describe("a link", () => {
  const ask = { askedAt: 0, answeredAt: null };
  const rested = { outcome: "rested" } as const;

  test("takes one answer", () => {
    expect(whyNotAnswerable(ask, rested, 1)).toBeNull();
    expect(whyNotAnswerable({ ...ask, answeredAt: 1 }, rested, 2)).toBe("already_answered");
  });

  test("takes none where the member answered elsewhere", () => {
    expect(whyNotAnswerable(ask, { outcome: "answered" }, 1)).toBe("already_answered");
  });

  test("is open for ninety days", () => {
    expect(whyNotAnswerable(ask, rested, 90 * DAY_MS - 1)).toBeNull();
    expect(whyNotAnswerable(ask, rested, 90 * DAY_MS)).toBe("question_expired");
  });
});

describe("an answer", () => {
  test("is a number, and a comment where there is one", () => {
    expect(readAnswer({ score: "10", comment: " Good beans \n" })).toEqual({
      outcome: "valid",
      answer: { score: 10, comment: "Good beans" },
    });
    expect(readAnswer({ score: "0", comment: "  " })).toEqual({
      outcome: "valid",
      answer: { score: 0, comment: null },
    });
  });

  test.each(["", "11", "-1", "9.5", "1e1", "nine", "010"])(
    "%j is no number of the scale",
    (score) => {
      expect(readAnswer({ score, comment: "" })).toEqual({
        outcome: "refused",
        reason: "score_missing",
      });
    },
  );

  test.each([
    ["x".repeat(1_001), "comment_too_long"],
    ["a\0b", "comment_unreadable"],
    ["\ud800", "comment_unreadable"],
  ])("with a comment that cannot be kept is refused", (comment, reason) => {
    expect(readAnswer({ score: "5", comment })).toEqual({ outcome: "refused", reason });
  });

  test("takes a comment of a thousand characters", () => {
    expect(readAnswer({ score: "5", comment: "x".repeat(1_000) }).outcome).toBe("valid");
  });
});
