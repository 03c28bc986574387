// A signed-in member wants their date of birth to be forgotten.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { removeBirthDate } from "../../usecases/birthdays/remove-birth-date.ts";
import type { CardVisit } from "./card-door.ts";
import { loadVoice } from "./load-voice.ts";

export async function takeBirthDateRemoval(visit: CardVisit): Promise<CardAnswer> {
  const { shop, memberId, locales, now } = visit;
  const { say } = await loadVoice(shop.id, locales, now);
  if (memberId === null) return { message: say("settings_not_a_member") };
  const { outcome } = await removeBirthDate({ shopId: shop.id, memberId, now });
  return outcome === "refused"
    ? { message: say("settings_not_a_member") }
    : { card: null, message: say("settings_removed") };
}
