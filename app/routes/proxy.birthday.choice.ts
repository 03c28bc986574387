// POST /proxy/birthday/choice: a member chooses between the gifts for their birthday.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughCardDoor } from "./proxy/card-door.ts";
import { takeGiftChoice } from "./proxy/take-gift-choice.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, takeGiftChoice);
}
