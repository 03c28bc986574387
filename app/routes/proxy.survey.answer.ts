// POST /proxy/survey/answer: a member answers the question of the survey in the panel.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughCardDoor } from "./proxy/card-door.ts";
import { takeSurveyAnswer } from "./proxy/take-survey-answer.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, (visit) => takeSurveyAnswer(visit, "widget"));
}
