// Ways to earn on the panel: what each asks and gives, and whether it is done.
import type { Card, CardAction } from "../../../../widget/contract/card.ts";
import { chooseTexts } from "../../../adapters/email/choose-texts.ts";
import { formatPoints } from "../../../adapters/email/format.ts";
import type { SocialNetwork, WayToEarn } from "../../../core/program/ways-to-earn-terms.ts";
import { type WaySeen, loadWaysToEarn } from "../../../queries/ways-to-earn.ts";
import type { AwardOutcome, AwardRefusal } from "../../../usecases/award-actions.ts";
import type { Locales } from "../condition-sentences.ts";
import type { CardsAsked } from "../panel-cards.ts";
import { type WayTexts, wayTexts } from "./way-texts.ts";

/** As the networks write themselves, in every language. */
const networkNames: Readonly<Record<Exclude<SocialNetwork, "other">, string>> = {
  instagram: "Instagram",
  facebook: "Facebook",
  tiktok: "TikTok",
  youtube: "YouTube",
  x: "X",
  pinterest: "Pinterest",
  threads: "Threads",
};

interface Reader {
  readonly pointsName: CardsAsked["document"]["pointsName"];
  readonly locales: Locales;
  readonly isSignedIn: boolean;
}

/** The survey asks by a card of its own. */
export async function waysToEarnCards(asked: CardsAsked): Promise<Card[]> {
  const { shop, memberId, document, locales, customerId, now } = asked;
  const ways = document.waysToEarn.filter(({ trigger }) => trigger !== "survey");
  if (ways.length === 0) return [];
  const { id: shopId, timeZone } = shop;
  const seen = await loadWaysToEarn({ shopId, memberId, ways, timeZone, now });
  const reader = { pointsName: document.pointsName, locales, isSignedIn: customerId !== null };
  return seen.map((way) => wayCard(way, reader));
}

/** One way, for a reader. */
export function wayCard({ way, isDone, isForSome }: WaySeen, reader: Reader): Card {
  const { locale } = chooseTexts(reader.locales);
  const texts = wayTexts(locale);
  return {
    id: `earn/${way.id}`,
    title: way.name,
    text: textOf(way, texts, reader),
    worth: formatPoints(way.points, reader.pointsName, locale),
    isDone,
    note: noteOf({ way, isDone, isForSome }, texts),
    action: isDone || !reader.isSignedIn ? null : actionOf(way, texts),
  };
}

function textOf(way: WayToEarn, texts: WayTexts, { isSignedIn }: Reader): string {
  if (way.trigger === "social") return texts.social(networkName(way.network, texts));
  if (way.trigger === "account" && !isSignedIn) return texts.signIn;
  return texts.about[way.trigger];
}

function networkName(network: SocialNetwork, texts: WayTexts): string {
  return network === "other" ? texts.otherNetwork : networkNames[network];
}

function noteOf({ way, isDone, isForSome }: WaySeen, texts: WayTexts): string | null {
  const parts = [
    ...(isDone ? [texts.done] : []),
    ...limitsInWords(way, texts),
    ...(isForSome ? [texts.forSome] : []),
  ];
  return parts.length === 0 ? null : parts.join(" · ");
}

function limitsInWords(way: WayToEarn, texts: WayTexts): string[] {
  if (way.trigger === "anniversary") return [];
  if (!("coolDownDays" in way)) return [texts.once];
  const { limit, coolDownDays } = way;
  return [
    ...(limit === null ? [] : [texts.often(limit.times, limit.per)]),
    ...(coolDownDays === 0 ? [] : [texts.again(coolDownDays)]),
  ];
}

/** Only what can be done here: the rest is heard of from Shopify, or from other apps. */
function actionOf(way: WayToEarn, texts: WayTexts): CardAction | null {
  const path = `ways/${way.id}`;
  if (way.trigger === "account") return { kind: "form", label: texts.collect, path, fields: [] };
  if (way.trigger !== "social") return null;
  const label = texts.open(networkName(way.network, texts));
  return { kind: "link", label, href: way.url, path };
}

/** What has become of a click, to be read aloud. */
export function collectMessage(
  outcome: AwardOutcome,
  pointsName: Reader["pointsName"],
  locales: Locales,
): string {
  const { locale } = chooseTexts(locales);
  const texts = wayTexts(locale);
  switch (outcome.outcome) {
    case "granted":
      return texts.granted(formatPoints(outcome.points, pointsName, locale));
    case "waiting":
      return texts.waiting;
    case "repeated":
      return texts.repeated;
    case "refused":
      return refusalMessage(outcome.reason, texts);
  }
}

function refusalMessage(reason: AwardRefusal, texts: WayTexts): string {
  if (reason === "already_earned") return texts.repeated;
  return reason === "no_way" || reason === "no_program" ? texts.ended : texts.notNow;
}
