// A signed-in member says whether the program may write to them.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { optInToEmail } from "../../usecases/opt-in-to-email.ts";
import { optOutOfEmail } from "../../usecases/opt-out-of-email.ts";
import type { CardVisit } from "./card-door.ts";
import { settingsTexts } from "./cards/settings-texts.ts";
import { settingsCards } from "./cards/settings.ts";
import { problem } from "./door.ts";

export async function takeEmailWish(visit: CardVisit): Promise<CardAnswer> {
  const { shop, memberId, values, locales, now } = visit;
  const texts = settingsTexts(locales);
  const { emails } = values;
  if (emails !== "on" && emails !== "off") throw problem("bad_request");
  if (memberId === null) return { message: texts.notAMember };
  const { outcome } =
    emails === "on"
      ? await optInToEmail(shop.id, memberId)
      : await optOutOfEmail(shop.id, memberId, new Date(now));
  if (outcome === "refused") return { message: texts.notAMember };
  const cards = await settingsCards({ shopId: shop.id, memberId, locales });
  const card = cards.find(({ id }) => id === "settings/emails") ?? null;
  return { card, message: emails === "on" ? texts.savedOn : texts.savedOff };
}
