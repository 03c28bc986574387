// Ways to earn on the panel: what each asks and gives, and whether it is done.
import type { Card, CardAction } from "../../../../widget/contract/card.ts";
import { formatPoints } from "../../../adapters/email/format.ts";
import type { SocialNetwork, WayToEarn } from "../../../core/program/ways-to-earn-terms.ts";
import { type WaySeen, loadWaysToEarn } from "../../../queries/ways-to-earn.ts";
import type { AwardOutcome, AwardRefusal } from "../../../usecases/award-actions.ts";
import type { CardsAsked } from "../panel-cards.ts";
import { type Voice, voiceOf } from "../voice.ts";

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
  readonly voice: Voice;
  readonly isSignedIn: boolean;
}

/** The survey asks by a card of its own. */
export async function waysToEarnCards(asked: CardsAsked): Promise<Card[]> {
  const { shop, memberId, document, locales, customerId, now } = asked;
  const ways = document.waysToEarn.filter(({ trigger }) => trigger !== "survey");
  if (ways.length === 0) return [];
  const { id: shopId, timeZone } = shop;
  const seen = await loadWaysToEarn({ shopId, memberId, ways, timeZone, now });
  const voice = voiceOf(locales, document.texts);
  const reader = { pointsName: document.pointsName, voice, isSignedIn: customerId !== null };
  return seen.map((way) => wayCard(way, reader));
}

/** One way, for a reader. */
export function wayCard({ way, isDone, isForSome }: WaySeen, reader: Reader): Card {
  const { locale, say } = reader.voice;
  return {
    id: `earn/${way.id}`,
    title: way.name,
    text: textOf(way, reader),
    worth: formatPoints(way.points, reader.pointsName, locale),
    isDone,
    note: noteOf({ way, isDone, isForSome }, say),
    action: isDone || !reader.isSignedIn ? null : actionOf(way, say),
  };
}

function textOf(way: WayToEarn, { isSignedIn, voice: { say } }: Reader): string {
  if (way.trigger === "social") {
    return say("way_social", { network: networkName(way.network, say) });
  }
  if (way.trigger === "account" && !isSignedIn) return say("way_sign_in");
  return say(`way_about_${way.trigger}`);
}

function networkName(network: SocialNetwork, say: Voice["say"]): string {
  return network === "other" ? say("way_other_network") : networkNames[network];
}

function noteOf({ way, isDone, isForSome }: WaySeen, say: Voice["say"]): string | null {
  const parts = [
    ...(isDone ? [say("way_done")] : []),
    ...limitsInWords(way, say),
    ...(isForSome ? [say("way_for_some")] : []),
  ];
  return parts.length === 0 ? null : parts.join(" · ");
}

function limitsInWords(way: WayToEarn, say: Voice["say"]): string[] {
  if (way.trigger === "anniversary") return [];
  if (!("coolDownDays" in way)) return [say("way_once")];
  const { limit, coolDownDays } = way;
  return [
    ...(limit === null ? [] : [say(`way_often_${limit.per}`, { count: limit.times })]),
    ...(coolDownDays === 0 ? [] : [say("way_again", { count: coolDownDays })]),
  ];
}

/** Only what can be done here: the rest is heard of from Shopify, or from other apps. */
function actionOf(way: WayToEarn, say: Voice["say"]): CardAction | null {
  const path = `ways/${way.id}`;
  if (way.trigger === "account")
    return { kind: "form", label: say("way_collect"), path, fields: [] };
  if (way.trigger !== "social") return null;
  const label = say("way_open", { network: networkName(way.network, say) });
  return { kind: "link", label, href: way.url, path };
}

/** What has become of a click, to be read aloud. */
export function collectMessage(
  outcome: AwardOutcome,
  pointsName: Reader["pointsName"],
  { locale, say }: Voice,
): string {
  switch (outcome.outcome) {
    case "granted":
      return say("way_granted", { points: formatPoints(outcome.points, pointsName, locale) });
    case "waiting":
      return say("way_waiting");
    case "repeated":
      return say("way_repeated");
    case "refused":
      return refusalMessage(outcome.reason, say);
  }
}

function refusalMessage(reason: AwardRefusal, say: Voice["say"]): string {
  if (reason === "already_earned") return say("way_repeated");
  return reason === "no_way" || reason === "no_program" ? say("way_ended") : say("way_not_now");
}
