// POST /extensions/survey/answer: a member answers the question of the survey after checkout.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerPreflight, throughExtensionDoor } from "./extensions/door.ts";
import { readCardVisit } from "./proxy/card-door.ts";
import { takeSurveyAnswer } from "./proxy/take-survey-answer.ts";

export function loader({ request }: LoaderFunctionArgs): Response {
  return answerPreflight(request);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughExtensionDoor(request, async (visit) =>
    takeSurveyAnswer(await readCardVisit(request, visit), "thank_you"),
  );
}
