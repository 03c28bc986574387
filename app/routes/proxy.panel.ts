// GET /proxy/panel: what the storefront panel shows when it opens.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { loadPanel } from "../queries/panel.ts";
import { problem, throughProxyDoor } from "./proxy/door.ts";
import { codeOf } from "./proxy/code-of.ts";
import { panelCards } from "./proxy/panel-cards.ts";
import { panelAnswer } from "./proxy/views.ts";

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async ({ shop, customerId }) => {
    const now = (await businessNow()).getTime();
    const panel = await loadPanel(shop, customerId, now);
    if (panel === undefined) throw problem("not_found");
    const pageLocale = new URL(request.url).searchParams.get("locale");
    const { document, account } = panel;
    const memberId = account?.shopper?.memberId ?? null;
    const locales = [pageLocale, shop.locale];
    const cards = await panelCards({ shop, customerId, memberId, document, locales, now });
    return panelAnswer(panel, shop, { pageLocale, codeOf, cards });
  });
}
