// POST /check-in/LINK/code: a helper at the door sends a code.
import type { ActionFunctionArgs } from "@remix-run/node";
import type { DeskAnswer } from "../ui/check-in-words.ts";
import { readSubmission } from "./admin/read-submission.ts";
import { openDoor } from "./check-in/open-door.ts";
import { codeSubmission, takeCode } from "./check-in/take-code.ts";

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  const { text } = await readSubmission(request, codeSubmission);
  const opened = await openDoor(params["token"]);
  const closed: DeskAnswer = { outcome: "refused", reason: "link_closed" };
  if (opened.outcome === "closed") return Response.json(closed);
  const { shopId, timeZone, linkId, event } = opened.desk;
  return Response.json(await takeCode({ shopId, timeZone, linkId, eventId: event.id }, text));
}
