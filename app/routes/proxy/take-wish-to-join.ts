// The shopper joins a campaign that is only for those who do.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { localDateTimeOf } from "../../core/calendar/local-time.ts";
import { loadActiveProgram } from "../../queries/program.ts";
import { joinCampaign } from "../../usecases/join-campaign.ts";
import type { CardVisit } from "./card-door.ts";
import { campaignCard, joinMessage } from "./cards/campaigns.ts";
import { voiceOf } from "./voice.ts";

const MAX_ID_CHARACTERS = 40;

export async function takeWishToJoin(visit: CardVisit, id: string): Promise<CardAnswer> {
  const campaignId = id.slice(0, MAX_ID_CHARACTERS);
  const { shop, customerId, locales, now } = visit;
  const result = await joinCampaign({ shopId: shop.id, customerId, campaignId, now });
  const program = await loadActiveProgram(shop.id, new Date(now));
  const voice = voiceOf(locales, program?.document.texts ?? []);
  const message = joinMessage(result, voice);
  if (result.outcome === "refused") {
    return result.reason === "not_a_member" ? { message } : { card: null, message };
  }
  if (!program) return { card: null, message };
  const { pointsName } = program.document;
  const { campaign } = result;
  const hasBegun = campaign.startsAt <= localDateTimeOf(now, shop.timeZone);
  const offer = { campaign, isJoined: true, hasBegun };
  const who = { voice, isSignedIn: true, isJustJoined: true };
  return { card: campaignCard(offer, { pointsName, currency: shop.currency, ...who }), message };
}
