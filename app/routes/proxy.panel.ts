// GET /proxy/panel: what the storefront panel shows when it opens.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { loadPanel } from "../queries/panel.ts";
import { problem, throughProxyDoor } from "./proxy/door.ts";
import { codeOf } from "./proxy/code-of.ts";
import { panelAnswer } from "./proxy/views.ts";

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async ({ shop, customerId }) => {
    const now = (await businessNow()).getTime();
    const panel = await loadPanel(shop, customerId, now);
    if (panel === undefined) throw problem("not_found");
    const locale = new URL(request.url).searchParams.get("locale");
    return panelAnswer(panel, shop, locale, codeOf);
  });
}
