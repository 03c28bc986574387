// POST /proxy/vouchers/cancel: the shopper gives an unused voucher up; the points follow once it is
// proven unused.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughProxyDoor } from "./proxy/door.ts";
import { takeCancellation } from "./proxy/take-cancellation.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, (visit) => takeCancellation(request, visit));
}
