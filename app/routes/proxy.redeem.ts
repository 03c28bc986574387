// POST /proxy/redeem: turns points into a voucher. Asking again with the same key tells how it
// stands.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughProxyDoor } from "./proxy/door.ts";
import { takeRedemption } from "./proxy/take-redemption.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, (visit) => takeRedemption(request, visit));
}
