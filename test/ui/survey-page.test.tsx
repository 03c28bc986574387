// What a merchant reads of the survey: the score with both numerators and the denominator.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { SurveyPage, type SurveyPageProps } from "../../app/ui/survey/survey-page.tsx";

const counts = [2, 0, 0, 0, 0, 0, 4, 2, 10, 12, 30];

function textOf(changes: Partial<SurveyPageProps> = {}): string {
  const page = createElement(SurveyPage, {
    counts,
    months: [{ startsOn: "2026-11-01", counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }],
    comments: [],
    hasNext: false,
    isFirstPage: true,
    period: "90",
    isAsking: true,
    isEmpty: false,
    timeZone: "Europe/Berlin",
    onPeriod: () => undefined,
    onNext: () => undefined,
    ...changes,
  });
  const markup = createElement(AppProvider, { i18n: translations, children: page });
  return renderToStaticMarkup(markup)
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
}

test("the score stands with what it is made of", () => {
  const text = textOf();
  expect(text).toContain("+60");
  expect(text).toContain("42 of 60 answers are 9 or 10 (70 %), 6 of 60 are 0 to 6 (10 %).");
  expect(text).toContain("Nov 26 −100 1");
});

test("a time without answers says so, and shows no number", () => {
  const text = textOf({ counts: counts.map(() => 0) });
  expect(text).toContain("– Nobody answered in this time.");
});

test("what members wrote stands under their name, or under none", () => {
  const said = {
    id: "1",
    memberId: "m",
    score: 3,
    comment: "Too <b>cold</b>",
    answeredAt: new Date(0),
  };
  const text = textOf({ comments: [{ ...said, memberName: null }] });
  expect(text).toContain("3 of 10, a member , Jan 1, 1970 Too &lt;b&gt;cold&lt;/b&gt;");
});

test("before the first answer the page says how to begin", () => {
  expect(textOf({ isEmpty: true, isAsking: false })).toContain("Members are not asked yet");
  expect(textOf({ isEmpty: true })).toContain("Nobody has answered yet");
});
