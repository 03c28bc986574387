// POST /proxy/check-in/code: a member asks for the code by which they check in.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughCardDoor } from "./proxy/card-door.ts";
import { takeWishForCode } from "./proxy/take-wish-for-code.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, takeWishForCode);
}
