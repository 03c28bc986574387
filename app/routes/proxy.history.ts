// GET /proxy/history?before=CURSOR: older entries of the signed-in customer.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { throughProxyDoor } from "./proxy/door.ts";
import { readHistory } from "./proxy/read-history.ts";

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, (visit) => readHistory(request, visit));
}
