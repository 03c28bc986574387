// POST /proxy/referral/visit: somebody came by a member's link. Whoever was here before goes on
// with their visit, and sees the code that they asked for.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { VisitAnswer } from "../../widget/contract/referral.ts";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { connectionOf } from "../core/referrals/connection.ts";
import { visitLink } from "../usecases/referrals/visit-link.ts";
import { parseBody, throughProxyDoor } from "./proxy/door.ts";
import { friendRefused, friendShown, isMailed } from "./proxy/friend-answer.ts";
import { loadVoice } from "./proxy/load-voice.ts";

const MAX_CODE_CHARACTERS = 60;
const MAX_LOCALE_CHARACTERS = 40;

const requestSchema = z.object({
  code: z.string().max(MAX_CODE_CHARACTERS),
  visit: z.uuid().nullable().default(null),
  device: z.uuid().nullable().default(null),
  locale: z.string().max(MAX_LOCALE_CHARACTERS).nullable().default(null),
});

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async ({ shop, customerId }): Promise<VisitAnswer> => {
    const { code, visit: visitId, locale } = await parseBody(request, requestSchema);
    const connection = connectionOf(request.headers.get("x-forwarded-for"));
    const now = (await businessNow()).getTime();
    const asked = { shopId: shop.id, code, visitId, customerId, connection };
    const visited = await visitLink(asked, now);
    const voice = await loadVoice(shop.id, [locale, shop.locale], now);
    if (visited.outcome === "refused") return friendRefused(visited.reason, voice);
    const { terms, referral, visitId: visit } = visited;
    if (referral?.decision === "refuse" && !isMailed(terms)) {
      return friendRefused("not_for_you", voice);
    }
    return { ...friendShown({ terms, referral, shop }, voice), visit };
  });
}
