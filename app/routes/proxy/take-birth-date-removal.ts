// A signed-in member wants their date of birth to be forgotten.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { removeBirthDate } from "../../usecases/birthdays/remove-birth-date.ts";
import type { CardVisit } from "./card-door.ts";
import { settingsTexts } from "./cards/settings-texts.ts";

export async function takeBirthDateRemoval(visit: CardVisit): Promise<CardAnswer> {
  const { shop, memberId, locales, now } = visit;
  const texts = settingsTexts(locales);
  if (memberId === null) return { message: texts.notAMember };
  const { outcome } = await removeBirthDate({ shopId: shop.id, memberId, now });
  return outcome === "refused"
    ? { message: texts.notAMember }
    : { card: null, message: texts.removed };
}
