// POST /proxy/campaigns/ID: the shopper joins a campaign that is only for those who do.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughCardDoor } from "./proxy/card-door.ts";
import { takeWishToJoin } from "./proxy/take-wish-to-join.ts";

export function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, (visit) => takeWishToJoin(visit, params["id"] ?? ""));
}
