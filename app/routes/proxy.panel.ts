// GET /proxy/panel: what the storefront panel shows when it opens.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { throughProxyDoor } from "./proxy/door.ts";
import { readPanel } from "./proxy/read-panel.ts";

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, (visit) => readPanel(request, visit));
}
