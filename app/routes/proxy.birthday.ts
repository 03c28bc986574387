// POST /proxy/birthday: a signed-in customer says when they were born.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughCardDoor } from "./proxy/card-door.ts";
import { takeBirthDate } from "./proxy/take-birth-date.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, takeBirthDate);
}
