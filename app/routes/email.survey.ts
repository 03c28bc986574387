// The question of the survey behind a signed link in an e-mail: GET asks, because mail scanners
// open links; POST takes the one answer.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readSurveyLink } from "../adapters/links/survey-link.ts";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { readAnswer } from "../core/surveys/read-answer.ts";
import { loadPointsName } from "../queries/program.ts";
import { type LinkedQuestion, loadLinkedQuestion } from "../queries/survey-question.ts";
import { answerAsk } from "../usecases/surveys/answer-survey.ts";
import { readForm } from "./email/read-form.ts";
import { type SurveyPage, surveyPage } from "./email/survey-page.tsx";

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { question, locales } = await readRequest(request);
  return surveyPage(pageOf(question), locales);
}

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { link, question, locales, now } = await readRequest(request);
  const page = pageOf(question);
  if (link === null || page.state !== "asking") return surveyPage(page, locales);
  const form = await readForm(request);
  const sent = { score: form.get("score") ?? "", comment: form.get("comment") ?? "" };
  const read = readAnswer(sent);
  if (read.outcome === "refused") {
    const problem = read.reason === "score_missing" ? read.reason : "comment_too_long";
    return surveyPage({ ...page, problem, ...sent }, locales);
  }
  const { shopId, id: askId } = link;
  const answered = await answerAsk({ shopId, askId, answer: read.answer, now: now.getTime() });
  if (answered.outcome === "answered") {
    const points = { count: answered.points, name: await loadPointsName(shopId, now) };
    return surveyPage({ state: "done", shopName: page.shopName, points }, locales);
  }
  const { reason } = answered;
  const state = reason === "already_answered" ? reason : "over";
  return surveyPage({ state }, locales);
}

function pageOf(question: LinkedQuestion): SurveyPage {
  switch (question.state) {
    case "asking":
      return { state: "asking", shopName: question.shopName };
    case "already_answered":
      return { state: "already_answered" };
    case "question_expired":
    case "survey_ended":
      return { state: "over" };
    case "unknown":
      return { state: "invalid" };
  }
}

async function readRequest(request: Request) {
  const link = readSurveyLink(new URL(request.url).searchParams.get("token") ?? "");
  const now = await businessNow();
  const question: LinkedQuestion =
    link === null ? { state: "unknown" } : await loadLinkedQuestion(link, now.getTime());
  const accepted = (request.headers.get("accept-language") ?? "")
    .split(",", 10)
    .map((wish) => wish.split(";")[0]?.trim());
  const own = "locale" in question ? question.locale : null;
  return { link, question, now, locales: [own, ...accepted] };
}
