// POST /proxy/settings/emails: a member wants the program's e-mails, or no more of them.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughCardDoor } from "./proxy/card-door.ts";
import { takeEmailWish } from "./proxy/take-email-wish.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, takeEmailWish);
}
