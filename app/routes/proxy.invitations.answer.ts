// POST /proxy/invitations/answer: the shopper accepts or declines a tier that they are invited to.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughProxyDoor } from "./proxy/door.ts";
import { takeInvitationAnswer } from "./proxy/take-invitation-answer.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, (visit) => takeInvitationAnswer(request, visit));
}
