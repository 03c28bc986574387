// POST /extensions/checkout/cancel: the checkout would not have the code, or the shopper took it
// off again; the points go back.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { answerPreflight, throughExtensionDoor } from "./extensions/door.ts";
import { takeCancellation } from "./proxy/take-cancellation.ts";

export function loader({ request }: LoaderFunctionArgs): Response {
  return answerPreflight(request);
}

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughExtensionDoor(request, (visit) => takeCancellation(request, visit));
}
