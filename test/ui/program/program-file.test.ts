// What staff read and can press about the program's file.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { type FileAnswer, fileAnswer } from "../../../app/ui/program/program-file-answer.ts";
import { ProgramFileCard } from "../../../app/ui/program/program-file-card.tsx";

function markupOf(answer: FileAnswer | null, isBusy = false): string {
  const ignore = () => undefined;
  const props = { answer, isBusy, onDownload: ignore, onUpload: ignore };
  const card = createElement(ProgramFileCard, props);
  return renderToStaticMarkup(createElement(AppProvider, { i18n: translations, children: card }));
}

describe("the program's file", () => {
  test("names each problem with its setting, and those of the whole without", () => {
    const problems = [
      { path: "rounding", message: "Choose floor, half_up or ceiling" },
      { path: "", message: "The program is too large" },
    ];
    const answer = fileAnswer(422, { outcome: "invalid", problems });
    const sentences = ["rounding: Choose floor, half_up or ceiling", "The program is too large"];
    expect(answer).toMatchObject({ isSaved: false, problems: sentences });
    for (const sentence of sentences) expect(markupOf(answer)).toContain(sentence);
  });

  test.each([
    [400, "This is no file of a program"],
    [409, "There are as many drafts as can be kept"],
    [413, "This file is too large"],
    [0, "It did not arrive"],
    [500, "It did not arrive"],
  ])("says what to do after status %i", (status, words) => {
    const answer = fileAnswer(status, null);
    expect(answer).toMatchObject({ isSaved: false, problems: [] });
    expect(answer.title).toContain(words);
  });

  test("says when it is saved", () => {
    const answer = fileAnswer(200, { outcome: "saved" });
    expect(answer).toMatchObject({ isSaved: true, problems: [] });
    expect(markupOf(answer)).toContain(answer.title);
  });

  test("is chosen with a field that has a name, and one at a time", () => {
    expect(markupOf(null)).toMatch(/<label for="program-file">Send a file back<\/label>/);
    expect(markupOf(null)).not.toMatch(/<input[^>]* disabled/);
    expect(markupOf(null, true)).toMatch(/<input[^>]* disabled/);
  });
});
