// A signed-in member says whether the program may write to them.
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { optInToEmail } from "../../usecases/opt-in-to-email.ts";
import { optOutOfEmail } from "../../usecases/opt-out-of-email.ts";
import type { CardVisit } from "./card-door.ts";
import { settingsCards } from "./cards/settings.ts";
import { problem } from "./door.ts";
import { loadVoice } from "./load-voice.ts";

export async function takeEmailWish(visit: CardVisit): Promise<CardAnswer> {
  const { shop, memberId, values, locales, now } = visit;
  const { emails } = values;
  if (emails !== "on" && emails !== "off") throw problem("bad_request");
  const voice = await loadVoice(shop.id, locales, now);
  const { say } = voice;
  if (memberId === null) return { message: say("settings_not_a_member") };
  const { outcome } =
    emails === "on"
      ? await optInToEmail(shop.id, memberId)
      : await optOutOfEmail(shop.id, memberId, new Date(now));
  if (outcome === "refused") return { message: say("settings_not_a_member") };
  const cards = await settingsCards({ shopId: shop.id, memberId, voice });
  const card = cards.find(({ id }) => id === "settings/emails") ?? null;
  return { card, message: emails === "on" ? say("settings_saved_on") : say("settings_saved_off") };
}
