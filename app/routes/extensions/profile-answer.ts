// What stands beside the profile of a customer: what they have, their birthday, and what they
// decide about themselves.
import type { ProfileAnswer } from "../../../widget/contract/account.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { formatPoints } from "../../adapters/email/format.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { findShopper } from "../../queries/shopper.ts";
import { birthdayCards } from "../proxy/cards/birthday.ts";
import { settingsCards } from "../proxy/cards/settings.ts";
import { type ProxyVisit, problem } from "../proxy/door.ts";
import { voiceOf } from "../proxy/voice.ts";
import { ownWords } from "./own-words.ts";
import { storeUrl } from "./store-url.ts";

/** Throws the answer that there is nothing, while the shop has no program in force. */
export async function profileAnswer(request: Request, visit: ProxyVisit): Promise<ProfileAnswer> {
  const { shop, customerId } = visit;
  if (customerId === null) return { audience: "guest" };
  const now = (await businessNow()).getTime();
  const locales = [new URL(request.url).searchParams.get("locale"), shop.locale];
  const [shopper, program] = await Promise.all([
    findShopper(shop.id, customerId),
    loadActiveProgram(shop.id, new Date(now)),
  ]);
  if (program === undefined) throw problem("not_found");
  const { document } = program;
  const voice = voiceOf(locales, document.texts);
  const { locale, say } = voice;
  const { memberId = null, available = 0n, tierId = null } = shopper ?? {};
  const [birthday, settings] = await Promise.all([
    birthdayCards({ shop, customerId, memberId, document, locales, now }),
    settingsCards({ shopId: shop.id, memberId, voice }),
  ]);
  const tier = document.tiers?.list.find(({ id }) => id === tierId);
  return {
    audience: "member",
    storeUrl: storeUrl(shop),
    title: say("account_profile_title"),
    sentences: [
      say("account_balance", { points: formatPoints(available, document.pointsName, locale) }),
      ...(tier ? [say("account_tier", { name: tier.name })] : []),
    ],
    more: say("account_more"),
    cards: [...birthday, ...settings],
    ...ownWords("account", locales, document.texts),
  };
}
