// GET /proxy/panel: what the storefront panel shows when it opens, and for whom.
import type { LoaderFunctionArgs } from "@remix-run/node";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import { throughProxyDoor } from "./proxy/door.ts";
import { readPanel } from "./proxy/read-panel.ts";
import { whoseOf } from "./proxy/whose.ts";

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async (visit): Promise<PanelAnswer> => ({
    ...(await readPanel(request, visit)),
    whose: whoseOf(visit.customerId),
  }));
}
