// POST /proxy/referral/shared: a member handed their link on. Nobody reads the answer.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughCardDoor } from "./proxy/card-door.ts";
import { takeShare } from "./proxy/take-share.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, takeShare);
}
