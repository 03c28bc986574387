// The page behind the survey's link in an e-mail: a number from 0 to 10, a comment, one button.
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { type PointsName, formatPoints } from "../../adapters/email/format.ts";
import { type EmailTexts, fill } from "../../adapters/email/locales/texts.ts";
import { MAX_COMMENT_CHARACTERS } from "../../core/surveys/read-answer.ts";
import { plainPage } from "./plain-page.tsx";

type Words = EmailTexts["surveyPage"];

export type SurveyPage =
  | {
      state: "asking";
      shopName: string;
      /** What is wrong with what was sent, and what that was. */
      problem?: "score_missing" | "comment_too_long";
      comment?: string;
      score?: string;
    }
  | { state: "done"; shopName: string; points: { count: bigint; name: PointsName } }
  | { state: "already_answered" | "over" | "invalid" };

const HIGHEST = 10;
const statuses = { asking: 200, done: 200, already_answered: 200, over: 410, invalid: 404 };

export function surveyPage(
  page: SurveyPage,
  locales: readonly (string | null | undefined)[],
): Response {
  const { locale, texts } = chooseTexts(locales);
  const words = texts.surveyPage;
  const isRefused = page.state === "asking" && page.problem !== undefined;
  return plainPage({
    locale,
    title: page.state === "invalid" ? words.invalidTitle : words.title,
    status: isRefused ? 422 : statuses[page.state],
    children: <Content page={page} words={words} locale={locale} />,
  });
}

function Content({ page, words, locale }: { page: SurveyPage; words: Words; locale: string }) {
  switch (page.state) {
    case "asking":
      return <Question page={page} words={words} />;
    case "done": {
      const { count, name } = page.points;
      const points = count > 0n ? formatPoints(count, name, locale) : null;
      return (
        <p role="status">
          {fill(words.thanks, { shop: page.shopName })}
          {points === null ? "" : ` ${fill(words.points, { points })}`}
        </p>
      );
    }
    case "already_answered":
      return <p role="status">{words.alreadyAnswered}</p>;
    case "over":
      return <p role="status">{words.over}</p>;
    case "invalid":
      return <p role="alert">{words.invalid}</p>;
  }
}

type Asking = Extract<SurveyPage, { state: "asking" }>;

function Question({ page, words }: { page: Asking; words: Words }) {
  const scores = Array.from({ length: HIGHEST + 1 }, (_, score) => String(score));
  return (
    <form method="post">
      {page.problem && (
        <p role="alert" id="problem">
          {page.problem === "score_missing" ? words.scoreMissing : words.commentTooLong}
        </p>
      )}
      <fieldset {...(page.problem && { "aria-describedby": "problem" })}>
        <legend>{fill(words.question, { shop: page.shopName })}</legend>
        <div className="scale">
          {scores.map((score) => (
            <label key={score}>
              <input
                type="radio"
                name="score"
                value={score}
                required
                defaultChecked={page.score === score}
              />
              <span>{score}</span>
            </label>
          ))}
        </div>
        <p className="ends">
          <span>{words.least}</span>
          <span>{words.most}</span>
        </p>
      </fieldset>
      <label htmlFor="comment">{words.comment}</label>
      <textarea
        id="comment"
        name="comment"
        maxLength={MAX_COMMENT_CHARACTERS}
        defaultValue={page.comment ?? ""}
      />
      <button type="submit">{words.send}</button>
    </form>
  );
}
