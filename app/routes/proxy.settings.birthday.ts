// POST /proxy/settings/birthday: a member wants their date of birth to be forgotten.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughCardDoor } from "./proxy/card-door.ts";
import { takeBirthDateRemoval } from "./proxy/take-birth-date-removal.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, takeBirthDateRemoval);
}
