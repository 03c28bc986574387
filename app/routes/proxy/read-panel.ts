// What the panel shows when it opens, for the storefront and for the page in customer accounts.
import type { PanelAnswer } from "../../../widget/contract/panel.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { loadPanel } from "../../queries/panel.ts";
import { settingsCards } from "./cards/settings.ts";
import { codeOf } from "./code-of.ts";
import { type ProxyVisit, problem } from "./door.ts";
import { panelCards } from "./panel-cards.ts";
import { panelAnswer } from "./views.ts";
import { voiceOf } from "./voice.ts";

/** Throws the answer that there is nothing, while the shop has no program in force. */
export async function readPanel(request: Request, visit: ProxyVisit): Promise<PanelAnswer> {
  const { shop, customerId } = visit;
  const now = (await businessNow()).getTime();
  const panel = await loadPanel(shop, customerId, now);
  if (panel === undefined) throw problem("not_found");
  const pageLocale = new URL(request.url).searchParams.get("locale");
  const { document, account } = panel;
  const memberId = account?.shopper?.memberId ?? null;
  const locales = [pageLocale, shop.locale];
  const [cards, settings] = await Promise.all([
    panelCards({ shop, customerId, memberId, document, locales, now }),
    settingsCards({ shopId: shop.id, memberId, voice: voiceOf(locales, document.texts) }),
  ]);
  return panelAnswer(panel, shop, { pageLocale, codeOf, cards, settings });
}
