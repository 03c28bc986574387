// POST /proxy/ways/ID: a member opened the store's page on a network, or collects what having an
// account gives.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughCardDoor } from "./proxy/card-door.ts";
import { takeWay } from "./proxy/take-way.ts";

export function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, (visit) => takeWay(visit, params["id"] ?? ""));
}
